/* Work orders of negative ratings, decided by rules/care/order.h. Whoever served may neither see
 * nor handle the order of that service. */
#ifndef HALL_ORDER_H
#define HALL_ORDER_H
#include "order_sql.h"
#include "bodies/care.h"
#include "rules/care/order.h"
#include "rules/place/workday.h"
#include "store/txn.h"

/* The limits of an order that opens now, as the rating's record carries them. answer_code: eight
 * digits that the rater alone is shown. The slip's own code has been under other eyes, the clerk's
 * among them. */
yyjson_mut_val *order_limits(
	struct txn *t, const struct workday_calendar *calendar, const char *answer_code);
/* Was the rating of this ticket answered? false when there is no order. */
NODISCARD enum rc order_answered(struct txn *t, const char *ticket, bool *answered);
/* Is this the code that the rater was shown? */
NODISCARD enum rc order_code_good(struct txn *t, const char *ticket, const char *code, bool *good);
/* What the rater himself may read: the state and the answer; nothing without the right code
 * (*good). Members of shape SlipRatingState. */
NODISCARD enum rc order_for_rater(
	struct txn *t, const char *ticket, const char *code, yyjson_mut_val *into, bool *good);
NODISCARD enum rc order_verify(struct txn *t, const char *id, const struct order_verify_body *in);
NODISCARD enum rc order_act(struct txn *t, const char *id, const struct order_act_body *in);
NODISCARD enum rc order_reply(struct txn *t, const char *id, const struct order_reply_body *in);
NODISCARD enum rc order_revisit(struct txn *t, const char *id, const struct order_revisit_body *in);
NODISCARD enum rc order_close(struct txn *t, const char *id, const struct order_close_body *in);
NODISCARD enum rc order_list(
	struct txn *t, bool closed, yyjson_mut_val **out); /* shape OrderList */
NODISCARD enum rc order_view(struct txn *t, const char *id, yyjson_mut_val **out); /* shape Order */
/* Reports every open order that is over its limit, once a step. Once a minute. */
NODISCARD enum rc order_escalate(struct txn *t);

#endif
