/* The span of a report: whole civil days. */
#ifndef RULES_REPORT_H
#define RULES_REPORT_H
#include <stdbool.h>
#include "base/date.h"

#define REPORT_DAYS_MOST 366

struct report_span {
	char first[DATE_TEXT], last[DATE_TEXT];
	int32_t days;
};
/* False when the text is not that: a day "2026-11-24", a month "2026-11", a first and a last day at
 * most REPORT_DAYS_MOST days apart. */
bool report_day(const char *day, struct report_span *out);
bool report_month(const char *month, struct report_span *out);
bool report_range(const char *first, const char *last, struct report_span *out);

#endif
