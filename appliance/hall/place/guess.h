/* Codes on citizens' papers are short, so guessing is slow: hall/place/limit.h counts who is wrong,
 * for one number and over all numbers. */
#ifndef HALL_GUESS_H
#define HALL_GUESS_H
#include <stdbool.h>
#include "store/txn.h"

/* Before a code of `subject` is looked at. REFUSAL_GUESS_WAIT. */
NODISCARD enum rc guess_look(struct txn *t, const char *subject);
/* It was right, or it was counted and `refusal` is the answer. */
NODISCARD enum rc guess_told(struct txn *t, const char *subject, bool right, enum refusal refusal);

/* Both: is `given` the code of `subject`? right NULL: there is no such subject, which is answered
 * alike: REFUSAL_NOT_FOUND. */
NODISCARD enum rc guess_code(
	struct txn *t, const char *subject, const char *right, const char *given);

#endif
