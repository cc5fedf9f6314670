/* The guidance desk (S-3.1.4b): papers looked through before somebody queues, and a log of those
 * helped without a ticket. */
#ifndef HALL_GUIDE_H
#define HALL_GUIDE_H
#include "guide_sql.h"
#include "store/txn.h"

/* What of an item's materials a citizen brought: body is a shape PrecheckGive. What is missing
 * follows from the item's own list: required, not brought, and not marked as not applying to this
 * citizen. REFUSAL_ITEM_UNKNOWN, REFUSAL_MATERIAL_UNKNOWN, REFUSAL_TICKET_ENDED. */
NODISCARD enum rc guide_precheck(struct txn *t, const char *ticket, const yyjson_val *body);
/* of shape Precheck */
NODISCARD enum rc guide_prechecks(struct txn *t, const char *ticket, yyjson_mut_val **list);
/* item may be NULL. */
NODISCARD enum rc guide_log(struct txn *t, const char *kind, const char *item, const char *text);
/* shape GuideLog; "" is today; REFUSAL_SHAPE */
NODISCARD enum rc guide_log_view(struct txn *t, const char *day, yyjson_mut_val **out);

#endif
