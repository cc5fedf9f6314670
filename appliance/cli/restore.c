/* Restoring a backup starts a new incarnation: the new node writes a stream of its own, so a
 * sequence can never fork unseen. The views are the site's, whatever incarnation wrote them, so
 * work goes on where the backup left it. The county must admit the new node (minihall card /
 * admit). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "base/sign.h"
#include "cli/command.h"
#include "restore_sql.h"
#include "store/db.h"
#include "sync/trust.h"

static enum rc forget_traffic(struct txn *t, void *context)
{
	(void)context;
	TRY(exec_restore_forget_batches_out(t, NULL));
	TRY(exec_restore_forget_batches_in(t, NULL));
	TRY(exec_restore_forget_blobs(t, NULL));
	TRY(exec_restore_forget_record(t, NULL));
	return exec_restore_forget_sessions(t, NULL);
}

static enum rc next_config(struct arena *a, const char *from, const char *dir, const char **node)
{
	char *text;
	size_t n;
	yyjson_val *old;
	enum rc rc = file_read(a, arena_printf(a, "%s/config.json", from), 65536, &text, &n);
	if (rc)
		return rc == RC_NOTFOUND ? fault("%s 不是备份目录", from) : rc;
	if (json_read(a, text, n, &old) || !json_text(old, "node") ||
		!strrchr(json_text(old, "node"), '-'))
		return fault("%s/config.json 不完整", from);
	yyjson_mut_doc *d = json_doc(a);
	yyjson_mut_val *v = yyjson_val_mut_copy(d, old);
	*node = arena_printf(a, "%s-%d", json_text(old, "site"),
		atoi(strrchr(json_text(old, "node"), '-') + 1) + 1);
	yyjson_mut_obj_remove_key(v, "node");
	yyjson_mut_obj_add_str(d, v, "node", *node);
	text = json_write(a, v, &n);
	return file_write(arena_printf(a, "%s/config.json", dir), text, n, 0600);
}

static enum rc new_key(struct arena *a, const char *dir, const char *node)
{
	struct sign_key *key;
	char public[SIGN_PUBLIC_TEXT];
	const char *path = arena_printf(a, "%s/keys/node.key", dir);
	TRY(sign_key_create(path));
	TRY(sign_key_load(path, &key));
	sign_key_public(key, public);
	sign_key_free(key);
	const char *line = arena_printf(a, "%s %s\n", public, node);
	TRY(file_write(arena_printf(a, "%s/keys/node.pub", dir), line, strlen(line), 0644));
	return trust_write_allowed_signers(dir, node, public);
}

static enum rc copy_files(struct arena *a, const char *from, const char *dir)
{
	/* the hall's tablets go on trusting it */
	static const char *const keys[] = { "ca.crt", "ca.key", "tls.crt", "tls.key" };
	enum rc rc = dir_make(arena_printf(a, "%s/keys", dir), 0700);
	for (size_t i = 0; !rc && i < sizeof keys / sizeof *keys; i++)
		rc = file_copy(arena_printf(a, "%s/keys/%s", from, keys[i]),
			arena_printf(a, "%s/keys/%s", dir, keys[i]), 0600);
	if (!rc && file_exists(arena_printf(a, "%s/trust.json", from)))
		rc = file_copy(arena_printf(a, "%s/trust.json", from),
			arena_printf(a, "%s/trust.json", dir), 0600);
	if (!rc)
		rc = file_copy(arena_printf(a, "%s/minihall.db", from),
			arena_printf(a, "%s/minihall.db", dir), 0600);
	char **halves, **names;
	if (!rc && dir_list(a, arena_printf(a, "%s/blobs", from), &halves) == RC_OK)
		for (size_t i = 0; !rc && halves[i]; i++) {
			const char *to = arena_printf(a, "%s/blobs/%s", dir, halves[i]);
			rc = dir_make(to, 0700);
			if (!rc)
				rc = dir_list(
					a, arena_printf(a, "%s/blobs/%s", from, halves[i]), &names);
			for (size_t k = 0; !rc && names[k]; k++)
				rc = file_copy(arena_printf(a, "%s/blobs/%s/%s", from, halves[i],
						       names[k]),
					arena_printf(a, "%s/%s", to, names[k]), 0600);
		}
	return rc;
}

static int build(struct arena *a, const char *from, const char *part, const char **node)
{
	struct home h;
	enum rc rc = copy_files(a, from, part);
	if (!rc)
		rc = next_config(a, from, part, node);
	if (!rc)
		rc = new_key(a, part, *node);
	if (rc)
		return command_complain(NULL, rc);
	if (home_open(&h, part, HOME_ALONE, "minihall restore"))
		return 3;
	int status = home_run(&h, forget_traffic, NULL);
	home_close(&h);
	return status;
}

/* A home in use is no backup: its last records are not in its database file yet. */
static int source_free(struct arena *a, const char *from)
{
	char holder[LOCK_HOLDER];
	struct lock lock = LOCK_FREE;
	const char *path = arena_printf(a, "%s/lock", from);
	enum rc rc = file_exists(path) ? lock_take(path, "minihall restore", &lock, holder) : RC_OK;
	lock_release(&lock);
	if (rc == RC_REFUSED)
		fprintf(stderr, "%s 不是备份，是正由 %s 使用的目录；请先用 minihall backup 备份\n",
			from, holder);
	return rc == RC_REFUSED ? 2 : command_complain(NULL, rc);
}

int command_restore(const struct cli *c)
{
	struct arena a;
	struct home_making m;
	const char *from = cli_text(c, arg_restore_from), *dir = cli_home(c), *node = "";
	arena_init(&a, 64u << 20);
	int status = source_free(&a, from);
	if (!status) {
		status = home_make_begin(&m, dir, "minihall restore");
		if (!status)
			status = build(&a, from, m.part, &node);
		status = home_make_end(&m, status);
	}
	if (!status)
		printf("已恢复为新的一代 %s；请把新名片（minihall card）交县级重新接入\n", node);
	arena_release(&a);
	return status;
}
