/* What grows with the years is never read from end to end: every named statement's plan, as SQLite
 * itself tells it. Argument: a scratch directory. */
#include "check.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include "store/db_internal.h"

/* Views with a row for each visitor, case, rating or photo, the journal and the batches. */
static const char *const grows[] = { "event", "ticket", "visit", "service_turn", "case_file",
	"material", "photo", "rating", "work_order", "appointment", "print_job", "batch_in",
	"batch_out" };

/* Statements that do read a whole hall, each with its reason. The list may only get shorter. */
static const struct {
	const char *query, *why;
} whole[] = {
	{ "case_named", "the middle of a name, when nothing else was found" },
	{ "order_list", "work orders only, one of a hundred visitors has one" },
	{ "rating_counts", "the figure of all ratings there ever were, out of an index" },
	{ "inbox_recent", "the status page's last hundred, by their index" },
	{ "outbox_recent", "the status page's last hundred" },
	{ "outbox_unpacked", "which photos are in no pack yet" },
	{ "outbox_unsent_files", "a count for the status page" },
	{ "fleet_batches", "the county's page of batches, of one hall or of all" },
	{ "fleet_gaps", "the same" },
};

static bool excused(const char *query)
{
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (!strcmp(whole[i].query, query))
			return true;
	return false;
}

/* Does the statement call this table by that name? A plan names aliases. */
static bool named(const char *sql, const char *table, const char *name)
{
	size_t n = strlen(table), m = strlen(name);
	if (!strcmp(table, name))
		return true;
	for (const char *p = sql; (p = strstr(p, table)); p += n)
		if (p > sql && p[-1] == ' ' && p[n] == ' ' && !strncmp(p + n + 1, name, m) &&
			!strchr("abcdefghijklmnopqrstuvwxyz_", p[n + 1 + m]))
			return true;
	return false;
}

/* Is the step's index one over all of this table? It settles whose alias it is (one statement may
 * give two tables the same one), and an index with a WHERE of its own is as long as what it was
 * made for. */
static bool indexes(sqlite3 *db, const char *step, const char *table)
{
	char index[96] = "";
	sqlite3_stmt *s = NULL;
	const char *at = strstr(step, "INDEX ");
	if (!at || sscanf(at, "INDEX %95s", index) != 1)
		return true;
	const char *ask = "SELECT 1 FROM sqlite_schema WHERE name = ? AND tbl_name = ? AND "
			  "coalesce(instr(sql, ') WHERE '), 0) = 0";
	bool same = sqlite3_prepare_v2(db, ask, -1, &s, NULL) == SQLITE_OK;
	sqlite3_bind_text(s, 1, index, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, table, -1, SQLITE_STATIC);
	same = same && sqlite3_step(s) == SQLITE_ROW;
	sqlite3_finalize(s);
	return same;
}

static const char *growing(sqlite3 *db, const char *sql, const char *step)
{
	char name[64];
	if (sscanf(step, "SCAN %63s", name) != 1 && sscanf(step, "SEARCH %63s", name) != 1)
		return NULL;
	for (size_t i = 0; i < sizeof grows / sizeof *grows; i++)
		if (named(sql, grows[i], name) && indexes(db, step, grows[i]))
			return grows[i];
	return NULL;
}

/* From end to end: a scan, or a search by nothing but the hall, which at a hall is everything. */
static bool end_to_end(const char *step)
{
	size_t n = strlen(step);
	return !strncmp(step, "SCAN ", 5) || (n > 9 && !strcmp(step + n - 9, " (hall=?)"));
}

static void explain(sqlite3 *db, const struct db_query *q)
{
	char sql[16384];
	sqlite3_stmt *s = NULL;
	bool whole_hall = false;
	snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", q->sql);
	CHECK(q->name, sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(s, 3);
		const char *table = end_to_end(step) ? growing(db, q->sql, step) : NULL;
		if (!table)
			continue;
		whole_hall = true;
		if (!excused(q->name))
			printf("# %s reads all of %s: %s\n", q->name, table, step);
	}
	sqlite3_finalize(s);
	/* nor is anything excused that needs it no more */
	CHECK(q->name, whole_hall == excused(q->name));
}

int main(int argc, char **argv)
{
	char path[4096];
	struct db *made;
	sqlite3 *db;
	snprintf(path, sizeof path, "%s/plans.db", argc > 1 ? argv[1] : "/tmp");
	CHECK("a database as the program makes it", db_open(path, &made) == RC_OK);
	db_close(made);
	CHECK("opened beside it", sqlite3_open(path, &db) == SQLITE_OK);
	CHECK("with what statements call", db_functions(&(struct db){ .handle = db }) == RC_OK);
	for (size_t i = 0; i < db_query_count; i++)
		explain(db, &db_queries[i]);
	sqlite3_close(db);
	return FINISH();
}
