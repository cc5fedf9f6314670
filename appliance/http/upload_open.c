/* What is begun and not ended, and its end by age. */
#include "http/upload.h"
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "base/file.h"
#include "base/log.h"
#include "http/metadata.h"
#include "http/upload_store.h"

#define INFO_ARENA 131072

static bool says_the_same(struct arena *a, const struct upload_info *info, const struct upload *u,
	const char *const keys[2])
{
	bool same = true;
	for (int i = 0; i < 2; i++)
		same = same &&
		       !strcmp(metadata_find(a, info->metadata, keys[i]), u->meta(u, keys[i]));
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

enum rc upload_open(
	struct txn *t, const struct upload *u, const char *const keys[2], struct upload_open *out)
{
	char **names;
	*out = (struct upload_open){ .mine = 0 };
	const char *dir = arena_printf(&t->arena, "%s/uploads", t->self->home);
	if (!file_exists(dir))
		return RC_OK;
	enum rc rc = dir_list(&t->arena, dir, &names);
	for (; !rc && *names; names++)
		if (upload_id_good(*names))
			add_open(t, *names, u, keys, out);
	return rc;
}

/* Both files of an upload are as old as its bytes, which grow; without them, as what is told of
 * it. */
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
