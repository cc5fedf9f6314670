/* Doubling growth up to the limit. */
#include "base/buf.h"
#include <openssl/crypto.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *b, size_t limit)
{
	*b = (struct buf){ .limit = limit };
}

void buf_release(struct buf *b)
{
	if (b->data)
		OPENSSL_cleanse(b->data, b->room); /* a request's body may be a password */
	free(b->data);
	*b = (struct buf){ .limit = b->limit };
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->full = false;
	if (b->data)
		b->data[0] = '\0';
}

static bool make_room(struct buf *b, size_t n)
{
	if (b->full || n > b->limit - b->len) {
		b->full = true;
		return false;
	}
	size_t need = b->len + n + 1;
	if (need <= b->room)
		return true;
	size_t room = b->room ? b->room : 256;
	while (room < need)
		room *= 2;
	char *data = malloc(room); /* realloc would leave the old bytes where nobody wipes them */
	if (!data) {
		b->full = true;
		return false;
	}
	if (b->data) {
		memcpy(data, b->data, b->len + 1);
		OPENSSL_cleanse(b->data, b->room);
		free(b->data);
	}
	b->data = data;
	b->room = room;
	return true;
}

void buf_add(struct buf *b, const void *data, size_t n)
{
	if (!make_room(b, n))
		return;
	if (n)
		memcpy(b->data + b->len, data, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n >= 0 && make_room(b, (size_t)n)) {
		vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
		b->len += (size_t)n;
	}
	va_end(again);
}
