/* Prints: load, decide, record. */
#include "hall/paper/printjob.h"
#include <string.h>
#include "words/set.h"
#include "events.h"
#include "hall/care/backstop.h"
#include "hall/place/catalogue.h"
#include "hall/paper/printer.h"
#include "hall/place/running.h"
#include "hall/queue/ticket.h"
#include "rules/paper/printjob.h"

static const char *fresh_id(struct txn *t, const char *day, int64_t count)
{
	char *out = arena_printf(&t->arena, "J%s%.4s%.2s%.2s%04lld", t->self->node, day, day + 5,
		     day + 8, (long long)count + 1),
	     *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '-')
			*to++ = *p;
	*to = '\0';
	return out;
}

/* RC_OK with *job set to the running print, or NULL when a new one is due as the `copy`th. */
static enum rc may_print(struct txn *t, const char *subject, const char **job, int64_t *copy)
{
	struct row_print_job_last last;
	enum rc rc = load_print_job_last(t, t->self->site, subject, &last);
	*job = NULL;
	*copy = rc ? 1 : last.copy + 1;
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	switch (print_may_again(print_state_of(last.state))) {
	case PRINT_AGAIN_YES:
		break;
	case PRINT_AGAIN_RUNNING:
		*job = last.id;
		break;
	case PRINT_AGAIN_ASK:
		return txn_refuse(t, REFUSAL_PRINT_UNANSWERED, NULL);
	}
	return RC_OK;
}

static enum rc request(struct txn *t, const char *what, const char *subject, const char *printer,
	const char *base, int64_t copy, const char **job)
{
	struct row_printer_row p;
	struct row_print_job_count today;
	const char *day = txn_today(t);
	enum rc rc = printer ? RC_OK : printer_mine(t, &printer);
	if (!rc)
		rc = printer_load(t, printer, &p);
	if (!rc)
		rc = load_print_job_count(t, t->self->site, day, &today);
	if (rc)
		return rc;
	const char *fresh = fresh_id(t, day, today.count);
	rc = event_print_requested(t, NULL, fresh,
		&(struct event_print_requested){ .what = what,
			.subject = subject,
			.printer = printer,
			.copy = copy,
			.by_page = !strcmp(p.kind, "browser"),
			.base = base });
	if (rc)
		return rc;
	*job = fresh;
	if (t->self->running)
		t->self->running->print_wanted = true;
	return RC_OK;
}

enum rc printjob_ticket(
	struct txn *t, const char *ticket, const char *printer, const char *base, const char **job)
{
	struct row_ticket_row row;
	const char *running;
	int64_t copy;
	enum rc rc = load_ticket_row(t, t->self->site, ticket, &row);
	if (!rc)
		rc = may_print(t, ticket, &running, &copy);
	if (rc)
		return rc;
	if (running) { /* a second press while the first one prints */
		*job = running;
		return RC_OK;
	}
	if (strcmp(row.state, "issuing")) /* it is out already: the same number once more */
		rc = ticket_reprint(t, ticket);
	return rc ? rc : request(t, "ticket", ticket, printer, base, copy, job);
}

enum rc printjob_case(struct txn *t, const char *casefile, const char *printer, const char *base,
	const char **job)
{
	const char *running;
	int64_t copy;
	enum rc rc = may_print(t, casefile, &running, &copy);
	if (rc)
		return rc;
	if (running) {
		*job = running;
		return RC_OK;
	}
	return request(t, "case", casefile, printer, base, copy, job);
}

enum rc printjob_item(
	struct txn *t, const char *item, const char *printer, const char *base, const char **job)
{
	struct row_item_facts known;
	enum rc rc = catalogue_item(t, item, &known);
	return rc ? rc : request(t, "item", item, printer, base, 1, job);
}

enum rc printjob_report(struct txn *t, const char *report, const char *code, const char *printer,
	const char *base, const char **job)
{
	yyjson_mut_val *progress;
	enum rc rc = backstop_progress(t, report, code, &progress);
	return rc ? rc : request(t, "report", report, printer, base, 1, job);
}

enum rc printjob_test(struct txn *t, const char *printer, const char **job)
{
	const char *running;
	int64_t copy;
	enum rc rc = may_print(t, printer, &running, &copy);
	if (rc ==
		RC_REFUSED) /* a test page that may have come out harms nobody when it comes out twice */
		rc = RC_OK;
	if (rc)
		return rc;
	if (running) {
		*job = running;
		return RC_OK;
	}
	return request(t, "test", printer, printer, NULL, copy, job);
}

/* The number counts from now on, if it was waiting for this. */
static enum rc confirm(struct txn *t, const struct row_print_job_row *job)
{
	struct row_ticket_row ticket;
	if (strcmp(job->what, "ticket"))
		return RC_OK;
	enum rc rc = load_ticket_row(t, t->self->site, job->subject, &ticket);
	return rc || strcmp(ticket.state, "issuing") ? rc
						     : ticket_confirm(t, job->subject, "printer");
}

enum rc printjob_ended(
	struct txn *t, const char *id, const char *result, const char *reason, bool paper_low)
{
	struct row_print_job_row job;
	enum print_state is;
	enum print_verb verb = !strcmp(result, "done")     ? PRINT_FINISH
			       : !strcmp(result, "failed") ? PRINT_FAIL
							   : PRINT_LOSE;
	enum rc rc = load_print_job_row(t, t->self->site, id, &job);
	if (rc)
		return rc;
	if (print_decide((enum print_state)print_state_of(job.state), verb, job.by_page, &is))
		return RC_OK;
	if (verb == PRINT_FAIL)
		return event_print_failed(
			t, NULL, id, &(struct event_print_failed){ .reason = reason });
	if (verb == PRINT_LOSE)
		return event_print_lost(
			t, NULL, id, &(struct event_print_lost){ .reason = reason });
	rc = event_print_done(t, NULL, id, &(struct event_print_done){ .paper_low = paper_low });
	return rc ? rc : confirm(t, &job);
}

enum rc printjob_forgotten(struct txn *t)
{
	struct row_print_job_open *rows;
	size_t n;
	enum rc rc = list_print_job_open(t, t->self->site, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		rc = printjob_ended(t, rows[i].id, "unknown", "interrupted", false);
	return rc;
}

enum rc printjob_answer(struct txn *t, const char *id, bool printed)
{
	struct row_print_job_row job;
	enum print_state is;
	enum rc rc = load_print_job_row(t, t->self->site, id, &job);
	if (rc)
		return rc;
	enum refusal no = print_decide((enum print_state)print_state_of(job.state),
		printed ? PRINT_ANSWER_YES : PRINT_ANSWER_NO, job.by_page, &is);
	if (no)
		return txn_refuse(t, no, NULL);
	rc = event_print_answered(
		t, NULL, id, &(struct event_print_answered){ .printed = printed });
	return rc || !printed ? rc : confirm(t, &job);
}

enum rc printjob_dismiss(struct txn *t, const char *id)
{
	struct row_print_job_row job;
	enum print_state is;
	enum rc rc = load_print_job_row(t, t->self->site, id, &job);
	if (rc)
		return rc;
	enum refusal no = print_decide(
		(enum print_state)print_state_of(job.state), PRINT_DISMISS, job.by_page, &is);
	return no ? txn_refuse(t, no, NULL)
		  : event_print_dismissed(t, NULL, id, &(struct event_print_dismissed){ 0 });
}

enum rc printjob_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_print_job_row j;
	enum rc rc = load_print_job_row(t, t->self->site, id, &j);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "id", j.id);
	yyjson_mut_obj_add_str(d, v, "what", j.what);
	yyjson_mut_obj_add_str(d, v, "subject", j.subject);
	yyjson_mut_obj_add_str(d, v, "number", j.number);
	yyjson_mut_obj_add_str(d, v, "ticket_state", j.ticket_state);
	yyjson_mut_obj_add_str(d, v, "printer", j.printer);
	yyjson_mut_obj_add_str(d, v, "printer_name", j.printer_name);
	yyjson_mut_obj_add_str(d, v, "printer_kind", j.printer_kind);
	yyjson_mut_obj_add_int(d, v, "copy", j.copy);
	yyjson_mut_obj_add_str(d, v, "state", j.state);
	yyjson_mut_obj_add_str(d, v, "reason", j.reason);
	yyjson_mut_obj_add_str(
		d, v, "reason_text", j.reason ? set_label("print_reason", j.reason) : NULL);
	yyjson_mut_obj_add_bool(d, v, "asks",
		!strcmp(j.state, "unknown") || (j.by_page && !strcmp(j.state, "requested")));
	yyjson_mut_obj_add_str(d, v, "at", j.at);
	yyjson_mut_obj_add_str(d, v, "ended_at", j.ended_at);
	*out = v;
	return RC_OK;
}

enum rc printjob_troubled(struct txn *t, yyjson_mut_val **out)
{
	struct row_print_job_troubled *rows;
	size_t n;
	enum rc rc = list_print_job_troubled(t, t->self->site, txn_today(t), &rows, &n);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "jobs"), *one;
	for (size_t i = 0; !rc && i < n; i++) {
		rc = printjob_view(t, rows[i].id, &one);
		if (!rc)
			yyjson_mut_arr_append(list, one);
	}
	return rc;
}
