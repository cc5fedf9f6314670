/* Wrong codes, counted in this node's own table: they are no part of anybody's record. */
#include "hall/guess.h"
#include <string.h>
#include "guess_sql.h"

#define TRIES 5
#define LOCK_MS (15 * 60000LL)

static enum rc allowed(struct txn *t, const char *subject)
{
	struct row_guess_row row;
	enum rc rc = load_guess_row(t, subject, &row);
	if (rc == RC_NOTFOUND)
		return RC_OK;
	return rc || row.locked_until <= t->now ? rc : txn_refuse(t, REFUSAL_GUESS_LOCKED, NULL);
}

static enum rc wrong(struct txn *t, const char *subject)
{
	struct row_guess_row row = { 0 };
	enum rc rc = load_guess_row(t, subject, &row);
	if (rc && rc != RC_NOTFOUND)
		return rc;
	bool lock = row.failures + 1 >= TRIES;
	t->keep_refused = true; /* the count must stay although the request is refused */
	rc = exec_guess_put(t, subject, lock ? 0 : row.failures + 1, lock ? t->now + LOCK_MS : 0, t->now, NULL);
	return rc ? rc : txn_refuse(t, REFUSAL_NOT_FOUND, NULL);
}

enum rc guess_code(struct txn *t, const char *subject, const char *right, const char *given)
{
	enum rc rc = allowed(t, subject);
	return rc || !strcmp(right, given) ? rc : wrong(t, subject);
}
