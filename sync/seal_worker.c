/* The seal worker: it has the node's key and signs with it what is this node's own. It opens
 * nothing that came from elsewhere. */
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "sync/batch.h"
#include "sync/catalogue.h"
#include "sync/ledger.h"
#include "sync/work.h"

#define FILES_LIMIT 64

static enum rc member_of(
	struct arena *a, struct batch_member *m, const char *name, const char *path)
{
	m->name = name;
	m->path = arena_strdup(a, path);
	return hash_file(path, m->sha256, &m->size);
}

/* The members of a job: events, or blobs, and the catalogue's pack when one is due. */
static enum rc job_members(struct arena *a, const yyjson_val *job, const char *dir,
	struct batch_member *members, size_t *count)
{
	yyjson_val *blobs = json_get(job, "blobs"), *v;
	const char *events = arena_printf(a, "%s/events.ndjson", dir),
		   *to = work_text(job, "catalogue_to");
	size_t i, max;
	enum rc rc = RC_OK;
	*count = 0;
	if (file_exists(events))
		rc = member_of(a, &members[(*count)++], "events.ndjson", events);
	yyjson_arr_foreach (blobs, i, max, v) {
		const char *sha = yyjson_get_str(v);
		if (!rc)
			rc = member_of(a, &members[(*count)++], arena_printf(a, "blobs/%s", sha),
				arena_printf(a, "blobs/%.2s/%s", sha, sha));
	}
	if (!rc && to[0]) {
		const char *pack = arena_printf(a, "%s/catalogue.pack", dir);
		rc = catalogue_pack(WORK_CATALOGUE, work_text(job, "catalogue_from"), to, pack);
		if (!rc)
			rc = member_of(a, &members[(*count)++], "catalogue.pack", pack);
	}
	return rc;
}

static char *manifest_text(struct arena *a, const struct worker *w, const yyjson_val *job,
	const char *ledger, const struct batch_member *members, size_t count, size_t *n)
{
	yyjson_mut_doc *d = json_doc(a);
	yyjson_mut_val *m = yyjson_mut_obj(d), *list, *part;
	char public[SIGN_PUBLIC_TEXT], fingerprint[64] = "";
	int64_t total = 0;
	sign_key_public(w->key, public);
	if (sign_fingerprint(public, fingerprint))
		fingerprint[0] = '\0';
	yyjson_mut_obj_add_int(d, m, "format", 1);
	yyjson_mut_obj_add_str(d, m, "sender", w->node);
	yyjson_mut_obj_add_str(d, m, "stream", work_text(job, "stream"));
	yyjson_mut_obj_add_str(d, m, "recipient", work_text(job, "recipient"));
	yyjson_mut_obj_add_int(d, m, "lane", json_int(job, "lane", 0));
	yyjson_mut_obj_add_int(d, m, "seq", json_int(job, "seq", 0));
	yyjson_mut_obj_add_str(d, m, "previous", work_text(job, "previous"));
	yyjson_mut_obj_add_strcpy(d, m, "ledger", ledger);
	yyjson_mut_obj_add_str(d, m, "claimed_at", work_text(job, "at"));
	yyjson_mut_obj_add_bool(d, m, "clock_trusted", json_flag(job, "clock_trusted"));
	yyjson_mut_obj_add_strcpy(d, m, "key", fingerprint);
	yyjson_mut_obj_add_str(d, m, "rating_scale", "words");
	part = yyjson_mut_obj_add_obj(d, m, "events");
	yyjson_mut_obj_add_int(d, part, "first", json_int(job, "first", 0));
	yyjson_mut_obj_add_int(d, part, "last", json_int(job, "last", 0));
	yyjson_mut_obj_add_str(d, part, "head", work_text(job, "head"));
	if (work_text(job, "catalogue_to")[0]) {
		part = yyjson_mut_obj_add_obj(d, m, "catalogue");
		yyjson_mut_obj_add_str(d, part, "head", work_text(job, "catalogue_to"));
	}
	list = yyjson_mut_obj_add_arr(d, m, "members");
	for (size_t i = 0; i < count; i++) {
		part = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, part, "name", members[i].name);
		yyjson_mut_obj_add_int(d, part, "size", members[i].size);
		yyjson_mut_obj_add_strcpy(d, part, "sha256", members[i].sha256);
		total += members[i].size;
	}
	yyjson_mut_obj_add_int(d, m, "payload_bytes", total);
	return json_canonical(a, m, n);
}

/* One batch on its way into the spool. */
struct sealing {
	const char *dir; /* the job's */
	yyjson_val *job;
	const char *ledger, *out, *done;
	char parent[LEDGER_ID], *manifest;
	size_t length;
};

static enum rc read_job(struct arena *a, struct sealing *s)
{
	char *text;
	size_t n;
	enum rc rc = file_read(a, arena_printf(a, "%s/job.json", s->dir), 4u << 20, &text, &n);
	if (!rc && json_read(a, text, n, &s->job))
		rc = fault("%s/job.json is damaged", s->dir);
	return rc == RC_NOTFOUND ? fault("no job %s", s->dir) : rc;
}

/* The archive and its manifest, on what the ledger ends with. */
static enum rc make_archive(struct arena *a, const struct worker *w, struct sealing *s)
{
	size_t count;
	struct batch_member *members = arena_array(
		a, struct batch_member, yyjson_arr_size(yyjson_obj_get(s->job, "blobs")) + 3);
	TRY(ledger_head(s->ledger, json_int(s->job, "lane", 0), s->parent));
	TRY(job_members(a, s->job, s->dir, members, &count));
	s->manifest = manifest_text(a, w, s->job, s->parent, members, count, &s->length);
	TRY(batch_write(s->out, s->manifest, s->length, members, count, w->key));
	return file_write(s->done, s->manifest, s->length, 0600);
}

/* Made now, or found as it was made before: then its manifest has the parent it was made on. */
static enum rc have_archive(struct arena *a, const struct worker *w, struct sealing *s)
{
	yyjson_val *old;
	enum rc rc = file_read(a, s->done, BATCH_MANIFEST_LIMIT, &s->manifest, &s->length);
	if (rc)
		return rc == RC_NOTFOUND ? make_archive(a, w, s) : rc;
	if (json_read(a, s->manifest, s->length, &old))
		return fault("%s is damaged", s->done);
	snprintf(s->parent, sizeof s->parent, "%s", work_text(old, "ledger"));
	return RC_OK;
}

/* Everything in place already (a seal that was answered but not heard): only the answer is made
 * again. */
static enum rc seal(struct worker *w, const yyjson_val *command, struct work_answer *to)
{
	struct arena *a = to->a;
	struct sealing s = { .dir = work_text(command, "job") };
	char commit[LEDGER_ID], sha[HASH_HEX], id[HASH_HEX];
	const char *raw;
	int64_t size;
	TRY(read_job(a, &s));
	const char *recipient = work_text(s.job, "recipient");
	int64_t lane = json_int(s.job, "lane", 0), seq = json_int(s.job, "seq", 0);
	work_put(to, "recipient", recipient);
	yyjson_mut_obj_add_int(to->d, to->v, "lane", lane);
	yyjson_mut_obj_add_int(to->d, to->v, "seq", seq);
	const char *place = arena_printf(a, "spool/out/%s/%lld", recipient, (long long)lane);
	s.ledger = work_ledger(a, work_text(s.job, "stream"));
	s.out = arena_printf(a, "%s/%08lld.tar.zst", place, (long long)seq);
	s.done = arena_printf(a, "%s/%08lld.manifest.json", place, (long long)seq);
	TRY(work_ledger_ready(a, w, s.ledger));
	TRY(dir_make(place, 0700));
	TRY(have_archive(a, w, &s));
	hash_bytes_hex(s.manifest, s.length, id);
	TRY(ledger_sign(a, s.ledger, w->node, lane, seq, id, work_text(s.job, "at"), s.parent,
		s.manifest, s.length, w->key, &raw, commit));
	TRY(file_write(arena_printf(a, "%s.commit", s.out), raw, strlen(raw), 0600));
	TRY(ledger_advance(s.ledger, lane, commit, s.parent));
	TRY(hash_file(s.out, sha, &size));
	work_put(to, "batch", id);
	work_put(to, "sha256", sha);
	work_put(to, "ledger", commit);
	yyjson_mut_obj_add_int(to->d, to->v, "size", size);
	return RC_OK;
}

static enum rc commit_catalogue(struct worker *w, const yyjson_val *command, struct work_answer *to)
{
	struct catalogue_file files[FILES_LIMIT];
	size_t count = 0, i, max;
	yyjson_val *key, *value;
	char commit[LEDGER_ID];
	yyjson_obj_foreach (json_get(command, "files"), i, max, key, value)
		if (count < FILES_LIMIT)
			files[count++] = (struct catalogue_file){ yyjson_get_str(key),
				yyjson_get_str(value) };
	if (yyjson_obj_size(json_get(command, "files")) > FILES_LIMIT)
		return fault("a catalogue of more than %d files", FILES_LIMIT);
	enum rc rc = catalogue_commit(WORK_CATALOGUE, w->node, files, count,
		work_text(command, "message"), work_text(command, "at"), w->key, commit);
	if (!rc)
		work_put(to, "commit", commit);
	return rc;
}

static const struct work_verb verbs[] = {
	{ "seal", seal },
	{ "catalogue-commit", commit_catalogue },
};

int worker_seal(struct worker *w)
{
	static const struct confine_place places[] = {
		{ "spool/seal", true },
		{ "spool/out", true },
		{ "spool/publish", false },
		{ "ledger", true },
		{ WORK_CATALOGUE, true },
		{ "blobs", false },
	};
	enum rc rc = sign_key_load("keys/node.key", &w->key);
	for (size_t i = 0; !rc && i < sizeof places / sizeof *places; i++)
		if (strcmp(places[i].path, WORK_CATALOGUE))
			rc = dir_make(places[i].path, 0700);
	if (!rc)
		rc = ledger_take_over("seal.lock", w->node, true);
	if (!rc && w->hub)
		rc = ledger_unlock(WORK_CATALOGUE);
	if (!rc && w->hub)
		rc = catalogue_place(
			WORK_CATALOGUE, arena_printf(w->a, "%s/" WORK_SIGNERS, w->home));
	if (rc) {
		log_error("seal", "%s", fault_text());
		return 3;
	}
	return work_serve(w,
		&(struct confine_wish){
			places, sizeof places / sizeof *places, false, WORK_MEMORY },
		verbs, sizeof verbs / sizeof *verbs);
}
