/* The digest over a hall's views, and what is remembered of the last one. */
#include <stdio.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "store/db_internal.h"
#include "store/journal.h"
#include "store/projection.h"
#include "store/schema.h"

/* who looks again and again gets a new one no sooner than after so many times what one takes */
#define SHARE 50

struct digest_memo {
	struct digest_memo *next;
	char hall[32];
	char digest[HASH_HEX];
	/* struct db's count and SQLite's data_version when it was counted */
	int64_t undone, version;
	bool stale;
	int64_t head; /* this node's last record that is in it */
	int64_t counted, took; /* steady ms */
};

static struct digest_memo *memo_of(struct db *db, const char *hall)
{
	for (struct digest_memo *m = db->memos; m; m = m->next)
		if (!strcmp(m->hall, hall))
			return m;
	return NULL;
}

void projection_forget(struct db *db)
{
	while (db->memos) {
		struct digest_memo *next = db->memos->next;
		free(db->memos);
		db->memos = next;
	}
	kept_epoch_next(db);
}

void digest_changed(struct db *db, const char *hall)
{
	struct digest_memo *memo = memo_of(db, hall);
	if (memo)
		memo->stale = true;
}

static bool still_true(const struct db *db, const struct digest_memo *m, int64_t version)
{
	return !m->stale && m->undone == db->undone && m->version == version && version >= 0;
}

static enum rc count_anew(struct txn *t, const char *hall, int64_t version, char out[HASH_HEX])
{
	struct db *db = t->db;
	struct digest_memo *m = memo_of(db, hall);
	struct journal_head head;
	int64_t began = clock_steady();
	enum rc rc = projection_digest(t, hall, out);
	if (!rc)
		rc = journal_head(t, t->self->node, &head);
	if (rc || strlen(hall) >= sizeof m->hall)
		return rc;
	if (!m && (m = calloc(1, sizeof *m))) {
		m->next = db->memos;
		db->memos = m;
	}
	if (m) {
		*m = (struct digest_memo){ .next = m->next,
			.undone = db->undone,
			.version = version,
			.head = head.seq,
			.counted = clock_steady(),
			.took = clock_steady() - began };
		snprintf(m->hall, sizeof m->hall, "%s", hall);
		memcpy(m->digest, out, HASH_HEX);
	}
	return RC_OK;
}

enum rc projection_digest_now(struct txn *t, const char *hall, char out[HASH_HEX])
{
	struct digest_memo *m = memo_of(t->db, hall);
	int64_t version = db_version(t->db);
	if (!m || !still_true(t->db, m, version))
		return count_anew(t, hall, version, out);
	memcpy(out, m->digest, HASH_HEX);
	return RC_OK;
}

enum rc projection_digest_lately(struct txn *t, const char *hall, char out[HASH_HEX], int64_t *head)
{
	struct digest_memo *m = memo_of(t->db, hall);
	struct journal_head now;
	if (m && clock_steady() - m->counted < m->took * SHARE &&
		!still_true(t->db, m, db_version(t->db))) {
		memcpy(out, m->digest, HASH_HEX);
		*head = m->head;
		return RC_OK;
	}
	enum rc rc = projection_digest_now(t, hall, out);
	if (!rc)
		rc = journal_head(t, t->self->node, &now);
	*head = rc ? 0 : now.seq;
	return rc;
}

/* Gathers what is hashed: most columns are a few bytes. */
struct sink {
	struct hash *hash;
	size_t used;
	char text[8192];
};

static void flush(struct sink *s)
{
	hash_add(s->hash, s->text, s->used);
	s->used = 0;
}

static void put(struct sink *s, const void *data, size_t n)
{
	assert(s->used <= sizeof s->text);
	if (n > sizeof s->text - s->used)
		flush(s);
	if (n > sizeof s->text) {
		hash_add(s->hash, data, n);
		return;
	}
	memcpy(s->text + s->used, data, n);
	s->used += n;
}

/* The mark, the number in decimals, and what ends it. */
static void put_number(struct sink *s, char mark, int64_t number, char end)
{
	char text[24], *p = text + sizeof text;
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
	*--p = end;
	do
		*--p = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		*--p = '-';
	*--p = mark;
	put(s, p, (size_t)(text + sizeof text - p));
}

/* Type and length go in front, so that no two rows read the same. */
static void put_column(struct sink *s, sqlite3_stmt *row, int i)
{
	int type = sqlite3_column_type(row, i);
	if (type == SQLITE_INTEGER) {
		put_number(s, 'i', sqlite3_column_int64(row, i), ';');
	} else if (type == SQLITE_NULL) {
		put(s, "n;", 2);
	} else {
		const unsigned char *text = sqlite3_column_text(row, i);
		int size = sqlite3_column_bytes(row, i);
		put_number(s, 't', size, ':');
		put(s, text, (size_t)size);
	}
}

static enum rc put_view(
	struct txn *t, struct sink *s, const struct schema_view *view, const char *hall)
{
	sqlite3_stmt *row = NULL;
	int code;
	if (sqlite3_prepare_v2(t->db->handle, view->digest, -1, &row, NULL) != SQLITE_OK)
		return db_fault(t->db, "digest");
	sqlite3_bind_text(row, 1, hall, -1, SQLITE_STATIC);
	int columns = sqlite3_column_count(row);
	assert(columns > 0);
	put(s, view->table, strlen(view->table) + 1);
	while ((code = sqlite3_step(row)) == SQLITE_ROW) {
		for (int i = 0; i < columns; i++)
			put_column(s, row, i);
		put(s, "\n", 1);
	}
	sqlite3_finalize(row);
	return code == SQLITE_DONE ? RC_OK : db_fault(t->db, "digest");
}

enum rc projection_digest(struct txn *t, const char *hall, char out[HASH_HEX])
{
	struct sink s = { .hash = hash_new() };
	enum rc rc = RC_OK;
	for (size_t v = 0; !rc && v < schema_view_count; v++)
		if (schema_view_tables[v].digest)
			rc = put_view(t, &s, &schema_view_tables[v], hall);
	flush(&s);
	uint8_t bytes[HASH_SIZE];
	hash_end(s.hash, bytes);
	hash_free(s.hash);
	if (!rc)
		hash_hex(bytes, out);
	return rc;
}
