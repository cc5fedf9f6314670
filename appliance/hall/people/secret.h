/* Passwords of staff: what may be one, and the slow comparison. Both may end the unit to wait for
 * it: store/txn.h txn_work(). */
#ifndef HALL_SECRET_H
#define HALL_SECRET_H
#include <stdbool.h>
#include "base/password.h"
#include "store/txn.h"

/* REFUSAL_PASSWORD_WEAK, REFUSAL_BUSY. At a sample node the one password that run.sh prints is
 * taken too. */
NODISCARD enum rc secret_make(
	struct txn *t, const char *login, const char *password, char out[PASSWORD_HASH]);
/* hash NULL: there is nobody of that name, and it takes as long to say so. REFUSAL_BUSY. */
NODISCARD enum rc secret_matches(struct txn *t, const char *password, const char *hash, bool *same);

#endif
