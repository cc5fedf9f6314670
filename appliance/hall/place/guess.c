/* Codes: look, compare, count. */
#include "hall/place/guess.h"
#include <string.h>
#include "base/hash.h"
#include "hall/place/limit.h"

enum rc guess_look(struct txn *t, const char *subject)
{
	return limit_look(t, &(struct tried){ TRIED_CODE, subject, false });
}

enum rc guess_told(struct txn *t, const char *subject, bool right, enum refusal refusal)
{
	struct tried what = { TRIED_CODE, subject, false };
	if (!right) {
		(void)limit_wrong(t, &what);
		return txn_refuse(t, refusal, NULL);
	}
	limit_right(t, &what);
	return RC_OK;
}

enum rc guess_code(struct txn *t, const char *subject, const char *right, const char *given)
{
	TRY(guess_look(t, subject));
	size_t n = right ? strlen(right) : 0;
	bool same = n && strlen(given) == n && hash_same(right, given, n);
	return guess_told(t, subject, same, REFUSAL_NOT_FOUND);
}
