/* Taking in what arrived: the archive worker checks and unpacks, then the events are applied with
 * the receipt's bookkeeping in one transaction, then the worker writes the ledger. A batch that is
 * not understood is parked with its reason and kept. */
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "hall/link/vouch.h"
#include "jobs/sync_internal.h"
#include "store/blob.h"
#include "store/journal.h"
#include "sync/batch.h"

#define PAUSE_FIRST_MS 1000
#define PAUSE_MOST_MS 15000

static const char *stream_of(struct txn *t, const char *sender)
{
	return t->self->hub ? sender : journal_voice(&t->arena, sender, t->self->node);
}

static enum rc park(struct sync_job *job, struct txn *t, const struct sync_asked *what,
	const char *reason, const char *text)
{
	sync_trouble_clear(&job->troubles, SYNC_INTAKE, what->sender);
	log_warning("sync", "%s %lld/%lld is parked: %s %s", what->sender, (long long)what->lane,
		(long long)what->seq, reason, text ? text : "");
	const char *why = arena_printf(&t->arena, "%s：%s", reason, text ? text : "");
	return exec_inbox_parked(t, what->sender, what->lane, what->seq, why, NULL);
}

/* No room on the disk is no sender's fault and concerns all of them: the whole intake waits, said
 * once. */
void sync_intake_pause(struct sync_job *job, const char *why)
{
	int64_t wait = PAUSE_FIRST_MS << (job->pauses < 4 ? job->pauses : 4);
	if (!job->pauses)
		log_error("sync", "taking in waits: %s", why);
	job->pauses++;
	job->intake_after = clock_steady() + (wait < PAUSE_MOST_MS ? wait : PAUSE_MOST_MS);
}

static void intake_flows(struct sync_job *job)
{
	if (job->pauses)
		log_info("sync", "taking in goes on");
	job->pauses = 0;
	job->intake_after = 0;
}

/* The next sender after the one that was served last, and again from the first: nobody who is not
 * to blame waits for one who is. */
static enum rc next_due(struct sync_job *job, struct txn *t, struct row_inbox_due *out)
{
	for (int lap = 0; lap < 2; lap++) {
		const char *after = lap ? "" : job->turn[SYNC_INTAKE];
		for (size_t n = 1; n;) {
			struct row_inbox_due *rows;
			enum rc rc = list_inbox_due(t, after, &rows, &n);
			if (rc)
				return rc;
			for (size_t i = 0; i < n; i++)
				if (!sync_trouble_waits(
					    &job->troubles, SYNC_INTAKE, rows[i].sender)) {
					*out = rows[i];
					return RC_OK;
				}
			after = n ? rows[n - 1].sender : after;
		}
	}
	return RC_NOTFOUND;
}

void sync_ask(struct sync_job *job, struct txn *t, enum sync_work work, yyjson_mut_val *v,
	const struct sync_asked *what)
{
	struct sync_asked *asked = work == SYNC_INTAKE ? &job->checking : &job->recording;
	yyjson_mut_obj_add_int(t->doc, v, "id", what->seq);
	yyjson_mut_obj_add_strcpy(t->doc, v, "sender", what->sender);
	yyjson_mut_obj_add_str(t->doc, v, "stream", stream_of(t, what->sender));
	yyjson_mut_obj_add_int(t->doc, v, "lane", what->lane);
	yyjson_mut_obj_add_int(t->doc, v, "seq", what->seq);
	*asked = *what;
	asked->open = true;
	asked->since = clock_steady();
	snprintf(job->turn[work], sizeof job->turn[work], "%s", what->sender);
	sync_send(job, SYNC_ARCHIVE, t, v);
}

enum rc sync_check_due(struct sync_job *job, struct txn *t)
{
	struct row_inbox_due due;
	if (job->checking.open || clock_steady() < job->intake_after)
		return RC_OK;
	enum rc rc = next_due(job, t, &due);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	struct sync_asked what = { .lane = due.lane, .seq = due.seq };
	snprintf(what.sender, sizeof what.sender, "%s", due.sender);
	rc = sync_trusted(t, due.sender, v);
	if (rc) /* tried once more when the sender is admitted again */
		return rc == RC_NOTFOUND ? park(job, t, &what, "key", "不认识这个节点") : rc;
	yyjson_mut_obj_add_str(t->doc, v, "do", "check");
	yyjson_mut_obj_add_str(t->doc, v, "recipient", t->self->node);
	const char *path = arena_printf(&t->arena, "spool/in/%s/%lld/%08lld.tar.zst", due.sender,
		(long long)due.lane, (long long)due.seq);
	yyjson_mut_obj_add_str(t->doc, v, "path", path);
	sync_ask(job, t, SYNC_INTAKE, v, &what);
	return RC_OK;
}

static enum rc take_line(
	struct txn *t, const char *stream, const char *line, size_t n, struct journal_head *taken)
{
	/* a batch is read line by line: all of them together are more than a unit has room for */
	struct txn part;
	if (n > BATCH_LINE_LIMIT)
		return txn_refuse(t, REFUSAL_JOURNAL_BROKEN, "一条记录太长");
	txn_part_begin(t, &part);
	return txn_part_end(t, &part, journal_take(&part, stream, line, n, taken));
}

/* The manifest is what was signed and what the ledger keeps: what it says of its events is held
 * against them. */
static enum rc compare_claims(struct txn *t, yyjson_val *claimed, const struct journal_head *first,
	const struct journal_head *last)
{
	const char *head = json_text(claimed, "head");
	long long from = json_int(claimed, "first", 0), to = json_int(claimed, "last", 0);
	if (from == first->seq && to == last->seq && head && !strcmp(head, last->hash))
		return RC_OK;
	return txn_refuse(t, REFUSAL_BATCH_CLAIMS,
		arena_printf(&t->arena,
			"清单说是第%lld条至第%lld条，实为第%lld条至第%lld条，或末条校验值不符",
			from, to, (long long)first->seq, (long long)last->seq));
}

static enum rc apply_events(struct txn *t, const char *stream, const char *dir, yyjson_val *claimed)
{
	struct journal_head first = { 0 }, last = { 0 };
	char *text;
	size_t n;
	enum rc rc = file_read(&t->arena,
		arena_printf(&t->arena, "%s/%s/events.ndjson", t->self->home, dir),
		BATCH_EVENTS_LIMIT, &text, &n);
	for (char *p = text; !rc && p < text + n;) {
		char *end = memchr(p, '\n', (size_t)(text + n - p));
		size_t length = end ? (size_t)(end - p) : (size_t)(text + n - p);
		rc = take_line(t, stream, p, length, &last);
		if (!first.seq)
			first = last;
		p += length + 1;
	}
	if (rc == RC_NOTFOUND || (!rc && !first.seq))
		return txn_refuse(t, REFUSAL_JOURNAL_BROKEN, "批次里没有记录");
	return rc ? rc : compare_claims(t, claimed, &first, &last);
}

/* A lane's batches are a chain of their own: each names the one before it, and that is the one
 * which was taken here. */
static enum rc compare_previous(
	struct txn *t, const char *sender, int64_t lane, int64_t seq, const char *previous)
{
	struct row_inbox_row before = { .id = "" };
	enum rc rc = seq > 1 ? load_inbox_row(t, sender, lane, seq - 1, &before) : RC_OK;
	if (rc == RC_FAULT)
		return rc;
	if (previous && !strcmp(previous, before.id))
		return RC_OK;
	return txn_refuse(t, REFUSAL_BATCH_CLAIMS, "清单所说的上一批，不是这里收下的那一批");
}

static enum rc adopt_blobs(struct txn *t, const char *dir, int64_t *files)
{
	char **names;
	const char *place = arena_printf(&t->arena, "%s/%s/blobs", t->self->home, dir);
	enum rc rc = dir_list(&t->arena, place, &names);
	*files = 0;
	for (size_t i = 0; !rc && names[i]; i++, ++*files)
		rc = blob_adopt(
			t->self->home, arena_printf(&t->arena, "%s/%s", place, names[i]), names[i]);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

/* The file is another batch than its number says: the number is free again, and the right one is
 * asked for. */
static enum rc give_back(
	struct sync_job *job, struct txn *t, const struct sync_asked *what, const char *text)
{
	sync_trouble_clear(&job->troubles, SYNC_INTAKE, what->sender);
	log_warning("sync", "%s %lld/%lld is not that batch: %s", what->sender,
		(long long)what->lane, (long long)what->seq, text ? text : "");
	const char *why = arena_printf(&t->arena, "order：%s", text ? text : "");
	return exec_inbox_refused(t, what->sender, what->lane, what->seq, why, NULL);
}

/* Something here did not work: later, and after a few tries it is taken to be the batch. */
static enum rc tried(
	struct sync_job *job, struct txn *t, const struct sync_asked *what, const char *why)
{
	int tries = sync_trouble_add(&job->troubles, SYNC_INTAKE, what->sender);
	if (tries >= SYNC_TRIES)
		return park(job, t, what, "fault", why);
	if (tries == 1)
		log_error("sync", "%s %lld/%lld: %s; tried again later", what->sender,
			(long long)what->lane, (long long)what->seq, why);
	return RC_OK;
}

enum rc sync_check_died(struct sync_job *job, struct txn *t)
{
	struct sync_asked what = job->checking;
	job->checking.open = false;
	return what.open ? tried(job, t, &what, "核对这一批时程序中断") : RC_OK;
}

/* The worker read the manifest; the batch is applied whole or not at all. */
static enum rc apply(struct txn *t, const char *sender, int64_t lane, int64_t seq, const char *dir,
	const yyjson_val *answer)
{
	yyjson_val *manifest = json_get(answer, "manifest"),
		   *events = yyjson_obj_get(manifest, "events");
	int64_t files = 0;
	enum rc rc = compare_previous(t, sender, lane, seq, json_text(manifest, "previous"));
	if (!rc)
		rc = lane == LANE_PACKS ? adopt_blobs(t, dir, &files)
					: apply_events(t, stream_of(t, sender), dir, events);
	if (rc)
		return rc;
	return exec_inbox_applied(t, sender, lane, seq, json_text(answer, "batch"),
		json_int(events, "first", 0), json_int(events, "last", 0), files, NULL);
}

static void order_adoption(
	struct sync_job *job, struct txn *t, const char *dir, const yyjson_val *answer)
{
	yyjson_val *catalogue = yyjson_obj_get(json_get(answer, "manifest"), "catalogue");
	if (t->self->hub || !json_text(catalogue, "head"))
		return;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	if (sync_trusted(t, json_text(answer, "sender"), v)) /* trusted a moment ago */
		return;
	yyjson_mut_obj_add_int(t->doc, v, "id", 1);
	yyjson_mut_obj_add_str(t->doc, v, "do", "catalogue-adopt");
	yyjson_mut_obj_add_strcpy(t->doc, v, "dir", dir);
	yyjson_mut_obj_add_strcpy(t->doc, v, "sender", json_text(answer, "sender"));
	yyjson_mut_obj_add_strcpy(t->doc, v, "head", json_text(catalogue, "head"));
	sync_send(job, SYNC_ARCHIVE, t, v);
}

/* What the county says that is done once, when it comes, and in no replay. */
static enum rc heed(struct txn *t, const struct sync_asked *what, const yyjson_val *answer)
{
	yyjson_val *manifest = json_get(answer, "manifest");
	yyjson_val *events = yyjson_obj_get(manifest, "events");
	if (t->self->hub || what->lane != LANE_DECISIONS)
		return RC_OK;
	return vouch_by_county(
		t, what->sender, json_int(events, "first", 0), json_int(events, "last", 0));
}

static enum rc take_in(struct sync_job *job, struct txn *t, const struct sync_asked *what,
	const char *dir, const yyjson_val *answer)
{
	/* a savepoint of its own: a refused batch leaves nothing but its parking */
	struct txn inner;
	enum rc rc = txn_begin(&inner, t->db, t->self, t->actor);
	if (rc)
		return rc;
	rc = txn_end(&inner, apply(&inner, what->sender, what->lane, what->seq, dir, answer));
	if (rc == RC_REFUSED) {
		rc = park(job, t, what, refusal_row(inner.refusal)->code, inner.detail);
	} else if (rc == RC_FAULT) {
		const char *why = arena_strdup(&t->arena, fault_text());
		bool full = fault_full();
		fault_clear();
		rc = RC_OK;
		if (full)
			sync_intake_pause(job, arena_printf(&t->arena, "DISK: %s", why));
		else
			rc = tried(job, t, what, why);
	} else if (!rc) {
		sync_trouble_clear(&job->troubles, SYNC_INTAKE, what->sender);
		intake_flows(job);
		order_adoption(job, t, dir, answer);
		rc = heed(t, what, answer);
	}
	txn_release(&inner);
	return rc;
}

enum rc sync_checked(struct sync_job *job, struct txn *t, const yyjson_val *answer)
{
	const char *sender = json_text(answer, "sender"), *dir = json_text(answer, "dir"),
		   *text = json_text(answer, "text");
	struct sync_asked what = { .lane = json_int(answer, "lane", -1),
		.seq = json_int(answer, "seq", 0) };
	job->checking.open = false;
	if (!sender || what.lane < 0 || what.seq < 1)
		return fault("the archive worker's answer is incomplete");
	snprintf(what.sender, sizeof what.sender, "%s", sender);
	if (json_flag(answer, "full")) {
		sync_intake_pause(job, arena_printf(&t->arena, "DISK: %s", text ? text : ""));
		return RC_OK;
	}
	if (json_text(answer, "fault"))
		return tried(job, t, &what, json_text(answer, "fault"));
	if (!json_flag(answer, "ok") || !dir) {
		const char *reason = json_text(answer, "parked") ? json_text(answer, "parked")
								 : "unknown";
		return strcmp(reason, "order") ? park(job, t, &what, reason, text)
					       : give_back(job, t, &what, text);
	}
	return take_in(job, t, &what, dir, answer);
}

/* A hub batch was downloaded whole, with its signature and commit. */
enum rc sync_arrived(struct txn *t, const yyjson_val *line)
{
	struct row_inbox_row held;
	const char *sender = json_text(line, "sender"), *sha = json_text(line, "sha256");
	int64_t lane = json_int(line, "lane", -1), seq = json_int(line, "seq", 0);
	if (!sender || !sha || lane < 0 || seq < 1)
		return fault("the link worker's line is incomplete");
	enum rc rc = load_inbox_row(t, sender, lane, seq, &held);
	return rc == RC_NOTFOUND ? exec_inbox_add(t, sender, lane, seq, sha,
					   json_int(line, "size", 0), t->at, NULL)
				 : rc;
}
