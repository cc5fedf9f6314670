/* Cases: receipt (收件), materials, acceptance (受理), correction, refusal, decision, result, issue (出件). The same functions serve a hall with
 * its own cases and a hub with all of them; a hub can only read and decide what was handed to it. */
#ifndef HALL_CASEFILE_H
#define HALL_CASEFILE_H
#include "casefile_sql.h"
#include "store/txn.h"

NODISCARD enum rc casefile_receive(struct txn *t, const yyjson_val *body, const char **id);       /* shape CaseReceive */
NODISCARD enum rc casefile_materials(struct txn *t, const char *id, const yyjson_val *body);      /* member "materials" */
NODISCARD enum rc casefile_attach(struct txn *t, const char *id, int64_t material, const char *sha256, const char *name, const char *mime, int64_t size);
NODISCARD enum rc casefile_accept(struct txn *t, const char *id, const char *note);
NODISCARD enum rc casefile_correct(struct txn *t, const char *id, const yyjson_val *body);        /* shape CaseCorrection */
NODISCARD enum rc casefile_refuse(struct txn *t, const char *id, const char *reason, const char *text);
/* At the hall's own stream, or from the hub into its voice to the case's hall. */
NODISCARD enum rc casefile_settle(struct txn *t, const char *id, const yyjson_val *body);         /* shape CaseDecide */
NODISCARD enum rc casefile_result(struct txn *t, const char *id, const yyjson_val *body);         /* shape CaseResult */
NODISCARD enum rc casefile_issue(struct txn *t, const char *id, const yyjson_val *body);          /* shape CaseIssue */
/* 5 working days without a notice of what is missing: accepted as of receipt (行政许可法 32). Runs daily and at start. */
NODISCARD enum rc casefile_deem_accepted(struct txn *t);

NODISCARD enum rc casefile_view(struct txn *t, const char *id, yyjson_mut_val **out);             /* shape Case */
struct casefile_filter { const char *hall, *states, *q, *by; int64_t limit, offset; };            /* "" for all; states "a,b" */
NODISCARD enum rc casefile_list(struct txn *t, const struct casefile_filter *f, yyjson_mut_val **out); /* shape CaseList */
NODISCARD enum rc casefile_of_ticket(struct txn *t, const char *ticket, yyjson_mut_val **out);    /* list of CaseBrief */
NODISCARD enum rc casefile_timeline(struct txn *t, const char *id, yyjson_mut_val **out);         /* shape Timeline */
/* The same of any other record (order, report, request), whose reader the caller has checked. */
NODISCARD enum rc casefile_steps(struct txn *t, const char *subject, yyjson_mut_val **out);       /* shape Timeline */
NODISCARD enum rc casefile_progress(struct txn *t, const char *id, const char *code, yyjson_mut_val **out); /* shape Progress */
/* The path of an attachment that is here; RC_NOTFOUND otherwise. */
NODISCARD enum rc casefile_photo(struct txn *t, const char *id, const char *sha256, const char **path, const char **mime);
NODISCARD enum rc casefile_summary(struct txn *t, yyjson_mut_val *into);                           /* shape ReportCases */

#endif
