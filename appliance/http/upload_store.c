/* The files of uploads, and what of them is begun and not ended. */
#include "http/upload_store.h"
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "http/metadata.h"
#include "http/upload.h"

#define INFO_MOST 16384
#define INFO_ARENA 131072

char *upload_path(struct arena *a, const char *home, const char *id, const char *tail)
{
	return arena_printf(a, "%s/uploads/%s%s", home, id, tail);
}

static bool good_id(const char *id)
{
	return strlen(id) == UPLOAD_ID - 1 && strspn(id, "0123456789abcdef") == UPLOAD_ID - 1;
}

enum rc upload_info_read(struct arena *a, const char *home, const char *id, struct upload_info *out)
{
	char *text;
	size_t n;
	yyjson_val *v;
	if (!good_id(id))
		return RC_NOTFOUND;
	enum rc rc = file_read(a, upload_path(a, home, id, ".json"), INFO_MOST, &text, &n);
	if (rc)
		return rc;
	if (json_read(a, text, n, &v))
		return fault("upload %s has no readable description", id);
	*out = (struct upload_info){ json_int(v, "length", -1), json_text(v, "route"),
	                             json_text(v, "actor"), json_text(v, "metadata") };
	bool good = out->length >= 0 && out->route && out->actor && out->metadata;
	return good ? RC_OK : fault("upload %s has a damaged description", id);
}

enum rc upload_info_write(struct arena *a, const char *home, const char *id,
                          const struct upload_info *info)
{
	yyjson_mut_doc *doc = json_doc(a);
	yyjson_mut_val *v = yyjson_mut_obj(doc);
	size_t n;
	yyjson_mut_obj_add_int(doc, v, "length", info->length);
	yyjson_mut_obj_add_str(doc, v, "route", info->route);
	yyjson_mut_obj_add_str(doc, v, "actor", info->actor);
	yyjson_mut_obj_add_str(doc, v, "metadata", info->metadata);
	char *text = json_write(a, v, &n);
	return file_write(upload_path(a, home, id, ".json"), text, n, 0600);
}

enum rc upload_remove(struct arena *a, const char *home, const char *id)
{
	enum rc rc = file_remove(upload_path(a, home, id, ""));
	return rc ? rc : file_remove(upload_path(a, home, id, ".json"));
}

static bool says_the_same(struct arena *a, const struct upload_info *info, const struct upload *u,
                          const char *const keys[2])
{
	bool same = true;
	for (int i = 0; i < 2; i++)
		same = same && !strcmp(metadata_find(a, info->metadata, keys[i]), u->meta(u, keys[i]));
	return same;
}

static void add_open(struct txn *t, const char *id, const struct upload *u,
                     const char *const keys[2], struct upload_open *out)
{
	const char *home = t->self->home;
	struct arena a;
	struct upload_info info;
	arena_init(&a, INFO_ARENA);
	int64_t have = file_size(upload_path(&a, home, id, ""));
	enum rc rc = have < 0 ? RC_NOTFOUND : upload_info_read(&a, home, id, &info);
	if (!rc) {
		bool mine = !strcmp(info.actor, t->actor->id);
		out->mine += mine;
		out->mine_bytes += mine ? info.length : 0;
		out->missing += info.length > have ? info.length - have : 0;
		out->same += says_the_same(&a, &info, u, keys);
	} else if (rc == RC_FAULT) { /* it ages out; nobody else has to wait for that */
		log_warning("upload", "%s", fault_text());
		fault_clear();
	}
	arena_release(&a);
}

enum rc upload_open(struct txn *t, const struct upload *u, const char *const keys[2],
                    struct upload_open *out)
{
	char **names;
	*out = (struct upload_open){ .mine = 0 };
	const char *dir = arena_printf(&t->arena, "%s/uploads", t->self->home);
	if (!file_exists(dir))
		return RC_OK;
	enum rc rc = dir_list(&t->arena, dir, &names);
	for (; !rc && *names; names++)
		if (good_id(*names))
			add_open(t, *names, u, keys, out);
	return rc;
}

/* Both files of an upload are as old as its bytes, which grow; without them, as what is told of it. */
static enum rc expire(struct txn *t, const char *name)
{
	struct stat st;
	size_t n = strlen(name);
	bool told = n > 5 && !strcmp(name + n - 5, ".json");
	const char *stem = told ? arena_printf(&t->arena, "%.*s", (int)(n - 5), name) : name;
	if (told && file_exists(upload_path(&t->arena, t->self->home, stem, "")))
		return RC_OK;
	if (lstat(upload_path(&t->arena, t->self->home, name, ""), &st))
		return RC_OK;
	/* the file system's own clock, which no drill shifts */
	if (st.st_mtim.tv_sec >= time(NULL) - UPLOAD_KEPT_SECONDS)
		return RC_OK;
	return upload_remove(&t->arena, t->self->home, stem);
}

enum rc upload_expire(struct txn *t)
{
	char **names;
	const char *dir = arena_printf(&t->arena, "%s/uploads", t->self->home);
	if (!file_exists(dir))
		return RC_OK;
	enum rc rc = dir_list(&t->arena, dir, &names);
	for (; !rc && *names; names++)
		rc = expire(t, *names);
	return rc;
}
