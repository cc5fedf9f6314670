/* The sample calendar, as the hall gets it from the county, for the programs that test rules of
 * days. */
#ifndef TESTS_CALENDAR_H
#define TESTS_CALENDAR_H
#include <stdlib.h>
#include "base/date.h"
#include "base/embed.h"
#include "base/json.h"
#include "rules/place/workday.h"

static struct workday_calendar sample_calendar(struct arena *a)
{
	static struct workday_exception exceptions[512];
	static int years[16];
	size_t n, i, max, count = 0, year_count = 0;
	yyjson_val *root, *v;
	const char *text = embed_find("sample/catalogue/calendar.json", &n);
	if (!text || json_read(a, text, n, &root))
		exit(3);
	yyjson_arr_foreach (yyjson_obj_get(root, "days"), i, max, v)
		exceptions[count++] = (struct workday_exception){
			date_parse(json_text(v, "date")),
			json_flag(v, "off"),
			json_text(v, "festival") != NULL,
		};
	yyjson_arr_foreach (yyjson_obj_get(root, "years"), i, max, v)
		years[year_count++] = (int)yyjson_get_int(v);
	return (struct workday_calendar){ exceptions, count, years, year_count };
}

#endif
