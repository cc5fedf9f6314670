/* Which days are working days, by the published calendar. Runs from the top of the checkout. */
#include "calendar.h"
#include "check.h"
#include <stdlib.h>
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "rules/place/workday.h"

static void workdays(struct arena *a)
{
	struct workday_calendar c = sample_calendar(a);
	char *text;
	size_t n, i, max;
	yyjson_val *root, *v, *key;
	CHECK("vectors", file_read(a, "tests/data/workdays.json", 65536, &text, &n) == RC_OK &&
				 json_read(a, text, n, &root) == RC_OK);
	yyjson_obj_foreach (yyjson_obj_get(root, "working_days"), i, max, key, v) {
		int year = atoi(yyjson_get_str(key)), days = 0;
		for (int32_t day = date_make(year, 1, 1); day < date_make(year + 1, 1, 1); day++)
			days += workday_is(&c, day);
		CHECK("working days of a year", days == yyjson_get_int(v));
	}
	CHECK("除夕 2024 was a working day", workday_is(&c, date_make(2024, 2, 9)));
	CHECK("festival days are told from the rest of their holiday",
		workday_festival(&c, date_make(2026, 9, 25)) &&
			!workday_festival(&c, date_make(2026, 9, 26)) &&
			!workday_festival(&c, date_make(2026, 10, 1)) &&
			workday_festival(&c, date_make(2025, 10, 6)) &&
			workday_festival(&c, date_make(2026, 2, 17)) &&
			workday_festival(&c, date_make(2026, 6, 19)));
}

int main(void)
{
	struct arena a;
	arena_init(&a, 8u << 20);
	workdays(&a);
	arena_release(&a);
	return FINISH();
}
