/* What an account may do is what the journal granted it. The views are asked first, because they
 * are quick; what they say is believed only where the account's own events say the same: a role
 * written into a view's file has no effect. */
#ifndef HALL_GRANTED_H
#define HALL_GRANTED_H
#include "store/txn.h"

/* RC_REFUSED GRANT_UNPROVEN when the journal grants `id` other roles than `roles`. Said in the log
 * once an account, and on the status page. */
NODISCARD enum rc granted_check(struct txn *t, const char *id, uint32_t roles);
uint32_t granted_bits(struct txn *t, const char *json); /* a JSON list of role codes */

#endif
