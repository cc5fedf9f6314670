/* Cases: receipt (收件), materials, acceptance (受理), correction, refusal, decision, result, issue
 * (出件). The same functions serve a hall with its own cases and a hub with all of them; a hub can
 * only read and decide what was handed to it. */
#ifndef HALL_CASEFILE_H
#define HALL_CASEFILE_H
#include "bodies/casework.h"
#include "casefile_sql.h"
#include "rules/casework/voucher.h"
#include "rules/queue/ticket.h"
#include "rules/place/workday.h"
#include "store/txn.h"

/* The number of who stands at the window, where there is one (member or argument "ticket_id"): it
 * must be the one that this window serves. */
NODISCARD enum rc casefile_receive(
	struct txn *t, const struct case_receive_body *in, const char **id);
NODISCARD enum rc casefile_materials(
	struct txn *t, const char *id, const struct case_materials_body *in);
struct casefile_paper {
	int64_t material;
	const char *sha256, *name, *mime;
	int64_t size;
};
/* May a photo of this material be brought, now and by this actor? REFUSAL_MATERIAL_UNKNOWN. */
NODISCARD enum rc casefile_may_attach(struct txn *t, const char *id, int64_t material);
NODISCARD enum rc casefile_photos(struct txn *t, const char *id, int64_t material, int64_t *count);
NODISCARD enum rc casefile_attach(
	struct txn *t, const char *id, const struct casefile_paper *paper);
NODISCARD enum rc casefile_accept(struct txn *t, const char *id, const struct case_act_body *in);
NODISCARD enum rc casefile_correct(
	struct txn *t, const char *id, const struct case_correction_body *in);
NODISCARD enum rc casefile_refuse(struct txn *t, const char *id, const struct case_refuse_body *in);
/* At the hub: its voice to the incarnation of a hall that its cases come from, or the one that took
 * its place. */
NODISCARD enum rc casefile_voice(struct txn *t, const char *hall, const char **stream);
/* At the hall's own stream, or from the hub into its voice to the case's hall. */
NODISCARD enum rc casefile_settle(struct txn *t, const char *id, const struct case_decide_body *in);
NODISCARD enum rc casefile_result(struct txn *t, const char *id, const struct case_result_body *in);
NODISCARD enum rc casefile_issue(struct txn *t, const char *id, const struct case_issue_body *in);
/* 5 working days without a notice of what is missing: accepted as of receipt (行政许可法 32). Runs daily
 * and at start. */
NODISCARD enum rc casefile_deem_accepted(struct txn *t);

/* The paper that it has come to, out of its row. */
struct voucher casefile_voucher(const struct row_case_row *r);
/* shape Case */
NODISCARD enum rc casefile_view(struct txn *t, const char *id, yyjson_mut_val **out);
/* The question, by the first of q, card and accepted that is not "": what somebody says or a
 * scanner reads, a card, a day of acceptance; else the states ("a,b"; "" for all), which also
 * narrow q. hall "" is every hall (q and states only). */
struct casefile_filter {
	const char *hall, *states, *q, *card, *accepted;
	int64_t limit, offset;
};
NODISCARD enum rc casefile_list(
	struct txn *t, const struct casefile_filter *f, yyjson_mut_val **out); /* shape CaseList */
NODISCARD enum rc casefile_of_ticket(
	struct txn *t, const char *ticket, yyjson_mut_val **out); /* list of CaseBrief */
/* Days left and card of an open, accepted case, into its view. */
void casefile_card(struct txn *t, yyjson_mut_val *v, const struct workday_calendar *c,
	const char *due_on, enum case_state state);
/* A number that was served ends: what was received with it and neither accepted nor answered is put
 * off for a reason, which each of them keeps. REFUSAL_CASES_LEFT without one; else as ticket_act().
 * The end of the day asks nobody. */
NODISCARD enum rc casefile_end_ticket(struct txn *t, const char *ticket, enum ticket_verb verb,
	int64_t window, const char *reason);
NODISCARD enum rc casefile_timeline(
	struct txn *t, const char *id, yyjson_mut_val **out); /* shape Timeline */
/* The same of any other record (order, report, request), whose reader the caller has checked. */
NODISCARD enum rc casefile_steps(
	struct txn *t, const char *subject, yyjson_mut_val **out); /* shape Timeline */
NODISCARD enum rc casefile_progress(
	struct txn *t, const char *id, const char *code, yyjson_mut_val **out); /* shape Progress */
/* The path of an attachment that is here; RC_NOTFOUND otherwise. *mime: NULL when its hall says
 * that it is of a kind that is not kept. */
NODISCARD enum rc casefile_photo(
	struct txn *t, const char *id, const char *sha256, const char **path, const char **mime);
NODISCARD enum rc casefile_summary(struct txn *t, yyjson_mut_val *into); /* shape ReportCases */

#endif
