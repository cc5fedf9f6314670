/* Look-ups in the calendar's exceptions. */
#include "rules/place/workday.h"
#include <assert.h>
#include "base/date.h"

bool workday_known(const struct workday_calendar *c, int32_t date)
{
	int year = date_year(date);
	for (size_t i = 0; i < c->year_count; i++)
		if (c->years[i] == year)
			return true;
	return false;
}

static const struct workday_exception *exception(const struct workday_calendar *c, int32_t date)
{
	size_t low = 0, high = c->count;
	assert(c->exceptions || !c->count);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->exceptions[middle].date < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->count && c->exceptions[low].date == date ? &c->exceptions[low] : NULL;
}

bool workday_is(const struct workday_calendar *c, int32_t date)
{
	const struct workday_exception *e = exception(c, date);
	return e ? !e->off : date_weekday(date) <= 5;
}

bool workday_festival(const struct workday_calendar *c, int32_t date)
{
	const struct workday_exception *e = exception(c, date);
	return e && e->off && e->festival;
}

int32_t workday_after(const struct workday_calendar *c, int32_t date, bool *provisional)
{
	do {
		date++;
		if (!workday_known(c, date))
			*provisional = true;
	} while (!workday_is(c, date));
	return date;
}
