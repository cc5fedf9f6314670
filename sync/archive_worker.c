/* The archive worker: the only process that opens what came from elsewhere. */
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "sync/batch.h"
#include "sync/catalogue.h"
#include "sync/ledger.h"
#include "sync/trust.h"
#include "sync/worker.h"

#define SIGNERS "allowed_signers"
#define CATALOGUE "catalogue.git"
#define WORK_ARENA (64u << 20)

struct answer { struct arena *a; yyjson_mut_doc *d; yyjson_mut_val *v; };

static const char *text_of(const yyjson_val *v, const char *key)
{
	const char *text = json_text(v, key);
	return text ? text : "";
}

static void put(struct answer *to, const char *key, const char *text)
{
	yyjson_mut_obj_remove_key(to->v, key);
	yyjson_mut_obj_add(to->v, yyjson_mut_strcpy(to->d, key), yyjson_mut_strcpy(to->d, text));
}

/* ledger/<stream with '>' as "_to_">.git */
static const char *ledger_path(struct arena *a, const char *stream)
{
	const char *voice = strchr(stream, '>');
	if (voice)
		return arena_printf(a, "ledger/%.*s_to_%s.git", (int)(voice - stream), stream, voice + 1);
	return arena_printf(a, "ledger/%s.git", stream);
}

static enum rc ledger_ready(struct arena *a, const struct worker *w, const char *path)
{
	enum rc rc = dir_make("ledger", 0700);
	return rc ? rc : ledger_open_place(path, arena_printf(a, "%s/" SIGNERS, w->home));
}

static enum rc member_of(struct arena *a, struct batch_member *m, const char *name, const char *path)
{
	m->name = name;
	m->path = arena_strdup(a, path);
	return hash_file(path, m->sha256, &m->size);
}

/* The members of a job: events, or blobs, and the catalogue's pack when one is due. */
static enum rc job_members(struct arena *a, const yyjson_val *job, const char *dir, struct batch_member *members, size_t *count)
{
	yyjson_val *blobs = yyjson_obj_get((yyjson_val *)(uintptr_t)job, "blobs"), *v;
	const char *events = arena_printf(a, "%s/events.ndjson", dir), *to = text_of(job, "catalogue_to");
	size_t i, max;
	enum rc rc = RC_OK;
	*count = 0;
	if (file_exists(events))
		rc = member_of(a, &members[(*count)++], "events.ndjson", events);
	yyjson_arr_foreach(blobs, i, max, v) {
		const char *sha = yyjson_get_str(v);
		if (!rc)
			rc = member_of(a, &members[(*count)++], arena_printf(a, "blobs/%s", sha), arena_printf(a, "blobs/%.2s/%s", sha, sha));
	}
	if (!rc && to[0]) {
		const char *pack = arena_printf(a, "%s/catalogue.pack", dir);
		rc = catalogue_pack(CATALOGUE, text_of(job, "catalogue_from"), to, pack);
		if (!rc)
			rc = member_of(a, &members[(*count)++], "catalogue.pack", pack);
	}
	return rc;
}

static char *manifest_text(struct arena *a, const struct worker *w, const yyjson_val *job, const char *ledger, const struct batch_member *members, size_t count, size_t *n)
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
	yyjson_mut_obj_add_str(d, m, "stream", text_of(job, "stream"));
	yyjson_mut_obj_add_str(d, m, "recipient", text_of(job, "recipient"));
	yyjson_mut_obj_add_int(d, m, "lane", json_int(job, "lane", 0));
	yyjson_mut_obj_add_int(d, m, "seq", json_int(job, "seq", 0));
	yyjson_mut_obj_add_str(d, m, "previous", text_of(job, "previous"));
	yyjson_mut_obj_add_strcpy(d, m, "ledger", ledger);
	yyjson_mut_obj_add_str(d, m, "claimed_at", text_of(job, "at"));
	yyjson_mut_obj_add_bool(d, m, "clock_trusted", json_flag(job, "clock_trusted"));
	yyjson_mut_obj_add_strcpy(d, m, "key", fingerprint);
	yyjson_mut_obj_add_str(d, m, "rating_scale", "words");
	part = yyjson_mut_obj_add_obj(d, m, "events");
	yyjson_mut_obj_add_int(d, part, "first", json_int(job, "first", 0));
	yyjson_mut_obj_add_int(d, part, "last", json_int(job, "last", 0));
	yyjson_mut_obj_add_str(d, part, "head", text_of(job, "head"));
	if (text_of(job, "catalogue_to")[0]) {
		part = yyjson_mut_obj_add_obj(d, m, "catalogue");
		yyjson_mut_obj_add_str(d, part, "head", text_of(job, "catalogue_to"));
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

/* Everything in place already (a seal that was answered but not heard): only the answer is made again. */
static enum rc seal(struct worker *w, const yyjson_val *command, struct answer *to)
{
	struct arena *a = to->a;
	const char *dir = text_of(command, "job"), *raw;
	char *text, commit[LEDGER_ID], sha[HASH_HEX], id[HASH_HEX];
	size_t n, count, length;
	int64_t size;
	yyjson_val *job;
	enum rc rc = file_read(a, arena_printf(a, "%s/job.json", dir), 4u << 20, &text, &n);
	if (!rc && json_read(a, text, n, &job))
		rc = fault("%s/job.json is damaged", dir);
	if (rc)
		return rc == RC_NOTFOUND ? fault("no job %s", dir) : rc;
	const char *recipient = text_of(job, "recipient"), *stream = text_of(job, "stream");
	int64_t lane = json_int(job, "lane", 0), seq = json_int(job, "seq", 0);
	put(to, "recipient", recipient);
	yyjson_mut_obj_add_int(to->d, to->v, "lane", lane);
	yyjson_mut_obj_add_int(to->d, to->v, "seq", seq);
	const char *ledger = ledger_path(a, stream), *place = arena_printf(a, "spool/out/%s/%lld", recipient, (long long)lane);
	const char *out = arena_printf(a, "%s/%08lld.tar.zst", place, (long long)seq), *done = arena_printf(a, "%s/%08lld.manifest.json", place, (long long)seq);
	struct batch_member *members = arena_array(a, struct batch_member, yyjson_arr_size(yyjson_obj_get(job, "blobs")) + 3);
	char parent[LEDGER_ID] = "";
	char *manifest;
	rc = ledger_ready(a, w, ledger);
	if (!rc)
		rc = dir_make(place, 0700);
	if (!rc && (rc = file_read(a, done, BATCH_MANIFEST_LIMIT, &manifest, &length)) == RC_OK) {
		yyjson_val *old; /* sealed before: the parent it was made on is in its manifest */
		if (json_read(a, manifest, length, &old))
			rc = fault("%s is damaged", done);
		else
			snprintf(parent, sizeof parent, "%s", text_of(old, "ledger"));
	} else if (rc == RC_NOTFOUND) {
		rc = ledger_head(ledger, lane, parent);
		if (!rc)
			rc = job_members(a, job, dir, members, &count);
		if (!rc) {
			manifest = manifest_text(a, w, job, parent, members, count, &length);
			rc = batch_write(out, manifest, length, members, count, w->key);
		}
		if (!rc)
			rc = file_write(done, manifest, length, 0600);
	}
	if (rc)
		return rc;
	hash_bytes_hex(manifest, length, id);
	rc = ledger_sign(a, ledger, w->node, lane, seq, id, text_of(job, "at"), parent, manifest, length, w->key, &raw, commit);
	if (!rc)
		rc = file_write(arena_printf(a, "%s.commit", out), raw, strlen(raw), 0600);
	if (!rc)
		rc = ledger_advance(ledger, lane, commit, parent);
	if (!rc)
		rc = hash_file(out, sha, &size);
	if (rc)
		return rc;
	put(to, "batch", id);
	put(to, "sha256", sha);
	put(to, "ledger", commit);
	yyjson_mut_obj_add_int(to->d, to->v, "size", size);
	return RC_OK;
}

static bool is(const yyjson_val *manifest, const yyjson_val *command, const char *key)
{
	return !strcmp(text_of(manifest, key), text_of(command, key));
}

static enum rc check(struct worker *w, const yyjson_val *command, struct answer *to)
{
	struct arena *a = to->a;
	struct trust_peer peer;
	struct batch_refusal why = { "format", "" };
	yyjson_val *manifest;
	char id[HASH_HEX];
	const char *sender = text_of(command, "sender"), *path = text_of(command, "path");
	put(to, "sender", sender);
	yyjson_mut_obj_add_int(to->d, to->v, "lane", json_int(command, "lane", 0));
	yyjson_mut_obj_add_int(to->d, to->v, "seq", json_int(command, "seq", 0));
	enum rc rc = trust_find(a, w->home, sender, &peer);
	if (rc == RC_NOTFOUND) {
		why = (struct batch_refusal){ "key", "不认识这个节点" };
		rc = RC_REFUSED;
	}
	const char *part = arena_printf(a, "spool/checked/.part-%s-%lld", sender, (long long)json_int(command, "lane", 0));
	if (!rc)
		rc = dir_remove(part);
	if (!rc)
		rc = dir_make(part, 0700);
	if (!rc)
		rc = batch_read(a, path, peer.public, part, &manifest, id, &why);
	if (!rc && (!is(manifest, command, "sender") || !is(manifest, command, "recipient") || !is(manifest, command, "stream") ||
	            json_int(manifest, "lane", -1) != json_int(command, "lane", 0) || json_int(manifest, "seq", -1) != json_int(command, "seq", 0))) {
		why = (struct batch_refusal){ "order", "清单里的节点、通道或序号与文件不符" };
		rc = RC_REFUSED;
	}
	if (!rc) {
		const char *dir = arena_printf(a, "spool/checked/%s", id);
		rc = file_copy(arena_printf(a, "%s.commit", path), arena_printf(a, "%s/commit", part), 0600);
		if (rc == RC_NOTFOUND)
			rc = fault("%s.commit is missing", path);
		if (!rc)
			rc = dir_remove(dir);
		if (!rc)
			rc = file_rename(part, dir);
		put(to, "dir", dir);
		put(to, "batch", id);
		yyjson_mut_obj_add_val(to->d, to->v, "manifest", yyjson_val_mut_copy(to->d, manifest));
	}
	if (rc == RC_REFUSED) {
		put(to, "parked", why.reason);
		put(to, "text", why.text);
	}
	return rc;
}

static enum rc record(struct worker *w, const yyjson_val *command, struct answer *to)
{
	struct arena *a = to->a;
	struct trust_peer peer;
	char *manifest, *raw, commit[LEDGER_ID], id[HASH_HEX];
	size_t n;
	yyjson_val *m;
	const char *dir = text_of(command, "dir"), *sender = text_of(command, "sender"), *ledger = ledger_path(a, text_of(command, "stream"));
	put(to, "sender", sender);
	yyjson_mut_obj_add_int(to->d, to->v, "lane", json_int(command, "lane", 0));
	yyjson_mut_obj_add_int(to->d, to->v, "seq", json_int(command, "seq", 0));
	enum rc rc = trust_find(a, w->home, sender, &peer);
	if (!rc)
		rc = file_read(a, arena_printf(a, "%s/manifest.json", dir), BATCH_MANIFEST_LIMIT, &manifest, &n);
	if (!rc)
		rc = file_read(a, arena_printf(a, "%s/commit", dir), 65536, &raw, NULL);
	if (!rc && json_read(a, manifest, n, &m))
		rc = fault("%s/manifest.json is damaged", dir);
	if (!rc)
		rc = ledger_ready(a, w, ledger);
	if (rc)
		return rc == RC_NOTFOUND ? fault("%s is not there", dir) : rc;
	hash_bytes_hex(manifest, n, id);
	rc = ledger_accept(a, ledger, sender, json_int(m, "lane", 0), json_int(m, "seq", 0), id, text_of(m, "claimed_at"), manifest, n, raw, peer.public, commit);
	if (rc == RC_REFUSED) {
		put(to, "parked", "fork");
		put(to, "text", "台账与对方的不一致");
	}
	if (!rc)
		put(to, "ledger", commit);
	return rc;
}

static enum rc commit_catalogue(struct worker *w, const yyjson_val *command, struct answer *to)
{
	struct catalogue_file files[8];
	size_t count = 0, i, max;
	yyjson_val *key, *value;
	char commit[LEDGER_ID];
	yyjson_obj_foreach(yyjson_obj_get((yyjson_val *)(uintptr_t)command, "files"), i, max, key, value)
		if (count < 8)
			files[count++] = (struct catalogue_file){ yyjson_get_str(key), yyjson_get_str(value) };
	enum rc rc = catalogue_place(CATALOGUE, arena_printf(to->a, "%s/" SIGNERS, w->home));
	if (!rc)
		rc = catalogue_commit(CATALOGUE, w->node, files, count, text_of(command, "message"), text_of(command, "at"), w->key, commit);
	if (!rc)
		put(to, "commit", commit);
	return rc;
}

static enum rc take_file(struct answer *to, yyjson_mut_val *files, const char *commit, const char *name, const char **data, size_t *n)
{
	char sha[HASH_HEX];
	enum rc rc = catalogue_read(to->a, CATALOGUE, commit, name, data, n);
	if (rc)
		return rc;
	hash_bytes_hex(*data, *n, sha);
	const char *path = arena_printf(to->a, "blobs/%.2s/%s", sha, sha);
	rc = dir_make(arena_printf(to->a, "blobs/%.2s", sha), 0700);
	if (!rc && !file_exists(path))
		rc = file_write(path, *data, *n, 0600);
	yyjson_mut_val *v = yyjson_mut_obj_add_obj(to->d, files, name);
	yyjson_mut_obj_add_strcpy(to->d, v, "sha256", sha);
	yyjson_mut_obj_add_int(to->d, v, "size", (int64_t)*n);
	return rc;
}

static enum rc adopt_catalogue(struct worker *w, const yyjson_val *command, struct answer *to)
{
	struct trust_peer hub;
	const char *head = text_of(command, "head"), *why = "", *items, *calendar;
	size_t n, m;
	yyjson_val *v;
	enum rc rc = trust_find(to->a, w->home, text_of(command, "sender"), &hub);
	if (!rc)
		rc = catalogue_place(CATALOGUE, arena_printf(to->a, "%s/" SIGNERS, w->home));
	if (!rc)
		rc = catalogue_adopt(CATALOGUE, arena_printf(to->a, "%s/catalogue.pack", text_of(command, "dir")), head, hub.public, &why);
	if (rc == RC_REFUSED) {
		put(to, "parked", "catalogue");
		put(to, "text", why);
	}
	yyjson_mut_val *files = yyjson_mut_obj_add_obj(to->d, to->v, "files");
	if (!rc)
		rc = take_file(to, files, head, "items.json", &items, &n);
	if (!rc)
		rc = take_file(to, files, head, "calendar.json", &calendar, &m);
	if (!rc && json_read(to->a, items, n, &v))
		rc = fault("the catalogue's items are not JSON");
	if (rc)
		return rc;
	put(to, "commit", head);
	put(to, "name", text_of(v, "name"));
	yyjson_mut_obj_add_int(to->d, to->v, "count", (int64_t)yyjson_arr_size(yyjson_obj_get(v, "items")));
	return RC_OK;
}

static const struct { const char *name; enum rc (*run)(struct worker *, const yyjson_val *, struct answer *); } verbs[] = {
	{ "seal", seal }, { "check", check }, { "record", record }, { "catalogue-commit", commit_catalogue }, { "catalogue-adopt", adopt_catalogue },
};

static void serve_line(struct worker *w, const char *line)
{
	struct arena a;
	yyjson_val *v;
	arena_init(&a, WORK_ARENA);
	struct answer to = { &a, json_doc(&a), NULL };
	to.v = yyjson_mut_obj(to.d);
	enum rc rc = RC_REFUSED;
	const char *verb = json_read(&a, line, strlen(line), &v) ? "" : text_of(v, "do");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (!strcmp(verbs[i].name, verb)) {
			yyjson_mut_obj_add_int(to.d, to.v, "id", json_int(v, "id", 0));
			yyjson_mut_obj_add_str(to.d, to.v, "did", verbs[i].name);
			rc = verbs[i].run(w, v, &to);
			yyjson_mut_obj_add_bool(to.d, to.v, "ok", rc == RC_OK);
			if (rc == RC_FAULT || rc == RC_NOTFOUND) {
				put(&to, "fault", fault_text()[0] ? fault_text() : "not found");
				put(&to, "text", fault_text()[0] ? fault_text() : "not found");
				yyjson_mut_obj_add_bool(to.d, to.v, "full", fault_full());
				log_error("archive", "%s: %s", verb, fault_text());
			}
			fault_clear();
			worker_say(&a, to.d, to.v);
			arena_release(&a);
			return;
		}
	log_warning("archive", "a line that is no command was ignored");
	arena_release(&a);
}

int worker_archive(struct worker *w)
{
	char *line;
	int got;
	while ((got = worker_line(&line, -1)) >= 0)
		if (got)
			serve_line(w, line);
	return 0;
}
