/* Spans of reports: whole civil days. */
#include "check.h"
#include "rules/supervision/report.h"

int main(void)
{
	struct report_span s;
	CHECK("a day", report_day("2026-11-24", &s) && !strcmp(s.first, "2026-11-24") &&
			       !strcmp(s.last, s.first) && s.days == 1);
	CHECK("no day", !report_day("2026-02-29", &s) && !report_day("", &s) &&
				!report_day("2026-1-1", &s) && !report_day("昨天", &s));
	CHECK("a month", report_month("2026-11", &s) && !strcmp(s.first, "2026-11-01") &&
				 !strcmp(s.last, "2026-11-30") && s.days == 30);
	CHECK("February", report_month("2026-02", &s) && s.days == 28 &&
				  report_month("2028-02", &s) && s.days == 29 &&
				  !strcmp(s.last, "2028-02-29"));
	CHECK("December",
		report_month("2026-12", &s) && !strcmp(s.last, "2026-12-31") && s.days == 31);
	CHECK("no month", !report_month("2026-13", &s) && !report_month("2026-00", &s) &&
				  !report_month("2026", &s) && !report_month("2026-11-24", &s));
	CHECK("a range over the end of a year",
		report_range("2026-12-31", "2027-01-01", &s) && s.days == 2);
	CHECK("a year at most", report_range("2026-01-01", "2027-01-01", &s) && s.days == 366 &&
					!report_range("2026-01-01", "2027-01-02", &s));
	CHECK("backwards", !report_range("2026-11-24", "2026-11-23", &s));
	return FINISH();
}
