/* Limits and cards. Days are counted from the day after acceptance; the case is due at the close of
 * the n-th working day (行政许可法 82: days are working days; day of acceptance not counted). Limits in
 * calendar days end on a working day only if they fall on one: they are not moved. */
#ifndef RULES_DEADLINE_H
#define RULES_DEADLINE_H
#include "rules/place/workday.h"
#include "words/card.h"
#include "words/day_unit.h"

/* starts: the first day that counts */
struct deadline {
	int32_t due, starts;
	bool provisional;
};

/* days 0 (即办件): due, and begun, on the day itself. A case taken on a rest day starts its clock on
 * the next working day (domain trap 10), whatever the unit: working days are counted from it, and
 * calendar days too. Taken on a working day, calendar days are counted from the next day. */
struct deadline deadline_of(
	const struct workday_calendar *c, int32_t accepted, int days, enum day_unit unit);
/* The same number of working days counted again by the calendar `is` that came after `was`, by
 * which `due` had been counted from `from` (domain 3.5c). */
struct deadline deadline_again(const struct workday_calendar *was,
	const struct workday_calendar *is, int32_t from, int32_t due);
/* Working days from today to the due day: 0 today, negative when over. */
int deadline_days_left(const struct workday_calendar *c, int32_t today, int32_t due);

/* 5 working days to tell what is missing, else accepted as of receipt (行政许可法 32). */
#define DEADLINE_CORRECTION_DAYS 5

/* Yellow at one working day before the promise, red when over it (configurable later; no Jiangxi
 * value was found, domain 3.4). */
enum card deadline_card(int days_left);

#endif
