/* An installation on the disk: config.json, keys, database. */
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "store/journal.h"
#include "store/db.h"
#include "store/refill.h"

static enum rc read_config(struct home *h, const char *dir)
{
	char *text;
	size_t n;
	yyjson_val *v;
	enum rc rc = file_read(
		&h->arena, arena_printf(&h->arena, "%s/config.json", dir), 65536, &text, &n);
	if (rc == RC_NOTFOUND)
		return fault("%s 里还没有节点，请先运行 minihall init", dir);
	if (rc)
		return rc;
	if (json_read(&h->arena, text, n, &v) || !json_text(v, "node") || !json_text(v, "site") ||
		!json_text(v, "role"))
		return fault("%s/config.json 不完整", dir);
	h->self = (struct node_self){
		.node = json_text(v, "node"),
		.site = json_text(v, "site"),
		.hub = !strcmp(json_text(v, "role"), "hub"),
		.home = arena_strdup(&h->arena, dir),
	};
	const char *address = json_text(v, "address"), *names = json_text(v, "names");
	snprintf(h->address, sizeof h->address, "%s", address ? address : "127.0.0.1");
	snprintf(h->names, sizeof h->names, "%s", names ? names : "localhost,127.0.0.1");
	h->port = (int)json_int(v, "port", 8443);
	h->plain_port = (int)json_int(v, "plain_port", -1);
	h->seal_age_ms = json_int(v, "seal_age_ms", 30000);
	h->contact_ms = json_int(v, "contact_ms", 60000);
	h->sample = json_flag(v, "sample");
	return RC_OK;
}

#define RESTORE_WORDS \
	"请停止使用这个目录，用 minihall restore 从备份恢复为新的一代；没有备份请联系运维，不要重新 init"

/* A node that has keys had a journal: where that is gone, an empty one would give its old numbers
 * out again. */
enum rc home_journal_there(const char *path)
{
	if (file_size(path) > 0)
		return RC_OK;
	return fault(
		"记录库 %s 不见了，或是空的，而这里有节点的配置和密钥。%s", path, RESTORE_WORDS);
}

static enum rc journal_begun(struct home *h, const char *path)
{
	static const struct actor console = { .id = "console", .name = "命令行" };
	struct txn t;
	int64_t last = 0;
	TRY(txn_begin(&t, h->db, &h->self, &console));
	enum rc rc = txn_end(&t, journal_last_arrived(&t, &last));
	txn_release(&t);
	if (!rc)
		rc = db_turn_commit(h->db);
	return rc || last ? rc : fault("记录库 %s 里一条记录也没有。%s", path, RESTORE_WORDS);
}

static enum rc take_lock(struct home *h, const char *what)
{
	char holder[LOCK_HOLDER];
	enum rc rc = lock_take(
		arena_printf(&h->arena, "%s/lock", h->self.home), what, &h->lock, holder);
	return rc != RC_REFUSED ? rc
				: fault("%s 正由 %s 使用，同一个目录同时只能有一个；请先停止它再试",
					  h->self.home, holder);
}

/* Tables are changed and views swapped alone, so that no program loses its own while it runs. */
static enum rc bring_alone(struct home *h, const char *what)
{
	char holder[LOCK_HOLDER];
	enum rc rc = lock_take(
		arena_printf(&h->arena, "%s/lock", h->self.home), what, &h->lock, holder);
	return rc != RC_REFUSED
		       ? rc
		       : fault("%s 是另一版程序留下的，而它正由 %s 使用；请先停止它，或用同一版程序",
				 h->self.home, holder);
}

enum rc home_go_on(struct home *h)
{
	const char *path = home_journal(h);
	TRY(db_open(path, &h->db));
	return journal_begun(h, path);
}

static enum rc open_database(struct home *h, enum home_use use, const char *what)
{
	const char *path = home_journal(h);
	bool alone = use == HOME_ALONE || use == HOME_SERVES, other = false, due = false;
	enum rc rc = use == HOME_NEW && file_size(path) <= 0 ? RC_OK : home_journal_there(path);
	if (!rc && alone)
		rc = take_lock(h, what);
	if (!rc && file_size(path) > 0)
		rc = db_of_another(path, &other, &due);
	if (!rc && other && use == HOME_SHARED)
		rc = bring_alone(h, what);
	if (!rc && due && use == HOME_SERVES)
		return RC_OK;
	if (!rc && due)
		rc = home_views_fill(h, what);
	if (!rc)
		rc = use == HOME_NEW ? db_open(path, &h->db) : home_go_on(h);
	if (!rc && alone)
		rc = refill_forget(path);
	if (use == HOME_SHARED)
		lock_release(&h->lock);
	return rc;
}

enum rc home_open(struct home *h, const char *dir, enum home_use use, const char *what)
{
	*h = (struct home){ .lock = LOCK_FREE };
	arena_init(&h->arena, 1u << 20);
	enum rc rc = read_config(h, dir);
	if (!rc && use != HOME_FILES)
		rc = open_database(h, use, what);
	if (rc) {
		fprintf(stderr, "minihall: %s\n", fault_text());
		home_close(h);
	}
	return rc;
}

void home_close(struct home *h)
{
	db_close(h->db);
	lock_release(&h->lock);
	arena_release(&h->arena);
	*h = (struct home){ .lock = LOCK_FREE };
}

int command_complain(struct txn *t, enum rc rc)
{
	switch (rc) {
	case RC_OK:
		return 0;
	case RC_REFUSED:
		if (t && t->refusal) {
			const struct refusal_row *row = refusal_row(t->refusal);
			fprintf(stderr, "%s（%s）：%s%s%s\n", row->text, row->code, row->advice,
				t->detail ? "：" : "", t->detail ? t->detail : "");
		}
		return 1;
	case RC_NOTFOUND:
		fprintf(stderr, "没有找到\n");
		return 1;
	case RC_FAULT:
		break;
	}
	fprintf(stderr, "故障：%s\n", fault_text());
	return 3;
}

int home_run(struct home *h, enum rc (*work)(struct txn *t, void *context), void *context)
{
	static const struct actor console = { .id = "console", .name = "命令行" };
	struct txn t = { 0 };
	enum rc rc = txn_begin(&t, h->db, &h->self, &console);
	if (!rc)
		rc = txn_end(&t, work(&t, context));
	if (!rc)
		rc = db_turn_commit(h->db);
	int status = command_complain(&t, rc);
	if (rc)
		(void)!db_turn_commit(h->db);
	txn_release(&t);
	return status;
}
