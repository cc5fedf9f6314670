/* Is what lies on the disk what the journal says? Every part opens nothing for writing but a
 * database of its own in a temporary place, so a server may run beside it. Each is RC_REFUSED
 * (JOURNAL_BROKEN) with t->detail in words when something is damaged. */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H
#include "store/txn.h"

/* Opens `place` (made, and removed by who asked for it) for views made anew, with the journal of
 * the database at `live` behind them, read only: a name that is no view's is looked up there. */
NODISCARD enum rc verify_open(const char *place, const char *live, struct db **out);

typedef void verify_progress(const char *what, int64_t done, int64_t all);

NODISCARD enum rc verify_file(struct txn *t); /* SQLite's own check of the whole file */
/* tables, indexes, triggers: those that this program makes and no others */
NODISCARD enum rc verify_schema(struct txn *t);
/* Replays the journal and compares row by row. RC_NOTFOUND when the views are of another version of
 * the program: nothing to compare. */
NODISCARD enum rc verify_views(
	struct txn *t, verify_progress *progress, int64_t *events, int64_t *rows);

#endif
