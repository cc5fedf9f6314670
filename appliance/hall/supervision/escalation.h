/* What went to the leader of the register (S-3.1.2) and waits for his word: red cards, overdue work
 * orders, reports of 办不成事. Orders and reports say so in their own records (order.escalated,
 * backstop.escalated); a case over its promise is reported here, once. */
#ifndef HALL_ESCALATION_H
#define HALL_ESCALATION_H
#include "store/txn.h"

/* Once a minute: cases whose promised day is over go to the leader (domain 3.4: a card once per
 * case; not by a clock nobody trusts). */
NODISCARD enum rc escalation_red_cards(struct txn *t);
NODISCARD enum rc escalation_list(struct txn *t, yyjson_mut_val **out); /* shape EscalationList */
/* His word, entered by who put it before him. REFUSAL_ESCALATION_OVER when it does not wait, or is
 * about the actor. */
NODISCARD enum rc escalation_answer(struct txn *t, const char *id, const char *text);

#endif
