/* Blocks chained newest first; big requests get a block of their own. */
#include "base/arena.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/log.h"

#define ARENA_BLOCK 16384u
#define ARENA_ALIGN 16u

struct arena_block {
	struct arena_block *next;
	size_t room;
	size_t used;
	_Alignas(ARENA_ALIGN) unsigned char data[];
};

/* Blocks of the usual size are kept for the next unit of work: asking the system anew for every
 * request costs page faults. The sanitised build keeps none, so that a use after release is
 * seen. */
#ifdef __SANITIZE_ADDRESS__
#define ARENA_KEPT 0
#else
#define ARENA_KEPT 16
#endif
static _Thread_local struct arena_block *kept;
static _Thread_local int kept_count;

static struct arena_block *block_take(size_t room)
{
	struct arena_block *block = kept;
	if (room != ARENA_BLOCK || !block) {
		block = calloc(1, sizeof *block + room);
		if (block)
			block->room = room;
		return block;
	}
	kept = block->next;
	kept_count--;
	return block;
}

/* Nobody's data lingers, passwords least, and what is taken again is zero again. */
static void block_give(struct arena_block *block)
{
	explicit_bzero(block->data, block->used);
	if (block->room != ARENA_BLOCK || kept_count >= ARENA_KEPT) {
		free(block);
		return;
	}
	block->used = 0;
	block->next = kept;
	kept = block;
	kept_count++;
}

void arena_init(struct arena *a, size_t limit)
{
	*a = (struct arena){ .limit = limit };
}

void arena_release(struct arena *a)
{
	while (a->head) {
		struct arena_block *next = a->head->next;
		block_give(a->head);
		a->head = next;
	}
	a->used = 0;
	a->full = a->unwritable = false;
}

static void *take(struct arena *a, size_t size)
{
	size_t rounded = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
	if (!a->head || a->head->room - a->head->used < rounded) {
		size_t room = rounded > ARENA_BLOCK ? rounded : ARENA_BLOCK;
		struct arena_block *block = block_take(room);
		if (!block)
			return NULL;
		block->next = a->head;
		a->head = block;
	}
	void *p = a->head->data + a->head->used;
	a->head->used += rounded;
	a->used += rounded;
	return p;
}

void *arena_try_alloc(struct arena *a, size_t size)
{
	if (size > a->limit || a->used > a->limit - size) {
		a->full = true;
		return NULL;
	}
	return take(a, size);
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > a->limit || a->used > a->limit - size)
		a->full = true;
	void *p = take(a, size);
	if (!p) {
		log_error("arena", "the system has no %zu bytes more", size);
		abort();
	}
	return p;
}

char *arena_strndup(struct arena *a, const char *text, size_t n)
{
	if (!text)
		return NULL;
	char *copy = arena_alloc(a, n + 1);
	memcpy(copy, text, n);
	return copy;
}

char *arena_strdup(struct arena *a, const char *text)
{
	return text ? arena_strndup(a, text, strlen(text)) : NULL;
}

char *arena_without(struct arena *a, const char *text, char c)
{
	char *out = arena_strdup(a, text), *to = out;
	for (const char *p = text; *p; p++)
		if (*p != c)
			*to++ = *p;
	*to = '\0';
	return out;
}

char *arena_date(struct arena *a, int32_t date)
{
	char *text = arena_alloc(a, DATE_TEXT);
	date_text(date, text);
	return text;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
	vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, format, again);
	va_end(again);
	return text;
}
