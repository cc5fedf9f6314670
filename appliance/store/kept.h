/* Answers that are used again: what was read from tables that seldom change stays true until one of
 * these tables is written, a unit that wrote is undone, or another process writes to the file.
 * Which tables an answer hangs on nobody says: they are those whose statements ran while it was
 * made. */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H
#include "store/txn.h"

#define KEPT_QUESTION 48 /* bytes, at most */

/* Makes the answer in part->arena. Hangs on its question, the node and what it reads through
 * `part`, and on nothing else: no clock, no actor, no file. Writes nothing. */
typedef enum rc kept_read(struct txn *part, const void *question, const void **answer);

/* The answer lives as long as the unit of work, and nobody may change it. What is refused, not
 * found or faulty is not kept. */
NODISCARD enum rc kept_answer(
	struct txn *t, kept_read *read, const void *question, size_t size, const void **answer);

/* For what follows the journal by itself: another number than before when rows changed otherwise
 * than by events that stayed (undone, by another process, in another database). */
int64_t kept_epoch(const struct txn *t);

#endif
