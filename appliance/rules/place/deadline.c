/* Counting days as the law counts them. */
#include "rules/place/deadline.h"

struct deadline deadline_of(
	const struct workday_calendar *c, int32_t accepted, int days, enum day_unit unit)
{
	struct deadline d = { accepted, accepted, false };
	if (days == 0) {
		d.provisional = !workday_known(c, accepted);
		return d;
	}
	d.starts = workday_is(c, accepted) && unit == DAY_UNIT_CALENDAR
			   ? accepted + 1
			   : workday_after(c, accepted, &d.provisional);
	if (unit == DAY_UNIT_CALENDAR) {
		d.due = d.starts + days - 1;
		return d;
	}
	/* counting starts with the first working day after acceptance, so a rest day costs
	 * nothing */
	for (int i = 0; i < days; i++)
		d.due = workday_after(c, d.due, &d.provisional);
	return d;
}

struct deadline deadline_again(const struct workday_calendar *was,
	const struct workday_calendar *is, int32_t from, int32_t due)
{
	int days = 0;
	for (int32_t day = from + 1; day <= due; day++)
		days += workday_is(was, day);
	return deadline_of(is, from, days, DAY_UNIT_WORKING);
}

int deadline_days_left(const struct workday_calendar *c, int32_t today, int32_t due)
{
	int days = 0;
	if (due >= today) {
		for (int32_t day = today + 1; day <= due; day++)
			days += workday_is(c, day);
		return days;
	}
	for (int32_t day = due + 1; day <= today; day++)
		days -= workday_is(c, day);
	return days < 0 ? days : -1; /* over the due day on a rest day is over all the same */
}

enum card deadline_card(int days_left)
{
	if (days_left < 0)
		return CARD_RED;
	return days_left <= 1 ? CARD_YELLOW : CARD_NONE;
}
