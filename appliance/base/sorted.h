/* Look-ups in generated tables whose rows are sorted by the name that is their first member. */
#ifndef BASE_SORTED_H
#define BASE_SORTED_H
#include <stddef.h>

/* The first row whose name is not below this one; `count` when there is none. size: of a row. */
size_t sorted_first(const void *rows, size_t count, size_t size, const char *name);

#endif
