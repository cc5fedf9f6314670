/* When something is due, over holidays and a year that nobody has published. Runs from the top of
 * the checkout. */
#include "calendar.h"
#include "check.h"
#include <stdlib.h>
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "rules/place/deadline.h"
#include "rules/place/workday.h"

static void deadlines(struct arena *a)
{
	struct workday_calendar c = sample_calendar(a);
	char *text, due[DATE_TEXT];
	size_t n, i, max;
	yyjson_val *root, *v;
	CHECK("vectors of limits",
		file_read(a, "tests/data/workdays.json", 65536, &text, &n) == RC_OK &&
			json_read(a, text, n, &root) == RC_OK);
	yyjson_arr_foreach (yyjson_obj_get(root, "cases"), i, max, v) {
		struct deadline d = deadline_of(&c, date_parse(json_text(v, "accepted")),
			(int)json_int(v, "working_days", 0), DAY_UNIT_WORKING);
		date_text(d.due, due);
		CHECK_TEXT(json_text(v, "accepted"), due, json_text(v, "due"));
		CHECK("known years are certain", !d.provisional);
	}
	CHECK("over the new year is provisional",
		deadline_of(&c, date_make(2026, 12, 28), 10, DAY_UNIT_WORKING).provisional);
	CHECK("an instant case is due today",
		deadline_of(&c, date_make(2026, 11, 24), 0, DAY_UNIT_WORKING).due ==
			date_make(2026, 11, 24));
	CHECK("calendar days are calendar days",
		deadline_of(&c, date_make(2026, 11, 24), 15, DAY_UNIT_CALENDAR).due ==
			date_make(2026, 12, 9));
	CHECK("a rest day costs nothing",
		deadline_of(&c, date_make(2026, 11, 28), 1, DAY_UNIT_WORKING).due ==
			date_make(2026, 11, 30));
	struct deadline rest = deadline_of(&c, date_make(2026, 11, 28), 15, DAY_UNIT_CALENDAR);
	CHECK("calendar days of a case taken on a Saturday begin on Monday",
		rest.starts == date_make(2026, 11, 30) && rest.due == date_make(2026, 12, 14));
	rest = deadline_of(&c, date_make(2026, 10, 1), 5, DAY_UNIT_WORKING);
	CHECK("taken on a holiday: the clock starts on the next working day",
		rest.starts == date_make(2026, 10, 8) && rest.due == date_make(2026, 10, 13));
	CHECK("taken on a festival",
		deadline_of(&c, date_make(2026, 2, 17), 3, DAY_UNIT_WORKING).starts ==
			date_make(2026, 2, 24));
	CHECK("done at once on a rest day: due that day",
		deadline_of(&c, date_make(2026, 11, 28), 0, DAY_UNIT_WORKING).starts ==
			date_make(2026, 11, 28));
	CHECK("a made-up Saturday is a working day",
		deadline_of(&c, date_make(2026, 10, 10), 1, DAY_UNIT_CALENDAR).due ==
				date_make(2026, 10, 11) &&
			deadline_of(&c, date_make(2026, 10, 9), 1, DAY_UNIT_WORKING).due ==
				date_make(2026, 10, 10));
	struct workday_exception more[600];
	int years[16];
	memcpy(more, c.exceptions, c.count * sizeof *more);
	more[c.count] = (struct workday_exception){ date_make(2027, 1, 1), true, false };
	memcpy(years, c.years, c.year_count * sizeof *years);
	years[c.year_count] = 2027;
	struct workday_calendar next = { more, c.count + 1, years, c.year_count + 1 };
	struct deadline before = deadline_of(&c, date_make(2026, 12, 28), 5, DAY_UNIT_WORKING),
			after = deadline_again(&c, &next, date_make(2026, 12, 28), before.due);
	CHECK("across an unknown new year a date is provisional",
		before.provisional && before.due == date_make(2027, 1, 4));
	CHECK("counted again when the calendar came it is not",
		!after.provisional && after.due == date_make(2027, 1, 5) &&
			after.starts == date_make(2026, 12, 29));
	/* counted again by the same calendar nothing moves */
	for (int days = 0; days < 40; days++) {
		int32_t due =
			deadline_of(&c, date_make(2026, 12, 1) + days, days, DAY_UNIT_WORKING).due;
		CHECK("nothing moves",
			deadline_again(&c, &c, date_make(2026, 12, 1) + days, due).due == due);
	}
	int32_t due_day = date_make(2026, 11, 27);
	CHECK("cards",
		deadline_card(deadline_days_left(&c, date_make(2026, 11, 24), due_day)) ==
				CARD_NONE &&
			deadline_card(deadline_days_left(&c, date_make(2026, 11, 26), due_day)) ==
				CARD_YELLOW &&
			deadline_card(deadline_days_left(&c, date_make(2026, 11, 28), due_day)) ==
				CARD_RED);
}

int main(void)
{
	struct arena a;
	arena_init(&a, 8u << 20);
	deadlines(&a);
	arena_release(&a);
	return FINISH();
}
