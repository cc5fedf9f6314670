/* The background check of the chain. */
#include "jobs/record.h"
#include <stdio.h>
#include "base/clock.h"
#include "base/log.h"
#include "hall/link/record.h"
#include "store/db.h"
#include "store/journal.h"

#define PIECE_MS 100 /* between two pieces: the rest of the time is everybody else's */
#define WAIT_MS 1000 /* and so long a piece waits for a turn in which nobody wants anything */
#define AGAIN_MS (24 * 3600 * 1000LL)

struct record_job {
	struct server *server;
	struct db *db;
	const struct node_self *self;
	struct journal_walk walk;
	int64_t next; /* steady ms of the next piece */
	bool said; /* a broken chain is logged once */
};

static enum rc one_piece(struct record_job *job, struct txn *t, bool *ended)
{
	enum rc rc = journal_walk_on(t, &job->walk);
	*ended = rc != RC_OK;
	if (rc == RC_NOTFOUND)
		return record_found(t, "whole", "", job->walk.checked);
	if (rc != RC_REFUSED)
		return rc;
	if (!job->said)
		log_error("record", "the chain is broken at %s", t->detail);
	job->said = true;
	return record_found(t, "broken", t->detail, job->walk.checked);
}

static void before_commit(void *context, bool committed)
{
	static const struct actor system = { .id = "system", .name = "系统" };
	struct record_job *job = context;
	struct txn t = { 0 };
	bool ended = false;
	(void)committed;
	int64_t late = clock_steady() - job->next;
	bool busy = late < WAIT_MS && db_turn_open(job->db);
	if (busy)
		server_wake_after(job->server, PIECE_MS);
	if (late < 0 || busy)
		return;
	enum rc rc = txn_begin(&t, job->db, job->self, &system);
	if (!rc)
		rc = txn_end(&t, one_piece(job, &t, &ended));
	if (rc == RC_FAULT)
		log_error("record", "%s", fault_text());
	fault_clear();
	txn_release(&t);
	job->next = clock_steady() + (ended || rc ? AGAIN_MS : PIECE_MS);
	if (ended || rc)
		job->walk = (struct journal_walk){ 0 };
	else
		server_wake_after(job->server, PIECE_MS);
}

static void after_commit(void *context, bool committed)
{
	(void)context;
	(void)committed;
}

enum rc record_start(struct arena *a, struct server *s, struct db *db, const struct node_self *self)
{
	struct record_job *job = arena_new(a, struct record_job);
	*job = (struct record_job){ .server = s, .db = db, .self = self };
	server_on_turn(s, before_commit, after_commit, job);
	return RC_OK;
}
