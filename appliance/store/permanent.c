#include "store/permanent.h"
#include <assert.h>
#include <stdio.h>
#include "base/clock.h"
#include "store/schema.h"

/* A number asked of the database; RC_NOTFOUND without a row. */
static enum rc ask(struct db *d, const char *schema, const char *format, int64_t *n)
{
	sqlite3_stmt *s = NULL;
	char sql[160];
	snprintf(sql, sizeof sql, format, schema);
	if (sqlite3_prepare_v2(d->handle, sql, -1, &s, NULL) != SQLITE_OK)
		return db_fault(d, sql);
	assert(strlen(sql) < sizeof sql - 1); /* not cut */
	int code = sqlite3_step(s);
	*n = code == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_finalize(s);
	return code == SQLITE_ROW ? RC_OK : code == SQLITE_DONE ? RC_NOTFOUND : db_fault(d, sql);
}

/* Every table of `want` is there, word for word. Others may be too: those are views. */
static enum rc has_tables(struct db *d, const char *schema, sqlite3_stmt *want, bool *all)
{
	sqlite3_stmt *have = NULL;
	char sql[160];
	int code, found = SQLITE_ROW;
	snprintf(sql, sizeof sql, "SELECT 1 FROM %s.sqlite_schema WHERE type = 'table' AND sql = ?",
		schema);
	if (sqlite3_prepare_v2(d->handle, sql, -1, &have, NULL) != SQLITE_OK)
		return db_fault(d, sql);
	while (found == SQLITE_ROW && (code = sqlite3_step(want)) == SQLITE_ROW) {
		sqlite3_bind_value(have, 1, sqlite3_column_value(want, 0));
		found = sqlite3_step(have);
		sqlite3_reset(have);
	}
	sqlite3_finalize(have);
	*all = found == SQLITE_ROW;
	return found == SQLITE_ROW || found == SQLITE_DONE ? RC_OK : db_fault(d, sql);
}

/* The program that made the first step's tables did not number them. */
static enum rc is_first(struct db *d, const char *schema, bool *first)
{
	sqlite3 *made = NULL;
	sqlite3_stmt *want = NULL;
	const char *tables = "SELECT sql FROM sqlite_schema WHERE type = 'table'";
	enum rc rc = RC_OK;
	if (sqlite3_open(":memory:", &made) != SQLITE_OK ||
		sqlite3_exec(made, schema_steps[0].sql, NULL, NULL, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(made, tables, -1, &want, NULL) != SQLITE_OK)
		rc = fault(
			"%s: %s", schema_steps[0].name, made ? sqlite3_errmsg(made) : "no memory");
	if (!rc)
		rc = has_tables(d, schema, want, first);
	sqlite3_finalize(want);
	sqlite3_close(made);
	return rc;
}

enum rc permanent_number(struct db *d, const char *schema, int64_t *number)
{
	int64_t any;
	bool first = false;
	enum rc rc = ask(
		d, schema, "SELECT 1 FROM %s.sqlite_schema WHERE name = 'schema_step'", &any);
	if (!rc)
		return ask(
			d, schema, "SELECT coalesce(max(number), -1) FROM %s.schema_step", number);
	if (rc != RC_NOTFOUND)
		return rc;
	*number = 0;
	rc = ask(d, schema, "SELECT 1 FROM %s.sqlite_schema", &any);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	rc = is_first(d, schema, &first);
	*number = first ? 1 : PERMANENT_UNKNOWN;
	return rc;
}

enum rc permanent_ours(int64_t number)
{
	if (number == PERMANENT_UNKNOWN)
		return fault(
			"记录库的结构不是本程序认得的任何一版，没有动它；请换用留下它的那一版程序，"
			"或用 minihall restore 从备份恢复为新的一代");
	if (number > (int64_t)schema_step_count)
		return fault("记录库是更新一版的程序留下的（结构第 %lld 步，本程序只到第 %zu "
			     "步），没有动它；请换用那一版或更新的程序",
			(long long)number, schema_step_count);
	return RC_OK;
}

static enum rc mark(struct db *d)
{
	sqlite3_stmt *s = NULL;
	char at[CLOCK_TEXT];
	enum rc rc = RC_OK;
	clock_text(clock_now(), at);
	const char *sql =
		"INSERT INTO schema_step (number, at) VALUES (?, ?) ON CONFLICT DO NOTHING";
	if (sqlite3_prepare_v2(d->handle, sql, -1, &s, NULL) != SQLITE_OK)
		return db_fault(d, sql);
	sqlite3_bind_text(s, 2, at, -1, SQLITE_STATIC);
	for (size_t i = 1; !rc && i <= schema_step_count; i++) {
		sqlite3_bind_int64(s, 1, (int64_t)i);
		rc = db_step(d, s, sql);
	}
	sqlite3_finalize(s);
	return rc;
}

enum rc permanent_take(struct db *d)
{
	int64_t number;
	/* another program may have been before us */
	enum rc rc = permanent_number(d, "main", &number);
	if (!rc)
		rc = permanent_ours(number);
	if (!rc)
		rc = db_run(d,
			"CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY, at "
			"TEXT NOT NULL) STRICT");
	for (size_t i = (size_t)number; !rc && i < schema_step_count; i++)
		if (sqlite3_exec(d->handle, schema_steps[i].sql, NULL, NULL, NULL) != SQLITE_OK)
			rc = db_fault(d, schema_steps[i].name);
	return rc ? rc : mark(d);
}

enum rc permanent_bring(struct db *d)
{
	int64_t number;
	enum rc rc = permanent_number(d, "main", &number);
	if (!rc)
		rc = permanent_ours(number);
	if (rc || number == (int64_t)schema_step_count)
		return rc;
	return db_whole(d, permanent_take);
}
