/* The file, the schema and the views of a database against what this program makes of its
 * journal. */
#include "store/verify.h"
#include <stdio.h>
#include <string.h>
#include "store/beside.h"
#include "store/db_internal.h"
#include "store/journal.h"
#include "store/permanent.h"
#include "store/projection.h"
#include "store/schema.h"
#include "store/views.h"

static enum rc damaged(struct txn *t, const char *what)
{
	return txn_refuse(t, REFUSAL_JOURNAL_BROKEN, what);
}

/* Another version's tables are not what our statements ask. */
static enum rc tables_of_ours(struct db *d)
{
	int64_t number = 0;
	enum rc rc = permanent_number(d, "live", &number);
	if (!rc)
		rc = permanent_ours(number);
	if (!rc && number < (int64_t)schema_step_count)
		rc = fault(
			"记录库还是旧版程序的结构，下次启动时升级；请先启动一次再核对，或用留下它的那一版程序核对");
	return rc;
}

enum rc verify_open(const char *place, const char *live, struct db **out)
{
	struct db *d = NULL;
	enum rc rc = beside_open(place, live, &d);
	if (!rc)
		rc = db_run(d, "PRAGMA synchronous = OFF"); /* it goes away with who asked */
	if (!rc)
		rc = tables_of_ours(d);
	if (!rc)
		rc = db_run(d, schema_views);
	if (!rc)
		rc = db_prepare_all(d);
	if (rc)
		db_close(d);
	else
		*out = d;
	return rc;
}

enum rc verify_file(struct txn *t)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(t->db->handle, "PRAGMA live.integrity_check(1)", -1, &s, NULL) !=
		SQLITE_OK)
		return db_fault(t->db, "integrity_check");
	int code = sqlite3_step(s);
	const char *said = code == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0)
					      : sqlite3_errmsg(t->db->handle);
	const char *what = arena_strdup(&t->arena, said);
	sqlite3_finalize(s);
	return !strcmp(what, "ok") ? RC_OK : damaged(t, what);
}

static bool views_of_ours(struct db *d)
{
	return views_version(d, "live") == schema_views_version;
}

static const char schema_rows[] =
	"SELECT type, name, sql FROM %s.sqlite_schema WHERE name NOT LIKE "
	"'sqlite_%%' ORDER BY name, type";

/* What differs between two lists in the order of their names, in words. */
static enum rc compare_schema(struct txn *t, sqlite3_stmt *want, sqlite3_stmt *have)
{
	int w = sqlite3_step(want), h = sqlite3_step(have);
	while (w == SQLITE_ROW || h == SQLITE_ROW) {
		const char *wn = w == SQLITE_ROW ? (const char *)sqlite3_column_text(want, 1)
						 : NULL;
		const char *hn = h == SQLITE_ROW ? (const char *)sqlite3_column_text(have, 1)
						 : NULL;
		int order = !wn ? 1 : !hn ? -1 : strcmp(wn, hn);
		if (order > 0)
			return damaged(t, arena_printf(&t->arena, "多了 %s %s",
						  sqlite3_column_text(have, 0), hn));
		if (order < 0)
			return damaged(t, arena_printf(&t->arena, "少了 %s %s",
						  sqlite3_column_text(want, 0), wn));
		if (strcmp((const char *)sqlite3_column_text(want, 2),
			    (const char *)sqlite3_column_text(have, 2)))
			return damaged(t, arena_printf(&t->arena, "%s %s 被改过",
						  sqlite3_column_text(have, 0), hn));
		w = sqlite3_step(want);
		h = sqlite3_step(have);
	}
	return w == SQLITE_DONE && h == SQLITE_DONE ? RC_OK : db_fault(t->db, "schema");
}

enum rc verify_schema(struct txn *t)
{
	struct db ours = { 0 };
	sqlite3_stmt *want = NULL, *have = NULL;
	char wanted[160], held[160];
	if (!views_of_ours(t->db))
		return RC_NOTFOUND;
	snprintf(wanted, sizeof wanted, schema_rows, "main");
	snprintf(held, sizeof held, schema_rows, "live");
	enum rc rc = sqlite3_open(":memory:", &ours.handle) == SQLITE_OK
			     ? RC_OK
			     : fault("no memory for the schema");
	if (!rc)
		rc = db_functions(&ours);
	if (!rc)
		rc = permanent_bring(&ours);
	if (!rc)
		rc = db_run(&ours, schema_views);
	if (!rc && (sqlite3_prepare_v2(ours.handle, wanted, -1, &want, NULL) != SQLITE_OK ||
			   sqlite3_prepare_v2(t->db->handle, held, -1, &have, NULL) != SQLITE_OK))
		rc = db_fault(t->db, "schema");
	if (!rc)
		rc = compare_schema(t, want, have);
	sqlite3_finalize(want);
	sqlite3_finalize(have);
	sqlite3_close(ours.handle);
	return rc;
}

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int i)
{
	int type = sqlite3_column_type(a, i);
	if (type != sqlite3_column_type(b, i))
		return false;
	if (type == SQLITE_NULL)
		return true;
	if (type == SQLITE_INTEGER)
		return sqlite3_column_int64(a, i) == sqlite3_column_int64(b, i);
	int n = sqlite3_column_bytes(a, i);
	if (n != sqlite3_column_bytes(b, i))
		return false;
	/* an empty one has no bytes to point at */
	return n == 0 || !memcmp(sqlite3_column_blob(a, i), sqlite3_column_blob(b, i), (size_t)n);
}

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
	int n = sqlite3_column_count(a);
	if (n != sqlite3_column_count(b))
		return false;
	for (int i = 0; i < n; i++)
		if (!same_value(a, b, i))
			return false;
	return true;
}

/* Both sides in the order of their keys: the first row that is not the same on both. */
static enum rc compare_rows(
	struct txn *t, const char *table, sqlite3_stmt *made, sqlite3_stmt *held, int64_t *rows)
{
	for (;;) {
		int m = sqlite3_step(made), h = sqlite3_step(held);
		if (m == SQLITE_DONE && h == SQLITE_DONE)
			return RC_OK;
		if ((m != SQLITE_ROW && m != SQLITE_DONE) || (h != SQLITE_ROW && h != SQLITE_DONE))
			return db_fault(t->db, table);
		if (m == h && same_row(made, held)) {
			++*rows;
			continue;
		}
		sqlite3_stmt *shown = h == SQLITE_ROW ? held : made;
		return damaged(
			t, arena_printf(&t->arena, "%s 里 %s %s 一带与记录不符", table,
				   sqlite3_column_text(shown, 0), sqlite3_column_text(shown, 1)));
	}
}

static enum rc compare_table(struct txn *t, const struct schema_view *v, int64_t *rows)
{
	sqlite3_stmt *made = NULL, *held = NULL;
	char mine[512], theirs[512];
	const char *order = strstr(v->digest, " ORDER BY ");
	snprintf(mine, sizeof mine, "SELECT * FROM main.%s%s", v->table, order);
	snprintf(theirs, sizeof theirs, "SELECT * FROM live.%s%s", v->table, order);
	enum rc rc = RC_OK;
	if (sqlite3_prepare_v2(t->db->handle, mine, -1, &made, NULL) != SQLITE_OK ||
		sqlite3_prepare_v2(t->db->handle, theirs, -1, &held, NULL) != SQLITE_OK)
		rc = damaged(t, arena_printf(&t->arena, "%s 读不出来", v->table));
	if (!rc)
		rc = compare_rows(t, v->table, made, held, rows);
	sqlite3_finalize(made);
	sqlite3_finalize(held);
	return rc;
}

enum rc verify_views(struct txn *t, verify_progress *progress, int64_t *events, int64_t *rows)
{
	*events = *rows = 0;
	if (!views_of_ours(t->db))
		return RC_NOTFOUND;
	enum rc rc = projection_replay(
		t, progress, views_number(t->db, "SELECT count(*) FROM event"), events);
	/* what it is made of is damaged: that is what was asked */
	if (rc == RC_FAULT && t->db->fault_code != SQLITE_FULL) {
		rc = damaged(t, arena_printf(&t->arena, "不能由记录重做：%s", fault_text()));
		fault_clear();
		t->db->failed = false;
	}
	for (size_t i = 0; !rc && i < schema_view_count; i++)
		if (schema_view_tables[i].digest)
			rc = compare_table(t, &schema_view_tables[i], rows);
	return rc;
}
