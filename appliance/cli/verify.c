/* verify: what lies on the disk against the record, part by part, one line each. Nothing is
 * changed, and a server may run beside it. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "cli/command.h"
#include "hall/link/record.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/verify.h"
#include "sync/ledger.h"
#include "sync/repository.h"

#define SAY_EVERY_MS 2000

struct check {
	const struct home *h;
	int damaged;
};

/* A part's line. Whoever reads the exit status knows that one of them is not whole. */
static enum rc line(struct check *c, struct txn *t, const char *part, enum rc rc, const char *whole)
{
	if (rc == RC_REFUSED) {
		c->damaged++;
		printf("%s  损坏：%s\n", part, t->detail ? t->detail : "");
	} else if (rc == RC_NOTFOUND) {
		printf("%s  没有核对：视图是另一版程序的，下次启动时由记录重做\n", part);
	} else if (rc == RC_OK) {
		printf("%s  完好%s\n", part, whole);
	}
	fflush(stdout);
	t->refusal = 0;
	t->detail = NULL;
	return rc == RC_FAULT ? rc : RC_OK;
}

static void say(const char *what, int64_t done, int64_t all)
{
	static int64_t said;
	(void)what;
	if (!said)
		said = clock_steady();
	if (clock_steady() - said < SAY_EVERY_MS)
		return;
	said = clock_steady();
	fprintf(stderr, "正在重放记录：%lld / %lld\n", (long long)done, (long long)all);
}

static const char *count(struct txn *t, const char *format, int64_t n)
{
	char number[24];
	snprintf(number, sizeof number, "%lld", (long long)n);
	return arena_printf(&t->arena, "：%s %s", number, format);
}

static enum rc check_ledgers(struct check *c, struct txn *t)
{
	char **names = NULL, bad[LEDGER_BAD];
	int64_t objects, all = 0;
	const char *dir = arena_printf(&t->arena, "%s/ledger", t->self->home);
	const char *catalogue = arena_printf(&t->arena, "%s/catalogue.git", t->self->home);
	enum rc rc = dir_list(&t->arena, dir, &names);
	if (rc == RC_FAULT)
		return rc;
	for (size_t i = 0; !rc && names[i]; i++) {
		if (repository_is_part(names[i])) /* being made just now, or begun anew later */
			continue;
		rc = ledger_verify(arena_printf(&t->arena, "%s/%s", dir, names[i]), &objects, bad);
		all += objects;
		if (rc == RC_REFUSED)
			rc = txn_refuse(t, REFUSAL_JOURNAL_BROKEN,
				arena_printf(&t->arena, "%s：%s", names[i], bad));
	}
	if (rc != RC_REFUSED && file_exists(catalogue)) {
		rc = ledger_verify(catalogue, &objects, bad);
		all += objects;
		if (rc == RC_REFUSED)
			rc = txn_refuse(t, REFUSAL_JOURNAL_BROKEN,
				arena_printf(&t->arena, "目录仓库：%s", bad));
	}
	return line(c, t, "台账    ", rc == RC_REFUSED ? rc : RC_OK, count(t, "个对象", all));
}

static enum rc check_record(struct check *c, struct txn *t)
{
	int64_t checked = 0, events = 0, rows = 0, files = 0;
	enum rc rc = line(c, t, "文件    ", verify_file(t), "");
	if (!rc)
		rc = journal_verify(t, NULL, &checked);
	if (rc != RC_FAULT)
		rc = line(c, t, "记录链  ", rc, count(t, "条", checked));
	if (!rc)
		rc = line(c, t, "尾部    ", record_uncut(t), "");
	if (!rc)
		rc = line(c, t, "结构    ", verify_schema(t), "");
	if (!rc)
		rc = verify_views(t, say, &events, &rows);
	if (rc != RC_FAULT)
		rc = line(c, t, "视图    ", rc, count(t, "行", rows));
	if (!rc)
		rc = record_files(t, &files);
	if (rc != RC_FAULT)
		rc = line(c, t, "附件    ", rc, count(t, "个", files));
	return rc ? rc : check_ledgers(c, t);
}

static enum rc run(struct check *c, struct db *db)
{
	static const struct actor console = { .id = "console", .name = "命令行" };
	struct txn t;
	TRY(txn_begin(&t, db, &c->h->self, &console));
	enum rc rc = txn_end(&t, check_record(c, &t));
	txn_release(&t);
	enum rc committed = db_turn_commit(db);
	return rc ? rc : committed;
}

/* The views made anew lie in the home, where there is room for as much again as the record takes,
 * and go away. */
static enum rc beside(struct check *c, struct arena *a, const char *live)
{
	char *place = arena_printf(a, "%s/.verify-XXXXXX", c->h->self.home);
	struct db *db = NULL;
	if (!mkdtemp(place))
		return fault_errno("create %s", place);
	enum rc rc = verify_open(arena_printf(a, "%s/made.db", place), live, &db);
	if (!rc)
		rc = run(c, db);
	db_close(db);
	enum rc removed = dir_remove(place);
	return rc ? rc : removed;
}

int command_verify(const struct cli *cli)
{
	struct home h;
	struct arena a;
	struct check c = { .h = &h };
	if (home_open(&h, cli_home(cli), HOME_FILES, "minihall verify"))
		return 3;
	arena_init(&a, 1u << 20);
	ledger_begin();
	const char *live = arena_printf(&a, "%s/minihall.db", h.self.home);
	enum rc rc = home_journal_there(live);
	if (!rc)
		rc = beside(&c, &a, live);
	int status = rc ? command_complain(NULL, rc) : c.damaged ? 1 : 0;
	if (c.damaged)
		fprintf(stderr,
			"%d 处损坏。请停止使用并联系运维：视图损坏用 minihall rebuild --mend，其余用 minihall restore "
			"从备份恢复\n",
			c.damaged);
	arena_release(&a);
	home_close(&h);
	return status;
}
