/* Codes that citizens' papers carry are short, so guessing is slow: after five wrong ones for one number it answers nobody for a quarter of an hour. */
#ifndef HALL_GUESS_H
#define HALL_GUESS_H
#include "store/txn.h"

/* Is the given code the right one of `subject`, which exists? A wrong one is counted and answered as if there were no such subject: REFUSAL_NOT_FOUND; REFUSAL_GUESS_LOCKED. */
NODISCARD enum rc guess_code(struct txn *t, const char *subject, const char *right, const char *given);

#endif
