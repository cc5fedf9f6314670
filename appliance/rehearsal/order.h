/* A rehearsed work order of a bad rating: the supervisor verifies, acts, replies, calls back and
 * closes it, through the hall's own functions. */
#ifndef APPLIANCE_REHEARSAL_ORDER_H
#define APPLIANCE_REHEARSAL_ORDER_H
#include "rehearsal/rehearsal.h"
#include "rules/care/order.h"

/* `ticket`: whose rating opened it. */
NODISCARD enum rc rehearsal_order_step(
	struct rehearsal *r, const char *ticket, enum order_verb verb);

#endif
