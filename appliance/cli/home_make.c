/* A home that is made, by init or restore, is whole or absent: everything is built in a folder
 * inside it and moved at the end, its config.json last. Without a config.json there is no node; the
 * folder tells what an attempt that was cut off left behind. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "cli/command.h"

#define PART ".making"

static const char *at(struct home_making *m, const char *name)
{
	return arena_printf(&m->arena, "%s/%s", m->dir, name);
}

/* What earlier attempts that were cut off in their last step may have moved already. */
static enum rc clear_rest(struct home_making *m, char **names)
{
	static const char *const ours[] = { "keys", "blobs", "trust.json", "allowed_signers",
		"minihall.db", PART };
	enum rc rc = RC_OK;
	for (size_t i = 0; !rc && names[i]; i++)
		for (size_t k = 0; !rc && k < sizeof ours / sizeof *ours; k++)
			if (!strcmp(names[i], ours[k]))
				rc = dir_remove(at(m, names[i]));
	return rc;
}

static int no(const char *dir, const char *why)
{
	fprintf(stderr, "%s %s\n", dir, why);
	return 2;
}

static int empty_enough(struct home_making *m)
{
	char **names;
	enum rc rc = dir_list(&m->arena, m->dir, &names);
	if (!rc && file_exists(at(m, PART)))
		return command_complain(NULL, clear_rest(m, names));
	for (size_t i = 0; !rc && names[i]; i++)
		if (strcmp(names[i], "lock") && strcmp(names[i], "lost+found"))
			return no(
				m->dir, arena_printf(&m->arena,
						"里已有别的文件（%s），请用 --home 另指一个空目录",
						names[i]));
	return command_complain(NULL, rc);
}

int home_make_begin(struct home_making *m, const char *dir, const char *what)
{
	char holder[LOCK_HOLDER];
	*m = (struct home_making){ .dir = dir, .lock = LOCK_FREE };
	arena_init(&m->arena, 1u << 20);
	m->part = at(m, PART);
	if (file_exists(at(m, "config.json")))
		return no(dir, "里已经有一个节点；要重新建立请换一个目录");
	m->fresh = !file_exists(dir);
	enum rc rc = dir_make(dir, 0700);
	if (!rc)
		rc = lock_take(at(m, "lock"), what, &m->lock, holder);
	if (rc == RC_REFUSED)
		return no(dir, arena_printf(&m->arena, "正由 %s 使用", holder));
	int status = rc ? command_complain(NULL, rc) : empty_enough(m);
	if (status)
		return status;
	m->begun = true;
	return command_complain(NULL, dir_make(m->part, 0700));
}

static enum rc move_all(struct home_making *m)
{
	char **names;
	enum rc rc = dir_list(&m->arena, m->part, &names);
	for (size_t i = 0; !rc && names[i]; i++)
		if (strcmp(names[i], "config.json") && strcmp(names[i], "lock"))
			rc = file_rename(arena_printf(&m->arena, "%s/%s", m->part, names[i]),
				at(m, names[i]));
	if (!rc)
		rc = file_rename(
			arena_printf(&m->arena, "%s/config.json", m->part), at(m, "config.json"));
	return rc ? rc : dir_remove(m->part);
}

int home_make_end(struct home_making *m, int status)
{
	bool failed = status != 0;
	if (!failed && move_all(m)) {
		status = command_complain(NULL, RC_FAULT);
		failed = !file_exists(at(m, "config.json"));
	}
	fault_clear();
	/* the first words were said; what cannot be removed the next attempt removes */
	if (failed && m->begun)
		(void)!dir_remove(m->part);
	if (failed && m->lock.fd >= 0) {
		(void)!file_remove(at(m, "lock"));
		if (m->fresh)
			rmdir(m->dir);
	}
	fault_clear();
	lock_release(&m->lock);
	arena_release(&m->arena);
	return status;
}
