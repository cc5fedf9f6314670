/* A list that ends is not a list that is whole, and says so: one row too many is told, the last one
 * that fits is not. Argument: a scratch directory. */
#include "check.h"
#include "casefile_sql.h"
#include "events.h"
#include "fleet_sql.h"
#include "outbox_sql.h"
#include "store/journal.h"

#define BATCHES 2000 /* of fleet_batches, in tbl/common/cut.def */
#define STEPS 500 /* of case_events */
#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct actor console = { .id = "console", .name = "命令行" };
static const struct node_self self = { "361127000-1", "361127000", true, ".", NULL };
static struct db *db;

static void batches_arrive(int64_t first, int64_t last)
{
	struct txn t;
	enum rc rc = txn_begin(&t, db, &self, &console);
	for (int64_t seq = first; !rc && seq <= last; seq++)
		rc = exec_inbox_add(&t, "361127102-1", 1, seq, SHA, 10, t.at, NULL);
	CHECK("batches arrive", txn_end(&t, rc) == RC_OK);
	txn_release(&t);
}

/* How many are given out, and what is said then. */
static size_t looked_at(const char *hall, char said[1200])
{
	struct txn t;
	yyjson_mut_val *list = NULL;
	CHECK("begin", txn_begin(&t, db, &self, &console) == RC_OK);
	CHECK("look", query_fleet_batches(&t, hall, &list) == RC_OK);
	size_t n = yyjson_mut_arr_size(list);
	snprintf(said, 1200, "%s", db_cut(db));
	CHECK_TEXT("it is said once", db_cut(db), "");
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
	return n;
}

static void as_json(void)
{
	char said[1200];
	batches_arrive(1, BATCHES);
	CHECK("all that fit are there", looked_at("", said) == BATCHES);
	CHECK_TEXT("and nothing is said", said, "");
	batches_arrive(BATCHES + 1, BATCHES + 1);
	CHECK("no more than fit", looked_at("", said) == BATCHES);
	CHECK("what is cut, after how many, and how to see the rest",
		strstr(said, "批次") && strstr(said, "2000") && strstr(said, "选一个大厅"));
	CHECK("of another hall nothing is cut", looked_at("361127103-1", said) == 0 && !said[0]);
}

static void as_rows(void)
{
	struct txn t;
	struct row_case_events *rows;
	yyjson_mut_val *list = NULL;
	size_t n = 0;
	enum rc rc = txn_begin(&t, db, &self, &console);
	for (int i = 0; !rc && i <= STEPS; i++)
		rc = event_setting_changed(&t, NULL, "one",
			&(struct event_setting_changed){ .value = "1", .by = "x" });
	CHECK("more steps than a list shows", rc == RC_OK);
	CHECK("rows end too", list_case_events(&t, "one", &rows, &n) == RC_OK && n == STEPS);
	CHECK("twice", list_case_events(&t, "one", &rows, &n) == RC_OK && n == STEPS);
	CHECK("and another", query_fleet_batches(&t, "", &list) == RC_OK);
	const char *said = db_cut(db), *first = strstr(said, "经过只列出前 500 条");
	CHECK("both are said, each once",
		first && !strstr(first + 1, "经过") && strstr(said, "。批次只列出前 2000 条"));
	CHECK("end", txn_end(&t, RC_OK) == RC_OK);
	txn_release(&t);
}

int main(int argc, char **argv)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/cut.db", argc > 1 ? argv[1] : ".");
	CHECK("open", db_open(path, &db) == RC_OK);
	as_json();
	as_rows();
	CHECK("commit", db_turn_commit(db) == RC_OK);
	db_close(db);
	return FINISH();
}
