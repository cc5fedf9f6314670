/* Taking in what arrived: the archive worker checks and unpacks, then the events are applied with the receipt's bookkeeping in one transaction, then
 * the worker writes the ledger. A batch that is not understood is parked with its reason and kept. */
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "events.h"
#include "hall/catalogue.h"
#include "hall/recount.h"
#include "hub/publish.h"
#include "jobs/sync_internal.h"
#include "store/blob.h"
#include "store/journal.h"

#define EVENTS_LIMIT (4u << 20)
#define RECORD_RETRY_MS 30000

static const char *stream_of(struct txn *t, const char *sender)
{
	return t->self->hub ? sender : journal_voice(&t->arena, sender, t->self->node);
}

enum rc sync_check_due(struct txn *t)
{
	struct row_inbox_due *rows;
	size_t n;
	if (sync_job.checking)
		return RC_OK;
	enum rc rc = list_inbox_due(t, &rows, &n);
	if (rc || n == 0)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "id", rows[0].seq);
	yyjson_mut_obj_add_str(d, v, "do", "check");
	yyjson_mut_obj_add_str(d, v, "sender", rows[0].sender);
	yyjson_mut_obj_add_str(d, v, "recipient", t->self->node);
	yyjson_mut_obj_add_str(d, v, "stream", stream_of(t, rows[0].sender));
	yyjson_mut_obj_add_int(d, v, "lane", rows[0].lane);
	yyjson_mut_obj_add_int(d, v, "seq", rows[0].seq);
	yyjson_mut_obj_add_strcpy(d, v, "path", arena_printf(&t->arena, "spool/in/%s/%lld/%08lld.tar.zst", rows[0].sender, (long long)rows[0].lane, (long long)rows[0].seq));
	sync_send(&sync_job.to_archive, t, v);
	sync_job.checking = true;
	return RC_OK;
}

static enum rc apply_events(struct txn *t, const char *stream, const char *dir)
{
	char *text;
	size_t n;
	enum rc rc = file_read(&t->arena, arena_printf(&t->arena, "%s/%s/events.ndjson", t->self->home, dir), EVENTS_LIMIT, &text, &n);
	for (char *p = text; !rc && p < text + n;) {
		char *end = memchr(p, '\n', (size_t)(text + n - p));
		size_t length = end ? (size_t)(end - p) : (size_t)(text + n - p);
		rc = journal_take(t, stream, p, length);
		p += length + 1;
	}
	return rc;
}

static enum rc adopt_blobs(struct txn *t, const char *dir, int64_t *files)
{
	char **names;
	const char *place = arena_printf(&t->arena, "%s/%s/blobs", t->self->home, dir);
	enum rc rc = dir_list(&t->arena, place, &names);
	*files = 0;
	for (size_t i = 0; !rc && names[i]; i++, ++*files)
		rc = blob_adopt(t->self->home, arena_printf(&t->arena, "%s/%s", place, names[i]), names[i]);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static enum rc park(struct txn *t, const char *sender, int64_t lane, int64_t seq, const char *reason, const char *text)
{
	return exec_inbox_parked(t, sender, lane, seq, arena_printf(&t->arena, "%s：%s", reason, text ? text : ""), NULL);
}

/* The worker read the manifest; the batch is applied whole or not at all. */
static enum rc apply(struct txn *t, const char *sender, int64_t lane, int64_t seq, const char *dir, const yyjson_val *answer)
{
	yyjson_val *manifest = yyjson_obj_get((yyjson_val *)(uintptr_t)answer, "manifest"), *events = yyjson_obj_get(manifest, "events");
	int64_t files = 0;
	enum rc rc = lane == LANE_PACKS ? adopt_blobs(t, dir, &files) : apply_events(t, stream_of(t, sender), dir);
	if (rc)
		return rc;
	return exec_inbox_applied(t, sender, lane, seq, json_text(answer, "batch"), json_int(events, "first", 0), json_int(events, "last", 0), files, NULL);
}

static void order_adoption(struct txn *t, const char *dir, const yyjson_val *answer)
{
	yyjson_val *catalogue = yyjson_obj_get(yyjson_obj_get((yyjson_val *)(uintptr_t)answer, "manifest"), "catalogue");
	if (t->self->hub || !json_text(catalogue, "head"))
		return;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_int(t->doc, v, "id", 1);
	yyjson_mut_obj_add_str(t->doc, v, "do", "catalogue-adopt");
	yyjson_mut_obj_add_strcpy(t->doc, v, "dir", dir);
	yyjson_mut_obj_add_strcpy(t->doc, v, "sender", json_text(answer, "sender"));
	yyjson_mut_obj_add_strcpy(t->doc, v, "head", json_text(catalogue, "head"));
	sync_send(&sync_job.to_archive, t, v);
}

enum rc sync_checked(struct txn *t, const yyjson_val *answer)
{
	const char *sender = json_text(answer, "sender"), *dir = json_text(answer, "dir");
	int64_t lane = json_int(answer, "lane", -1), seq = json_int(answer, "seq", 0);
	sync_job.checking = false;
	if (!sender || lane < 0 || seq < 1)
		return fault("the archive worker's answer is incomplete");
	if (json_text(answer, "fault")) {
		log_error("sync", "check %s %lld/%lld: %s", sender, (long long)lane, (long long)seq, json_text(answer, "fault"));
		return RC_OK; /* tried again: a full disk is no reason to park */
	}
	if (!json_flag(answer, "ok") || !dir)
		return park(t, sender, lane, seq, json_text(answer, "parked") ? json_text(answer, "parked") : "unknown", json_text(answer, "text"));
	struct txn inner; /* a savepoint of its own: a refused batch leaves nothing but its parking */
	enum rc rc = txn_begin(&inner, t->db, t->self, t->actor);
	if (rc)
		return rc;
	rc = txn_end(&inner, apply(&inner, sender, lane, seq, dir, answer));
	if (rc == RC_REFUSED)
		rc = park(t, sender, lane, seq, refusal_row(inner.refusal)->code, inner.detail);
	else if (!rc)
		order_adoption(t, dir, answer);
	txn_release(&inner);
	return rc;
}

/* Applied but not yet in the ledger, in the order of the lane: one at a time, again after a crash. */
enum rc sync_record_due(struct txn *t)
{
	struct row_inbox_unrecorded *rows;
	size_t n;
	if (sync_job.recording || clock_steady() < sync_job.record_after)
		return RC_OK;
	enum rc rc = list_inbox_unrecorded(t, &rows, &n);
	if (rc || n == 0)
		return rc;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_int(t->doc, v, "id", rows[0].seq);
	yyjson_mut_obj_add_str(t->doc, v, "do", "record");
	yyjson_mut_obj_add_strcpy(t->doc, v, "dir", arena_printf(&t->arena, "spool/checked/%s", rows[0].id));
	yyjson_mut_obj_add_str(t->doc, v, "sender", rows[0].sender);
	yyjson_mut_obj_add_str(t->doc, v, "stream", stream_of(t, rows[0].sender));
	yyjson_mut_obj_add_int(t->doc, v, "lane", rows[0].lane);
	yyjson_mut_obj_add_int(t->doc, v, "seq", rows[0].seq);
	sync_send(&sync_job.to_archive, t, v);
	sync_job.recording = true;
	return RC_OK;
}

enum rc sync_recorded(struct txn *t, const yyjson_val *answer)
{
	const char *sender = json_text(answer, "sender"), *ledger = json_text(answer, "ledger");
	sync_job.recording = false;
	if (!sender || !json_flag(answer, "ok") || !ledger) {
		sync_job.record_after = clock_steady() + RECORD_RETRY_MS;
		log_error("sync", "ledger: %s", json_text(answer, "text") ? json_text(answer, "text") : "no answer");
		return RC_OK;
	}
	return exec_inbox_ledger(t, sender, json_int(answer, "lane", 0), json_int(answer, "seq", 0), ledger, NULL);
}

enum rc sync_adopted(struct txn *t, const yyjson_val *answer)
{
	const char *commit = json_text(answer, "commit");
	yyjson_val *files = yyjson_obj_get((yyjson_val *)(uintptr_t)answer, "files");
	const char *items = json_text(yyjson_obj_get(files, "items.json"), "sha256"), *calendar = json_text(yyjson_obj_get(files, "calendar.json"), "sha256");
	struct row_catalogue_current held;
	struct workday_calendar was;
	if (!json_flag(answer, "ok") || !commit || !items || !calendar) {
		log_error("sync", "catalogue: %s: %s", json_text(answer, "parked") ? json_text(answer, "parked") : "?", json_text(answer, "text") ? json_text(answer, "text") : "");
		return RC_OK;
	}
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &held);
	if (rc == RC_FAULT || (!rc && !strcmp(held.id, commit)))
		return rc;
	rc = catalogue_calendar(t, &was);
	if (!rc)
		rc = event_catalogue_adopted(t, NULL, commit, &(struct event_catalogue_adopted){ .name = json_text(answer, "name"), .items = items, .calendar = calendar, .count = json_int(answer, "count", 0) });
	return rc ? rc : recount_due(t, &was);
}

/* Hub: a catalogue waits in the spool to be committed. */
enum rc sync_publish_due(struct txn *t)
{
	if (!t->self->hub || sync_job.publishing || !publish_waiting(t->self->home))
		return RC_OK;
	char *message = (char *)(uintptr_t)"catalogue", *at = t->at;
	enum rc rc = file_read(&t->arena, arena_printf(&t->arena, "%s/spool/publish/message", t->self->home), 4096, &message, NULL);
	if (!rc)
		rc = file_read(&t->arena, arena_printf(&t->arena, "%s/spool/publish/ready", t->self->home), 64, &at, NULL);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d), *files = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, files, "items.json", "spool/publish/items.json");
	yyjson_mut_obj_add_str(d, files, "calendar.json", "spool/publish/calendar.json");
	yyjson_mut_obj_add_int(d, v, "id", 1);
	yyjson_mut_obj_add_str(d, v, "do", "catalogue-commit");
	yyjson_mut_obj_add_val(d, v, "files", files);
	yyjson_mut_obj_add_str(d, v, "message", message);
	yyjson_mut_obj_add_str(d, v, "at", at);
	sync_send(&sync_job.to_archive, t, v);
	sync_job.publishing = true;
	return RC_OK;
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
	return rc == RC_NOTFOUND ? exec_inbox_add(t, sender, lane, seq, sha, json_int(line, "size", 0), t->at, NULL) : rc;
}
