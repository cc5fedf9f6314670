/* What a hall's remembered digest must never miss: an event, an undone unit, another process's hand in the file. Argument: a scratch directory. */
#include "check.h"
#include <sqlite3.h>
#include "events.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/projection.h"

static const struct actor console = { .id = "console", .name = "命令行" };
static struct node_self hall = { "361127102-1", "361127102", false, "." };

static enum rc window(struct txn *t, const char *no, int64_t number)
{
	struct event_window_opened e = { .no = number, .zone = "general", .place = "", .issues = false };
	e.features = yyjson_mut_arr(t->doc);
	return event_window_opened(t, NULL, no, &e);
}

/* The remembered one and the one counted now, in a unit that ends as told. */
static void both(struct db *db, const char *name, char out[HASH_HEX])
{
	struct txn t;
	char counted[HASH_HEX];
	CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
	enum rc rc = projection_digest_now(&t, hall.site, out);
	CHECK("counted", txn_end(&t, rc ? rc : projection_digest(&t, hall.site, counted)) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
	CHECK_TEXT(name, out, counted);
}

static void say(struct db *db, const char *no, int64_t number, bool keep)
{
	struct txn t;
	char inside[HASH_HEX];
	CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
	CHECK("said", window(&t, no, number) == RC_OK);
	CHECK("asked while it is open", projection_digest_now(&t, hall.site, inside) == RC_OK);
	CHECK("ended", txn_end(&t, keep ? RC_OK : txn_refuse(&t, REFUSAL_BUSY, NULL)) == (keep ? RC_OK : RC_REFUSED));
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
}

int main(int argc, char **argv)
{
	char path[4096], first[HASH_HEX], second[HASH_HEX], third[HASH_HEX];
	struct db *db;
	sqlite3 *hand;
	snprintf(path, sizeof path, "%s/digest.db", argc > 1 ? argv[1] : ".");
	CHECK("open", db_open(path, &db) == RC_OK);
	both(db, "an empty hall", first);
	say(db, "1", 1, true);
	both(db, "an event is in it", second);
	CHECK("it changed", strcmp(first, second));
	say(db, "2", 2, false);
	both(db, "what was undone is not", third);
	CHECK_TEXT("as before", third, second);
	both(db, "asked again", third);
	CHECK("another hand", sqlite3_open(path, &hand) == SQLITE_OK &&
	      sqlite3_exec(hand, "UPDATE service_window SET place = '后院'", NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(hand);
	both(db, "an edited view is found", third);
	CHECK("it is another", strcmp(third, second));
	CHECK("rebuilt: the edit is found out", projection_rebuild(db, &hall, true) == RC_REFUSED);
	both(db, "after a rebuild that was given up", third);
	db_close(db);
	return FINISH();
}
