/* Memory for one unit of work: many allocations, one release. Every arena is born with its limit; going past it aborts the unit
 * of work through arena_alloc() returning NULL only when arena_try_alloc() is used, and through fault+abort() otherwise, because
 * inputs are bounded before they reach an arena. Memory is zeroed and aligned for any type. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>
#include <stdarg.h>
#include "base/result.h"

struct arena_block;
struct arena {
	struct arena_block *head;
	size_t used;
	size_t limit;
};

void arena_init(struct arena *a, size_t limit);
void arena_release(struct arena *a);            /* frees everything; the arena may be used again */
void *arena_alloc(struct arena *a, size_t size); /* never NULL */
void *arena_try_alloc(struct arena *a, size_t size); /* NULL past the limit */
char *arena_strdup(struct arena *a, const char *text);           /* NULL in, NULL out */
char *arena_strndup(struct arena *a, const char *text, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) PRINTF(2, 3);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif
