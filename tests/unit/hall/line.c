/* The line in memory says what counting says, whatever happens to tickets. Argument: a scratch
 * directory. */
#include "check.h"
#include <sqlite3.h>
#include <stdlib.h>
#include "events.h"
#include "hall/queue/line.h"
#include "store/db.h"

#define DAY "2026-11-24"
#define STEPS 3000

static const struct actor console = { .id = "console", .name = "命令行" };
static struct node_self hall = { "361127102-1", "361127102", false, ".", NULL };
static const char *const zones[] = { "general", "tax", "issue" };
static struct db *db;
static unsigned long chance = 1;
static int64_t taken;

static int64_t any(int64_t below)
{
	chance = chance * 6364136223846793005UL + 1442695040888963407UL;
	return (int64_t)(chance >> 33) % below;
}

static enum rc take(struct txn *t)
{
	char id[16];
	snprintf(id, sizeof id, "T%lld", (long long)taken);
	struct event_ticket_taken e = { .number = id,
		.day = any(20) ? DAY : "2026-11-25",
		.zone = zones[any(3)],
		.category = "general",
		.sequence = taken + 1,
		.priority = PRIORITY_NONE,
		.rank = 1000 * (taken + 1),
		.channel = TICKET_CHANNEL_KIOSK,
		.secret = "S" };
	e.items = yyjson_mut_arr(t->doc);
	taken++;
	enum rc rc = event_ticket_taken(t, NULL, id, &e);
	return rc || !any(8) ? rc
			     : event_ticket_issued(t, NULL, id,
				       &(struct event_ticket_issued){ .by = ISSUED_BY_SCREEN });
}

static enum rc something(struct txn *t)
{
	char id[16];
	if (!taken || any(3) == 0)
		return take(t);
	snprintf(id, sizeof id, "T%lld", (long long)any(taken));
	switch (any(8)) {
	case 0:
		return event_ticket_called(
			t, NULL, id, &(struct event_ticket_called){ .window = 1 + any(4) });
	case 1:
		return event_ticket_returned(t, NULL, id, &(struct event_ticket_returned){ 0 });
	case 2:
		return event_ticket_missed(t, NULL, id, &(struct event_ticket_missed){ 0 });
	case 3:
		return event_ticket_requeued(t, NULL, id,
			&(struct event_ticket_requeued){ .rank = 500 + any(1000 * taken) });
	case 4:
		return event_ticket_cancelled(
			t, NULL, id, &(struct event_ticket_cancelled){ .by = CANCELLED_BY_GUIDE });
	case 5:
		return event_ticket_transferred(t, NULL, id,
			&(struct event_ticket_transferred){
				.from = 1, .zone = zones[any(3)], .category = "general" });
	case 6:
		return event_link_cut(
			t, NULL, hall.node, &(struct event_link_cut){ .reason = "", .by = "" });
	default:
		return event_ticket_issued(
			t, NULL, id, &(struct event_ticket_issued){ .by = ISSUED_BY_SCREEN });
	}
}

static bool same(struct txn *t)
{
	struct row_waiting_before counted;
	const char *zone = zones[any(3)], *day = any(50) ? DAY : "2026-11-25";
	int64_t rank = any(3) ? any(1000 * (taken + 2)) : INT64_MAX, ahead = -1;
	if (line_ahead(t, day, zone, rank, &ahead) ||
		load_waiting_before(t, hall.site, day, zone, rank, &counted))
		return false;
	if (ahead != counted.ahead)
		printf("# %s %s %lld: %lld in memory, %lld counted\n", day, zone, (long long)rank,
			(long long)ahead, (long long)counted.ahead);
	return ahead == counted.ahead;
}

/* One unit: some events, a look while it is open now and then; one in six is undone. */
static void unit(void)
{
	struct txn t;
	bool keep = any(6) > 0, good = txn_begin(&t, db, &hall, &console) == RC_OK;
	for (int64_t i = any(4); good && i > 0; i--)
		good = something(&t) == RC_OK && (any(3) || same(&t));
	CHECK("events", good);
	CHECK("ended", txn_end(&t, keep ? RC_OK : txn_refuse(&t, REFUSAL_BUSY, NULL)) ==
			       (keep ? RC_OK : RC_REFUSED));
	txn_release(&t);
	if (any(5) == 0)
		CHECK("commit", db_turn_commit(db) == RC_OK);
}

static void look(const char *name)
{
	struct txn t;
	CHECK("begin", txn_begin(&t, db, &hall, &console) == RC_OK);
	CHECK(name, same(&t) && same(&t));
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
}

int main(int argc, char **argv)
{
	char path[4096];
	sqlite3 *hand;
	snprintf(path, sizeof path, "%s/line.db", argc > 1 ? argv[1] : ".");
	CHECK("open", db_open(path, &db) == RC_OK);
	for (int i = 0; i < STEPS; i++) {
		unit();
		if (any(2))
			look("the same");
	}
	CHECK("commit", db_turn_commit(db) == RC_OK);
	CHECK("another hand",
		sqlite3_open(path, &hand) == SQLITE_OK &&
			sqlite3_exec(hand, "UPDATE ticket SET state = 'void' WHERE rank % 3000 = 0",
				NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(hand);
	for (int i = 0; i < 10; i++)
		look("after another hand");
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
	CHECK("opened again", db_open(path, &db) == RC_OK);
	for (int i = 0; i < 10; i++)
		look("in another database");
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
	return FINISH();
}
