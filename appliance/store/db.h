/* The database: one SQLite file, WAL, synchronous=FULL. db.c is the only file that includes
 * sqlite3.h; everybody else runs the named queries that the generator made from noun.sql files. One
 * connection, one thread.
 *
 * A turn is one pass of the event loop: db_turn_begin() opens the shared transaction on the first
 * write or read of the turn, every unit of work is a savepoint in it, db_turn_commit() makes all of
 * them durable with one fsync. No reply may leave before it returned RC_OK. */
#ifndef STORE_DB_H
#define STORE_DB_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/arena.h"
#include "base/result.h"
#include "words/set.h"

struct db;

/* How a parameter is given or a column is read. DB_MEMBER: what an event's body holds, as it is
 * there; a list or an object as its text. DB_WORD: a word of a set as the value of the set's enum;
 * one that a newer version wrote is 0, as NULL is. */
enum db_type { DB_TEXT, DB_INT, DB_FLAG, DB_JSON, DB_REAL, DB_MEMBER, DB_WORD };
enum db_yield { DB_YIELD_NONE, DB_YIELD_ONE, DB_YIELD_MANY, DB_YIELD_ROW, DB_YIELD_ROWS };

struct db_param {
	const char *name;
	enum db_type type;
};
/* A column that is read: for :load and :list where it goes in the generated struct. */
struct db_column {
	const char *name;
	enum db_type type;
	size_t offset;
	struct set_span set; /* of DB_WORD */
};
/* One row per `-- :query`, `-- :load`, `-- :list`, `-- :exec` and `-- :apply`; generated into
 * gen/queries.c. */
struct db_query {
	const char *name;
	const char *sql;
	const struct db_param *params;
	size_t param_count;
	const struct db_column *columns; /* of a :query, named as on the wire; else NULL */
	size_t column_count;
	enum db_yield yield;
	bool writes;
	/* name is then the event kind; several rows may share one kind and run in order */
	bool apply;
	/* tbl/common/cut.def: so many rows are given out, and the query reads one more; 0: all */
	size_t most;
	const char *cut; /* what is then said */
};
extern const struct db_query db_queries[];
extern const size_t db_query_count;

#define DB_NULL_INT INT64_MIN /* an INT parameter that is NULL; an INT column that was NULL */
union db_value {
	const char *text;
	int64_t integer;
	double real;
	yyjson_val *member; /* may be NULL */
};

/* Takes the steps that are missing, prepares every query; a bad one is RC_FAULT. */
NODISCARD enum rc db_open(const char *path, struct db **out);
NODISCARD enum rc db_open_read_only(const char *path, struct db **out);
void db_close(struct db *d);
/* Whether the tables at path are those of another version of the program, and whether its views are
 * to be filled from the journal first (store/refill.h), which db_open() refuses to do without.
 * RC_FAULT in words for a newer program's. Changes nothing. */
NODISCARD enum rc db_of_another(const char *path, bool *other, bool *due);

NODISCARD enum rc db_turn_begin(struct db *d); /* fine when already begun */
/* fine when nothing was begun; on RC_FAULT nothing of the turn was kept */
NODISCARD enum rc db_turn_commit(struct db *d);
bool db_turn_open(const struct db *d);

/* What generated code calls. JSON results go into doc. */
NODISCARD enum rc db_query_json(struct db *d, size_t query, const union db_value *params,
	yyjson_mut_doc *doc, yyjson_mut_val **out);
NODISCARD enum rc db_query_row(struct db *d, size_t query, const union db_value *params,
	struct arena *a, const struct db_column *columns, size_t column_count, void *out);
NODISCARD enum rc db_query_rows(struct db *d, size_t query, const union db_value *params,
	struct arena *a, size_t row_size, const struct db_column *columns, size_t column_count,
	void **rows, size_t *count);
NODISCARD enum rc db_query_exec(
	struct db *d, size_t query, const union db_value *params, int64_t *changed);
/* What the lists read since the last such question left out, in words; "" when nothing. Valid until
 * the next such question. */
const char *db_cut(struct db *d);

#endif
