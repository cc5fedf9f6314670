/* The sync job: children, ticks, and the lines between them and the journal. */
#include "jobs/sync.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "hall/casework/casefile.h"
#include "hall/place/running.h"
#include "hub/publish.h"
#include "jobs/housekeeping.h"
#include "jobs/sync_internal.h"
#include "base/version.h"
#include "store/db.h"
#include "store/schema.h"
#include "sync/trust.h"

#define TICK_MS 500
#define RESPAWN_MS 1000
#define LEAST_ROOM (1 << 20)
#define CHECK_STUCK_MS 300000
#define LINES_LIMIT (8u << 20)

static const struct actor system_actor = { .id = "system", .name = "系统" };

void sync_send(struct sync_job *job, enum sync_child to, struct txn *t, yyjson_mut_val *command)
{
	buf_puts(&job->workers[to].lines, json_write(&t->arena, command, NULL));
	buf_puts(&job->workers[to].lines, "\n");
}

enum rc sync_trusted(struct txn *t, const char *node, yyjson_mut_val *command)
{
	struct trust_peer peer;
	enum rc rc = trust_find(&t->arena, t->self->home, node, &peer);
	if (!rc)
		yyjson_mut_obj_add_strcpy(t->doc, command, "public", peer.public);
	return rc;
}

/* Runs one piece of work in a unit of its own; a refusal or fault is logged and undone. */
typedef enum rc sync_piece(struct sync_job *job, struct txn *t, const yyjson_val *line);
static void in_unit(
	struct sync_job *job, const char *what, sync_piece *work, const char *line, size_t n)
{
	struct txn t = { 0 };
	yyjson_val *v = NULL;
	enum rc rc = txn_begin(&t, job->db, job->self, &system_actor);
	if (!rc) {
		if (line && json_read(&t.arena, line, n, &v))
			rc = fault("a worker's line is not JSON");
		rc = txn_end(&t, rc ? rc : work(job, &t, v));
	}
	if (rc == RC_REFUSED)
		log_warning("sync", "%s: %s %s", what, refusal_row(t.refusal)->code,
			t.detail ? t.detail : "");
	else if (rc == RC_FAULT)
		log_error("sync", "%s: %s", what, fault_text());
	fault_clear();
	txn_release(&t);
}

/* A worker's first word: what this machine's kernel could not give it. Said once in the log, and on
 * the status page as long as it is so. */
static enum rc started(struct sync_job *job, const yyjson_val *v)
{
	const char *lacks = json_text(v, "lacks");
	if (lacks && lacks[0] && !job->link->unconfined[0])
		log_warning("sync",
			"the workers that read what comes from elsewhere are less confined than "
			"they should be: %s",
			lacks);
	if (lacks)
		snprintf(job->link->unconfined, sizeof job->link->unconfined, "%s", lacks);
	return RC_OK;
}

static enum rc answered(struct sync_job *job, struct txn *t, const yyjson_val *v)
{
	const char *did = json_text(v, "did");
	if (!did)
		return RC_OK;
	if (!strcmp(did, "start"))
		return started(job, v);
	if (!strcmp(did, "seal"))
		return sync_sealed(job, t, v);
	if (!strcmp(did, "check"))
		return sync_checked(job, t, v);
	if (!strcmp(did, "record"))
		return sync_recorded(job, t, v);
	if (!strcmp(did, "catalogue-adopt"))
		return sync_adopted(t, v);
	if (!strcmp(did, "catalogue-commit")) {
		job->publishing = false;
		return json_text(v, "commit")
			       ? publish_done(t, json_text(v, "commit"))
			       : fault("catalogue: %s",
					 json_text(v, "text") ? json_text(v, "text") : "?");
	}
	return RC_OK;
}

static void on_answer(void *context, const char *line, size_t n)
{
	struct sync_job *job = context;
	in_unit(job, "worker", answered, line, n);
	job->ticked = 0; /* what this answer allows is done in this same turn */
}

static void on_link_line(void *context, const char *line, size_t n)
{
	struct sync_job *job = context;
	in_unit(job, "link worker", sync_link_line, line, n);
	job->ticked = 0;
}

static enum rc tick(struct sync_job *job, struct txn *t, const yyjson_val *none)
{
	(void)none;
	enum rc rc = RC_OK;
	struct sync_worker *archive = &job->workers[SYNC_ARCHIVE],
			   *sealer = &job->workers[SYNC_SEALER];
	if (archive->fresh) {
		archive->fresh = false;
		sync_record_died(job);
		rc = sync_check_died(job, t);
	}
	bool again = job->seal_again && clock_steady() >= job->seal_again;
	if (!rc && (sealer->fresh || again)) {
		job->publishing &= !sealer->fresh;
		sealer->fresh = false;
		job->seal_again = 0;
		rc = sync_resend_seals(job, t);
	}
	if (!rc)
		rc = sync_publish_due(job, t);
	if (!rc)
		rc = sync_record_due(job, t);
	if (!rc)
		rc = sync_check_due(job, t);
	if (!rc)
		rc = sync_seal_due(job, t);
	return rc ? rc : sync_contact_due(job, t);
}

static const struct {
	const char *part;
	server_line *on_line;
} parts[SYNC_WORKERS] = {
	[SYNC_ARCHIVE] = { "archive", on_answer },
	[SYNC_SEALER] = { "seal", on_answer },
	[SYNC_LINK] = { "link", on_link_line },
};

static enum rc start_child(struct sync_job *job, struct child *c, enum sync_child which)
{
	char name[] = "minihall", command[] = "sync-worker", part[16], option[] = "--home",
	     home[4096];
	snprintf(part, sizeof part, "%s", parts[which].part);
	snprintf(home, sizeof home, "%s", job->self->home);
	char *const argv[] = { name, command, part, option, home, NULL };
	enum rc rc = child_start(c, argv);
	return rc ? rc : server_watch_child(job->server, c, parts[which].on_line, job);
}

static void end_stuck_check(struct sync_job *job)
{
	const struct sync_asked *what = &job->checking;
	pid_t pid = job->workers[SYNC_ARCHIVE].child.pid;
	if (!what->open || clock_steady() - what->since < CHECK_STUCK_MS || pid <= 0)
		return;
	log_error("sync", "%s %lld/%lld: checked for too long, the worker is ended", what->sender,
		(long long)what->lane, (long long)what->seq);
	kill(pid, SIGKILL);
}

/* A worker that died is started again; it remembers nothing, the rows do. */
static void keep_children(struct sync_job *job)
{
	int status;
	if (clock_steady() < job->respawn_at)
		return;
	job->respawn_at = clock_steady() + RESPAWN_MS;
	end_stuck_check(job);
	for (enum sync_child i = 0; i < SYNC_WORKERS; i++) {
		struct sync_worker *w = &job->workers[i];
		if ((i == SYNC_LINK && job->self->hub) || child_running(&w->child, &status) ||
			w->child.fd >= 0)
			continue;
		if (start_child(job, &w->child, i))
			log_error("sync", "%s worker: %s", parts[i].part, fault_text());
		w->fresh = true;
		buf_clear(&w->lines);
		if (i == SYNC_LINK)
			job->in_contact = job->told_cut = false;
	}
	fault_clear();
}

static enum rc look_at_arrivals(struct sync_job *job, struct txn *t, const yyjson_val *none)
{
	(void)none;
	return sync_check_due(job, t);
}

static void before_commit(void *context, bool committed)
{
	struct sync_job *job = context;
	(void)committed;
	if (job->link->arrived && !job->checking.open)
		in_unit(job, "arrival", look_at_arrivals, NULL, 0);
	job->link->arrived = false;
	if (clock_steady() - job->ticked < TICK_MS)
		return;
	job->ticked = clock_steady();
	keep_children(job);
	in_unit(job, "tick", tick, NULL, 0);
	housekeeping_tick(job->db, job->self, &job->kept_house);
}

static void flush(struct sync_job *job, struct child *c, struct buf *lines)
{
	if (!lines->len)
		return;
	lines->data[lines->len - 1] = '\0'; /* server_child_write adds the last newline */
	if (c->fd >= 0 && server_child_write(job->server, c, lines->data))
		log_error("sync", "%s", fault_text());
	fault_clear();
	buf_clear(lines);
}

static bool disk_is_full(struct sync_job *job)
{
	int64_t left = 0, total = 0;
	return disk_space(job->self->home, &left, &total) == RC_OK && left < LEAST_ROOM;
}

static void after_commit(void *context, bool committed)
{
	struct sync_job *job = context;
	if (!committed) { /* what these lines speak of was undone */
		for (enum sync_child i = 0; i < SYNC_WORKERS; i++)
			buf_clear(&job->workers[i].lines);
		if (job->checking.open || job->recording.open)
			sync_intake_pause(job, disk_is_full(job) ? "DISK: no room to keep what came"
								 : "a turn was not kept");
		job->checking.open = job->recording.open = job->publishing = job->in_contact =
			false;
		sync_seal_later(job);
		return;
	}
	for (enum sync_child i = 0; i < SYNC_WORKERS; i++)
		flush(job, &job->workers[i].child, &job->workers[i].lines);
}

static enum rc begin(struct sync_job *job, struct txn *t, const yyjson_val *none)
{
	(void)job;
	(void)none; /* other effects or other tables make another version */
	return outbox_version_is(
		t, arena_printf(&t->arena, "%s/%d", MINIHALL_VERSION, schema_views_version));
}

/* Which hub this hall belongs to, "" before it is paired. */
static enum rc find_hub(struct sync_job *job)
{
	struct arena a;
	struct trust_peer hub;
	if (job->self->hub)
		return RC_OK;
	arena_init(&a, 8u << 20);
	enum rc rc = trust_hub(&a, job->self->home, &hub);
	if (!rc)
		snprintf(job->link->hub, sizeof job->link->hub, "%s", hub.node);
	arena_release(&a);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc sync_start(struct arena *a, struct server *s, struct db *db, const struct node_self *self,
	const struct sync_settings *settings, struct sync_job **out)
{
	struct sync_job *job = *out = arena_new(a, struct sync_job);
	*job = (struct sync_job){ .server = s, .db = db, .self = self, .settings = *settings };
	job->link = self->running->link;
	for (enum sync_child i = 0; i < SYNC_WORKERS; i++) {
		job->workers[i].child.fd = -1;
		buf_init(&job->workers[i].lines, LINES_LIMIT);
	}
	enum rc rc = find_hub(job);
	in_unit(job, "start", begin, NULL, 0);
	server_on_turn(s, before_commit, after_commit, job);
	return rc;
}

void sync_stop(struct sync_job *job)
{
	for (enum sync_child i = 0; i < SYNC_WORKERS; i++) {
		child_stop(&job->workers[i].child);
		buf_release(&job->workers[i].lines);
	}
	sync_trouble_free(&job->troubles);
}
