/* A growing byte buffer that is born with its limit. Past the limit nothing is written and `full`
 * stays set: check it once at the end. data is always NUL-terminated after the first write. */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include <stdbool.h>
#include <stddef.h>
#include "base/result.h"

struct buf {
	char *data;
	size_t len;
	size_t room;
	size_t limit;
	bool full;
};

void buf_init(struct buf *b, size_t limit);
void buf_release(struct buf *b); /* fit for CLEANUP() */
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const void *data, size_t n);
void buf_puts(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *format, ...) PRINTF(2, 3);

#endif
