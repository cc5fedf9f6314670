/* Codes that citizens' papers carry are short, so guessing is slow: after five wrong ones for one number it answers nobody for a quarter of an hour. */
#ifndef HALL_GUESS_H
#define HALL_GUESS_H
#include "guess_sql.h"
#include "store/txn.h"

/* RC_OK when `subject` may be asked for; REFUSAL_GUESS_LOCKED. */
NODISCARD enum rc guess_allowed(struct txn *t, const char *subject);
/* A wrong code for a subject that exists. Counts it and answers as if there were none: REFUSAL_NOT_FOUND. */
NODISCARD enum rc guess_wrong(struct txn *t, const char *subject);

#endif
