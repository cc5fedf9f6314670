/* More numbers than a unit of work has room for: 12,000 of them waiting, and the next morning still
 * open. Argument: a scratch directory. */
#include "check.h"
#include "events.h"
#include "furnish.h"
#include "hall/queue/ticket.h"
#include "store/db.h"
#include "store/journal.h"

#define CROWD 12000
#define DAY_MS 86400000

static const struct actor console = { .id = "console", .name = "命令行" };
static struct db *db;
static struct node_self self = { "361127102-1", "361127102", false, NULL, NULL };

static enum rc crowd(struct txn *t, int from, int count)
{
	char day[CLOCK_TEXT];
	enum rc rc = RC_OK;
	snprintf(day, sizeof day, "%.10s", t->at);
	for (int i = from; !rc && i < from + count; i++) {
		const char *id = arena_printf(&t->arena, "T%05d", i),
			   *number = arena_printf(&t->arena, "A%05d", i);
		rc = event_ticket_taken(t, NULL, id,
			&(struct event_ticket_taken){ .number = number,
				.day = day,
				.zone = "general",
				.priority = PRIORITY_NONE,
				.category = "general",
				.sequence = i,
				.rank = i * TICKET_RANK_STEP,
				.items = yyjson_mut_arr(t->doc),
				.channel = TICKET_CHANNEL_KIOSK,
				.secret = "ABCDEF" });
		if (!rc)
			rc = event_ticket_issued(t, NULL, id,
				&(struct event_ticket_issued){ .by = ISSUED_BY_SCREEN });
	}
	return rc;
}

/* A word of a newer catalogue, which this box's set has not: the unit ends, the box goes on. */
static enum rc unknown(struct txn *t)
{
	return record_ticket_issued(t, "T00001", .by = issued_by_of("telepathy"));
}

static int64_t member(const yyjson_mut_val *v, const char *name)
{
	yyjson_mut_val *m = yyjson_mut_obj_get((yyjson_mut_val *)(uintptr_t)v, name);
	return yyjson_mut_is_arr(m) ? (int64_t)yyjson_mut_arr_size(m) : yyjson_mut_get_sint(m);
}

static void waiting(void)
{
	struct txn t;
	yyjson_mut_val *queue = NULL;
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("a crowd's queue is shown to a window",
		txn_end(&t, ticket_queue(&t, 1, &queue)) == RC_OK);
	CHECK("and says what was cut",
		member(queue, "waiting") == 1000 && member(queue, "more_waiting") == CROWD - 1000);
	CHECK("all of it may be called",
		member(queue, "here") == CROWD && member(queue, "next") == 3);
	txn_release(&t);
}

static void next_morning(void)
{
	struct row_ticket_left_open *rows;
	size_t left = 1;
	int turns = 0;
	for (bool more = true; more && turns < 2 * CROWD / 200; turns++) {
		struct txn t;
		CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
		t.now += DAY_MS;
		clock_text(t.now, t.at);
		CHECK("a share of what was left open is closed",
			txn_end(&t, ticket_tick(&t)) == RC_OK);
		more = t.more;
		txn_release(&t);
		CHECK("commit", db_turn_commit(db) == RC_OK);
	}
	struct txn t;
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("look", list_ticket_left_open(&t, self.site, "9999", 10, &rows, &left) == RC_OK);
	CHECK("nothing is left open", left == 0 && turns > CROWD / 200);
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
}

/* Asks for more than there is room for, and for what JSON cannot say. */
static void limits(void)
{
	struct txn t;
	struct row_ticket_callable *rows;
	size_t n;
	struct journal_head before, after;
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("head", journal_head(&t, self.node, &before) == RC_OK);
	CHECK("something is written",
		event_ticket_issued(&t, NULL, "T00001",
			&(struct event_ticket_issued){ .by = ISSUED_BY_SCREEN }) == RC_OK);
	char day[CLOCK_TEXT];
	int times = 0;
	snprintf(day, sizeof day, "%.10s", t.at);
	while (times < 100 && list_ticket_callable(&t, self.site, day, &rows, &n) == RC_OK)
		times++;
	CHECK("reading stops where there is no more room",
		times > 0 && times < 100 && t.arena.full);
	CHECK("the unit is refused, whatever it says itself",
		txn_end(&t, RC_OK) == RC_REFUSED && t.refusal == REFUSAL_TOO_LARGE && t.detail);
	txn_release(&t);
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("and undone",
		journal_head(&t, self.node, &after) == RC_OK && after.seq == before.seq);
	(void)!record_ticket_held(&t, "T00001", .window = 1, .note = "\xff");
	CHECK("a text that is not UTF-8 is that unit's fault alone",
		txn_end(&t, RC_OK) == RC_FAULT);
	fault_clear();
	txn_release(&t);
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("a word no set has is that unit's fault alone", txn_end(&t, unknown(&t)) == RC_FAULT);
	fault_clear();
	txn_release(&t);
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("undone too",
		journal_head(&t, self.node, &after) == RC_OK && after.seq == before.seq);
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
}

int main(int argc, char **argv)
{
	char path[4096];
	struct txn t;
	self.home = argc > 1 ? argv[1] : ".";
	snprintf(path, sizeof path, "%s/crowd.db", self.home);
	CHECK("open", db_open(path, &db) == RC_OK);
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("furnish", txn_end(&t, furnish(&t)) == RC_OK);
	txn_release(&t);
	for (int i = 1; i <= CROWD; i += 200) {
		CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
		CHECK("a crowd comes", txn_end(&t, crowd(&t, i, 200)) == RC_OK);
		txn_release(&t);
	}
	CHECK("commit", db_turn_commit(db) == RC_OK);
	limits();
	waiting();
	next_morning();
	db_close(db);
	return FINISH();
}
