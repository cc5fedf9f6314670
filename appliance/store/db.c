/* Prepares every named query, runs turns: a commit that returned is on the disk. */
#include "store/db.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "store/db_internal.h"

enum rc db_fault(struct db *d, const char *what)
{
	d->failed = true;
	d->fault_code = sqlite3_errcode(d->handle) & 0xff;
	if (d->fault_code == SQLITE_FULL)
		fault_say_full();
	return fault("database: %s: %s", what, sqlite3_errmsg(d->handle));
}

bool db_fault_of_data(const struct db *d)
{
	return d->fault_code == SQLITE_CONSTRAINT || d->fault_code == SQLITE_ERROR ||
	       d->fault_code == SQLITE_MISMATCH || d->fault_code == SQLITE_TOOBIG;
}

enum rc db_run(struct db *d, const char *sql)
{
	return sqlite3_exec(d->handle, sql, NULL, NULL, NULL) == SQLITE_OK ? RC_OK
									   : db_fault(d, sql);
}

enum rc db_whole(struct db *d, enum rc (*work)(struct db *d))
{
	assert(!d->in_turn); /* the whole is not a part of something */
	enum rc rc = db_run(d, "BEGIN IMMEDIATE");
	if (!rc)
		rc = work(d);
	if (!rc)
		rc = db_run(d, "COMMIT");
	if (rc && !sqlite3_get_autocommit(d->handle))
		sqlite3_exec(d->handle, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

enum rc db_step(struct db *d, sqlite3_stmt *s, const char *what)
{
	int code = sqlite3_step(s);
	sqlite3_reset(s);
	return code == SQLITE_DONE ? RC_OK : db_fault(d, what);
}

void db_finalize_all(struct db *d)
{
	for (size_t i = 0; d->statements && i < db_query_count; i++)
		sqlite3_finalize(d->statements[i]);
	sqlite3_finalize(d->savepoint);
	sqlite3_finalize(d->release);
	sqlite3_finalize(d->data_version);
	d->savepoint = d->release = d->data_version = NULL;
	free(d->statements);
	free(d->places);
	free(d->places_of);
	free(d->effects);
	free(d->touches);
	d->touches = NULL;
	d->statements = NULL;
	d->places = NULL;
	d->places_of = NULL;
	d->effects = NULL;
	d->effect_count = 0;
}

static enum rc prepare(struct db *d, size_t i)
{
	const struct db_query *q = &db_queries[i];
	sqlite3_stmt **s = &d->statements[i];
	if (sqlite3_prepare_v3(d->handle, q->sql, -1, SQLITE_PREPARE_PERSISTENT, s, NULL) !=
		SQLITE_OK)
		return fault("query %s: %s", q->name, sqlite3_errmsg(d->handle));
	if (!q->writes && !sqlite3_stmt_readonly(*s))
		return fault("query %s writes but is declared to read", q->name);
	for (size_t p = 0; p < q->param_count; p++) {
		int place = sqlite3_bind_parameter_index(*s, q->params[p].name);
		if (!place)
			return fault("query %s has no parameter %s", q->name, q->params[p].name);
		d->places[d->places_of[i] + p] = place;
	}
	return RC_OK;
}

static int by_kind(const void *x, const void *y)
{
	const struct db_effect *a = x, *b = y;
	int order = strcmp(a->kind, b->kind);
	return order ? order : (a->query > b->query) - (a->query < b->query);
}

static enum rc make_room(struct db *d)
{
	size_t places = 0;
	assert(!d->statements); /* those of before were finalized */
	d->statements = calloc(db_query_count + 1, sizeof *d->statements);
	d->places_of = calloc(db_query_count + 1, sizeof *d->places_of);
	d->effects = calloc(db_query_count + 1, sizeof *d->effects);
	d->touches = calloc(db_query_count + 1, sizeof *d->touches);
	if (!d->statements || !d->places_of || !d->effects || !d->touches)
		return fault("no memory for the queries");
	for (size_t i = 0; i < db_query_count; i++) {
		d->places_of[i] = places;
		places += db_queries[i].param_count;
		if (db_queries[i].apply)
			d->effects[d->effect_count++] = (struct db_effect){ db_queries[i].name, i };
	}
	qsort(d->effects, d->effect_count, sizeof *d->effects, by_kind);
	d->places = calloc(places + 1, sizeof *d->places);
	return d->places ? RC_OK : fault("no memory for the queries");
}

static enum rc prepare_own(struct db *d)
{
	const struct {
		const char *sql;
		sqlite3_stmt **to;
	} own[] = {
		{ "SAVEPOINT unit", &d->savepoint },
		{ "RELEASE unit", &d->release },
		{ "PRAGMA data_version", &d->data_version },
	};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (sqlite3_prepare_v3(d->handle, own[i].sql, -1, SQLITE_PREPARE_PERSISTENT,
			    own[i].to, NULL) != SQLITE_OK)
			return db_fault(d, own[i].sql);
	return RC_OK;
}

static enum rc prepare_queries(struct db *d, bool effects)
{
	struct touch_names names = { .count = 0 };
	enum rc rc = make_room(d), touched;
	touch_begin(d, &names);
	for (size_t i = 0; !rc && i < db_query_count; i++) {
		names.now = &d->touches[i];
		rc = prepare(d, i);
		/* it is about a permanent table that is not so yet */
		if (rc && effects && !db_queries[i].apply) {
			fault_clear();
			rc = RC_OK;
		}
	}
	touched = touch_end(d, &names);
	kept_epoch_next(d); /* tables may have other numbers than before */
	return rc || touched ? RC_FAULT : prepare_own(d);
}

enum rc db_prepare_all(struct db *d)
{
	return prepare_queries(d, false);
}

enum rc db_prepare_effects(struct db *d)
{
	return prepare_queries(d, true);
}

int64_t db_version(struct db *d)
{
	int64_t version = -1;
	if (d->data_version && sqlite3_step(d->data_version) == SQLITE_ROW)
		version = sqlite3_column_int64(d->data_version, 0);
	if (d->data_version)
		sqlite3_reset(d->data_version);
	return version;
}

/* A turn that may write has seen the last commit of others when it began; one that only reads looks
 * when its first statement runs. */
static void look_for_others(struct db *d)
{
	int64_t version = db_version(d);
	if (version != d->version || version < 0 || d->read_only)
		kept_epoch_next(d);
	d->version = version;
}

enum rc db_turn_begin(struct db *d)
{
	if (d->in_turn)
		return RC_OK;
	assert(d->depth == 0); /* no unit is older than its turn */
	enum rc rc = db_run(d, d->read_only ? "BEGIN" : "BEGIN IMMEDIATE");
	if (!rc) {
		d->in_turn = true;
		d->failed = false;
		look_for_others(d);
		kept_sweep(d);
	}
	return rc;
}

enum rc db_turn_commit(struct db *d)
{
	if (!d->in_turn)
		return RC_OK;
	assert(d->depth == 0);
	d->in_turn = false;
	if (!d->failed && sqlite3_exec(d->handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
		return RC_OK;
	enum rc rc = d->failed ? RC_FAULT : db_fault(d, "commit");
	d->undone++;
	kept_epoch_next(d);
	if (!sqlite3_get_autocommit(d->handle))
		sqlite3_exec(d->handle, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

bool db_turn_open(const struct db *d)
{
	return d->in_turn;
}

static int bind_member(sqlite3_stmt *s, int at, yyjson_val *v)
{
	switch (yyjson_get_type(v)) {
	case YYJSON_TYPE_STR:
		return sqlite3_bind_text(
			s, at, yyjson_get_str(v), (int)yyjson_get_len(v), SQLITE_STATIC);
	case YYJSON_TYPE_BOOL:
		return sqlite3_bind_int64(s, at, yyjson_get_bool(v));
	case YYJSON_TYPE_NUM:
		return yyjson_is_real(v) || (yyjson_is_uint(v) && yyjson_get_uint(v) > INT64_MAX)
			       ? sqlite3_bind_double(s, at, yyjson_get_num(v))
			       : sqlite3_bind_int64(s, at, yyjson_get_sint(v));
	case YYJSON_TYPE_ARR:
	case YYJSON_TYPE_OBJ: {
		char *text = yyjson_val_write(v, YYJSON_WRITE_NOFLAG, NULL);
		return text ? sqlite3_bind_text(s, at, text, -1, free) : SQLITE_NOMEM;
	}
	default: /* absent or null */
		return sqlite3_bind_null(s, at);
	}
}

static int bind_one(sqlite3_stmt *s, int at, enum db_type type, const union db_value *value)
{
	switch (type) {
	case DB_TEXT:
	case DB_JSON:
		return sqlite3_bind_text(s, at, value->text, -1, SQLITE_STATIC);
	case DB_INT:
	case DB_FLAG:
		return value->integer == DB_NULL_INT ? sqlite3_bind_null(s, at)
						     : sqlite3_bind_int64(s, at, value->integer);
	case DB_REAL:
		return sqlite3_bind_double(s, at, value->real);
	case DB_MEMBER:
		return bind_member(s, at, value->member);
	case DB_WORD:
		break; /* is given as its text */
	}
	return SQLITE_MISUSE;
}

static void note_touch(struct db *d, size_t query)
{
	const struct db_touch *touch = &d->touches[query];
	for (size_t i = 0; d->watch && i < DB_TABLE_WORDS; i++)
		d->watch->word[i] |= touch->reads.word[i];
	if (!db_queries[query].writes)
		return;
	d->written++;
	for (size_t i = 0; i < DB_TABLE_WORDS; i++)
		for (uint64_t left = touch->writes.word[i]; left; left &= left - 1)
			d->table_written[i * 64 + (size_t)__builtin_ctzll(left)] = d->written;
}

enum rc db_bind(struct db *d, size_t query, const union db_value *params, sqlite3_stmt **out)
{
	assert(query < db_query_count);
	const struct db_query *q = &db_queries[query];
	assert(params || !q->param_count);
	sqlite3_stmt *s = *out = d->statements[query];
	if (!s)
		return fault("query %s is not for these tables", q->name);
	sqlite3_reset(s);
	note_touch(d, query);
	for (size_t i = 0; i < q->param_count; i++) {
		int at = d->places[d->places_of[query] + i];
		assert(at > 0);
		/* a text may be larger than SQLite takes */
		if (bind_one(s, at, q->params[i].type, &params[i]) != SQLITE_OK)
			return db_fault(d, q->name);
	}
	return RC_OK;
}

void db_done(sqlite3_stmt **s)
{
	sqlite3_reset(*s);
	sqlite3_clear_bindings(*s);
}

enum rc db_query_exec(struct db *d, size_t query, const union db_value *params, int64_t *changed)
{
	sqlite3_stmt *s CLEANUP(db_done) = NULL;
	int code;
	if (db_bind(d, query, params, &s))
		return RC_FAULT;
	while ((code = sqlite3_step(s)) == SQLITE_ROW)
		;
	if (code != SQLITE_DONE)
		return db_fault(d, db_queries[query].name);
	if (changed)
		*changed = sqlite3_changes64(d->handle);
	return RC_OK;
}
