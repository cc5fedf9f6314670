/* Who waits, in memory: "how many are in front" without a look at each of them. */
#ifndef HALL_LINE_H
#define HALL_LINE_H
#include "line_sql.h"
#include "store/txn.h"

#define LINE_MOST 1000 /* farther back it is not counted on */

/* How many of a day's numbers wait in a zone with a rank below this one, LINE_MOST at most. */
NODISCARD enum rc line_ahead(
	struct txn *t, const char *day, const char *zone, int64_t rank, int64_t *ahead);

#endif
