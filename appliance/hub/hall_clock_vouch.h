/* The county's word about a hall's clock. What is vouched for is how wrong one run of that clock
 * goes (base/clock.h), as the county heard it with the hall's last hello: a word that comes late,
 * after a start, a step or another vouching at the hall, speaks of a clock that is no more and has
 * no effect. */
#ifndef HUB_HALL_CLOCK_VOUCH_H
#define HUB_HALL_CLOCK_VOUCH_H
#include "store/txn.h"

/* CLOCK_UNSURE when this county's own clock is not trusted, CLOCK_UNHEARD when the hall's was not
 * heard by it. */
NODISCARD enum rc hall_clock_vouch(struct txn *t, const char *node);

#endif
