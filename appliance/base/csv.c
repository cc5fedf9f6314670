/* Cells are written with their comma; the end of a line replaces the last one. */
#include "base/csv.h"
#include <stdio.h>
#include <string.h>

void csv_begin(struct buf *b)
{
	buf_puts(b, "\xef\xbb\xbf");
}

void csv_text(struct buf *b, const char *text)
{
	const char *from = text ? text : "";
	buf_puts(b, from[0] && strchr("=+-@\t\r", from[0]) ? "\"'" : "\"");
	for (const char *p = from; *p; p++)
		buf_add(b, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
	buf_puts(b, "\",");
}

void csv_int(struct buf *b, int64_t n)
{
	buf_printf(b, "%lld,", (long long)n);
}

void csv_real(struct buf *b, double x)
{
	char text[64];
	int n = snprintf(text, sizeof text, "%.3f", x);
	while (n > 1 && text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	buf_add(b, text, (size_t)n);
	buf_puts(b, ",");
}

void csv_line(struct buf *b)
{
	if (b->len && b->data[b->len - 1] == ',')
		b->len--;
	buf_puts(b, "\r\n");
}
