/* A county that has seen 90,000 photos, and halls that were left with 5,000 and 9,500 open numbers:
 * at the start and on the next day nothing ends the program, asks for more memory than it may, or
 * takes longer than people wait. The rows are put into the views as they are, for it is their
 * number that is tried. Argument: a scratch directory. */
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/clock.h"
#include "check.h"
#include "events.h"
#include "furnish.h"
#include "hall/queue/board.h"
#include "hall/casework/casefile.h"
#include "hall/link/outbox.h"
#include "hall/link/record.h"
#include "hall/supervision/report.h"
#include "hall/place/setting.h"
#include "hall/queue/ticket.h"
#include "hub/fleet.h"
#include "jobs/housekeeping.h"
#include "rules/supervision/report.h"
#include "store/db.h"
#include "store/journal.h"
#include "ticket_sql.h"

#define PHOTOS 90000
#define DAY_MS 86400000
#define MEMORY_KB (160 << 10) /* of the whole program; a unit of work alone has 8 MiB */
/* of a processor, for one answer: a machine that does other things too is no fault */
#define SECONDS_MOST 10

static const struct actor county = { .id = "county", .name = "县级" };
static const struct actor console = { .id = "console", .name = "命令行" };
static char place[3000];

static int64_t since_ms;
static int64_t worked_ms(void)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
	       (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

static void start_watch(void)
{
	since_ms = worked_ms();
}

static void in_time(const char *what)
{
	struct rusage used;
	int64_t took = worked_ms() - since_ms;
	getrusage(RUSAGE_SELF, &used);
	CHECK(what, took < SECONDS_MOST * 1000);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
	CHECK(what, used.ru_maxrss < MEMORY_KB);
#endif
	printf("# %s: %lld ms, %ld MB\n", what, (long long)took, used.ru_maxrss >> 10);
}

/* More rows than events could be written in a test's time. */
static void put_rows(const char *path, const char *sql)
{
	sqlite3 *raw;
	char *why = NULL;
	CHECK("beside the program", sqlite3_open(path, &raw) == SQLITE_OK);
	bool done = sqlite3_exec(raw, sql, NULL, NULL, &why) == SQLITE_OK;
	if (!done)
		printf("# %s\n", why ? why : "?");
	CHECK("rows", done);
	sqlite3_free(why);
	sqlite3_close(raw);
}

static struct db *opened(const char *path)
{
	struct db *db = NULL;
	CHECK("open", db_open(path, &db) == RC_OK);
	return db;
}

typedef enum rc look(struct txn *t, yyjson_mut_val **out);

/* One look in a unit of its own: answered, or refused as too large; `refusable` says whether it may
 * be. */
static yyjson_mut_val *looked(struct db *db, const struct node_self *self, struct txn *t,
	const char *what, look *at, bool refusable)
{
	yyjson_mut_val *v = NULL;
	start_watch();
	CHECK("begin", txn_begin(t, db, self, self->hub ? &county : &console) == RC_OK);
	enum rc rc = txn_end(t, at(t, &v));
	if (rc == RC_FAULT)
		printf("# %s: %s\n", what, fault_text());
	fault_clear();
	CHECK(what,
		rc == RC_OK || (refusable && rc == RC_REFUSED && t->refusal == REFUSAL_TOO_LARGE));
	in_time(what);
	return rc ? NULL : v;
}

static enum rc all_cases(struct txn *t, yyjson_mut_val **out)
{
	struct casefile_filter f = {
		.hall = "", .states = "", .q = "", .card = "", .accepted = "", .limit = 500
	};
	return casefile_list(t, &f, out);
}

static enum rc one_case(struct txn *t, yyjson_mut_val **out)
{
	return casefile_view(t, "C1", out);
}

static enum rc one_hall(struct txn *t, yyjson_mut_val **out)
{
	return fleet_halls(t, out);
}

static enum rc not_packed(struct txn *t, yyjson_mut_val **out)
{
	struct row_outbox_unpacked *rows;
	size_t n;
	*out = yyjson_mut_obj(t->doc);
	enum rc rc = list_outbox_unpacked(t, "361127102", "361127000-1", &rows, &n);
	CHECK("photos are packed some at a time", !rc && n == 500);
	return rc;
}

static enum rc files_there(struct txn *t, yyjson_mut_val **out)
{
	int64_t files = 0;
	*out = yyjson_mut_obj(t->doc);
	return record_files(t, &files);
}

static int64_t number(const yyjson_mut_val *v, const char *name)
{
	return yyjson_mut_get_sint(yyjson_mut_obj_get((yyjson_mut_val *)(uintptr_t)v, name));
}

static void photos(void)
{
	char path[4096], sql[2000];
	struct node_self self = { "361127000-1", "361127000", true, place, NULL };
	snprintf(path, sizeof path, "%s/county.db", place);
	struct db *db = opened(path);
	struct txn t;
	CHECK("begin", txn_begin(&t, db, &self, &county) == RC_OK);
	CHECK("a hall is admitted",
		txn_end(&t, fleet_admit(&t, "361127102-1", "黄金埠镇", "k")) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
	snprintf(sql, sizeof sql,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
		"INSERT INTO photo SELECT '361127102', 'C' || (i %% 3), 1, printf('%%064x', i * "
		"2654435761), 'a.jpg', "
		"'image/jpeg', 300000, '2026-11-24T09:00:00.000+08:00' FROM n; "
		"INSERT INTO case_file (hall, id, item, item_name, catalogue, kind, decided_by, "
		"applicant, name_spelled, "
		"number_spelled, phone_spelled, note, query_code, window_no, clock_trusted, "
		"received_at, received_by, "
		"received_name, forwarded_to) SELECT '361127102', 'C' || value, 'SR-001', '事项', "
		"'c', 'promised', 'hub', "
		"'{\"name\":\"张三\"}', '张三', '1', '', '', '1', 1, 1, "
		"'2026-11-24T09:00:00.000+08:00', 'x', 'x', 'hub' "
		"FROM json_each('[0,1,2]')",
		PHOTOS);
	put_rows(path, sql);
	db = opened(path);
	yyjson_mut_val *v = looked(db, &self, &t, "the county's list of halls", one_hall, false);
	v = yyjson_mut_arr_get_first(yyjson_mut_obj_get(v, "halls"));
	CHECK("every photo that is missing is counted", number(v, "missing_files") == PHOTOS);
	txn_release(&t);
	v = looked(db, &self, &t, "the county's cases", all_cases, false);
	v = yyjson_mut_arr_get_first(yyjson_mut_obj_get(v, "cases"));
	CHECK("with their photos", number(v, "photos") == PHOTOS / 3);
	txn_release(&t);
	(void)looked(
		db, &self, &t, "a case with 30,000 of them is shown or refused", one_case, true);
	txn_release(&t);
	(void)looked(db, &self, &t, "what is not packed yet", not_packed, false);
	txn_release(&t);
	(void)looked(db, &self, &t, "the county's files", files_there, false);
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
}

static enum rc queue_of_one(struct txn *t, yyjson_mut_val **out)
{
	return ticket_queue(t, 1, out);
}

static enum rc whole_board(struct txn *t, yyjson_mut_val **out)
{
	return board_view(t, "", out);
}

static enum rc day_report(struct txn *t, yyjson_mut_val **out)
{
	struct report_span span;
	char day[11];
	snprintf(day, sizeof day, "%.10s", t->at);
	return report_day(day, &span) ? report_view(t, t->self->site, &span, out) : RC_NOTFOUND;
}

static enum rc yesterday(struct txn *t, yyjson_mut_val **out)
{
	char at[CLOCK_TEXT], day[11];
	clock_text(t->now - DAY_MS, at);
	snprintf(day, sizeof day, "%.10s", at);
	return ticket_closed(t, day, out);
}

static int64_t left_open(struct db *db, const struct node_self *self)
{
	struct txn t;
	struct row_ticket_left_open *rows;
	size_t n = 0;
	CHECK("begin", txn_begin(&t, db, self, &console) == RC_OK);
	CHECK("look", list_ticket_left_open(&t, self->site, "9999", 20000, &rows, &n) == RC_OK);
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
	return (int64_t)n;
}

/* What a hall does when it opens its home, and what people ask it for while it does. */
static void looks(struct db *db, const struct node_self *self)
{
	static const struct {
		const char *what;
		look *at;
	} all[] = {
		{ "a window's queue", queue_of_one },
		{ "the board", whole_board },
		{ "the kiosk", ticket_kiosk },
		{ "the director's board", report_now },
		{ "the day's report", day_report },
		{ "the day before", yesterday },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct txn t;
		(void)looked(db, self, &t, all[i].what, all[i].at, false);
		txn_release(&t);
	}
}

static void numbers(int count)
{
	char path[4096], sql[2000];
	struct node_self self = { "361127102-1", "361127102", false, place, NULL };
	struct txn t;
	snprintf(path, sizeof path, "%s/hall-%d.db", place, count);
	struct db *db = opened(path);
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("furnish", txn_end(&t, furnish(&t)) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
	char now[CLOCK_TEXT];
	clock_text(clock_now(), now);
	snprintf(sql, sizeof sql,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
		"INSERT INTO ticket (hall, id, number, day, zone, category, series, sequence, "
		"priority, rank, items, channel, "
		"secret, state, window_no, taken_at, issued_at, waits_since, called_at, tries) "
		"SELECT '361127102', "
		"printf('T%%05d', i), printf('A%%05d', i), substr('%s', 1, 10), 'general', "
		"'general', 'general', i, 'none', i * 1024, "
		"'[]', 'kiosk', 'ABCDEF', CASE i %% 5 WHEN 0 THEN 'missed' WHEN 1 THEN 'held' "
		"ELSE 'waiting' END, "
		"CASE WHEN i %% 5 < 2 THEN 1 END, '%s', '%s', '%s', CASE WHEN i "
		"%% 5 < 2 THEN '%s' END, 1 FROM n",
		count, now, now, now, now, now);
	put_rows(path, sql);
	start_watch();
	db = opened(path);
	in_time("a hall with open numbers is opened");
	looks(db, &self);
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("today's are looked at", txn_end(&t, ticket_tick(&t)) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(db) == RC_OK);
	CHECK("and none of them is closed", left_open(db, &self) == count);
	clock_shift(clock_shifted() + DAY_MS);
	start_watch();
	int turns = 0;
	int64_t done = 0;
	for (; turns < count && (turns == 0 || left_open(db, &self)); turns++) {
		int64_t began = worked_ms();
		housekeeping_tick(db, &self, &done);
		CHECK("commit", db_turn_commit(db) == RC_OK);
		CHECK("nobody at a desk waits for it", worked_ms() - began < 3000);
		if (turns == 1)
			looks(db, &self);
	}
	CHECK("the day before is over", left_open(db, &self) == 0);
	printf("# %d numbers closed in %d turns\n", count, turns);
	in_time("closing them");
	looks(db, &self);
	db_close(db);
}

/* Each hall in a process of its own, as it is: what is remembered between two turns is that
 * hall's. */
static void hall_with(int count)
{
	int status = -1;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		check_passed = check_failed = 0;
		numbers(count);
		fflush(stdout);
		_exit(check_failed ? 1 : 0);
	}
	CHECK("a hall", child > 0 && waitpid(child, &status, 0) == child);
	CHECK("everything in it went well", WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int argc, char **argv)
{
	snprintf(place, sizeof place, "%s", argc > 1 ? argv[1] : ".");
	photos();
	hall_with(5000);
	hall_with(9500);
	return FINISH();
}
