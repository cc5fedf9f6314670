/* What a hall's remembered digest must never miss: an event, an undone unit, another process's hand
 * in the file. Argument: a scratch directory. */
#include "check.h"
#include <sqlite3.h>
#include <stdlib.h>
#include "events.h"
#include "store/db_internal.h"
#include "store/journal.h"
#include "store/projection.h"
#include "store/schema.h"

static const struct actor console = { .id = "console", .name = "命令行" };
static struct node_self hall = { "361127102-1", "361127102", false, ".", NULL };

static enum rc window(struct txn *t, const char *no, int64_t number)
{
	struct event_window_opened e = {
		.no = number, .zone = ZONE_GENERAL, .place = "", .issues = false
	};
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
	CHECK("ended", txn_end(&t, keep ? RC_OK : txn_refuse(&t, REFUSAL_BUSY, NULL)) ==
			       (keep ? RC_OK : RC_REFUSED));
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
}

/* Column by column, as the first version wrote it: two versions of the program must agree. */
static void in_words(sqlite3 *hand, char out[HASH_HEX])
{
	struct hash *h = hash_new();
	uint8_t bytes[HASH_SIZE];
	for (size_t v = 0; v < schema_view_count; v++) {
		sqlite3_stmt *s = NULL;
		if (!schema_view_tables[v].digest ||
			sqlite3_prepare_v2(hand, schema_view_tables[v].digest, -1, &s, NULL) !=
				SQLITE_OK)
			continue;
		sqlite3_bind_text(s, 1, hall.site, -1, SQLITE_STATIC);
		hash_add(h, schema_view_tables[v].table, strlen(schema_view_tables[v].table) + 1);
		while (sqlite3_step(s) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(s); i++) {
				char text[20100];
				const char *value = (const char *)sqlite3_column_text(s, i);
				int type = sqlite3_column_type(s, i),
				    n = sqlite3_column_bytes(s, i);
				int size = type == SQLITE_NULL ? snprintf(text, sizeof text, "n;")
					   : type == SQLITE_INTEGER
						   ? snprintf(text, sizeof text, "i%s;", value)
						   : snprintf(
							     text, sizeof text, "t%d:%s", n, value);
				hash_add(h, text, (size_t)size);
			}
			hash_add(h, "\n", 1);
		}
		sqlite3_finalize(s);
	}
	hash_end(h, bytes);
	hash_free(h);
	hash_hex(bytes, out);
}

static void spelled(struct db *db, const char *path)
{
	struct txn t;
	sqlite3 *hand;
	char now[HASH_HEX], words[HASH_HEX], *place = malloc(20000);
	memset(place, 'x', 19999);
	place[19999] = '\0';
	CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
	struct event_window_opened e = { .no = 1234567,
		.zone = ZONE_GENERAL,
		.place = place,
		.features = yyjson_mut_arr(t.doc) };
	CHECK("a long text", event_window_opened(&t, NULL, "1234567", &e) == RC_OK);
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
	both(db, "of long texts and numbers", now);
	CHECK("read by itself", sqlite3_open(path, &hand) == SQLITE_OK &&
					db_functions(&(struct db){ .handle = hand }) == RC_OK);
	in_words(hand, words);
	sqlite3_close(hand);
	CHECK_TEXT("the same as in words", now, words);
	free(place);
}

/* A look again and again: an earlier one with its head while counting costs too much, never a false
 * one. */
static void lately(struct db *db, const char *path)
{
	struct txn t;
	struct journal_head head;
	char value[HASH_HEX], counted[HASH_HEX], last[HASH_HEX];
	int64_t of, last_of;
	bool good = true;
	int earlier = 0;
	sqlite3 *hand;
	CHECK("many rows",
		sqlite3_open(path, &hand) == SQLITE_OK &&
			sqlite3_exec(hand,
				"INSERT INTO service_window (hall, no, zone, place, issues, "
				"features, state, spare)"
				" WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 "
				"FROM n WHERE i < 31000)"
				" SELECT '361127102', i, 'general', '', 0, '[]', 'closed', 0 "
				"FROM n",
				NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(hand);
	CHECK("the first", txn_begin(&t, db, &hall, &console) == RC_OK &&
				   journal_head(&t, hall.node, &head) == RC_OK &&
				   projection_digest_now(&t, hall.site, last) == RC_OK &&
				   txn_end(&t, RC_OK) == RC_OK && db_turn_commit(db) == RC_OK);
	txn_release(&t);
	last_of = head.seq;
	for (int i = 10; i < 40; i++) {
		char no[16];
		snprintf(no, sizeof no, "%d", i);
		good &= txn_begin(&t, db, &hall, &console) == RC_OK && window(&t, no, i) == RC_OK &&
			journal_head(&t, hall.node, &head) == RC_OK;
		good &= projection_digest_lately(&t, hall.site, value, &of) == RC_OK;
		good &= projection_digest(&t, hall.site, counted) == RC_OK;
		good &= of == head.seq ? !strcmp(value, counted)
				       : of == last_of && !strcmp(value, last);
		earlier += of < head.seq;
		memcpy(last, value, sizeof last);
		last_of = of;
		good &= txn_end(&t, RC_OK) == RC_OK && db_turn_commit(db) == RC_OK;
		txn_release(&t);
	}
	CHECK("each belongs to its head", good);
	CHECK("and not each look counts", earlier > 0);
	CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
	CHECK("when it is wanted now it is counted now",
		projection_digest_now(&t, hall.site, value) == RC_OK &&
			projection_digest(&t, hall.site, counted) == RC_OK &&
			!strcmp(value, counted));
	CHECK("end", txn_end(&t, RC_OK) == RC_OK && db_turn_commit(db) == RC_OK);
	txn_release(&t);
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
				      sqlite3_exec(hand, "UPDATE service_window SET place = '后院'",
					      NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(hand);
	both(db, "an edited view is found", third);
	CHECK("it is another", strcmp(third, second));
	CHECK("rebuilt: the edit is found out", projection_rebuild(db, &hall, true) == RC_REFUSED);
	both(db, "after a rebuild that was given up", third);
	spelled(db, path);
	lately(db, path);
	db_close(db);
	return FINISH();
}
