/* Kept answers: used again while nothing they hang on changed, and never after. Argument: a scratch
 * directory. */
#include "check.h"
#include <sqlite3.h>
#include <stdlib.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/opening.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "store/db.h"
#include "store/kept.h"

static const struct actor console = { .id = "console", .name = "命令行" };
static struct node_self hall = { "361127102-1", "361127102", false, ".", NULL };
static struct db *db;
static int made;

/* How many windows there are, and a setting. */
struct seen {
	size_t windows;
	int64_t capacity;
};

static enum rc look(struct txn *part, const void *question, const void **answer)
{
	struct seen *out = arena_new(&part->arena, struct seen);
	struct row_window_rows *rows;
	made++;
	enum rc rc = list_window_rows(part, question, &rows, &out->windows);
	out->capacity = setting_int(part, SETTING_TICKETS_PER_MINUTE);
	*answer = out;
	return rc;
}

static enum rc never(struct txn *part, const void *question, const void **answer)
{
	(void)question;
	*answer = NULL;
	made++;
	return txn_refuse(part, REFUSAL_BUSY, "nothing");
}

static void begin(struct txn *t)
{
	CHECK("begin", txn_begin(t, db, &hall, &console) == RC_OK);
}

static void end(struct txn *t, bool keep)
{
	enum rc want = keep ? RC_OK : RC_REFUSED;
	CHECK("end", txn_end(t, keep ? RC_OK : txn_refuse(t, REFUSAL_BUSY, NULL)) == want);
	txn_release(t);
}

static void commit(void)
{
	CHECK("commit", db_turn_commit(db) == RC_OK);
}

static const struct seen *ask(struct txn *t)
{
	const void *answer = NULL;
	CHECK("answered", kept_answer(t, look, hall.site, strlen(hall.site) + 1, &answer) == RC_OK);
	return answer;
}

static void window(struct txn *t, const char *name, int64_t no)
{
	struct event_window_opened e = {
		.no = no, .zone = ZONE_GENERAL, .place = "", .issues = false
	};
	e.features = yyjson_mut_arr(t->doc);
	CHECK("opened", event_window_opened(t, NULL, name, &e) == RC_OK);
}

static void set(struct txn *t, const char *name, const char *value)
{
	struct event_setting_changed e = { .value = value, .reason = "", .by = "" };
	CHECK("set", event_setting_changed(t, NULL, name, &e) == RC_OK);
}

static void same_and_other(void)
{
	struct txn t;
	begin(&t);
	const struct seen *first = ask(&t), *second = ask(&t);
	CHECK("made once", made == 1 && first == second && first->windows == 0);
	window(&t, "1", 1);
	const struct seen *third = ask(&t);
	CHECK("seen by the unit that wrote it", made == 2 && third->windows == 1);
	CHECK("who had the old one still has it", first->windows == 0);
	set(&t, "tickets_per_minute", "7");
	CHECK("what is read inside counts as well", ask(&t)->capacity == 7 && made == 3);
	struct event_link_cut cut = { .reason = "", .by = "" };
	CHECK("a table of no concern",
		event_link_cut(&t, NULL, hall.node, &cut) == RC_OK && ask(&t) && made == 3);
	end(&t, true);
	commit();
	begin(&t);
	CHECK("the next turn has it too", ask(&t)->windows == 1 && made == 3);
	end(&t, true);
	commit();
}

static void undone(void)
{
	struct txn t;
	begin(&t);
	window(&t, "2", 2);
	CHECK("seen before it is undone", ask(&t)->windows == 2);
	end(&t, false);
	begin(&t);
	CHECK("and not after", ask(&t)->windows == 1);
	int before = made;
	end(&t, false);
	begin(&t);
	CHECK("a refusal that wrote nothing costs nothing",
		ask(&t)->windows == 1 && made == before);
	end(&t, true);
	commit();
}

static void another_hand(const char *path)
{
	struct txn t;
	sqlite3 *hand;
	CHECK("another process", sqlite3_open(path, &hand) == SQLITE_OK &&
					 sqlite3_exec(hand, "DELETE FROM service_window", NULL,
						 NULL, NULL) == SQLITE_OK);
	sqlite3_close(hand);
	begin(&t);
	CHECK("is noticed", ask(&t)->windows == 0);
	end(&t, true);
	commit();
}

static void refused(void)
{
	struct txn t;
	const void *answer;
	int before = made;
	begin(&t);
	CHECK("a refusal",
		kept_answer(&t, never, "", 1, &answer) == RC_REFUSED && t.refusal == REFUSAL_BUSY);
	CHECK_TEXT("with its words", t.detail, "nothing");
	CHECK("is not kept",
		kept_answer(&t, never, "", 1, &answer) == RC_REFUSED && made == before + 2);
	end(&t, true);
	commit();
}

/* More questions than are kept: the oldest is made anew, none is mistaken for another. */
static void many(void)
{
	struct txn t;
	struct opening_day *days;
	begin(&t);
	int32_t from = date_parse("2026-01-01");
	for (int i = 0; i < 200; i++) {
		CHECK("a day", opening_days(&t, from + i % 100, 1, &days) == RC_OK);
		CHECK("the day that was asked for", days[0].date == from + i % 100);
	}
	set(&t, "hall_open_am", "07:15");
	CHECK("a week", opening_days(&t, date_parse("2026-11-24"), 1, &days) == RC_OK);
	CHECK("opens as is set now", days[0].count && days[0].sessions[0].from == 7 * 60 + 15);
	end(&t, true);
	commit();
}

int main(int argc, char **argv)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/kept.db", argc > 1 ? argv[1] : ".");
	CHECK("open", db_open(path, &db) == RC_OK);
	same_and_other();
	undone();
	another_hand(path);
	refused();
	many();
	db_close(db);
	return FINISH();
}
