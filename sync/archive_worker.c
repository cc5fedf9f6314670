/* The archive worker: the only process that opens what came from elsewhere. It has no key; whose
 * signature to check comes with each command. */
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "sync/batch.h"
#include "sync/catalogue.h"
#include "sync/ledger.h"
#include "sync/work.h"

static bool is(const yyjson_val *manifest, const yyjson_val *command, const char *key)
{
	return !strcmp(work_text(manifest, key), work_text(command, key));
}

static enum rc check(struct worker *w, const yyjson_val *command, struct work_answer *to)
{
	struct arena *a = to->a;
	struct batch_refusal why = { "format", "" };
	yyjson_val *manifest;
	char id[HASH_HEX];
	const char *sender = work_text(command, "sender"), *path = work_text(command, "path");
	work_put(to, "sender", sender);
	yyjson_mut_obj_add_int(to->d, to->v, "lane", json_int(command, "lane", 0));
	yyjson_mut_obj_add_int(to->d, to->v, "seq", json_int(command, "seq", 0));
	(void)w;
	const char *part = arena_printf(
		a, "spool/checked/.part-%s-%lld", sender, (long long)json_int(command, "lane", 0));
	enum rc rc = dir_remove(part);
	if (!rc)
		rc = dir_make(part, 0700);
	if (!rc)
		rc = batch_read(a, path, work_text(command, "public"), part, &manifest, id, &why);
	if (!rc && (!is(manifest, command, "sender") || !is(manifest, command, "recipient") ||
			   !is(manifest, command, "stream") ||
			   json_int(manifest, "lane", -1) != json_int(command, "lane", 0) ||
			   json_int(manifest, "seq", -1) != json_int(command, "seq", 0))) {
		why = (struct batch_refusal){ "order", "清单里的节点、通道或序号与文件不符" };
		rc = RC_REFUSED;
	}
	if (!rc) {
		const char *dir = arena_printf(a, "spool/checked/%s", id);
		rc = file_copy(arena_printf(a, "%s.commit", path),
			arena_printf(a, "%s/commit", part), 0600);
		if (rc == RC_NOTFOUND)
			rc = fault("%s.commit is missing", path);
		if (!rc)
			rc = dir_remove(dir);
		if (!rc)
			rc = file_rename(part, dir);
		work_put(to, "dir", dir);
		work_put(to, "batch", id);
		yyjson_mut_obj_add_val(
			to->d, to->v, "manifest", yyjson_val_mut_copy(to->d, manifest));
	}
	if (rc == RC_REFUSED) {
		work_put(to, "parked", why.reason);
		work_put(to, "text", why.text);
	}
	return rc;
}

static enum rc record(struct worker *w, const yyjson_val *command, struct work_answer *to)
{
	struct arena *a = to->a;
	char *manifest, *raw, commit[LEDGER_ID], id[HASH_HEX];
	size_t n;
	yyjson_val *m;
	const char *dir = work_text(command, "dir"), *sender = work_text(command, "sender"),
		   *ledger = work_ledger(a, work_text(command, "stream"));
	work_put(to, "sender", sender);
	yyjson_mut_obj_add_int(to->d, to->v, "lane", json_int(command, "lane", 0));
	yyjson_mut_obj_add_int(to->d, to->v, "seq", json_int(command, "seq", 0));
	enum rc rc = file_read(
		a, arena_printf(a, "%s/manifest.json", dir), BATCH_MANIFEST_LIMIT, &manifest, &n);
	if (!rc)
		rc = file_read(a, arena_printf(a, "%s/commit", dir), 65536, &raw, NULL);
	if (!rc && json_read(a, manifest, n, &m))
		rc = fault("%s/manifest.json is damaged", dir);
	if (!rc)
		rc = work_ledger_ready(a, w, ledger);
	if (rc)
		return rc == RC_NOTFOUND ? fault("%s is not there", dir) : rc;
	hash_bytes_hex(manifest, n, id);
	rc = ledger_accept(a, ledger, sender, json_int(m, "lane", 0), json_int(m, "seq", 0), id,
		work_text(m, "claimed_at"), manifest, n, raw, work_text(command, "public"), commit);
	if (rc == RC_REFUSED) {
		work_put(to, "parked", "fork");
		work_put(to, "text", "台账与对方的不一致");
	}
	if (!rc)
		work_put(to, "ledger", commit);
	return rc;
}

static enum rc take_file(struct work_answer *to, yyjson_mut_val *files, const char *commit,
	const char *name, const char **data, size_t *n)
{
	char sha[HASH_HEX];
	TRY(catalogue_read(to->a, WORK_CATALOGUE, commit, name, data, n));
	hash_bytes_hex(*data, *n, sha);
	const char *path = arena_printf(to->a, "blobs/%.2s/%s", sha, sha);
	enum rc rc = dir_make(arena_printf(to->a, "blobs/%.2s", sha), 0700);
	if (!rc && !file_exists(path))
		rc = file_write(path, *data, *n, 0600);
	yyjson_mut_val *v = yyjson_mut_obj_add_obj(to->d, files, name);
	yyjson_mut_obj_add_strcpy(to->d, v, "sha256", sha);
	yyjson_mut_obj_add_int(to->d, v, "size", (int64_t)*n);
	return rc;
}

static enum rc adopt_catalogue(struct worker *w, const yyjson_val *command, struct work_answer *to)
{
	const char *head = work_text(command, "head"), *why = "", *items, *calendar;
	size_t n, m;
	yyjson_val *v;
	(void)w;
	const char *pack = arena_printf(to->a, "%s/catalogue.pack", work_text(command, "dir"));
	enum rc rc = catalogue_adopt(
		WORK_CATALOGUE, pack, head, work_text(command, "public"), &why);
	if (rc == RC_REFUSED) {
		work_put(to, "parked", "catalogue");
		work_put(to, "text", why);
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
	work_put(to, "commit", head);
	work_put(to, "name", work_text(v, "name"));
	yyjson_mut_obj_add_int(
		to->d, to->v, "count", (int64_t)yyjson_arr_size(yyjson_obj_get(v, "items")));
	return RC_OK;
}

static const struct work_verb verbs[] = {
	{ "check", check },
	{ "record", record },
	{ "catalogue-adopt", adopt_catalogue },
};

int worker_archive(struct worker *w)
{
	const struct confine_place places[] = {
		{ "spool/in", false },
		{ "spool/checked", true },
		{ "ledger", true },
		{ WORK_CATALOGUE, !w->hub },
		{ "blobs", !w->hub },
	};
	enum rc rc = dir_make("spool/in", 0700);
	if (!rc)
		rc = dir_make("spool/checked", 0700);
	if (!rc)
		rc = dir_make("blobs", 0700);
	if (!rc)
		rc = ledger_take_over("archive.lock", w->node, false);
	if (!rc && !w->hub)
		rc = ledger_unlock(WORK_CATALOGUE);
	if (!rc && !w->hub)
		rc = catalogue_place(
			WORK_CATALOGUE, arena_printf(w->a, "%s/" WORK_SIGNERS, w->home));
	if (rc) {
		log_error("archive", "%s", fault_text());
		return 3;
	}
	return work_serve(w,
		&(struct confine_wish){
			places, sizeof places / sizeof *places, false, WORK_MEMORY },
		verbs, sizeof verbs / sizeof *verbs);
}
