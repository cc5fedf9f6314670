/* Effects of events on the views, the digest over the views, and the rebuild that proves one from the other. */
#include "store/projection.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/log.h"
#include "journal_sql.h"
#include "store/journal.h"
#include "store/db_internal.h"
#include "store/schema.h"

#define HOOKS 8
static struct { const char *kind; projection_fn *fn; } hooks[HOOKS];

void projection_hook(const char *kind, projection_fn *fn)
{
	for (size_t i = 0; i < HOOKS; i++)
		if (!hooks[i].kind || !strcmp(hooks[i].kind, kind)) {
			hooks[i].kind = kind;
			hooks[i].fn = fn;
			return;
		}
	abort();
}

/* Only :name parameters that an effect may use, in the order the generator found them. */
static const char *effect_value(const struct event_row *e, const char *hall, const char *name)
{
	if (!strcmp(name, ":node"))
		return e->stream;
	if (!strcmp(name, ":hall"))
		return hall;
	if (!strcmp(name, ":at"))
		return e->at;
	if (!strcmp(name, ":actor"))
		return e->actor;
	if (!strcmp(name, ":id"))
		return e->subject;
	return e->body; /* :body, and nothing else passes the generator */
}

enum rc projection_apply(struct txn *t, const struct event_row *e)
{
	const char *hall = journal_hall(&t->arena, e->stream);
	for (size_t q = 0; q < db_query_count; q++) {
		if (!db_queries[q].apply || strcmp(db_queries[q].name, e->kind))
			continue;
		union db_value values[8];
		for (size_t i = 0; i < db_queries[q].param_count; i++) {
			const char *name = db_queries[q].params[i].name;
			if (!strcmp(name, ":seq"))
				values[i].integer = e->seq;
			else
				values[i].text = effect_value(e, hall, name);
		}
		enum rc rc = db_query_exec(t->db, q, values, NULL);
		if (rc)
			return rc;
	}
	for (size_t i = 0; i < HOOKS && hooks[i].kind; i++)
		if (!strcmp(hooks[i].kind, e->kind))
			return hooks[i].fn(t, e);
	return RC_OK;
}

static void digest_column(struct hash *h, sqlite3_stmt *s, int i)
{
	/* type and length go in front, so that no two rows read the same */
	char head[32];
	int type = sqlite3_column_type(s, i), n;
	if (type == SQLITE_INTEGER) {
		n = snprintf(head, sizeof head, "i%lld;", (long long)sqlite3_column_int64(s, i));
		hash_add(h, head, (size_t)n);
	} else if (type == SQLITE_NULL) {
		hash_add(h, "n;", 2);
	} else {
		const unsigned char *text = sqlite3_column_text(s, i);
		int size = sqlite3_column_bytes(s, i);
		n = snprintf(head, sizeof head, "t%d:", size);
		hash_add(h, head, (size_t)n);
		hash_add(h, text, (size_t)size);
	}
}

enum rc projection_digest(struct txn *t, const char *hall, char out[HASH_HEX])
{
	struct hash *h = hash_new();
	enum rc rc = RC_OK;
	for (size_t v = 0; !rc && v < schema_view_count; v++) {
		if (!schema_view_tables[v].digest)
			continue;
		sqlite3_stmt *s = NULL;
		if (sqlite3_prepare_v2(t->db->handle, schema_view_tables[v].digest, -1, &s, NULL) != SQLITE_OK) {
			rc = db_fault(t->db, "digest");
			break;
		}
		sqlite3_bind_text(s, 1, hall, -1, SQLITE_STATIC);
		hash_add(h, schema_view_tables[v].table, strlen(schema_view_tables[v].table) + 1);
		int code;
		while ((code = sqlite3_step(s)) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(s); i++)
				digest_column(h, s, i);
			hash_add(h, "\n", 1);
		}
		sqlite3_finalize(s);
		if (code != SQLITE_DONE)
			rc = db_fault(t->db, "digest");
	}
	uint8_t bytes[HASH_SIZE];
	hash_end(h, bytes);
	hash_free(h);
	if (!rc)
		hash_hex(bytes, out);
	return rc;
}

/* The halls that have a part in this database: each stream's hall, once. */
static enum rc halls_of(struct txn *t, const char ***halls, size_t *count)
{
	struct row_journal_streams *rows;
	size_t n, found = 0;
	enum rc rc = list_journal_streams(t, &rows, &n);
	if (rc)
		return rc;
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

static enum rc replay(struct txn *t, int64_t *count)
{
	int64_t above = 0;
	for (;;) {
		struct txn part = *t;
		arena_init(&part.arena, TXN_ARENA);
		part.doc = json_doc(&part.arena);
		struct row_journal_arrived *rows;
		size_t n;
		enum rc rc = list_journal_arrived(&part, above, &rows, &n);
		for (size_t i = 0; !rc && i < n; i++) {
			struct event_row e = { rows[i].node, rows[i].seq, rows[i].at, rows[i].actor, rows[i].kind, rows[i].subject, rows[i].body };
			rc = projection_apply(&part, &e);
			above = rows[i].arrived;
			++*count;
		}
		arena_release(&part.arena);
		if (rc || n == 0)
			return rc;
	}
}

static enum rc rebuild_views(struct txn *t, bool quiet)
{
	const char **halls;
	size_t count;
	int64_t events = 0;
	enum rc rc = halls_of(t, &halls, &count);
	if (rc)
		return rc;
	char (*before)[HASH_HEX] = arena_alloc(&t->arena, (count + 1) * HASH_HEX);
	char (*after)[HASH_HEX] = arena_alloc(&t->arena, (count + 1) * HASH_HEX);
	rc = digests(t, halls, count, before);
	for (size_t v = 0; !rc && v < schema_view_count; v++)
		rc = db_run(t->db, schema_view_tables[v].drop);
	if (!rc)
		rc = db_run(t->db, schema_views);
	if (!rc)
		rc = replay(t, &events);
	if (!rc)
		rc = digests(t, halls, count, after);
	for (size_t i = 0; !rc && i < count; i++) {
		bool same = !strcmp(before[i], after[i]);
		if (!quiet)
			printf("%s  %s  %s\n", same ? "一致" : "不一致", halls[i], after[i]);
		if (!same)
			rc = txn_refuse(t, REFUSAL_JOURNAL_BROKEN, halls[i]);
	}
	if (!rc && !quiet)
		printf("重放 %lld 条记录\n", (long long)events);
	return rc;
}

enum rc projection_rebuild(struct db *db, const struct node_self *self, bool quiet)
{
	static const struct actor system = { .id = "system", .name = "system" };
	struct txn t;
	enum rc rc = txn_begin(&t, db, self, &system);
	if (rc)
		return rc;
	db_finalize_all(db); /* open statements would hold the tables that are dropped */
	rc = db_prepare_all(db);
	if (!rc)
		rc = rebuild_views(&t, quiet);
	rc = txn_end(&t, rc);
	txn_release(&t);
	enum rc committed = db_turn_commit(db);
	return rc ? rc : committed;
}

enum rc projection_refill(struct db *db, const struct node_self *self)
{
	static const struct actor system = { .id = "system", .name = "system" };
	struct txn t;
	int64_t events = 0;
	if (!db_views_empty(db))
		return RC_OK;
	enum rc rc = txn_begin(&t, db, self, &system);
	if (rc)
		return rc;
	rc = txn_end(&t, replay(&t, &events));
	txn_release(&t);
	if (!rc)
		rc = db_turn_commit(db);
	if (!rc && events)
		log_info("views", "another version: replayed %lld events", (long long)events);
	return rc ? rc : db_views_filled(db);
}
