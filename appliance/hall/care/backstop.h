/* 办不成事反映: load, decide by rules/care/backstop.h, record. The county reads what was escalated or refused and answers into its voice to the hall. No
 * function deletes a report. */
#ifndef HALL_BACKSTOP_H
#define HALL_BACKSTOP_H
#include "backstop_sql.h"
#include "rules/care/backstop.h"
#include "store/txn.h"

struct row_ticket_row;
/* shape BackstopReport; the source follows from the actor's role. *out: shape BackstopReceipt. REFUSAL_BACKSTOP_WANT. */
NODISCARD enum rc backstop_report(struct txn *t, const yyjson_val *body, yyjson_mut_val **out);
/* shape SlipBackstop, after the slip's secret was checked */
NODISCARD enum rc backstop_report_by_slip(struct txn *t, const struct row_ticket_row *ticket, const yyjson_val *body, yyjson_mut_val **out);
/* One verb. For BACKSTOP_CHECK the body's "passed" says whether it is sent back. */
NODISCARD enum rc backstop_act(struct txn *t, const char *id, enum backstop_verb verb, const yyjson_val *body);
/* Clerks and guides see what they took themselves; nobody sees what is about him: RC_NOTFOUND, REFUSAL_BACKSTOP_OWN. */
NODISCARD enum rc backstop_list(struct txn *t, bool filed, yyjson_mut_val **out);      /* shape BackstopList */
NODISCARD enum rc backstop_view(struct txn *t, const char *id, yyjson_mut_val **out);  /* shape Backstop */
NODISCARD enum rc backstop_progress(struct txn *t, const char *id, const char *code, yyjson_mut_val **out); /* shape BackstopProgress */
NODISCARD enum rc backstop_upward(struct txn *t, yyjson_mut_val **out);                /* at the hub: shape BackstopList */
NODISCARD enum rc backstop_county_answer(struct txn *t, const char *id, const yyjson_val *body);
/* Overdue: to the leader, later to the county. Once a minute. */
NODISCARD enum rc backstop_escalate_overdue(struct txn *t);

#endif
