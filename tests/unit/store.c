/* The journal and its views: chain, taking in, gaps, forks, undoing, rebuild. Argument: a scratch directory. */
#include "check.h"
#include <stdlib.h>
#include "base/json.h"
#include "events.h"
#include "hall/account.h"
#include "hall/ticket.h"
#include "http/shape.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/projection.h"

static const struct actor console = { .id = "console", .name = "命令行" };

static struct db *open_at(const char *dir, const char *name)
{
	char path[4096];
	struct db *db = NULL;
	snprintf(path, sizeof path, "%s/%s.db", dir, name);
	CHECK("open", db_open(path, &db) == RC_OK);
	return db;
}

static enum rc furnish(struct txn *t)
{
	enum rc rc = event_site_configured(t, NULL, "361127102", &(struct event_site_configured){ .code = "361127102", .place = "黄金埠镇", .kind = "developed_town", .name = "黄金埠镇政务服务中心", .county = "余干县", .sample = true });
	if (!rc)
		rc = event_window_opened(t, NULL, "1", &(struct event_window_opened){ .no = 1, .zone = "general", .place = "", .issues = false, .features = yyjson_mut_arr(t->doc) });
	return rc;
}

static void tickets(struct db *db, const struct node_self *self, int count)
{
	for (int i = 0; i < count; i++) {
		struct txn t;
		const char *id;
		CHECK("begin", txn_begin(&t, db, self, &console) == RC_OK);
		CHECK("take", txn_end(&t, ticket_take(&t, &(struct ticket_wish){ .zone = "general", .priority = i % 3 ? "none" : "elder", .channel = "kiosk" }, &id)) == RC_OK);
		txn_release(&t);
	}
	CHECK("commit", db_turn_commit(db) == RC_OK);
}

static void digest_of(struct db *db, const struct node_self *self, char out[HASH_HEX])
{
	struct txn t;
	CHECK("begin", txn_begin(&t, db, self, &console) == RC_OK);
	CHECK("digest", txn_end(&t, projection_digest(&t, "361127102", out)) == RC_OK);
	txn_release(&t);
	CHECK("end", db_turn_commit(db) == RC_OK);
}

/* Copies the journal from one database to another as batches do; change lets a test spoil a line. */
static enum rc carry(struct db *from, const struct node_self *self, struct db *to, const struct node_self *hub, int64_t above, int64_t upto, int spoil, enum refusal *refusal)
{
	struct txn source, target;
	char *text;
	size_t n;
	struct journal_head first, last;
	enum rc rc = txn_begin(&source, from, self, &console);
	if (!rc)
		rc = txn_begin(&target, to, hub, &console);
	if (!rc)
		rc = journal_lines(&source, self->node, above, upto, 1 << 20, &text, &n, &first, &last);
	if (!rc && spoil >= 0)
		text[(size_t)spoil % n] ^= 1;
	for (char *p = text; !rc && p < text + n;) {
		char *end = memchr(p, '\n', (size_t)(text + n - p));
		size_t length = end ? (size_t)(end - p) : (size_t)(text + n - p);
		rc = journal_take(&target, p, length);
		p += length + 1;
	}
	rc = txn_end(&target, rc);
	*refusal = target.refusal;
	CHECK("source", txn_end(&source, RC_OK) == RC_OK);
	txn_release(&source);
	txn_release(&target);
	CHECK("both end", db_turn_commit(from) == RC_OK && db_turn_commit(to) == RC_OK);
	return rc;
}

static void journal(const char *dir)
{
	struct node_self hall = { "361127102-1", "361127102", false, dir }, hub = { "361127000-1", "361127000", true, dir };
	struct db *a = open_at(dir, "hall"), *b = open_at(dir, "hub");
	struct txn t;
	char here[HASH_HEX], there[HASH_HEX], after[HASH_HEX];
	enum refusal refusal;
	int64_t checked;
	CHECK("begin", txn_begin(&t, a, &hall, &console) == RC_OK);
	CHECK("furnish", txn_end(&t, furnish(&t)) == RC_OK);
	txn_release(&t);
	tickets(a, &hall, 20);
	digest_of(a, &hall, here);

	CHECK("a gap is refused", carry(a, &hall, b, &hub, 5, 10, -1, &refusal) == RC_REFUSED && refusal == REFUSAL_JOURNAL_GAP);
	for (int i = 0; i < 2000; i += 7)
		CHECK("a changed byte is refused whole", carry(a, &hall, b, &hub, 0, 22, i, &refusal) == RC_REFUSED);
	CHECK("the rest is taken", carry(a, &hall, b, &hub, 0, 22, -1, &refusal) == RC_OK);
	CHECK("and again without effect", carry(a, &hall, b, &hub, 0, 22, -1, &refusal) == RC_OK);
	digest_of(b, &hub, there);
	CHECK_TEXT("both sides say the same", there, here);

	/* a unit that fails leaves nothing */
	CHECK("begin", txn_begin(&t, a, &hall, &console) == RC_OK);
	const char *id;
	CHECK("take", ticket_take(&t, &(struct ticket_wish){ .zone = "general", .priority = "none", .channel = "kiosk" }, &id) == RC_OK);
	CHECK("refused", txn_end(&t, txn_refuse(&t, REFUSAL_BUSY, NULL)) == RC_REFUSED);
	txn_release(&t);
	CHECK("commit", db_turn_commit(a) == RC_OK);
	digest_of(a, &hall, after);
	CHECK_TEXT("undone", after, here);

	CHECK("begin", txn_begin(&t, a, &hall, &console) == RC_OK);
	CHECK("verify", txn_end(&t, journal_verify(&t, NULL, &checked)) == RC_OK && checked == 22);
	txn_release(&t);
	CHECK("commit", db_turn_commit(a) == RC_OK);
	CHECK("rebuild here", projection_rebuild(a, &hall, true) == RC_OK);
	CHECK("rebuild there", projection_rebuild(b, &hub, true) == RC_OK);
	digest_of(a, &hall, after);
	CHECK_TEXT("the same after a rebuild", after, here);

	/* unknown kinds from a newer version are kept */
	CHECK("begin", txn_begin(&t, a, &hall, &console) == RC_OK);
	CHECK("newer", txn_end(&t, journal_append(&t, NULL, "drone.landed", "X", yyjson_mut_obj(t.doc))) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(a) == RC_OK);
	CHECK("taken in and kept", carry(a, &hall, b, &hub, 22, 23, -1, &refusal) == RC_OK);

	/* a cloned box: the same number, another content */
	struct db *clone = open_at(dir, "clone");
	CHECK("begin", txn_begin(&t, clone, &hall, &console) == RC_OK);
	CHECK("furnish", txn_end(&t, furnish(&t)) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(clone) == RC_OK);
	CHECK("a fork is seen", carry(clone, &hall, b, &hub, 0, 2, -1, &refusal) == RC_REFUSED && refusal == REFUSAL_JOURNAL_FORK);
	db_close(clone);
	db_close(a);
	db_close(b);
}

static void shapes(void)
{
	struct arena a;
	yyjson_val *v;
	const char *why;
	static const struct { const char *text; bool good; } cases[] = {
		{ "{\"zone\":\"general\",\"priority\":\"none\"}", true },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"items\":[\"a\"]}", true },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"items\":null}", true },
		{ "{\"zone\":\"general\"}", false }, { "{\"zone\":\"moon\",\"priority\":\"none\"}", false }, { "{\"zone\":1,\"priority\":\"none\"}", false },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"extra\":1}", false }, { "{\"zone\":\"general\",\"priority\":\"none\",\"items\":[1]}", false },
		{ "{\"zone\":\"general\\u0000\",\"priority\":\"none\"}", false }, { "[]", false },
	};
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK("JSON", json_read(&a, cases[i].text, strlen(cases[i].text), &v) == RC_OK);
		CHECK(cases[i].text, (shape_check(&a, "TicketTake", v, &why) == RC_OK) == cases[i].good);
	}
	arena_release(&a);
}

int main(int argc, char **argv)
{
	journal(argc > 1 ? argv[1] : ".");
	shapes();
	return FINISH();
}
