/* A unit of work is a savepoint inside the turn's transaction. */
#include "store/txn.h"
#include <assert.h>
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "store/db_internal.h"

/* What the arena has to say about a unit that thinks it went well, or that stopped because there
 * was no more room. */
static enum rc weighed(struct txn *t, enum rc result)
{
	if (t->arena.full) {
		fault_clear();
		t->keep_refused = false;
		return txn_refuse(t, REFUSAL_TOO_LARGE, "一次要处理的内容太多，请缩小范围");
	}
	return t->arena.unwritable ? fault("a text cannot be written") : result;
}

enum rc txn_end(struct txn *t, enum rc result)
{
	assert(t->db->depth > 0); /* begun, and not ended before */
	result = weighed(t, result);
	t->db->depth--;
	if (result == RC_OK || (result == RC_REFUSED && t->keep_refused)) {
		enum rc rc = db_step(t->db, t->db->release, "release");
		return rc ? rc : result;
	}
	t->db->undone += t->wrote;
	if (t->db->written != t->begun)
		kept_epoch_next(t->db);
	bool failed = t->db->failed; /* undoing this unit heals a fault that was its own */
	if (db_run(t->db, "ROLLBACK TO unit; RELEASE unit"))
		return RC_FAULT;
	t->db->failed = failed && result != RC_FAULT;
	return result;
}

void txn_release(struct txn *t)
{
	arena_release(&t->arena);
}

const char *txn_today(struct txn *t)
{
	return arena_date(&t->arena, date_of(t->now));
}

void txn_part_begin(const struct txn *t, struct txn *part)
{
	assert(part != t);
	*part = *t;
	arena_init(&part->arena, TXN_ARENA);
	part->doc = json_doc(&part->arena);
}

enum rc txn_part_end(struct txn *t, struct txn *part, enum rc result)
{
	result = weighed(part, result);
	assert(part->db == t->db && part->doc != t->doc);
	t->wrote = part->wrote;
	t->more = part->more;
	if (result == RC_REFUSED)
		(void)txn_refuse(t, part->refusal, arena_strdup(&t->arena, part->detail));
	arena_release(&part->arena);
	return result;
}

enum rc txn_work(
	struct txn *t, work_run *run, const void *question, size_t size, void *answer, size_t room)
{
	struct work own;
	const struct work *done = &own;
	assert(room <= sizeof own.answer);
	if (!t->works) {
		work_ask(&own, run, question, size);
		work_do(&own);
	} else {
		if (!*t->works && !(*t->works = works_new()))
			return fault("no memory for slow work");
		done = works_find(*t->works, run, question, size);
		if (!done) {
			if ((*t->works)->count < WORK_KEPT)
				work_ask(&(*t->works)->wanted, run, question, size);
			t->keep_refused = false;
			return txn_refuse(t, REFUSAL_BUSY, NULL);
		}
	}
	enum rc rc = done->rc;
	if (rc == RC_OK)
		memcpy(answer, done->answer, room);
	if (!t->works)
		work_wipe(&own);
	return rc == RC_FAULT ? fault("slow work failed") : rc;
}

enum rc txn_refuse(struct txn *t, enum refusal refusal, const char *detail)
{
	assert(refusal != REFUSAL_NONE); /* whoever is refused is told why */
	t->refusal = refusal;
	t->detail = detail;
	return RC_REFUSED;
}
