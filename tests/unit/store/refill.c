/* Views of this version beside another's: filled in pieces, swapped at once, and whoever ends it at
 * whatever moment leaves the one or the other whole. Argument: a scratch directory. */
#include "check.h"
#include "remake.h"
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "events.h"
#include "store/db_internal.h"
#include "store/journal.h"
#include "store/projection.h"
#include "store/schema.h"
#include "store/verify.h"

#define CROWD 1200 /* each with two records: two commits of the filler */

static const struct actor console = { .id = "console", .name = "命令行" };
static struct node_self hall = { "361127102-1", "361127102", false, ".", NULL };
static const char *scratch;
static struct arena a;

/* What an older program leaves: a column that is no more, tables and a view of its own, one table
 * that it did not have, an index by another name, rows that are not what the journal says. */
static const char older[] =
	"PRAGMA user_version = 7; ALTER TABLE ticket ADD COLUMN former TEXT DEFAULT 'x';"
	"CREATE TABLE left_over (x TEXT); INSERT INTO left_over VALUES ('kept');"
	"CREATE VIEW a_view AS SELECT id FROM ticket; DROP TABLE category;"
	"CREATE INDEX former ON ticket (former); DELETE FROM ticket WHERE id = 'T00001';";

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

/* The first column of the first row. */
static const char *told(const char *path, const char *sql)
{
	sqlite3 *hand = NULL;
	sqlite3_stmt *s = NULL;
	const char *all = "";
	if (sqlite3_open(path, &hand) == SQLITE_OK &&
		db_functions(&(struct db){ .handle = hand }) == RC_OK &&
		sqlite3_prepare_v2(hand, sql, -1, &s, NULL) == SQLITE_OK &&
		sqlite3_step(s) == SQLITE_ROW)
		all = arena_strdup(&a, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_close(hand);
	return all;
}

static const char schema[] = "SELECT group_concat(type || name || sql, char(10)) FROM "
			     "(SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' "
			     "ORDER BY name, type)";
static const char old_rows[] =
	"SELECT group_concat(id || state || former) || (SELECT x FROM left_over) "
	"FROM (SELECT * FROM ticket ORDER BY id)";

static enum rc crowd(struct txn *t, int from, int count)
{
	enum rc rc = RC_OK;
	for (int i = from; !rc && i < from + count; i++) {
		const char *id = arena_printf(&t->arena, "T%05d", i);
		rc = event_ticket_taken(t, NULL, id,
			&(struct event_ticket_taken){ .number = arena_printf(&t->arena, "A%05d", i),
				.day = "2026-11-24",
				.zone = "general",
				.priority = PRIORITY_NONE,
				.category = "general",
				.sequence = i,
				.rank = i * 1000,
				.items = yyjson_mut_arr(t->doc),
				.channel = TICKET_CHANNEL_KIOSK,
				.secret = "ABCDEF" });
		if (!rc)
			rc = event_ticket_issued(t, NULL, id,
				&(struct event_ticket_issued){ .by = ISSUED_BY_SCREEN });
	}
	return rc;
}

static void recorded(const char *path, int from, int count)
{
	struct db *db = NULL;
	struct txn t;
	CHECK("open", db_open(path, &db) == RC_OK);
	for (int i = from; db && i < from + count; i += 200) {
		CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
		CHECK("a crowd comes", txn_end(&t, crowd(&t, i, 200)) == RC_OK);
		txn_release(&t);
	}
	CHECK("commit", db && db_turn_commit(db) == RC_OK);
	db_close(db);
}

static const char *digest(const char *path, bool rebuilt)
{
	static char text[2][HASH_HEX];
	struct db *db = NULL;
	struct txn t;
	CHECK("opens", db_open(path, &db) == RC_OK);
	if (!db)
		return fault_text();
	if (rebuilt)
		CHECK("a rebuild makes the same views",
			projection_rebuild(db, &hall, true) == RC_OK);
	CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
	CHECK("digest", txn_end(&t, projection_digest(&t, hall.site, text[rebuilt])) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
	return text[rebuilt];
}

static struct {
	const char *path, *schema, *rows;
} old;
static struct {
	const char *path, *schema, *digest;
} new;

static const char *copy(const char *name)
{
	const char *dir = arena_printf(&a, "%s/%s", scratch, name);
	const char *path = arena_printf(&a, "%s/minihall.db", dir);
	CHECK("a home", dir_make(dir, 0700) == RC_OK && file_copy(old.path, path, 0600) == RC_OK);
	return path;
}

static const char *beside(const char *path)
{
	int n = (int)(strrchr(path, '/') - path);
	return arena_printf(&a, "%.*s/views.%d.next", n, path, schema_views_version);
}

static void old_whole(const char *path, const char *name)
{
	CHECK_TEXT(name, told(path, schema), old.schema);
	CHECK_TEXT(name, told(path, "PRAGMA user_version"), "7");
	CHECK_TEXT(name, told(path, old_rows), old.rows);
}

static void new_whole(const char *path, const char *name)
{
	CHECK_TEXT(name, told(path, schema), new.schema);
	CHECK_TEXT(name, digest(path, false), new.digest);
	CHECK(name, !file_exists(beside(path)));
}

static void prepared(void)
{
	new.path = arena_printf(&a, "%s/new.db", scratch);
	recorded(new.path, 1, CROWD);
	new.schema = told(new.path, schema);
	new.digest = arena_strdup(&a, digest(new.path, false));
	old.path = arena_printf(&a, "%s/old.db", scratch);
	CHECK("as an older program left it",
		file_copy(new.path, old.path, 0600) == RC_OK && by_hand(old.path, older));
	old.schema = told(old.path, schema);
	old.rows = told(old.path, old_rows);
	CHECK("they differ", strlen(old.rows) > CROWD && strcmp(old.schema, new.schema));
}

/* As many steps as are asked for, or until a state is reached; the program then ends, or goes
 * on. */
static struct refill_progress run(struct refill *r, int steps, enum refill_state until)
{
	struct refill_progress p = { .state = REFILL_WAITING };
	for (int i = 0; i < steps && p.state != until; i++)
		if (refill_step(r, &p)) {
			printf("# %s\n", fault_text());
			CHECK("a step", false);
			break;
		}
	return p;
}

static void pieces(void)
{
	struct refill *r = NULL, *other = NULL;
	const char *path = copy("pieces");
	CHECK("begin", refill_begin(path, &hall, "minihall prepare", &r) == RC_OK);
	struct refill_progress p = run(r, 2, REFILL_DONE);
	CHECK("a piece",
		p.state == REFILL_FILLING && p.done > 0 && p.done < p.all && p.all == 2 * CROWD);
	CHECK("another comes", refill_begin(path, &hall, "minihall serve", &other) == RC_OK);
	struct refill_progress q = run(other, 3, REFILL_DONE);
	CHECK("and waits, and says for whom",
		q.state == REFILL_WAITING && strstr(q.holder, "minihall prepare"));
	refill_end(r);
	q = run(other, 1, REFILL_DONE);
	CHECK("then it goes on where the first stopped",
		q.state == REFILL_FILLING && q.done == p.done);
	q = run(other, 99, REFILL_FILLED);
	CHECK("to the end", q.done == 2 * CROWD && q.all == q.done);
	old_whole(path, "all this touched nothing");
	refill_end(other);

	/* the older program goes on recording */
	CHECK("one more record",
		by_hand(path,
			"INSERT INTO event (node, seq, at, actor, kind, subject, body, prev, hash) "
			"SELECT node, seq + 1, at, actor, 'ticket.missed', 'T00002', '{}', hash, "
			"'x' "
			"FROM event ORDER BY arrived DESC LIMIT 1"));
	CHECK("a third", refill_begin(path, &hall, "minihall serve", &r) == RC_OK);
	p = run(r, 1, REFILL_DONE);
	CHECK("it finds what was made", p.done == 2 * CROWD && p.all == 2 * CROWD + 1);
	p = run(r, 99, REFILL_FILLED);
	CHECK("and takes the one", p.done == 2 * CROWD + 1);
	CHECK("another in the last moment",
		by_hand(path,
			"INSERT INTO event (node, seq, at, actor, kind, subject, body, prev, hash) "
			"SELECT node, seq + 1, at, actor, 'ticket.missed', 'T00003', '{}', hash, "
			"'y' "
			"FROM event ORDER BY arrived DESC LIMIT 1"));
	p = run(r, 1, REFILL_DONE);
	CHECK("is not left behind", p.state == REFILL_FILLING && p.all == 2 * CROWD + 2);
	old_whole(path, "a swap that was not begun");
	p = run(r, 9999, REFILL_DONE);
	CHECK("swapped", p.state == REFILL_DONE);
	refill_end(r);
	CHECK_TEXT("every column and index is as in a new home", told(path, schema), new.schema);
	CHECK_TEXT("nothing that the old ones held is left",
		told(path, "SELECT count(*) || ' ' || sum(id = 'T00001') FROM ticket"),
		arena_printf(&a, "%d 1", CROWD));
	const char *swapped = digest(path, false);
	CHECK_TEXT("the digest is a rebuild's", digest(path, true), swapped);
	CHECK("and not that of fewer records", strcmp(swapped, new.digest));
	CHECK("the file beside is gone", !file_exists(beside(path)));
}

/* So many steps, and then SIGKILL; true when there were no more. */
static bool filler_killed(const char *path, int steps)
{
	int status = 0;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		struct refill *r = NULL;
		struct refill_progress p = { .state = REFILL_WAITING };
		if (refill_begin(path, &hall, "a test", &r))
			_exit(9);
		for (int i = 0; i < steps && p.state != REFILL_DONE; i++)
			if (refill_step(r, &p))
				_exit(9);
		if (p.state == REFILL_DONE)
			_exit(0);
		raise(SIGKILL);
	}
	CHECK("the filler ended", waitpid(child, &status, 0) == child);
	bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	CHECK("by the signal", done || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
	return done;
}

static bool killed_after(const char *phase, int steps, const char *filled)
{
	const char *name = arena_printf(&a, "%s-%d", phase, steps), *path = copy(name);
	if (filled)
		CHECK(name, file_copy(filled, beside(path), 0600) == RC_OK);
	bool done = filler_killed(path, steps);
	if (!strcmp(told(path, "PRAGMA user_version"), "7")) {
		CHECK(name, !done);
		old_whole(path, name);
		CHECK(name, remake(path, &hall) == RC_OK);
	} else if (!done) {
		CHECK("what was swapped is not made again, what was beside it goes",
			file_exists(beside(path)) && refill_forget(path) == RC_OK);
	}
	new_whole(path, name);
	return done;
}

/* Opening, two commits, finding the end; and then, from a file that is filled, the swap's
 * statements: some of them, and the last ones with the commit and what comes after it. */
static void killed(void)
{
	struct refill *r = NULL;
	struct refill_progress p = { .state = REFILL_WAITING };
	const char *path = copy("filled"), *filled = arena_printf(&a, "%s/filled.next", scratch);
	CHECK("filled", refill_begin(path, &hall, "a test", &r) == RC_OK);
	run(r, 99, REFILL_FILLED);
	refill_end(r);
	CHECK("kept", file_copy(beside(path), filled, 0600) == RC_OK);
	int all = 0;
	CHECK("goes on", refill_begin(path, &hall, "a test", &r) == RC_OK);
	for (; p.state != REFILL_DONE && all < 2000; all++)
		p = run(r, 1, REFILL_DONE);
	refill_end(r);
	CHECK("a statement a step", all > 150 && all < 2000);
	for (int steps = 0; steps < 6; steps++)
		CHECK("filling", !killed_after("filling", steps, NULL));
	const int at[] = { 2, 3, all / 3, 2 * all / 3, all - 4, all - 3, all - 2, all - 1 };
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		CHECK("swapping", !killed_after("swapping", at[i], filled));
	CHECK("not killed", killed_after("swapping", all, filled));
}

/* Half made, and then something happens to it: it is not gone on with. */
static void thrown_away(const char *name, const char *sql, int64_t at)
{
	struct refill *r = NULL;
	const char *path = copy(name), *made = beside(path);
	CHECK(name, refill_begin(path, &hall, "a test", &r) == RC_OK);
	struct refill_progress p = run(r, 3, REFILL_DONE);
	CHECK(name, p.done > 0);
	refill_end(r);
	if (sql)
		CHECK(name, by_hand(made, sql));
	FILE *f = fopen(made, "r+");
	for (int i = 0; at >= 0 && f && i < 40; i++) /* pages here and there */
		CHECK(name, !fseek(f, (long)(at + i * 8192), SEEK_SET) &&
				    fwrite("damage", 1, 6, f) == 6);
	if (f)
		fclose(f);
	CHECK(name, refill_begin(path, &hall, "a test", &r) == RC_OK);
	p = run(r, 1, REFILL_DONE);
	CHECK(name, p.state == REFILL_FILLING && p.done == 0);
	refill_end(r);
	CHECK(name, remake(path, &hall) == RC_OK);
	new_whole(path, name);
}

static void strangers(void)
{
	const char *path = copy("others");
	int n = (int)(strrchr(path, '/') - path);
	const char *stray = arena_printf(&a, "%.*s/views.5.next", n, path);
	CHECK("another version was filling", file_write(stray, "x", 1, 0600) == RC_OK);
	CHECK("a log of it", file_write(arena_printf(&a, "%s-wal", stray), "x", 1, 0600) == RC_OK);
	CHECK("made", remake(path, &hall) == RC_OK);
	CHECK("its file is gone",
		!file_exists(stray) && !file_exists(arena_printf(&a, "%s-wal", stray)));
	new_whole(path, "without it");
	thrown_away("damaged", NULL, 40960);
	thrown_away("no-database", NULL, 0);
	thrown_away("other-journal", "UPDATE filled_upto SET hash = 'x'", -1);
	thrown_away("other-views", "PRAGMA user_version = 9", -1);
}

int main(int argc, char **argv)
{
	scratch = argc > 1 ? argv[1] : ".";
	arena_init(&a, 256u << 20);
	prepared();
	pieces();
	killed();
	strangers();
	arena_release(&a);
	return FINISH();
}
