#include "store/views.h"
#include <stdio.h>
#include <string.h>
#include "store/schema.h"

#define STATEMENTS 4096

int64_t views_number(struct db *d, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int64_t n = -1;
	if (sqlite3_prepare_v2(d->handle, sql, -1, &s, NULL) == SQLITE_OK &&
		sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

int64_t views_version(struct db *d, const char *schema)
{
	char sql[64];
	snprintf(sql, sizeof sql, "PRAGMA %s.user_version", schema);
	return views_number(d, sql);
}

bool views_due(struct db *d)
{
	return views_version(d, "main") != schema_views_version &&
	       views_number(d, "SELECT EXISTS (SELECT 1 FROM main.event)") == 1;
}

static bool permanent(const char *table)
{
	for (size_t i = 0; schema_permanent[i]; i++)
		if (!strcmp(schema_permanent[i], table))
			return true;
	return false;
}

struct list {
	struct arena *arena;
	const char **sql;
	size_t count;
};

/* Each row has a statement, and after it the table that it is about when a permanent one is to be
 * left alone. */
static enum rc collect(struct db *d, const char *sql, struct list *to)
{
	sqlite3_stmt *s = NULL;
	int code;
	if (sqlite3_prepare_v2(d->handle, sql, -1, &s, NULL) != SQLITE_OK)
		return db_fault(d, sql);
	while ((code = sqlite3_step(s)) == SQLITE_ROW && to->count < STATEMENTS) {
		const char *table = (const char *)sqlite3_column_text(s, 1);
		if (!table || !permanent(table))
			to->sql[to->count++] = arena_strdup(
				to->arena, (const char *)sqlite3_column_text(s, 0));
	}
	sqlite3_finalize(s);
	if (code == SQLITE_ROW)
		return fault("more than %d statements swap the views", STATEMENTS);
	return code == SQLITE_DONE ? RC_OK : db_fault(d, sql);
}

static const char drops[] =
	"SELECT printf('DROP %s main.\"%w\"', type, name), name FROM main.sqlite_schema "
	"WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
	"ORDER BY type DESC, name";

/* A table whose columns are all kept is taken over page by page with its indexes, where they are
 * there already. One that has columns made out of others is filled row by row, and then indexed. */
static const char copies[] =
	"WITH one AS (SELECT name, sql, EXISTS (SELECT 1 FROM pragma_table_xinfo(s.name, 'made') "
	"  WHERE hidden) AS made_of, (SELECT group_concat('\"' || name || '\"') "
	"  FROM pragma_table_info(s.name, 'made')) AS kept FROM made.sqlite_schema s "
	"  WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '" VIEWS_MARK
	"') "
	"SELECT sql, NULL FROM (SELECT name, 0 AS step, sql FROM one "
	"UNION ALL SELECT one.name, iif(made_of, 3, 1), i.sql FROM one "
	"  JOIN made.sqlite_schema i ON i.tbl_name = one.name AND i.type = 'index' "
	"  WHERE i.sql IS NOT NULL "
	"UNION ALL SELECT name, 2, iif(made_of, "
	"  printf('INSERT INTO main.\"%w\" (%s) SELECT %s FROM made.\"%w\"', name, kept, kept, "
	"name), "
	"  printf('INSERT INTO main.\"%w\" SELECT * FROM made.\"%w\"', name, name)) FROM one) "
	"ORDER BY name, step, sql";

static enum rc begin_list(struct arena *a, struct list *out)
{
	*out = (struct list){ a, arena_array(a, const char *, STATEMENTS + 1), 0 };
	return a->full ? fault("no memory for the views") : RC_OK;
}

enum rc views_swap(struct db *d, struct arena *a, const char ***sql, size_t *count)
{
	struct list all;
	TRY(begin_list(a, &all));
	TRY(collect(d, drops, &all));
	TRY(collect(d, copies, &all));
	all.sql[all.count++] = arena_printf(
		a, "PRAGMA main.user_version = %d", schema_views_version);
	*sql = all.sql;
	*count = all.count;
	return a->full ? fault("no memory for the views") : RC_OK;
}

static enum rc make_empty(struct db *d)
{
	struct list all;
	struct arena a;
	arena_init(&a, 1u << 20);
	enum rc rc = begin_list(&a, &all);
	if (!rc)
		rc = collect(d, drops, &all);
	for (size_t i = 0; !rc && i < all.count; i++)
		rc = db_run(d, all.sql[i]);
	if (!rc)
		rc = db_run(d, schema_views);
	if (!rc)
		rc = db_run(
			d, arena_printf(&a, "PRAGMA main.user_version = %d", schema_views_version));
	arena_release(&a);
	return rc;
}

enum rc views_ready(struct db *d)
{
	return views_due(d) ? fault("记录库的视图是另一版程序的，还没有按记录重做") : RC_OK;
}

/* Asked again inside the transaction: another program may have been before us. */
static enum rc bring(struct db *d)
{
	enum rc rc = views_ready(d);
	if (rc || views_version(d, "main") == schema_views_version)
		return rc;
	return make_empty(d);
}

enum rc views_bring(struct db *d)
{
	return views_version(d, "main") == schema_views_version ? RC_OK : db_whole(d, bring);
}
