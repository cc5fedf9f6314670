/* Working days by the published calendar (State Council notices), never by Monday to Friday alone.
 * A year without a published calendar is unknown: what is computed across it is provisional and
 * must be marked so (domain 3.5). */
#ifndef RULES_WORKDAY_H
#define RULES_WORKDAY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* off: a holiday; otherwise a day made up for. festival: the traditional festival itself (春节, 端午,
 * 中秋), not the rest of its holiday. */
struct workday_exception {
	int32_t date;
	bool off, festival;
};
struct workday_calendar {
	const struct workday_exception *exceptions; /* sorted by date */
	size_t count;
	const int *years; /* the years that were published */
	size_t year_count;
};

bool workday_known(const struct workday_calendar *c, int32_t date);
/* In an unknown year the answer is Monday to Friday, and the caller marks it provisional. */
bool workday_is(const struct workday_calendar *c, int32_t date);
/* The festival itself: the hall opens half a day only (domain 3.6). */
bool workday_festival(const struct workday_calendar *c, int32_t date);
/* The first working day after `date`. */
int32_t workday_after(const struct workday_calendar *c, int32_t date, bool *provisional);

#endif
