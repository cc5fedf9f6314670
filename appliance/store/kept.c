/* Each answer has an arena of its own. One that is replaced lives on until the next turn begins:
 * units of this turn may still look at it. */
#include "store/kept.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "store/db_internal.h"

#define KEPT_MOST 48

struct kept {
	struct kept *next;
	kept_read *read;
	size_t size;
	unsigned char question[KEPT_QUESTION];
	const void *answer;
	struct db_tables from;
	int64_t written, epoch; /* struct db's when it was last found true */
	struct arena arena;
};

static void free_list(struct kept *k)
{
	for (struct kept *next; k; k = next) {
		next = k->next;
		arena_release(&k->arena);
		free(k);
	}
}

void kept_sweep(struct db *db)
{
	free_list(db->stale);
	db->stale = NULL;
}

void kept_free(struct db *db)
{
	kept_sweep(db);
	free_list(db->kept);
	db->kept = NULL;
}

static void retire(struct db *db, struct kept **at)
{
	struct kept *k = *at;
	assert(k);
	*at = k->next;
	k->next = db->stale;
	db->stale = k;
}

static bool unchanged(struct db *db, const struct kept *k)
{
	if (k->epoch != db->epoch)
		return false;
	for (size_t i = 0; k->written != db->written && i < DB_TABLE_WORDS; i++)
		for (uint64_t left = k->from.word[i]; left; left &= left - 1)
			if (db->table_written[i * 64 + (size_t)__builtin_ctzll(left)] > k->written)
				return false;
	return true;
}

/* The newest in front, so that what is asked at every request is found at once. */
static struct kept *find(struct db *db, kept_read *read, const void *question, size_t size)
{
	size_t n = 0;
	for (struct kept **p = &db->kept; *p; p = &(*p)->next) {
		struct kept *k = *p;
		bool same = k->read == read && k->size == size &&
			    !memcmp(k->question, question, size);
		if (same && unchanged(db, k)) {
			k->written = db->written;
			*p = k->next;
			k->next = db->kept;
			return db->kept = k;
		}
		if (same || ++n == KEPT_MOST) {
			retire(db, p);
			return NULL;
		}
	}
	return NULL;
}

static void add_tables(struct db_tables *to, const struct db_tables *from)
{
	for (size_t i = 0; to && i < DB_TABLE_WORDS; i++)
		to->word[i] |= from->word[i];
}

static enum rc make(struct txn *t, struct kept *k)
{
	static const struct actor reader = { .id = "system", .name = "" };
	struct db_tables *outer = t->db->watch;
	struct txn part = { .db = t->db, .self = t->self, .actor = &reader, .address = "" };
	int64_t before = t->db->written;
	assert(k->read && !k->answer);
	arena_init(&part.arena, TXN_ARENA);
	part.doc = json_doc(&part.arena);
	t->db->watch = &k->from;
	enum rc rc = k->read(&part, k->question, &k->answer);
	t->db->watch = outer;
	assert(t->db->written == before);
	(void)before;
	add_tables(outer, &k->from);
	if (!rc && part.arena.full)
		rc = fault("what is kept has no room");
	if (rc == RC_REFUSED)
		(void)txn_refuse(t, part.refusal, arena_strdup(&t->arena, part.detail));
	k->arena = part.arena;
	return rc;
}

enum rc kept_answer(
	struct txn *t, kept_read *read, const void *question, size_t size, const void **answer)
{
	struct db *db = t->db;
	assert(size <= KEPT_QUESTION);
	struct kept *k = find(db, read, question, size);
	if (k) {
		add_tables(db->watch, &k->from);
		*answer = k->answer;
		return RC_OK;
	}
	if (!(k = calloc(1, sizeof *k)))
		return fault("no memory for what is kept");
	k->read = read;
	k->size = size;
	k->written = db->written;
	k->epoch = db->epoch;
	memcpy(k->question, question, size);
	enum rc rc = make(t, k);
	k->next = rc ? NULL : db->kept;
	if (rc) {
		free_list(k);
		return rc;
	}
	db->kept = k;
	*answer = k->answer;
	return RC_OK;
}

int64_t kept_epoch(const struct txn *t)
{
	return t->db->epoch;
}

/* One count for the whole process: two databases never have the same. */
void kept_epoch_next(struct db *db)
{
	static int64_t epochs;
	db->epoch = ++epochs;
}
