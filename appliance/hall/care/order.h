/* Work orders of negative ratings: load, decide by rules/care/order.h, record. Whoever served may neither see nor handle the order of that service. */
#ifndef HALL_ORDER_H
#define HALL_ORDER_H
#include "order_sql.h"
#include "rules/care/order.h"
#include "rules/place/workday.h"
#include "store/txn.h"

/* The limits of an order that opens now, as the rating's record carries them. */
/* answer_code: eight digits that the rater alone is shown. The slip's own code has been under other eyes, the clerk's among them. */
yyjson_mut_val *order_limits(struct txn *t, const struct workday_calendar *calendar, const char *answer_code);
/* Was the rating of this ticket answered? false when there is no order. */
NODISCARD enum rc order_answered(struct txn *t, const char *ticket, bool *answered);
/* Is this the code that the rater was shown? */
NODISCARD enum rc order_code_good(struct txn *t, const char *ticket, const char *code, bool *good);
/* What the rater himself may read: the state and the answer; nothing without the right code (*good). Members of shape SlipRatingState. */
NODISCARD enum rc order_for_rater(struct txn *t, const char *ticket, const char *code, yyjson_mut_val *into, bool *good);
NODISCARD enum rc order_act(struct txn *t, const char *id, enum order_verb verb, const yyjson_val *body);  /* shape Order<Verb> */
NODISCARD enum rc order_list(struct txn *t, bool closed, yyjson_mut_val **out);                            /* shape OrderList */
NODISCARD enum rc order_view(struct txn *t, const char *id, yyjson_mut_val **out);                         /* shape Order */
/* Reports every open order that is over its limit, once a step. Once a minute. */
NODISCARD enum rc order_escalate(struct txn *t);

#endif
