/* 办不成事反映, decided by rules/care/backstop.h. The county reads what was escalated or refused and
 * answers into its voice to the hall. No function deletes a report. */
#ifndef HALL_BACKSTOP_H
#define HALL_BACKSTOP_H
#include "backstop_sql.h"
#include "bodies/care.h"
#include "rules/care/backstop.h"
#include "store/txn.h"

struct row_ticket_row;
/* The source follows from the actor's role. *out: shape BackstopReceipt. REFUSAL_BACKSTOP_WANT. */
NODISCARD enum rc backstop_report(
	struct txn *t, const struct backstop_report_body *in, yyjson_mut_val **out);
/* After the slip's secret was checked. */
NODISCARD enum rc backstop_report_by_slip(struct txn *t, const struct row_ticket_row *ticket,
	const struct slip_backstop_body *in, yyjson_mut_val **out);
NODISCARD enum rc backstop_accept(
	struct txn *t, const char *id, const struct backstop_note_body *in);
NODISCARD enum rc backstop_classify(
	struct txn *t, const char *id, const struct backstop_classify_body *in);
NODISCARD enum rc backstop_assign(
	struct txn *t, const char *id, const struct backstop_assign_body *in);
NODISCARD enum rc backstop_contact(
	struct txn *t, const char *id, const struct backstop_text_body *in);
NODISCARD enum rc backstop_resolve(
	struct txn *t, const char *id, const struct backstop_resolve_body *in);
NODISCARD enum rc backstop_answer(
	struct txn *t, const char *id, const struct backstop_text_body *in);
/* What did not pass is sent back. */
NODISCARD enum rc backstop_check(
	struct txn *t, const char *id, const struct backstop_check_body *in);
NODISCARD enum rc backstop_file(struct txn *t, const char *id);
NODISCARD enum rc backstop_escalate(
	struct txn *t, const char *id, const struct backstop_escalate_body *in);
NODISCARD enum rc backstop_correct(
	struct txn *t, const char *id, const struct backstop_text_body *in);
/* Clerks and guides see what they took themselves; nobody sees what is about him: RC_NOTFOUND,
 * REFUSAL_BACKSTOP_OWN. Shapes BackstopList and Backstop. */
NODISCARD enum rc backstop_list(struct txn *t, bool filed, yyjson_mut_val **out);
NODISCARD enum rc backstop_view(struct txn *t, const char *id, yyjson_mut_val **out);
/* Shape BackstopProgress. */
NODISCARD enum rc backstop_progress(
	struct txn *t, const char *id, const char *code, yyjson_mut_val **out);
/* At the hub: shape BackstopList. */
NODISCARD enum rc backstop_upward(struct txn *t, yyjson_mut_val **out);
NODISCARD enum rc backstop_county_answer(
	struct txn *t, const char *id, const struct backstop_text_body *in);
/* Overdue: to the leader, later to the county. Once a minute. */
NODISCARD enum rc backstop_escalate_overdue(struct txn *t);

#endif
