/* Spans of whole days. */
#include "rules/supervision/report.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

bool report_range(const char *first, const char *last, struct report_span *out)
{
	int32_t from = date_parse(first), to = date_parse(last);
	if (from == DATE_NONE || to == DATE_NONE || to < from || to - from >= REPORT_DAYS_MOST)
		return false;
	assert(from <= to);
	date_text(from, out->first);
	date_text(to, out->last);
	out->days = to - from + 1;
	return true;
}

bool report_day(const char *day, struct report_span *out)
{
	return report_range(day, day, out);
}

bool report_month(const char *month, struct report_span *out)
{
	char first[16], last[DATE_TEXT];
	if (strlen(month) != 7)
		return false;
	snprintf(first, sizeof first, "%s-01", month);
	int32_t from = date_parse(first);
	if (from == DATE_NONE)
		return false;
	int year = date_year(from) + (date_month(from) == 12),
	    following = date_month(from) % 12 + 1;
	date_text(date_make(year, following, 1) - 1, last);
	return report_range(first, last, out);
}
