/* What a catalogue's files must look like before anybody works by them. Pure. */
#ifndef RULES_CATALOGUE_H
#define RULES_CATALOGUE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

/* NULL when both documents are good, with the catalogue's name and its number of items; else what
 * is wrong, in the user's words (arena). */
const char *catalogue_fault(struct arena *a, const char *items, size_t n, const char *calendar,
	size_t m, const char **name, int64_t *count);
/* Does the calendar document have days of this year? One that forgot it would make every day of it
 * unknown. */
bool catalogue_calendar_knows(struct arena *a, const char *calendar, size_t m, int year);

#endif
