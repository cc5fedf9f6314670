#include "store/refill.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "store/beside.h"
#include "store/permanent.h"
#include "store/projection.h"
#include "store/schema.h"
#include "store/views.h"

#define WAIT_US 50000
#define PIECES 4 /* of the journal in one commit: a tenth of a second */

struct refill {
	struct arena arena;
	const struct node_self *self;
	const char *live, *place, *what, *lock_path;
	struct lock lock;
	char holder[LOCK_HOLDER];
	enum refill_state state;
	struct db *beside; /* while it fills */
	int64_t done, all;
	struct db *swap; /* the live one, with the file beside attached as `made` */
	const char **statements;
	size_t at, count;
};

static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

static const char *beside(struct arena *a, const char *live, const char *name)
{
	const char *slash = strrchr(live, '/');
	int n = slash ? (int)(slash - live) : 1;
	return arena_printf(a, "%.*s/%s", n, slash ? live : ".", name);
}

static const char *place_of(struct arena *a, const char *live)
{
	return beside(a, live, arena_printf(a, "views.%d.next", schema_views_version));
}

static enum rc remove_all(struct arena *a, const char *place)
{
	enum rc rc = RC_OK;
	for (size_t i = sizeof tails / sizeof *tails; !rc && i--;)
		rc = file_remove(arena_printf(a, "%s%s", place, tails[i]));
	return rc;
}

/* What other versions were filling is of no use to anybody but them. */
static enum rc remove_others(struct refill *r)
{
	char **names, *dir = arena_strdup(&r->arena, r->place), *ours = strrchr(dir, '/');
	*ours++ = '\0';
	enum rc rc = dir_list(&r->arena, dir, &names);
	for (size_t i = 0; !rc && names[i]; i++)
		if (!strncmp(names[i], "views.", 6) && strstr(names[i], ".next") &&
			strncmp(names[i], ours, strlen(ours)))
			rc = file_remove(arena_printf(&r->arena, "%s/%s", dir, names[i]));
	return rc;
}

/* Each stream's last event that is in it, which must be in the journal as well. */
static const char marks[] = "CREATE TABLE " VIEWS_MARK " (node TEXT PRIMARY KEY, "
			    "arrived INTEGER NOT NULL, hash TEXT NOT NULL) STRICT";
static const char strangers[] =
	"SELECT count(*) FROM main." VIEWS_MARK " m WHERE NOT EXISTS (SELECT 1 FROM live.event e "
	"WHERE e.arrived = m.arrived AND e.node = m.node AND e.hash = m.hash)";
static const char upto[] = "SELECT coalesce(max(arrived), 0) FROM " VIEWS_MARK;
static const char latest[] = "SELECT coalesce(max(arrived), 0) FROM event";

static bool whole(struct db *d)
{
	sqlite3_stmt *s = NULL;
	bool ok = sqlite3_prepare_v2(d->handle, "PRAGMA main.quick_check(1)", -1, &s, NULL) ==
			  SQLITE_OK &&
		  sqlite3_step(s) == SQLITE_ROW &&
		  !strcmp((const char *)sqlite3_column_text(s, 0), "ok");
	sqlite3_finalize(s);
	return ok && views_version(d, "main") == schema_views_version &&
	       views_number(d, strangers) == 0;
}

static enum rc make(struct refill *r)
{
	TRY(db_run(r->beside, "BEGIN IMMEDIATE"));
	TRY(db_run(r->beside, schema_views));
	TRY(db_run(r->beside, marks));
	TRY(db_run(r->beside,
		arena_printf(&r->arena, "PRAGMA main.user_version = %d", schema_views_version)));
	return db_run(r->beside, "COMMIT");
}

static void close_db(struct db **d)
{
	db_close(*d);
	*d = NULL;
}

/* Of what an earlier filler left, true when it can be gone on with. */
static bool go_on(struct refill *r)
{
	if (!file_exists(r->place))
		return false;
	bool good = beside_open(r->place, r->live, &r->beside) == RC_OK && whole(r->beside);
	if (!good)
		close_db(&r->beside);
	fault_clear();
	return good;
}

/* A power cut may take the last pieces of the file beside, but none in the middle. */
static enum rc open_beside(struct refill *r)
{
	enum rc rc = RC_OK;
	bool old = go_on(r);
	if (!old)
		rc = remove_all(&r->arena, r->place);
	if (!rc && !old)
		rc = beside_open(r->place, r->live, &r->beside);
	if (!rc)
		rc = db_run(r->beside,
			"PRAGMA main.journal_mode = WAL; PRAGMA main.synchronous = NORMAL;"
			"PRAGMA wal_autocheckpoint = 2000; PRAGMA cache_size = -32768");
	if (!rc && !old)
		rc = make(r);
	if (!rc)
		rc = db_prepare_effects(r->beside);
	if (rc)
		return rc;
	r->done = views_number(r->beside, upto);
	r->all = views_number(r->beside, latest);
	r->state = REFILL_FILLING;
	return r->done < 0 || r->all < 0 ? db_fault(r->beside, "events") : RC_OK;
}

static enum rc wait(struct refill *r)
{
	enum rc rc = lock_take(r->lock_path, r->what, &r->lock, r->holder);
	if (rc == RC_REFUSED) {
		usleep(WAIT_US);
		return RC_OK;
	}
	if (!rc)
		rc = remove_others(r);
	return rc ? rc : open_beside(r);
}

static enum rc mark(struct refill *r, int64_t above)
{
	char sql[400];
	snprintf(sql, sizeof sql,
		"INSERT INTO main." VIEWS_MARK
		" (node, arrived, hash) SELECT node, max(arrived), hash "
		"FROM live.event WHERE arrived > %lld AND arrived <= %lld GROUP BY node "
		"ON CONFLICT (node) DO UPDATE SET arrived = excluded.arrived, hash = excluded.hash",
		(long long)r->done, (long long)above);
	return db_run(r->beside, sql);
}

static enum rc fill(struct refill *r)
{
	static const struct actor system = { .id = "system", .name = "system" };
	struct txn t;
	int64_t above = r->done, n = 0;
	TRY(txn_begin(&t, r->beside, r->self, &system));
	enum rc rc = projection_piece(&t, &above, &n);
	for (int i = 1; !rc && n && i < PIECES; i++) {
		/* projection_replay() says why */
		rc = db_run(r->beside, "RELEASE unit; SAVEPOINT unit");
		if (!rc)
			rc = projection_piece(&t, &above, &n);
	}
	if (!rc && above > r->done)
		rc = mark(r, above);
	rc = txn_end(&t, rc);
	txn_release(&t);
	if (rc)
		r->beside->failed = true;
	enum rc committed = db_turn_commit(r->beside);
	if (rc || committed)
		return rc == RC_REFUSED ? fault("an event cannot take effect") : RC_FAULT;
	r->done = above;
	r->all = r->all > above ? r->all : above;
	if (!n)
		r->state = REFILL_FILLED;
	return RC_OK;
}

static enum rc begin_swap(struct refill *r)
{
	struct db *d = r->swap;
	TRY(db_run(d, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;"
		      "PRAGMA cache_size = -32768; PRAGMA journal_mode = WAL;"
		      "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000"));
	TRY(beside_attach(d, r->place, "made"));
	TRY(db_run(d, "BEGIN IMMEDIATE"));
	int64_t have = views_number(d, latest), made = views_number(d, upto);
	if (have < 0 || have != made)
		/* somebody recorded meanwhile */
		return have < 0 ? db_fault(d, "events") : RC_NOTFOUND;
	enum rc rc = permanent_take(d);
	if (!rc)
		rc = views_swap(d, &r->arena, &r->statements, &r->count);
	r->at = 0;
	r->state = REFILL_SWAPPING;
	return rc;
}

static enum rc leave_beside(struct refill *r)
{
	close_db(&r->beside);
	enum rc rc = beside_plain(r->live, 0, &r->swap);
	if (!rc)
		rc = begin_swap(r);
	if (rc != RC_NOTFOUND)
		return rc;
	close_db(&r->swap);
	return open_beside(r);
}

static enum rc swap(struct refill *r)
{
	if (r->at < r->count)
		return db_run(r->swap, r->statements[r->at++]);
	enum rc rc = db_run(r->swap, "COMMIT");
	if (!rc)
		r->state = REFILL_CLEARING;
	return rc;
}

/* The log of such a transaction is as large as the views: its room is given back where it can
 * be. */
static enum rc clear(struct refill *r)
{
	sqlite3_exec(r->swap->handle, "PRAGMA main.wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
	close_db(&r->swap);
	enum rc rc = remove_all(&r->arena, r->place);
	if (!rc)
		r->state = REFILL_DONE;
	return rc;
}

enum rc refill_begin(
	const char *live, const struct node_self *self, const char *what, struct refill **out)
{
	struct refill *r = calloc(1, sizeof *r);
	if (!r)
		return fault("no memory for the views");
	arena_init(&r->arena, 4u << 20);
	*r = (struct refill){ .arena = r->arena, .self = self, .lock = LOCK_FREE };
	r->live = arena_strdup(&r->arena, live);
	r->place = place_of(&r->arena, live);
	r->what = arena_strdup(&r->arena, what);
	r->lock_path = beside(&r->arena, live, "views.lock");
	*out = r;
	return RC_OK;
}

static enum rc step(struct refill *r)
{
	switch (r->state) {
	case REFILL_WAITING:
		return wait(r);
	case REFILL_FILLING:
		return fill(r);
	case REFILL_FILLED:
		return leave_beside(r);
	case REFILL_SWAPPING:
		return swap(r);
	case REFILL_CLEARING:
		return clear(r);
	case REFILL_DONE:
		break;
	}
	return RC_OK;
}

/* Where the disk was too small the room is given back: whoever runs on the home needs it. */
static void give_room(struct refill *r)
{
	close_db(&r->beside);
	close_db(&r->swap);
	(void)!remove_all(&r->arena, r->place);
}

enum rc refill_step(struct refill *r, struct refill_progress *out)
{
	enum rc rc = step(r);
	if (rc && r->lock.fd >= 0 && fault_full())
		give_room(r);
	bool swaps = r->state == REFILL_SWAPPING;
	*out = (struct refill_progress){ r->state, swaps ? (int64_t)r->at : r->done,
		swaps ? (int64_t)r->count : r->all, r->holder };
	return rc;
}

void refill_end(struct refill *r)
{
	if (!r)
		return;
	close_db(&r->beside);
	close_db(&r->swap);
	lock_release(&r->lock);
	arena_release(&r->arena);
	free(r);
}

int64_t refill_room(const char *live)
{
	struct arena a;
	arena_init(&a, 65536);
	/* the views are less than half of such a file: once beside it, once in the swap's log */
	int64_t all = file_size(live), there = file_size(place_of(&a, live));
	arena_release(&a);
	return there > 0 ? (all > there ? all - there : 0) : all;
}

enum rc refill_forget(const char *live)
{
	struct arena a;
	arena_init(&a, 65536);
	const char *place = place_of(&a, live);
	enum rc rc = file_exists(place) ? remove_all(&a, place) : RC_OK;
	arena_release(&a);
	return rc;
}
