/* Rows of sessions and their proof. */
#include "hall/people/session.h"
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/id.h"
#include "commitment_sql.h"
#include "hall/link/record.h"
#include "session_sql.h"

static struct {
	char home[512]; /* whose */
	uint8_t bytes[HASH_SIZE];
} key;

/* Rows that proved themselves: the very same row is believed again, so that a request does not
 * count. */
#define KNOWN 128
static struct known {
	char key[HASH_HEX], proof[HASH_HEX], commitment[HASH_HEX], actor[64], kind[8];
	int64_t expires;
} known[KNOWN];

static enum rc make_key(struct txn *t, const char *path)
{
	uint8_t fresh[HASH_SIZE];
	char hex[HASH_HEX];
	id_random(fresh, sizeof fresh);
	hash_hex(fresh, hex);
	enum rc rc = file_write(path, hex, HASH_HEX - 1, 0600);
	OPENSSL_cleanse(fresh, sizeof fresh);
	OPENSSL_cleanse(hex, sizeof hex);
	return rc ? rc : exec_session_drop_proved(t, NULL);
}

static enum rc read_key(struct txn *t)
{
	char *hex;
	size_t n;
	const char *path = arena_printf(&t->arena, "%s/keys/session.key", t->self->home);
	enum rc rc = file_read(&t->arena, path, 1024, &hex, &n);
	if (rc == RC_NOTFOUND) {
		rc = make_key(t, path);
		rc = rc ? rc : file_read(&t->arena, path, 1024, &hex, &n);
	}
	if (rc)
		return rc;
	if (n != HASH_HEX - 1 || hex_decode(hex, key.bytes, HASH_SIZE))
		return fault("%s is no key", path);
	OPENSSL_cleanse(hex, n);
	snprintf(key.home, sizeof key.home, "%s", t->self->home);
	return RC_OK;
}

enum rc session_start(struct txn *t)
{
	return key.home[0] && !strcmp(key.home, t->self->home) ? RC_OK : read_key(t);
}

const char *session_token_key(struct txn *t, const char *token)
{
	char *hex = arena_alloc(&t->arena, HASH_HEX);
	hash_bytes_hex(token, strlen(token), hex);
	return hex;
}

static const char *proof_of(
	struct txn *t, const struct session *s, int64_t expires, const char *commitment)
{
	uint8_t bytes[HASH_SIZE];
	char *hex = arena_alloc(&t->arena, HASH_HEX);
	const char *text = arena_printf(&t->arena, "minihall-session\n%s\n%zu:%s\n%s\n%lld\n%s",
		s->key, strlen(s->actor), s->actor, s->kind, (long long)expires, commitment);
	hash_keyed(key.bytes, text, strlen(text), bytes);
	hash_hex(bytes, hex);
	return hex;
}

static enum rc committed_now(struct txn *t, const char *actor, const char **commitment)
{
	struct row_commitment_last last;
	enum rc rc = load_commitment_last(t, actor, t->self->site, &last);
	*commitment = rc ? "" : last.commitment;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc session_expire(struct txn *t)
{
	return exec_session_expire(t, t->now, NULL);
}

enum rc session_begin(
	struct txn *t, const char *actor, const char *kind, int64_t seconds, const char **token)
{
	char *fresh = arena_alloc(&t->arena, ID_TOKEN);
	const char *commitment;
	int64_t expires = t->now + seconds * 1000;
	id_token(fresh);
	struct session s = { session_token_key(t, fresh), actor, kind };
	TRY(session_start(t));
	TRY(committed_now(t, actor, &commitment));
	TRY(exec_session_put(
		t, s.key, actor, kind, expires, proof_of(t, &s, expires, commitment), NULL));
	*token = fresh;
	return RC_OK;
}

/* It is taken out, so that it is said once. */
static enum rc not_ours(struct txn *t, const struct session *s)
{
	enum rc rc = record_unproven(t, s->actor, RECORD_SESSION);
	if (!rc)
		rc = exec_session_end(t, s->key, NULL);
	t->keep_refused = true;
	return rc ? rc : RC_NOTFOUND;
}

static struct known *place_of(const char *hex)
{
	return &known[((unsigned char)hex[0] * 37u + (unsigned char)hex[1] * 5u +
			      (unsigned char)hex[2]) %
		      KNOWN];
}

static bool is_known(const struct known *k, const char *hex, const struct row_session_row *row)
{
	return k->expires == row->expires && !strcmp(k->key, hex) &&
	       !strcmp(k->proof, row->proof) && !strcmp(k->commitment, row->commitment) &&
	       !strcmp(k->actor, row->actor) && !strcmp(k->kind, row->kind);
}

static bool proved(struct txn *t, const struct session *s, const struct row_session_row *row)
{
	struct known *k = place_of(s->key);
	if (is_known(k, s->key, row))
		return true;
	const char *proof = proof_of(t, s, row->expires, row->commitment);
	if (strlen(row->proof) != HASH_HEX - 1 || !hash_same(proof, row->proof, HASH_HEX - 1))
		return false;
	if (strlen(row->actor) >= sizeof k->actor || strlen(row->kind) >= sizeof k->kind)
		return true;
	k->expires = row->expires;
	memcpy(k->key, s->key, sizeof k->key);
	memcpy(k->proof, row->proof, sizeof k->proof);
	snprintf(k->commitment, sizeof k->commitment, "%s", row->commitment);
	snprintf(k->actor, sizeof k->actor, "%s", row->actor);
	snprintf(k->kind, sizeof k->kind, "%s", row->kind);
	return true;
}

enum rc session_find(struct txn *t, const char *token, struct session *out)
{
	struct row_session_row row;
	*out = (struct session){ .key = session_token_key(t, token) };
	TRY(load_session_row(t, out->key, t->self->site, &row));
	TRY(session_start(t));
	out->actor = row.actor;
	out->kind = row.kind;
	if (!proved(t, out, &row))
		return not_ours(t, out);
	return row.expires < t->now ? RC_NOTFOUND : RC_OK;
}

enum rc session_finish(struct txn *t, const char *which)
{
	return exec_session_end(t, which, NULL);
}

enum rc session_prove_all(struct txn *t, const char *actor)
{
	struct row_session_of *rows;
	const char *commitment;
	size_t n;
	TRY(session_start(t));
	TRY(committed_now(t, actor, &commitment));
	TRY(list_session_of(t, actor, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		struct session s = { rows[i].key, actor, rows[i].kind };
		TRY(exec_session_prove(
			t, s.key, proof_of(t, &s, rows[i].expires, commitment), NULL));
	}
	return RC_OK;
}

enum rc session_end_others(struct txn *t, const char *actor, const char *keep)
{
	if (!keep)
		return exec_session_end_all(t, actor, NULL);
	TRY(exec_session_drop_others(t, actor, keep, NULL));
	return session_prove_all(t, actor);
}
