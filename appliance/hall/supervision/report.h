/* Reports, computed from the views by SQL, at the hall for itself and at the county for each hall.
 * Nothing here writes. */
#ifndef HALL_REPORT_H
#define HALL_REPORT_H
#include "report_sql.h"
#include "rules/supervision/report.h"
#include "store/txn.h"

NODISCARD enum rc report_view(struct txn *t, const char *hall, const struct report_span *span,
	yyjson_mut_val **out); /* shape Report */
NODISCARD enum rc report_now(struct txn *t, yyjson_mut_val **out); /* shape ReportNow */
/* One table of the report as CSV, in the arena. `table`: waits, services, load, days, windows,
 * staffing, ratings, coverage, or visits (of the first day, one line a number). RC_NOTFOUND for
 * another word. */
NODISCARD enum rc report_csv(
	struct txn *t, const struct report_span *span, const char *table, const char **text);

#endif
