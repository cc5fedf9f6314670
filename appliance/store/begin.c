/* How a unit of work begins: with one clock reading, which is held against the record. */
#include "store/txn.h"
#include <assert.h>
#include "base/json.h"
#include "store/db_internal.h"
#include "store/journal.h"

enum rc txn_begin(
	struct txn *t, struct db *db, const struct node_self *self, const struct actor *actor)
{
	int64_t behind;
	assert(self->node && actor->id); /* whatever is recorded names both */
	TRY(db_turn_begin(db));
	TRY(db_step(db, db->savepoint, "savepoint"));
	db->depth++;
	*t = (struct txn){ .db = db, .self = self, .actor = actor, .address = "" };
	t->now = clock_now();
	t->begun = db->written;
	clock_text(t->now, t->at);
	arena_init(&t->arena, TXN_ARENA);
	t->doc = json_doc(&t->arena);
	enum rc rc = journal_behind(t, &behind);
	t->clock_trusted = !rc && !behind && clock_plausible(t->now);
	if (rc)
		rc = txn_end(t, rc);
	return rc;
}
