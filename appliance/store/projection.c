/* The views filled anew from the journal, and the rebuild that proves one from the other. */
#include "store/projection.h"
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "journal_sql.h"
#include "store/effect.h"
#include "store/journal.h"
#include "store/db_internal.h"
#include "store/schema.h"

/* The halls that have a part in this database: each stream's hall, once. */
static enum rc halls_of(struct txn *t, const char ***halls, size_t *count)
{
	struct row_journal_streams *rows;
	size_t n, found = 0;
	TRY(list_journal_streams(t, &rows, &n));
	const char **list = arena_array(&t->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *hall = journal_hall(&t->arena, rows[i].node);
		size_t k = 0;
		while (k < found && strcmp(list[k], hall))
			k++;
		if (k == found)
			list[found++] = hall;
	}
	*halls = list;
	*count = found;
	return RC_OK;
}

static enum rc digests(struct txn *t, const char **halls, size_t count, char (*out)[HASH_HEX])
{
	enum rc rc = RC_OK;
	for (size_t i = 0; !rc && i < count; i++)
		rc = projection_digest(t, halls[i], out[i]);
	return rc;
}

enum rc projection_piece(struct txn *t, int64_t *above, int64_t *count)
{
	struct txn part = *t;
	struct row_journal_arrived *rows;
	size_t n = 0;
	arena_init(&part.arena, TXN_ARENA);
	part.doc = json_doc(&part.arena);
	enum rc rc = list_journal_arrived(&part, *above, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++) {
		struct event_row e = { rows[i].node, rows[i].seq, rows[i].at, rows[i].actor,
			rows[i].kind, rows[i].subject, rows[i].body };
		rc = effect_apply(&part, &e);
		*above = rows[i].arrived;
	}
	arena_release(&part.arena);
	*count = (int64_t)n;
	return rc;
}

/* The unit's savepoint is closed and opened again at each piece: with a long one SQLite looks
 * through all that could still be undone at the end of every statement, and a replay is quadratic.
 * Who calls undoes the whole turn when it fails. */
enum rc projection_replay(struct txn *t, projection_progress *progress, int64_t all, int64_t *count)
{
	int64_t above = 0, n;
	for (;;) {
		enum rc rc = projection_piece(t, &above, &n);
		if (rc || n == 0)
			return rc;
		*count += n;
		if (progress)
			progress("replay", *count, all);
		rc = db_run(t->db, "RELEASE unit; SAVEPOINT unit");
		if (rc)
			return rc;
	}
}

/* Ends a unit that replayed: nothing of the turn stays when it failed. */
static enum rc end_replay(struct txn *t, enum rc result)
{
	enum rc rc = txn_end(t, result);
	txn_release(t);
	if (rc)
		t->db->failed = true;
	enum rc committed = db_turn_commit(t->db);
	return rc ? rc : committed;
}

static enum rc rebuild_views(struct txn *t, bool quiet, bool mend)
{
	const char **halls;
	size_t count;
	int64_t events = 0;
	TRY(halls_of(t, &halls, &count));
	char(*before)[HASH_HEX] = arena_alloc(&t->arena, (count + 1) * HASH_HEX);
	char(*after)[HASH_HEX] = arena_alloc(&t->arena, (count + 1) * HASH_HEX);
	enum rc rc = digests(t, halls, count, before);
	projection_forget(t->db);
	for (size_t v = 0; !rc && v < schema_view_count; v++)
		rc = db_run(t->db, schema_view_tables[v].drop);
	if (!rc)
		rc = db_run(t->db, schema_views);
	if (!rc)
		rc = projection_replay(t, NULL, 0, &events);
	if (!rc)
		rc = digests(t, halls, count, after);
	for (size_t i = 0; !rc && i < count; i++) {
		bool same = !strcmp(before[i], after[i]);
		if (!quiet)
			printf("%s  %s  %s\n", same ? "一致" : "不一致", halls[i], after[i]);
		if (!same && !mend)
			rc = txn_refuse(t, REFUSAL_JOURNAL_BROKEN, halls[i]);
	}
	if (!rc && !quiet)
		printf("重放 %lld 条记录\n", (long long)events);
	return rc;
}

static enum rc rebuild(struct db *db, const struct node_self *self, bool quiet, bool mend)
{
	static const struct actor system = { .id = "system", .name = "system" };
	struct txn t;
	TRY(txn_begin(&t, db, self, &system));
	db_finalize_all(db); /* open statements would hold the tables that are dropped */
	enum rc rc = db_prepare_all(db);
	if (!rc)
		rc = rebuild_views(&t, quiet, mend);
	return end_replay(&t, rc);
}

enum rc projection_rebuild(struct db *db, const struct node_self *self, bool quiet)
{
	return rebuild(db, self, quiet, false);
}

enum rc projection_mend(struct db *db, const struct node_self *self)
{
	return rebuild(db, self, false, true);
}
