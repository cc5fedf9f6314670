/* The journal and its views: chain, taking in, gaps, forks, undoing, rebuild. Argument: a scratch
 * directory. */
#include "check.h"
#include <stdlib.h>
#include "base/json.h"
#include "events.h"
#include "furnish.h"
#include "hall/queue/ticket.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/projection.h"
#include "words/event.h"

static const struct actor console = { .id = "console", .name = "命令行" };

static struct db *open_at(const char *dir, const char *name)
{
	char path[4096];
	struct db *db = NULL;
	snprintf(path, sizeof path, "%s/%s.db", dir, name);
	CHECK("open", db_open(path, &db) == RC_OK);
	return db;
}

static void tickets(struct db *db, const struct node_self *self, int count)
{
	for (int i = 0; i < count; i++) {
		struct txn t;
		const char *id;
		CHECK("begin", txn_begin(&t, db, self, &console) == RC_OK);
		CHECK("take", txn_end(&t, ticket_take(&t,
						  &(struct ticket_wish){ .zone = "general",
							  .priority = i % 3 ? PRIORITY_NONE
									    : PRIORITY_ELDER,
							  .channel = TICKET_CHANNEL_KIOSK },
						  &id)) == RC_OK);
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

/* Copies the journal from one database to another as batches do; change lets a test spoil a
 * line. */
static enum rc carry(struct db *from, const struct node_self *self, struct db *to,
	const struct node_self *hub, int64_t above, int64_t upto, int spoil, enum refusal *refusal)
{
	struct txn source, target;
	char *text;
	size_t n;
	struct journal_head first, last, taken;
	enum rc rc = txn_begin(&source, from, self, &console);
	if (!rc)
		rc = txn_begin(&target, to, hub, &console);
	if (!rc)
		rc = journal_lines(
			&source, self->node, above, upto, 1 << 20, &text, &n, &first, &last);
	if (!rc && spoil >= 0)
		text[(size_t)spoil % n] ^= 1;
	for (char *p = text; !rc && p < text + n;) {
		char *end = memchr(p, '\n', (size_t)(text + n - p));
		size_t length = end ? (size_t)(end - p) : (size_t)(text + n - p);
		rc = journal_take(&target, self->node, p, length, &taken);
		if (!rc && taken.seq == last.seq)
			CHECK("the line taken is the one that was written",
				!strcmp(taken.hash, last.hash));
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
	struct node_self hall = { "361127102-1", "361127102", false, dir, NULL },
			 hub = { "361127000-1", "361127000", true, dir, NULL };
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

	CHECK("a gap is refused", carry(a, &hall, b, &hub, 5, 10, -1, &refusal) == RC_REFUSED &&
					  refusal == REFUSAL_JOURNAL_GAP);
	for (int i = 0; i < 2000; i += 7)
		CHECK("a changed byte is refused whole",
			carry(a, &hall, b, &hub, 0, 22, i, &refusal) == RC_REFUSED);
	CHECK("the rest is taken", carry(a, &hall, b, &hub, 0, 22, -1, &refusal) == RC_OK);
	CHECK("and again without effect", carry(a, &hall, b, &hub, 0, 22, -1, &refusal) == RC_OK);
	digest_of(b, &hub, there);
	CHECK_TEXT("both sides say the same", there, here);

	/* a unit that fails leaves nothing */
	CHECK("begin", txn_begin(&t, a, &hall, &console) == RC_OK);
	const char *id;
	CHECK("take", ticket_take(&t,
			      &(struct ticket_wish){ .zone = "general",
				      .priority = PRIORITY_NONE,
				      .channel = TICKET_CHANNEL_KIOSK },
			      &id) == RC_OK);
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
	CHECK("newer", txn_end(&t, journal_append(&t, NULL, "drone.landed", "X",
					   yyjson_mut_obj(t.doc))) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(a) == RC_OK);
	CHECK("taken in and kept", carry(a, &hall, b, &hub, 22, 23, -1, &refusal) == RC_OK);

	/* a cloned box: the same number, another content */
	struct db *clone = open_at(dir, "clone");
	CHECK("begin", txn_begin(&t, clone, &hall, &console) == RC_OK);
	CHECK("furnish", txn_end(&t, furnish(&t)) == RC_OK);
	txn_release(&t);
	CHECK("commit", db_turn_commit(clone) == RC_OK);
	CHECK("a fork is seen", carry(clone, &hall, b, &hub, 0, 2, -1, &refusal) == RC_REFUSED &&
					refusal == REFUSAL_JOURNAL_FORK);
	db_close(clone);
	db_close(a);
	db_close(b);
}

/* A line as `node` would send it: whatever is in it, well formed and well chained. */
static enum rc take_line(struct txn *t, const char *stream, const char *node, const char *kind,
	const char *at, const char *body)
{
	struct journal_head head;
	CHECK("head", journal_head(t, node, &head) == RC_OK);
	yyjson_mut_val *form = yyjson_mut_arr(t->doc), *v = yyjson_mut_obj(t->doc);
	char hash[HASH_HEX];
	size_t n;
	yyjson_mut_arr_add_str(t->doc, form, node);
	yyjson_mut_arr_add_int(t->doc, form, head.seq + 1);
	const char *const texts[] = { at, "x", kind, "361127102-1-1", body, head.hash };
	for (size_t i = 0; i < 6; i++)
		yyjson_mut_arr_add_str(t->doc, form, texts[i]);
	char *text = json_write(&t->arena, form, &n);
	hash_bytes_hex(text, n, hash);
	static const char *const names[] = { "at", "actor", "kind", "subject", "body", "prev" };
	for (size_t i = 0; i < 6; i++)
		yyjson_mut_obj_add_str(t->doc, v, names[i], texts[i]);
	yyjson_mut_obj_add_str(t->doc, v, "node", node);
	yyjson_mut_obj_add_int(t->doc, v, "seq", head.seq + 1);
	yyjson_mut_obj_add_str(t->doc, v, "hash", hash);
	char *line = json_write(&t->arena, v, &n);
	struct journal_head taken;
	return journal_take(t, stream, line, n, &taken);
}

/* Every kind there is, in another's stream and in one's own: only what such a node may write, and
 * only as its kind wants it. */
static void foreign(const char *dir)
{
	struct node_self hub = { "361127000-1", "361127000", true, dir, NULL },
			 hall = { "361127102-1", "361127102", false, dir, NULL };
	struct db *db = open_at(dir, "foreign");
	static const char now[] = "2026-11-25T09:00:00.000+08:00";
	for (size_t i = 0; i < event_word_count; i++) {
		const struct event_word *w = &event_words[i];
		const struct {
			const struct node_self *self;
			const char *stream, *node;
			bool its_own;
			unsigned by;
		} tries[] = {
			{ &hub, "361127100-1", "361127102-1", false, 0 },
			{ &hub, "361127100-1", "361127000-1", false, 0 },
			{ &hub, "361127100-1", "361127000-1>361127102-1", false, 0 },
			{ &hub, "361127100-1", "361127100-1", true, EVENT_BY_HALL },
			{ &hall, "361127000-1>361127102-1", "361127100-1", false, 0 },
			{ &hall, "361127000-1>361127102-1", "361127000-1>361127102-1", true,
				EVENT_BY_VOICE },
		};
		for (size_t k = 0; k < sizeof tries / sizeof *tries; k++) {
			struct txn t;
			CHECK("begin", txn_begin(&t, db, tries[k].self, &console) == RC_OK);
			enum rc rc = take_line(
				&t, tries[k].stream, tries[k].node, w->kind, now, "{}");
			bool may = tries[k].its_own && w->writers & tries[k].by;
			if (!may)
				CHECK(w->kind,
					rc == RC_REFUSED && t.refusal == REFUSAL_EVENT_FOREIGN);
			/* an empty body is refused where the kind wants something, and never a
			 * fault */
			else
				CHECK(w->kind,
					rc == RC_OK ||
						(rc == RC_REFUSED &&
							t.refusal == REFUSAL_JOURNAL_BROKEN));
			CHECK("undone",
				txn_end(&t, txn_refuse(&t, REFUSAL_BUSY, NULL)) == RC_REFUSED);
			txn_release(&t);
		}
	}
	static const struct {
		const char *kind, *at, *body;
		bool good;
	} own[] = {
		{ "drone.landed", now, "{}", true },
		{ "drone.landed", now, "[]", false },
		{ "drone.landed", now, "not JSON", false },
		{ "drone.landed", "yesterday", "{}", false },
		{ "ticket.called", now, "{\"window\":1}", true },
		{ "ticket.called", now, "{\"window\":\"1\"}", false },
		{ "ticket.called", now, "{}", false },
		{ "case.received", now, "{}", false },
	};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		struct txn t;
		CHECK("begin", txn_begin(&t, db, &hub, &console) == RC_OK);
		enum rc rc = take_line(
			&t, "361127100-1", "361127100-1", own[i].kind, own[i].at, own[i].body);
		CHECK(own[i].body, rc == (own[i].good ? RC_OK : RC_REFUSED));
		CHECK("undone", txn_end(&t, txn_refuse(&t, REFUSAL_BUSY, NULL)) == RC_REFUSED);
		txn_release(&t);
	}
	CHECK("nothing of it stays", db_turn_commit(db) == RC_OK);
	db_close(db);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	journal(dir);
	foreign(dir);
	return FINISH();
}
