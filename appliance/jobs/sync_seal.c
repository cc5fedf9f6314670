/* Closing batches: the journal's new lines, or photos not yet packed, become a job directory that
 * the archive worker seals. The directory is on the disk before the row that names it is committed,
 * so a crash in between leaves a directory that the next attempt writes again. */
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "hall/place/disk.h"
#include "hub/fleet.h"
#include "jobs/sync_internal.h"
#include "store/blob.h"
#include "store/journal.h"

#define SEAL_AGAIN_MS 3000
#define SEAL_AGAIN_MAX_MS 60000

struct seal {
	const char *recipient, *stream;
	int lane;
	int64_t seq, first, last;
	const char *previous, *head;
	const char **blobs;
	size_t blob_count;
	const char *catalogue_from, *catalogue_to;
};

static const char *job_dir(struct txn *t, const char *recipient, int64_t lane, int64_t seq)
{
	return arena_printf(
		&t->arena, "spool/seal/%s-%lld-%lld", recipient, (long long)lane, (long long)seq);
}

static enum rc write_job(struct txn *t, const struct seal *s, const char *events, size_t n)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	const char *dir = arena_printf(
		&t->arena, "%s/%s", t->self->home, job_dir(t, s->recipient, s->lane, s->seq));
	size_t length;
	yyjson_mut_obj_add_str(d, v, "recipient", s->recipient);
	yyjson_mut_obj_add_str(d, v, "stream", s->stream);
	yyjson_mut_obj_add_int(d, v, "lane", s->lane);
	yyjson_mut_obj_add_int(d, v, "seq", s->seq);
	yyjson_mut_obj_add_str(d, v, "previous", s->previous);
	yyjson_mut_obj_add_int(d, v, "first", s->first);
	yyjson_mut_obj_add_int(d, v, "last", s->last);
	yyjson_mut_obj_add_str(d, v, "head", s->head);
	yyjson_mut_obj_add_str(d, v, "at", t->at);
	yyjson_mut_obj_add_bool(d, v, "clock_trusted", t->clock_trusted);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "blobs");
	for (size_t i = 0; i < s->blob_count; i++)
		yyjson_mut_arr_add_str(d, list, s->blobs[i]);
	yyjson_mut_obj_add_str(d, v, "catalogue_from", s->catalogue_from);
	yyjson_mut_obj_add_str(d, v, "catalogue_to", s->catalogue_to);
	enum rc rc = dir_make(dir, 0700);
	if (!rc && events)
		rc = file_write(arena_printf(&t->arena, "%s/events.ndjson", dir), events, n, 0600);
	char *text = json_write(&t->arena, v, &length);
	return rc ? rc
		  : file_write(arena_printf(&t->arena, "%s/job.json", dir), text, length, 0600);
}

static void order_seal(
	struct sync_job *job, struct txn *t, const char *recipient, int64_t lane, int64_t seq)
{
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_int(t->doc, v, "id", seq);
	yyjson_mut_obj_add_str(t->doc, v, "do", "seal");
	yyjson_mut_obj_add_strcpy(t->doc, v, "job", job_dir(t, recipient, lane, seq));
	sync_send(job, SYNC_SEALER, t, v);
}

/* Which commits of the catalogue this batch must bring: from what earlier batches brought to what
 * its events publish. */
static enum rc catalogue_range(struct txn *t, struct seal *s)
{
	struct row_catalogue_events *before, *inside;
	size_t n, m;
	s->catalogue_from = s->catalogue_to = "";
	if (!t->self->hub)
		return RC_OK;
	enum rc rc = list_catalogue_events(t, s->stream, 0, s->first - 1, &before, &n);
	if (!rc)
		rc = list_catalogue_events(t, s->stream, s->first - 1, s->last, &inside, &m);
	if (rc || m == 0)
		return rc;
	s->catalogue_to = inside[m - 1].subject;
	s->catalogue_from = n ? before[n - 1].subject : "";
	return RC_OK;
}

/* Old enough, or long enough, or somebody asked. */
static bool due(struct sync_job *job, struct txn *t, const char *first_line, size_t n)
{
	yyjson_val *v;
	const char *end = memchr(first_line, '\n', n);
	if (job->link->seal_wanted || n > SYNC_SEAL_BYTES / 2 || t->self->hub)
		return true;
	if (!end || json_read(&t->arena, first_line, (size_t)(end - first_line), &v))
		return true;
	return t->now - clock_parse(json_text(v, "at")) >= job->settings.seal_age_ms ||
	       clock_parse(json_text(v, "at")) > t->now;
}

static enum rc seal_records(
	struct sync_job *job, struct txn *t, const char *recipient, const char *stream, int lane)
{
	struct row_outbox_top top;
	struct journal_head head, first, last;
	char *text;
	size_t n;
	enum rc rc = load_outbox_top(t, recipient, lane, &top);
	if (!rc && !top.sealing)
		rc = journal_head(t, stream, &head);
	if (rc || top.sealing || head.seq <= top.last)
		return rc;
	rc = journal_lines(
		t, stream, top.last, head.seq, SYNC_SEAL_BYTES, &text, &n, &first, &last);
	if (rc || !due(job, t, text, n))
		return rc;
	struct seal s = { .recipient = recipient,
		.stream = stream,
		.lane = lane,
		.seq = top.seq + 1,
		.first = first.seq,
		.last = last.seq,
		.previous = top.id,
		.head = last.hash };
	rc = catalogue_range(t, &s);
	if (!rc)
		rc = write_job(t, &s, text, n);
	if (!rc)
		rc = exec_outbox_add(
			t, recipient, lane, s.seq, s.previous, s.first, s.last, 0, NULL);
	if (!rc)
		order_seal(job, t, recipient, lane, s.seq);
	return rc;
}

/* Photos not yet packed, small ones first, about 1 MiB together. */
static enum rc seal_pack(struct sync_job *job, struct txn *t, const char *recipient)
{
	struct row_outbox_top top;
	struct row_outbox_unpacked *rows;
	size_t n, taken = 0;
	int64_t bytes = 0;
	struct disk_now disk;
	enum rc rc = load_outbox_top(t, recipient, LANE_PACKS, &top);
	if (!rc)
		rc = disk_now(t, &disk);
	if (!rc && disk.level >= DISK_NO_PHOTOS) /* a pack is a second copy of the photos in it */
		return RC_OK;
	if (!rc && !top.sealing)
		rc = list_outbox_unpacked(t, t->self->site, recipient, &rows, &n);
	if (rc || top.sealing)
		return rc;
	const char **blobs = arena_array(&t->arena, const char *, n + 1);
	for (size_t i = 0; i < n && (taken == 0 || bytes + rows[i].size <= SYNC_PACK_BYTES); i++) {
		if (!blob_present(t->self->home, rows[i].sha256))
			continue;
		blobs[taken++] = rows[i].sha256;
		bytes += rows[i].size;
		rc = exec_outbox_pack(
			t, recipient, rows[i].sha256, rows[i].size, top.seq + 1, NULL);
		if (rc)
			return rc;
	}
	if (taken == 0)
		return RC_OK;
	struct seal s = { .recipient = recipient,
		.stream = t->self->node,
		.lane = LANE_PACKS,
		.seq = top.seq + 1,
		.previous = top.id,
		.head = "",
		.blobs = blobs,
		.blob_count = taken,
		.catalogue_from = "",
		.catalogue_to = "" };
	rc = write_job(t, &s, NULL, 0);
	if (!rc)
		rc = exec_outbox_add(
			t, recipient, LANE_PACKS, s.seq, s.previous, 0, 0, (int64_t)taken, NULL);
	if (!rc)
		order_seal(job, t, recipient, LANE_PACKS, s.seq);
	return rc;
}

static enum rc seal_for(struct sync_job *job, struct txn *t, const char *hall)
{
	/* each hall in a unit of its own: what one of them cannot have keeps nothing from the
	 * others */
	struct txn inner;
	enum rc rc = txn_begin(&inner, t->db, t->self, t->actor);
	if (rc)
		return rc;
	rc = txn_end(
		&inner, seal_records(job, &inner, hall,
				journal_voice(&inner.arena, t->self->node, hall), LANE_DECISIONS));
	if (!rc)
		sync_trouble_clear(&job->troubles, SYNC_SEAL, hall);
	else if (sync_trouble_add(&job->troubles, SYNC_SEAL, hall) == 1)
		log_error("sync", "a batch for %s: %s; tried again later", hall,
			rc == RC_FAULT ? fault_text() : inner.detail);
	fault_clear();
	txn_release(&inner);
	return RC_OK;
}

/* So many a tick, from where the last one ended. */
static enum rc seal_for_halls(struct sync_job *job, struct txn *t)
{
	struct row_fleet_owed *halls;
	size_t n;
	enum rc rc = list_fleet_owed(
		t, t->self->site, t->self->node, job->turn[SYNC_SEAL], &halls, &n);
	if (rc)
		return rc;
	for (size_t i = 0; !rc && i < n; i++)
		if (!sync_trouble_waits(&job->troubles, SYNC_SEAL, halls[i].node))
			rc = seal_for(job, t, halls[i].node);
	snprintf(job->turn[SYNC_SEAL], sizeof job->turn[SYNC_SEAL], "%s",
		n ? halls[n - 1].node : "");
	return rc;
}

enum rc sync_seal_due(struct sync_job *job, struct txn *t)
{
	if (t->self->hub)
		return seal_for_halls(job, t);
	if (!job->link->hub[0])
		return RC_OK;
	enum rc rc = seal_records(job, t, job->link->hub, t->self->node, LANE_RECORDS);
	if (!rc)
		rc = seal_pack(job, t, job->link->hub);
	job->link->seal_wanted = false;
	return rc;
}

enum rc sync_resend_seals(struct sync_job *job, struct txn *t)
{
	struct row_outbox_sealing *rows;
	size_t n;
	enum rc rc = list_outbox_sealing(t, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		order_seal(job, t, rows[i].recipient, rows[i].lane, rows[i].seq);
	return rc;
}

void sync_seal_later(struct sync_job *job)
{
	int64_t wait = SEAL_AGAIN_MS << (job->seal_failures < 5 ? job->seal_failures : 5);
	job->seal_failures++;
	job->seal_again = clock_steady() + (wait < SEAL_AGAIN_MAX_MS ? wait : SEAL_AGAIN_MAX_MS);
}

enum rc sync_sealed(struct sync_job *job, struct txn *t, const yyjson_val *answer)
{
	const char *recipient = json_text(answer, "recipient"), *batch = json_text(answer, "batch"),
		   *sha = json_text(answer, "sha256"), *ledger = json_text(answer, "ledger");
	int64_t lane = json_int(answer, "lane", -1), seq = json_int(answer, "seq", 0);
	bool made = json_flag(answer, "ok") && batch && sha && ledger;
	if (!made)
		sync_seal_later(job);
	if (!recipient || lane < 0 || seq < 1)
		return fault("the archive worker's answer is incomplete: %s",
			json_text(answer, "text") ? json_text(answer, "text") : "no reason");
	if (!made)
		return exec_outbox_failed(t, recipient, lane, seq,
			json_text(answer, "text") ? json_text(answer, "text") : "封存失败", NULL);
	job->seal_failures = 0;
	job->link->contact_wanted |= !t->self->hub;
	return exec_outbox_sealed(t, recipient, lane, seq, batch, sha, ledger,
		json_int(answer, "size", 0), t->at, NULL);
}
