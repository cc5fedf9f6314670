/* The print job: lines to the worker after the commit that asked for them, answers into the
 * journal.
 *
 * A print is sent once. What was asked for before a restart, and what the worker had when it died,
 * is `unknown` and asked about: never printed again by itself. */
#include "jobs/print.h"
#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "hall/paper/printer.h"
#include "hall/paper/printjob.h"
#include "hall/place/running.h"
#include "hall/place/setting.h"
#include "store/db.h"

#define TICK_MS 500
#define RESPAWN_MS 1000
#define PRINTERS 32
#define LINES_LIMIT (8u << 20)
#define GRACE_MS 6000 /* past its own deadline the worker still asks the printer how it is */

/* What one printer is busy with. The answer stays here until it is on the disk: a print whose end
 * was lost would be sent again. */
struct busy {
	char printer[24], job[64]; /* job "": a look */
	int64_t patience; /* steady ms when we stop waiting */
	/* the end is known; is being written in this turn; was begun in this turn */
	bool answered, settling, begun;
	enum print_state result; /* of a print, */
	enum print_reason reason;
	bool paper_low;
	enum printer_state state; /* of a look */
};

struct print_job {
	struct server *server;
	struct db *db;
	const struct node_self *self;
	struct child child;
	struct buf out; /* lines that leave after the commit */
	struct busy busy[PRINTERS];
	size_t count;
	int64_t ticked, respawn_at, looked;
	bool fresh;
};
static const struct actor system_actor = { .id = "system", .name = "系统" };

static struct busy *busy_with(struct print_job *job, const char *printer)
{
	for (size_t i = 0; i < job->count; i++)
		if (!job->busy[i].settling && !strcmp(job->busy[i].printer, printer))
			return &job->busy[i];
	return NULL;
}

static bool in_unit(struct print_job *job, const char *what,
	enum rc (*work)(struct print_job *job, struct txn *t))
{
	struct txn t = { 0 };
	enum rc rc = txn_begin(&t, job->db, job->self, &system_actor);
	if (!rc)
		rc = txn_end(&t, work(job, &t));
	if (rc == RC_FAULT)
		log_error("print", "%s: %s", what, fault_text());
	else if (rc)
		log_warning("print", "%s: %s", what,
			rc == RC_REFUSED ? refusal_row(t.refusal)->code : "not found");
	fault_clear();
	txn_release(&t);
	return !rc;
}

static void answer(
	struct print_job *job, struct busy *b, enum print_state result, enum print_reason reason)
{
	b->answered = true;
	b->result = result;
	b->reason = reason;
	job->self->running->print_wanted = true;
}

static void on_line(void *context, const char *line, size_t n)
{
	struct print_job *job = context;
	struct arena a;
	yyjson_val *v;
	arena_init(&a, 1u << 20);
	if (json_read(&a, line, n, &v)) {
		log_error("print", "the worker's line is not JSON");
	} else {
		const char *printer = json_text(v, "printer"), *id = json_text(v, "job"),
			   *reason = json_text(v, "reason"),
			   *result = json_text(v, id ? "result" : "state");
		struct busy *b = printer ? busy_with(job, printer) : NULL;
		/* otherwise its time was over */
		if (b && result && !b->answered && !strcmp(b->job, id ? id : "")) {
			enum print_reason why = print_reason_of(reason);
			b->paper_low = json_flag(v, "paper_low");
			b->state = printer_state_of(result);
			answer(job, b, print_state_of(result), why ? why : PRINT_REASON_NO_ANSWER);
		}
	}
	arena_release(&a);
}

static enum rc send(struct print_job *job, struct txn *t, const struct row_printer_row *p,
	const struct row_print_job_row *j)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	struct slip slip;
	int64_t timeout = setting_int(t, SETTING_PRINT_TIMEOUT_SECONDS) * 1000;
	yyjson_mut_obj_add_str(d, v, "printer", p->id);
	yyjson_mut_obj_add_str(d, v, "kind", printer_kind_word(p->kind));
	yyjson_mut_obj_add_str(d, v, "target", p->target);
	yyjson_mut_obj_add_bool(d, v, "answers", p->answers);
	yyjson_mut_obj_add_str(d, v, "repertoire", print_repertoire_word(p->repertoire));
	yyjson_mut_obj_add_int(d, v, "timeout_ms", timeout);
	if (j) {
		enum rc rc = printjob_slip(t, j, (int)p->paper, &slip);
		if (rc)
			return rc;
		yyjson_mut_obj_add_str(d, v, "job", j->id);
		yyjson_mut_obj_add_val(d, v, "slip", printjob_slip_json(t, &slip, (int)p->paper));
	}
	struct busy *b = &job->busy[job->count++];
	*b = (struct busy){ .patience = clock_steady() + timeout + GRACE_MS, .begun = true };
	snprintf(b->printer, sizeof b->printer, "%s", p->id);
	snprintf(b->job, sizeof b->job, "%s", j ? j->id : "");
	buf_puts(&job->out, json_write(&t->arena, v, NULL));
	buf_puts(&job->out, "\n");
	return RC_OK;
}

static enum rc send_due(struct print_job *job, struct txn *t)
{
	struct row_print_job_due *due;
	size_t n;
	enum rc rc = list_print_job_due(t, t->self->site, &due, &n);
	for (size_t i = 0; !rc && i < n && job->count < PRINTERS; i++) {
		struct row_printer_row p;
		struct row_print_job_row j;
		struct busy *b = busy_with(job, due[i].printer);
		if (b && !strcmp(b->job, due[i].id))
			continue;
		/* waits its turn, but not for ever: whoever stands there must be told */
		if (b || job->child.fd < 0) {
			if (t->now - clock_parse(due[i].at) >
				2 * setting_int(t, SETTING_PRINT_TIMEOUT_SECONDS) * 1000)
				rc = printjob_ended(t, due[i].id, PRINT_STATE_FAILED,
					PRINT_REASON_TIMEOUT, false);
			continue;
		}
		rc = load_printer_row(t, t->self->site, due[i].printer, &p);
		if (rc == RC_NOTFOUND) { /* taken out of use meanwhile */
			rc = printjob_ended(
				t, due[i].id, PRINT_STATE_FAILED, PRINT_REASON_UNREACHABLE, false);
			continue;
		}
		if (!rc)
			rc = load_print_job_row(t, t->self->site, due[i].id, &j);
		if (!rc)
			rc = send(job, t, &p, &j);
	}
	return rc;
}

/* Looks at printers that have nothing to do, so that an empty roll is known before somebody stands
 * in front of it. */
static enum rc look_around(struct print_job *job, struct txn *t)
{
	struct row_printer_rows *rows;
	size_t n;
	int64_t every = setting_int(t, SETTING_PRINTER_PROBE_SECONDS) * 1000;
	if (!every || job->child.fd < 0 || (job->looked && clock_steady() - job->looked < every))
		return RC_OK;
	job->looked = clock_steady();
	enum rc rc = list_printer_rows(t, t->self->site, &rows, &n);
	for (size_t i = 0; !rc && i < n && job->count < PRINTERS; i++) {
		struct row_printer_row p;
		if (!rows[i].answers || rows[i].kind == PRINTER_KIND_BROWSER ||
			busy_with(job, rows[i].id))
			continue;
		rc = load_printer_row(t, t->self->site, rows[i].id, &p);
		if (!rc)
			rc = send(job, t, &p, NULL);
	}
	return rc;
}

/* What is known to have ended goes into the journal; what the worker will never answer ends as
 * unknown. */
static enum rc settle(struct print_job *job, struct txn *t, bool worker_is_new)
{
	enum rc rc = RC_OK;
	for (size_t i = 0; !rc && i < job->count; i++) {
		struct busy *b = &job->busy[i];
		if (!b->answered && (worker_is_new || clock_steady() >= b->patience))
			answer(job, b, PRINT_STATE_UNKNOWN,
				worker_is_new ? PRINT_REASON_INTERRUPTED : PRINT_REASON_NO_ANSWER);
		if (!b->answered)
			continue;
		if (b->job[0])
			rc = printjob_ended(t, b->job, b->result, b->reason, b->paper_low);
		else if (b->state && b->state != PRINTER_STATE_UNKNOWN)
			rc = printer_seen(t, b->printer, b->state);
		b->settling = !rc;
	}
	return rc;
}

static enum rc tick(struct print_job *job, struct txn *t)
{
	enum rc rc = settle(job, t, job->fresh);
	if (!rc)
		rc = send_due(job, t);
	return rc ? rc : look_around(job, t);
}

static void keep_child(struct print_job *job)
{
	int status;
	char name[] = "minihall",
	     command[] = "print-worker", *const argv[] = { name, command, NULL };
	if (clock_steady() < job->respawn_at || child_running(&job->child, &status) ||
		job->child.fd >= 0)
		return;
	job->respawn_at = clock_steady() + RESPAWN_MS;
	enum rc rc = child_start(&job->child, argv);
	if (!rc)
		rc = server_watch_child(job->server, &job->child, on_line, job);
	if (rc)
		log_error("print", "worker: %s", fault_text());
	fault_clear();
	job->fresh = true;
}

/* The turn's work is on the disk, or it never was: then what it began was not begun, and what it
 * ended ends in the next turn. */
static void turn_over(struct print_job *job, bool kept)
{
	size_t left = 0;
	for (size_t i = 0; i < job->count; i++) {
		struct busy b = job->busy[i];
		if (kept ? b.settling : b.begun)
			continue;
		b.settling = b.begun = false;
		job->busy[left++] = b;
	}
	job->count = left;
	if (!kept)
		buf_clear(&job->out);
}

static void before_commit(void *context, bool committed)
{
	struct print_job *job = context;
	(void)committed;
	if (!job->self->running->print_wanted && clock_steady() - job->ticked < TICK_MS)
		return;
	job->ticked = clock_steady();
	keep_child(job);
	if (in_unit(job, "tick", tick))
		job->fresh = false;
	else
		turn_over(job, false);
	job->self->running->print_wanted = false;
}

static void after_commit(void *context, bool committed)
{
	struct print_job *job = context;
	turn_over(job, committed);
	if (!job->out.len)
		return;
	job->out.data[job->out.len - 1] = '\0'; /* server_child_write adds the last newline */
	if (job->child.fd >= 0 && server_child_write(job->server, &job->child, job->out.data))
		log_error("print", "%s", fault_text());
	fault_clear();
	buf_clear(&job->out);
}

static enum rc forget(struct print_job *job, struct txn *t)
{
	(void)job;
	return printjob_forgotten(t);
}

enum rc print_start(struct arena *a, struct server *s, struct db *db, const struct node_self *self,
	struct print_job **out)
{
	struct print_job *job = *out = arena_new(a, struct print_job);
	*job = (struct print_job){ .server = s, .db = db, .self = self, .child = { .fd = -1 } };
	if (self->hub)
		return RC_OK;
	buf_init(&job->out, LINES_LIMIT);
	(void)in_unit(job, "start", forget);
	server_on_turn(s, before_commit, after_commit, job);
	return RC_OK;
}

void print_stop(struct print_job *job)
{
	if (job->self->hub)
		return;
	child_stop(&job->child);
	buf_release(&job->out);
}
