/* Service lists: drafted item by item, published as a whole with a version that the county sees. */
#ifndef HALL_SERVICE_LIST_H
#define HALL_SERVICE_LIST_H
#include "bodies/booking.h"
#include "rules/booking/service_list.h"
#include "service_list_sql.h"
#include "store/txn.h"

/* Places one item in the draft. REFUSAL_ITEM_UNKNOWN, REFUSAL_LIST_HOURS. There is no way to place
 * many at once (杜绝大而全). */
NODISCARD enum rc service_list_draft(struct txn *t, const struct service_draft_body *in);
/* REFUSAL_LIST_INCOMPLETE, REFUSAL_LIST_UNMANNED: the detail names items and sessions. */
NODISCARD enum rc service_list_publish(struct txn *t, const char *note);
NODISCARD enum rc service_list_view(struct txn *t,
	yyjson_mut_val **out); /* shape ServiceLists: draft, candidates, what stands in the way */
NODISCARD enum rc service_list_published(
	struct txn *t, const char *hall, yyjson_mut_val **out); /* shape ServicePublished */
/* The hours in which the published lists offer the item; 0 before anything was published or when it
 * is in neither. */
NODISCARD enum rc service_list_item(struct txn *t, const char *item, unsigned *hours);

#endif
