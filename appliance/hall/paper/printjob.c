/* Prints: load, decide, record. */
#include "hall/paper/printjob.h"
#include <string.h>
#include "events.h"
#include "hall/care/backstop.h"
#include "hall/place/catalogue.h"
#include "hall/paper/printer.h"
#include "hall/place/running.h"
#include "hall/queue/ticket.h"
#include "rules/paper/printjob.h"

static const char *fresh_id(struct txn *t, const char *day, int64_t count)
{
	const char *out = arena_printf(&t->arena, "J%s%.4s%.2s%.2s%04lld", t->self->node, day,
		day + 5, day + 8, (long long)count + 1);
	return arena_without(&t->arena, out, '-');
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
	switch (print_may_again(last.state)) {
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

struct wanted {
	enum print_what what;
	const char *subject;
	const char *printer; /* NULL: the asker's own */
	const char *base; /* how the asker reached this box; may be NULL */
	int64_t copy;
};

static enum rc request(struct txn *t, const struct wanted *w, const char **job)
{
	struct row_printer_row p;
	struct row_print_job_count today;
	const char *day = txn_today(t), *printer = w->printer;
	if (!printer)
		TRY(printer_mine(t, &printer));
	TRY(printer_load(t, printer, &p));
	TRY(load_print_job_count(t, t->self->site, day, &today));
	const char *fresh = fresh_id(t, day, today.count);
	TRY(record_print_requested(t, fresh, .what = w->what, .subject = w->subject,
		.printer = printer, .copy = w->copy, .by_page = p.kind == PRINTER_KIND_BROWSER,
		.base = w->base));
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
	struct wanted w = { PRINT_WHAT_TICKET, ticket, printer, base, 0 };
	TRY(load_ticket_row(t, t->self->site, ticket, &row));
	TRY(may_print(t, ticket, &running, &w.copy));
	if (running) { /* a second press while the first one prints */
		*job = running;
		return RC_OK;
	}
	/* it is out already: the same number once more */
	if (row.state != TICKET_STATE_ISSUING)
		TRY(ticket_reprint(t, ticket));
	return request(t, &w, job);
}

enum rc printjob_case(struct txn *t, const char *casefile, const char *printer, const char *base,
	const char **job)
{
	const char *running;
	struct wanted w = { PRINT_WHAT_CASE, casefile, printer, base, 0 };
	TRY(may_print(t, casefile, &running, &w.copy));
	if (running) {
		*job = running;
		return RC_OK;
	}
	return request(t, &w, job);
}

enum rc printjob_item(
	struct txn *t, const char *item, const char *printer, const char *base, const char **job)
{
	struct row_item_facts known;
	TRY(catalogue_item(t, item, &known));
	return request(t, &(struct wanted){ PRINT_WHAT_ITEM, item, printer, base, 1 }, job);
}

enum rc printjob_report(struct txn *t, const char *report, const char *code, const char *printer,
	const char *base, const char **job)
{
	yyjson_mut_val *progress;
	TRY(backstop_progress(t, report, code, &progress));
	return request(t, &(struct wanted){ PRINT_WHAT_REPORT, report, printer, base, 1 }, job);
}

enum rc printjob_test(struct txn *t, const char *printer, const char **job)
{
	const char *running;
	struct wanted w = { PRINT_WHAT_TEST, printer, printer, NULL, 0 };
	enum rc rc = may_print(t, printer, &running, &w.copy);
	/* a test page that may have come out harms nobody when it comes out twice */
	if (rc && rc != RC_REFUSED)
		return rc;
	if (running) {
		*job = running;
		return RC_OK;
	}
	return request(t, &w, job);
}

/* The number counts from now on, if it was waiting for this. */
static enum rc confirm(struct txn *t, const struct row_print_job_row *job)
{
	struct row_ticket_row ticket;
	if (job->what != PRINT_WHAT_TICKET)
		return RC_OK;
	TRY(load_ticket_row(t, t->self->site, job->subject, &ticket));
	if (ticket.state != TICKET_STATE_ISSUING)
		return RC_OK;
	return ticket_confirm(t, job->subject, ISSUED_BY_PRINTER);
}

enum rc printjob_ended(struct txn *t, const char *id, enum print_state result,
	enum print_reason reason, bool paper_low)
{
	struct row_print_job_row job;
	enum print_state is;
	enum print_verb verb = result == PRINT_STATE_DONE     ? PRINT_FINISH
			       : result == PRINT_STATE_FAILED ? PRINT_FAIL
							      : PRINT_LOSE;
	TRY(load_print_job_row(t, t->self->site, id, &job));
	if (print_decide(job.state, verb, job.by_page, &is))
		return RC_OK;
	if (verb == PRINT_FAIL)
		return record_print_failed(t, id, .reason = reason);
	if (verb == PRINT_LOSE)
		return record_print_lost(t, id, .reason = reason);
	TRY(record_print_done(t, id, .paper_low = paper_low));
	return confirm(t, &job);
}

enum rc printjob_forgotten(struct txn *t)
{
	struct row_print_job_open *rows;
	size_t n;
	TRY(list_print_job_open(t, t->self->site, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(printjob_ended(
			t, rows[i].id, PRINT_STATE_UNKNOWN, PRINT_REASON_INTERRUPTED, false));
	return RC_OK;
}

enum rc printjob_answer(struct txn *t, const char *id, bool printed)
{
	struct row_print_job_row job;
	enum print_state is;
	TRY(load_print_job_row(t, t->self->site, id, &job));
	enum refusal no = print_decide(
		job.state, printed ? PRINT_ANSWER_YES : PRINT_ANSWER_NO, job.by_page, &is);
	if (no)
		return txn_refuse(t, no, NULL);
	TRY(record_print_answered(t, id, .printed = printed));
	return printed ? confirm(t, &job) : RC_OK;
}

enum rc printjob_dismiss(struct txn *t, const char *id)
{
	struct row_print_job_row job;
	enum print_state is;
	TRY(load_print_job_row(t, t->self->site, id, &job));
	enum refusal no = print_decide(job.state, PRINT_DISMISS, job.by_page, &is);
	return no ? txn_refuse(t, no, NULL) : record_print_dismissed(t, id, 0);
}

/* Somebody has to look: did it come out? */
static bool asks(const struct row_print_job_row *j)
{
	return j->state == PRINT_STATE_UNKNOWN || (j->by_page && j->state == PRINT_STATE_REQUESTED);
}

enum rc printjob_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_print_job_row j;
	yyjson_mut_doc *d = t->doc;
	TRY(load_print_job_row(t, t->self->site, id, &j));
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "id", j.id);
	yyjson_mut_obj_add_str(d, v, "what", print_what_word(j.what));
	yyjson_mut_obj_add_str(d, v, "subject", j.subject);
	yyjson_mut_obj_add_str(d, v, "number", j.number);
	yyjson_mut_obj_add_str(d, v, "ticket_state", j.ticket_state);
	yyjson_mut_obj_add_str(d, v, "printer", j.printer);
	yyjson_mut_obj_add_str(d, v, "printer_name", j.printer_name);
	yyjson_mut_obj_add_str(d, v, "printer_kind", printer_kind_word(j.printer_kind));
	yyjson_mut_obj_add_int(d, v, "copy", j.copy);
	yyjson_mut_obj_add_str(d, v, "state", print_state_word(j.state));
	yyjson_mut_obj_add_str(d, v, "reason", print_reason_word(j.reason));
	yyjson_mut_obj_add_str(d, v, "reason_text", j.reason ? print_reason_label(j.reason) : NULL);
	yyjson_mut_obj_add_bool(d, v, "asks", asks(&j));
	yyjson_mut_obj_add_str(d, v, "at", j.at);
	yyjson_mut_obj_add_str(d, v, "ended_at", j.ended_at);
	*out = v;
	return RC_OK;
}

enum rc printjob_troubled(struct txn *t, yyjson_mut_val **out)
{
	struct row_print_job_troubled *rows;
	size_t n;
	TRY(list_print_job_troubled(t, t->self->site, txn_today(t), &rows, &n));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "jobs"), *one;
	for (size_t i = 0; i < n; i++) {
		TRY(printjob_view(t, rows[i].id, &one));
		yyjson_mut_arr_append(list, one);
	}
	return RC_OK;
}
