/* Effects of events on the views, the digest over the views, and the rebuild that proves one from the other. */
#include "store/projection.h"
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "journal_sql.h"
#include "store/journal.h"
#include "store/db_internal.h"
#include "store/schema.h"

#define HOOKS 8
#define EFFECT_PARAMS 40      /* the longest has 24 */
#define DATE_CHARACTERS 10    /* "2026-11-24" */
static struct { const char *kind; projection_fn *fn; } hooks[HOOKS];

void projection_hook(const char *kind, projection_fn *fn)
{
	for (size_t i = 0; i < HOOKS; i++)
		if (!hooks[i].kind || !strcmp(hooks[i].kind, kind)) {
			hooks[i].kind = kind;
			hooks[i].fn = fn;
			return;
		}
	assert(!"more hooks than HOOKS");
}

/* Two digits of a time as clock_text() writes it; -1 when they are none. */
static int64_t two_digits(const char *at, size_t from)
{
	if (strlen(at) < from + 2 || !isdigit((unsigned char)at[from]) ||
		!isdigit((unsigned char)at[from + 1]))
		return -1;
	return (at[from] - '0') * 10 + at[from + 1] - '0';
}

static int64_t hour_of(const char *at)
{
	int64_t hour = two_digits(at, 11);
	return hour < 0 ? DB_NULL_INT : hour;
}

static int64_t second_of(const char *at)
{
	int64_t hour = two_digits(at, 11), minute = two_digits(at, 14), second = two_digits(at, 17);
	if (hour < 0 || minute < 0 || second < 0)
		return DB_NULL_INT;
	return hour * 3600 + minute * 60 + second;
}

static int64_t ms_of(const char *at)
{
	int64_t ms = clock_parse(at);
	return ms < 0 ? DB_NULL_INT : ms;
}

/* An event with what is read of it once for all its effects. */
struct effect_source {
	const struct event_row *event;
	const char *hall, *day;
	yyjson_val *body;
};

/* By the names of tbl/gen/queries.py; the generator lets no other pass. */
static union db_value effect_value(const struct effect_source *s, const struct db_param *p)
{
	const struct event_row *e = s->event;
	const char *name = p->name + 1;
	if (p->type == DB_MEMBER)
		return (union db_value){ .member = yyjson_obj_get(s->body, name) };
	if (!strcmp(name, "seq"))
		return (union db_value){ .integer = e->seq };
	if (!strcmp(name, "at_ms"))
		return (union db_value){ .integer = ms_of(e->at) };
	if (!strcmp(name, "at_second"))
		return (union db_value){ .integer = second_of(e->at) };
	if (!strcmp(name, "at_hour"))
		return (union db_value){ .integer = hour_of(e->at) };
	if (!strcmp(name, "at_day"))
		return (union db_value){ .text = s->day };
	if (!strcmp(name, "node"))
		return (union db_value){ .text = e->stream };
	if (!strcmp(name, "hall"))
		return (union db_value){ .text = s->hall };
	if (!strcmp(name, "at"))
		return (union db_value){ .text = e->at };
	if (!strcmp(name, "actor"))
		return (union db_value){ .text = e->actor };
	assert(!strcmp(name, "id"));
	return (union db_value){ .text = e->subject };
}

static size_t first_effect(const struct db *db, const char *kind)
{
	size_t low = 0, high = db->effect_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(db->effects[middle].kind, kind) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum rc run_effects(struct txn *t, const struct effect_source *s, size_t first)
{
	for (size_t i = first; i < t->db->effect_count; i++) {
		size_t q = t->db->effects[i].query;
		union db_value values[EFFECT_PARAMS];
		if (strcmp(db_queries[q].name, s->event->kind))
			break;
		assert(db_queries[q].param_count <= EFFECT_PARAMS);
		for (size_t p = 0; p < db_queries[q].param_count; p++)
			values[p] = effect_value(s, &db_queries[q].params[p]);
		enum rc rc = db_query_exec(t->db, q, values, NULL);
		if (rc)
			return rc;
	}
	return RC_OK;
}

enum rc projection_apply(struct txn *t, const struct event_row *e)
{
	struct effect_source s = { .event = e, .hall = journal_hall(&t->arena, e->stream) };
	size_t first = first_effect(t->db, e->kind);
	digest_changed(t->db, s.hall);
	yyjson_doc *body = yyjson_read(e->body, strlen(e->body), YYJSON_READ_NOFLAG);
	if (!body)
		return fault("event %s of %s: its body is no JSON", e->kind, e->stream);
	s.body = yyjson_doc_get_root(body);
	s.day = arena_strndup(&t->arena, e->at, strnlen(e->at, DATE_CHARACTERS));
	enum rc rc = run_effects(t, &s, first);
	yyjson_doc_free(body);
	for (size_t i = 0; !rc && i < HOOKS && hooks[i].kind; i++)
		if (!strcmp(hooks[i].kind, e->kind))
			return hooks[i].fn(t, e);
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

enum rc projection_piece(struct txn *t, int64_t *above, int64_t *count)
{
	struct txn part = *t;
	struct row_journal_arrived *rows;
	size_t n = 0;
	arena_init(&part.arena, TXN_ARENA);
	part.doc = json_doc(&part.arena);
	enum rc rc = list_journal_arrived(&part, *above, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++) {
		struct event_row e = { rows[i].node, rows[i].seq, rows[i].at, rows[i].actor, rows[i].kind, rows[i].subject, rows[i].body };
		rc = projection_apply(&part, &e);
		*above = rows[i].arrived;
	}
	arena_release(&part.arena);
	*count = (int64_t)n;
	return rc;
}

/* The unit's savepoint is closed and opened again at each piece: with a long one SQLite looks through all that could still be undone at the end
 * of every statement, and a replay is quadratic. Who calls undoes the whole turn when it fails. */
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
	enum rc rc = halls_of(t, &halls, &count);
	if (rc)
		return rc;
	char (*before)[HASH_HEX] = arena_alloc(&t->arena, (count + 1) * HASH_HEX);
	char (*after)[HASH_HEX] = arena_alloc(&t->arena, (count + 1) * HASH_HEX);
	rc = digests(t, halls, count, before);
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
	enum rc rc = txn_begin(&t, db, self, &system);
	if (rc)
		return rc;
	db_finalize_all(db); /* open statements would hold the tables that are dropped */
	rc = db_prepare_all(db);
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
