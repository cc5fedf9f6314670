/* Homes of earlier programs open with what they kept, and those of later ones are left alone.
 * Argument: a scratch directory. */
#include "check.h"
#include "remake.h"
#include <sqlite3.h>
#include <stdlib.h>
#include "base/file.h"
#include "store/db_internal.h"
#include "store/journal.h"
#include "store/permanent.h"
#include "store/projection.h"
#include "store/schema.h"
#include "store/verify.h"

static const struct actor console = { .id = "console", .name = "命令行" };
static struct node_self hall = { "361127102-1", "361127102", false, ".", NULL };
static const char *scratch;

/* What was in use in such a home, but is in no journal. */
static const char in_use[] =
	"INSERT INTO setting VALUES ('record.found', 'x');"
	"INSERT INTO guess VALUES ('ticket:1', 3, 0, 5);"
	"INSERT INTO peer VALUES ('361127000-1', '2026-11-24T09:00:00.000+08:00', '{}', 'token', "
	"7);"
	"UPDATE credential SET failures = 4, locked_until = 9 WHERE login = 'clerk';";

/* Works on the file with nothing of ours between. */
static bool by_hand(const char *path, const char *sql)
{
	sqlite3 *hand = NULL;
	char *wrong = NULL;
	bool done = sqlite3_open(path, &hand) == SQLITE_OK &&
		    sqlite3_exec(hand, sql, NULL, NULL, &wrong) == SQLITE_OK;
	if (wrong)
		printf("# %s\n", wrong);
	sqlite3_free(wrong);
	sqlite3_close(hand);
	return done;
}

static const char *home(struct arena *a, const char *name)
{
	char *sql;
	size_t n;
	const char *path = arena_printf(a, "%s/%s.db", scratch, name);
	CHECK("the kept home",
		file_read(a, "tests/data/kept-0d9d78b.sql", 1 << 20, &sql, &n) == RC_OK &&
			by_hand(path, sql));
	CHECK("is in use", by_hand(path, in_use));
	return path;
}

/* Every row that the statement yields, a line each. */
static char *told(struct arena *a, const char *path, const char *sql)
{
	sqlite3 *hand = NULL;
	sqlite3_stmt *s = NULL;
	char *all = arena_strdup(a, "");
	if (sqlite3_open(path, &hand) == SQLITE_OK &&
		sqlite3_prepare_v2(hand, sql, -1, &s, NULL) == SQLITE_OK)
		while (sqlite3_step(s) == SQLITE_ROW)
			for (int i = 0; i < sqlite3_column_count(s); i++) {
				const char *text = (const char *)sqlite3_column_text(s, i);
				all = arena_printf(a, "%s%s%c", all, text ? text : "-",
					i + 1 < sqlite3_column_count(s) ? '|' : '\n');
			}
	sqlite3_finalize(s);
	sqlite3_close(hand);
	return all;
}

static const char everything[] =
	"SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name, "
	"type";
static const char events[] = "SELECT * FROM event ORDER BY arrived";
static const char credentials[] = "SELECT actor, login, secret FROM credential ORDER BY actor";
static const char batches[] = "SELECT * FROM batch_out ORDER BY recipient, lane, seq";
static const char version[] = "PRAGMA user_version";

static enum rc chain(struct txn *t, void *unused)
{
	int64_t checked = 0;
	(void)unused;
	enum rc rc = journal_verify(t, NULL, &checked);
	CHECK("all records are in the chain", checked == 48);
	return rc;
}

static enum rc compared(struct txn *t, void *unused)
{
	int64_t read = 0, rows = 0;
	(void)unused;
	CHECK("verify finds nothing in the schema", verify_schema(t) == RC_OK);
	if (t->detail)
		printf("# %s\n", t->detail);
	CHECK("verify finds nothing in the views", verify_views(t, NULL, &read, &rows) == RC_OK);
	CHECK("it compared them", read == 48 && rows > 30);
	return RC_OK;
}

static void unit(struct db *db, const char *name, enum rc (*work)(struct txn *t, void *context))
{
	struct txn t;
	CHECK(name, txn_begin(&t, db, &hall, &console) == RC_OK &&
			    txn_end(&t, work(&t, NULL)) == RC_OK);
	txn_release(&t);
	CHECK(name, db_turn_commit(db) == RC_OK);
}

/* Refused, and not one table, row or mark is another than before. */
static void untouched(struct arena *a, const char *path, const char *name, const char *words,
	enum rc (*attempt)(const char *path))
{
	const char *before[] = { told(a, path, everything), told(a, path, events),
		told(a, path, version) };
	fault_clear();
	CHECK(name, attempt(path) == RC_FAULT);
	CHECK(name, strstr(fault_text(), words));
	if (!strstr(fault_text(), words))
		printf("# %s\n", fault_text());
	CHECK_TEXT(name, told(a, path, everything), before[0]);
	CHECK_TEXT(name, told(a, path, events), before[1]);
	CHECK_TEXT(name, told(a, path, version), before[2]);
	fault_clear();
}

static enum rc opened(const char *path)
{
	struct db *db = NULL;
	enum rc rc = db_open(path, &db);
	db_close(db);
	return rc;
}

static enum rc remade(const char *path)
{
	return remake(path, &hall);
}

static void kept(struct arena *a)
{
	struct db *db = NULL;
	bool other = false, due = false;
	const char *path = home(a, "kept");
	const char *before[] = { told(a, path, events), told(a, path, credentials),
		told(a, path, batches) };
	CHECK("told to be another version's",
		db_of_another(path, &other, &due) == RC_OK && other && due);
	untouched(a, path, "it is not opened with its old views", "还没有按记录重做", opened);
	CHECK("new ones take their place", remade(path) == RC_OK);
	if (fault_text()[0])
		printf("# %s\n", fault_text());
	CHECK("a kept home opens", db_open(path, &db) == RC_OK);
	if (!db) {
		printf("# %s\n", fault_text());
		return;
	}
	CHECK("a rebuild makes the same views", projection_rebuild(db, &hall, true) == RC_OK);
	unit(db, "its chain holds", chain);
	db_close(db);
	CHECK("now it is ours", db_of_another(path, &other, &due) == RC_OK && !other && !due);
	CHECK_TEXT("every record as it was", told(a, path, events), before[0]);
	CHECK_TEXT("every credential", told(a, path, credentials), before[1]);
	CHECK_TEXT("every batch", told(a, path, batches), before[2]);
	CHECK_TEXT(
		"a setting", told(a, path, "SELECT key, value FROM setting"), "record.found|x\n");
	CHECK_TEXT("a peer's token", told(a, path, "SELECT token, token_expires FROM peer"),
		"token|7\n");
	CHECK_TEXT("tickets in the views", told(a, path, "SELECT count(*) FROM ticket"), "3\n");
	CHECK_TEXT("each step is noted",
		told(a, path, "SELECT count(*), max(number) FROM schema_step"),
		arena_printf(a, "%zu|%zu\n", schema_step_count, schema_step_count));
	CHECK("verify opens it",
		verify_open(arena_printf(a, "%s/made.db", scratch), path, &db) == RC_OK);
	unit(db, "verified", compared);
	db_close(db);
}

/* A new home took the same steps, so it is the same in every letter; the list of permanent tables
 * is what they left. */
static void fresh(struct arena *a)
{
	struct db *db = NULL;
	const char *path = arena_printf(a, "%s/fresh.db", scratch);
	char *mine, *theirs;
	CHECK("a new home", db_open(path, &db) == RC_OK);
	db_close(db);
	mine = told(a, path, everything);
	theirs = told(a, arena_printf(a, "%s/kept.db", scratch), everything);
	CHECK("there is something to compare", strlen(mine) > 10000);
	CHECK_TEXT("a new home and a kept one have one schema", theirs, mine);
	int64_t tables = 0;
	for (size_t i = 0; schema_permanent[i]; i++, tables++)
		CHECK(schema_permanent[i],
			strstr(mine, arena_printf(a, "table|%s|", schema_permanent[i])));
	const char *count =
		"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
		"'sqlite_%'";
	struct db views = { 0 };
	CHECK("views alone",
		sqlite3_open(arena_printf(a, "%s/views.db", scratch), &views.handle) == SQLITE_OK &&
			db_functions(&views) == RC_OK && db_run(&views, schema_views) == RC_OK);
	sqlite3_close(views.handle);
	int64_t derived = atoll(told(a, arena_printf(a, "%s/views.db", scratch), count));
	CHECK("no permanent table is forgotten",
		derived > 0 && atoll(told(a, path, count)) == tables + derived);
}

static void refused(struct arena *a, const char *path, const char *name, const char *words)
{
	untouched(a, path, name, words, opened);
	untouched(a, path, name, words, remade);
}

static void strangers(struct arena *a)
{
	struct db *db = NULL;
	bool other = false, due = false;
	const char *newer = arena_printf(a, "%s/newer.db", scratch);
	CHECK("a home of today", db_open(newer, &db) == RC_OK);
	db_close(db);
	CHECK("takes a step we do not know",
		by_hand(newer,
			arena_printf(a,
				"CREATE TABLE tomorrow (x TEXT); INSERT INTO schema_step VALUES "
				"(%zu, '')",
				schema_step_count + 1)));
	CHECK("it is another version's", db_of_another(newer, &other, &due) == RC_FAULT);
	fault_clear();
	refused(a, newer, "a newer program's home is refused", "更新一版的程序");
	CHECK("verify refuses it too",
		verify_open(arena_printf(a, "%s/made2.db", scratch), newer, &db) == RC_FAULT &&
			strstr(fault_text(), "更新一版的程序"));
	fault_clear();

	const char *unknown = arena_printf(a, "%s/unknown.db", scratch);
	CHECK("tables of nobody",
		by_hand(unknown, "CREATE TABLE event (arrived INTEGER PRIMARY KEY, what TEXT)"));
	refused(a, unknown, "tables that no version made are refused", "不是本程序认得的任何一版");
	const char *none = home(a, "none");
	CHECK("steps forgotten",
		by_hand(none, "CREATE TABLE schema_step (number INTEGER PRIMARY KEY, at TEXT)"));
	refused(a, none, "a home whose steps were forgotten is refused",
		"不是本程序认得的任何一版");

	const char *old = home(a, "old");
	CHECK("verify of an old home",
		verify_open(arena_printf(a, "%s/made3.db", scratch), old, &db) == RC_FAULT &&
			strstr(fault_text(), "请先启动一次"));
	CHECK_TEXT("verify changes nothing",
		told(a, old, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_step'"),
		"0\n");

	const char *fails = home(a, "fails");
	CHECK("in a step's way", by_hand(fails, "CREATE TABLE login_address (actor TEXT)"));
	untouched(a, fails, "a step that fails leaves the home as it was", "0002", remade);
	CHECK_TEXT("counters too",
		told(a, fails, "SELECT failures FROM credential WHERE login = 'clerk'"), "4\n");
	CHECK("out of the way", by_hand(fails, "DROP TABLE login_address"));
	CHECK("then it opens", remade(fails) == RC_OK && db_open(fails, &db) == RC_OK);
	db_close(db);
}

int main(int argc, char **argv)
{
	struct arena a;
	scratch = argc > 1 ? argv[1] : ".";
	arena_init(&a, 256u << 20);
	kept(&a);
	fresh(&a);
	strangers(&a);
	arena_release(&a);
	return FINISH();
}
