/* Work orders of negative ratings: load, decide by rules/order.h, record. Whoever served may neither see nor handle the order of that service. */
#ifndef HALL_ORDER_H
#define HALL_ORDER_H
#include "order_sql.h"
#include "rules/order.h"
#include "rules/workday.h"
#include "store/txn.h"

/* The limits of an order that opens now, as the rating's record carries them. */
yyjson_mut_val *order_limits(struct txn *t, const struct workday_calendar *calendar);
/* Was the rating of this ticket answered? false when there is no order. */
NODISCARD enum rc order_answered(struct txn *t, const char *ticket, bool *answered);
/* What the rater himself may read by his slip: the state and the answer. Members of shape SlipRatingState. */
NODISCARD enum rc order_for_rater(struct txn *t, const char *ticket, yyjson_mut_val *into);
NODISCARD enum rc order_act(struct txn *t, const char *id, enum order_verb verb, const yyjson_val *body);  /* shape Order<Verb> */
NODISCARD enum rc order_list(struct txn *t, bool closed, yyjson_mut_val **out);                            /* shape OrderList */
NODISCARD enum rc order_view(struct txn *t, const char *id, yyjson_mut_val **out);                         /* shape Order */
/* Reports every open order that is over its limit, once a step. Once a minute. */
NODISCARD enum rc order_escalate(struct txn *t);

#endif
