/* What the files of store/ share about the connection; nobody else includes this. */
#ifndef STORE_DB_INTERNAL_H
#define STORE_DB_INTERNAL_H
#include <sqlite3.h>
#include "store/db.h"

/* one `-- :apply` statement */
struct db_effect {
	const char *kind;
	size_t query;
};
struct digest_memo; /* digest.c: a hall's digest as it was last counted */
struct kept; /* kept.c */

#define DB_TABLE_WORDS 2
#define DB_TABLES (64 * DB_TABLE_WORDS)
/* a set of them, by the numbers that touch.c gives */
struct db_tables {
	uint64_t word[DB_TABLE_WORDS];
};
/* what a query touches, as SQLite itself says */
struct db_touch {
	struct db_tables reads, writes;
};

#define DB_CUT 1200
struct db {
	sqlite3 *handle;
	sqlite3_stmt **statements; /* one per db_queries row, prepared at start */
	int *places; /* SQLite's number of each parameter, query after query */
	size_t *places_of; /* where a query's begin */
	struct db_effect *effects; /* by kind, and within a kind in the order they run */
	size_t effect_count;
	sqlite3_stmt *savepoint, *release; /* of a unit of work: one of each for every request */
	bool in_turn;
	bool failed; /* a fault inside the turn: its commit becomes a rollback */
	int depth; /* savepoints open */
	/* ms: the latest trusted record of this site, 0 when not read yet, -1 when there is none */
	int64_t latest;
	bool behind_kept; /* that the clock is behind it is on the disk */
	char held[300]; /* why this node's own streams take nothing more, "" when they do */
	bool read_only;
	/* which lists were cut since somebody asked; what he was told */
	char cut[DB_CUT], cut_said[DB_CUT];
	int fault_code; /* SQLite's primary code of the last fault */
	int64_t undone; /* how often something written was rolled back */
	struct digest_memo *memos;
	struct db_touch *touches; /* one per db_queries row */
	int64_t written; /* how many writing statements were begun */
	int64_t table_written[DB_TABLES]; /* `written` at each table's last one */
	int64_t epoch; /* another one when rows changed otherwise: undone, or by another process */
	int64_t version; /* SQLite's data_version when this turn began */
	sqlite3_stmt *data_version;
	struct db_tables *watch; /* collects what is read while an answer is made */
	struct kept *kept, *stale;
};

enum rc db_fault(struct db *d, const char *what);
/* The last fault was about what was to be written (a constraint, malformed JSON), not about this
 * machine. */
bool db_fault_of_data(const struct db *d);
/* SQLite's own number, which another connection's commit changes; -1: not known */
int64_t db_version(struct db *d);
/* All of it or nothing: a transaction of its own around `work`. */
enum rc db_whole(struct db *d, enum rc (*work)(struct db *d));
enum rc db_run(struct db *d, const char *sql); /* fixed texts only */
/* a statement that yields nothing */
enum rc db_step(struct db *d, sqlite3_stmt *s, const char *what);
enum rc db_prepare_all(struct db *d);
/* For views alone, beside permanent tables that may be an earlier program's: what those cannot
 * answer is left out, and is a fault when asked. */
enum rc db_prepare_effects(struct db *d);
enum rc db_functions(struct db *d); /* function.c; before anything is prepared */
void db_finalize_all(struct db *d);
void digest_changed(struct db *d, const char *hall); /* digest.c: an event of it took effect */
/* touch.c: between the two, sqlite3_prepare tells what the statement touches. */
struct touch_names {
	char *name[DB_TABLES];
	size_t count;
	struct db_touch *now;
	bool full;
};
void touch_begin(struct db *d, struct touch_names *names);
NODISCARD enum rc touch_end(struct db *d, struct touch_names *names);
void kept_sweep(struct db *d); /* before a turn: what was replaced in the last one goes */
void kept_free(struct db *d);
void kept_epoch_next(struct db *d); /* rows changed, or may have, without a statement of ours */
/* Binds by the row's parameters; the statement is reset by db_done(), also after a fault. */
NODISCARD enum rc db_bind(
	struct db *d, size_t query, const union db_value *params, sqlite3_stmt **out);
void db_done(sqlite3_stmt **s);

#endif
