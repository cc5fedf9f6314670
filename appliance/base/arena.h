/* Memory for one unit of work: many allocations, one release. Every arena is born with its limit.
 * Past it arena_alloc() still gives memory, so that no caller must look, and the arena is full from
 * then on: whatever reads without knowing how much there is (rows, JSON, files) stops there with a
 * fault, and txn_end() makes the unit a refusal and undoes it. Memory is zeroed and aligned for any
 * type. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/result.h"

struct arena_block;
struct arena {
	struct arena_block *head;
	size_t used;
	size_t limit;
	bool full; /* more was asked than the limit */
	bool unwritable; /* json_write() met a text that is not UTF-8 */
};

void arena_init(struct arena *a, size_t limit);
void arena_release(struct arena *a); /* frees everything; the arena may be used again */
void *arena_alloc(struct arena *a, size_t size); /* never NULL */
/* NULL past the limit; the arena is full then */
void *arena_try_alloc(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *text); /* NULL in, NULL out */
char *arena_strndup(struct arena *a, const char *text, size_t n);
/* text without this character */
char *arena_without(struct arena *a, const char *text, char c);
char *arena_date(struct arena *a, int32_t date); /* as date_text() writes it */
char *arena_printf(struct arena *a, const char *format, ...) PRINTF(2, 3);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif
