/* The guidance desk (S-3.1.4b): papers looked through before somebody queues, and a log of those
 * helped without a ticket. */
#ifndef HALL_GUIDE_H
#define HALL_GUIDE_H
#include "bodies/queue.h"
#include "guide_sql.h"
#include "store/txn.h"

/* What of an item's materials a citizen brought: what is missing
 * follows from the item's own list: required, not brought, and not marked as not applying to this
 * citizen. REFUSAL_ITEM_UNKNOWN, REFUSAL_MATERIAL_UNKNOWN, REFUSAL_TICKET_ENDED. */
NODISCARD enum rc guide_precheck(
	struct txn *t, const char *ticket, const struct precheck_give_body *in);
/* of shape Precheck */
NODISCARD enum rc guide_prechecks(struct txn *t, const char *ticket, yyjson_mut_val **list);
NODISCARD enum rc guide_log(struct txn *t, const struct guide_log_add_body *in);
/* shape GuideLog; "" is today; REFUSAL_SHAPE */
NODISCARD enum rc guide_log_view(struct txn *t, const char *day, yyjson_mut_val **out);

#endif
