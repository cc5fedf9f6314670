/* Compares what is stored with the account's last commitment. */
#include "hall/people/commitment.h"
#include <string.h>
#include "account_sql.h"
#include "base/hash.h"
#include "base/log.h"
#include "commitment_sql.h"
#include "events.h"
#include "hall/link/record.h"
#include "hall/people/session.h"

const char *commitment_of(struct txn *t, const char *actor, const char *login, const char *secret)
{
	char *hex = arena_alloc(&t->arena, HASH_HEX);
	const char *text = arena_printf(&t->arena, "minihall-secret\n%zu:%s\n%zu:%s\n%zu:%s",
		strlen(actor), actor, strlen(login), login, strlen(secret), secret);
	hash_bytes_hex(text, strlen(text), hex);
	return hex;
}

enum rc commitment_check(struct txn *t, const char *actor, const char *login, const char *secret)
{
	struct row_commitment_last last;
	enum rc rc = load_commitment_last(t, actor, t->self->site, &last);
	if (!rc && !strcmp(last.commitment, commitment_of(t, actor, login, secret)))
		return RC_OK;
	if (rc == RC_FAULT)
		return rc;
	rc = record_unproven(t, actor, RECORD_SECRET);
	return rc ? rc : txn_refuse(t, REFUSAL_SECRET_UNPROVEN, NULL);
}

enum rc commitment_keep(struct txn *t, const char *actor, const char *login, const char *secret)
{
	TRY(exec_credential_clear(t, actor, login, NULL));
	TRY(exec_credential_put(t, actor, login, secret, NULL));
	return record_mended(t, actor);
}

static enum rc adopt(struct txn *t, const struct row_commitment_secrets *c, int64_t *adopted)
{
	struct row_commitment_last last;
	enum rc rc = load_commitment_last(t, c->actor, t->self->site, &last);
	if (rc == RC_NOTFOUND || (!rc && (last.ended || last.commitment[0])))
		return RC_OK;
	if (!rc)
		rc = record_secret_committed(
			t, c->actor, .commitment = commitment_of(t, c->actor, c->login, c->secret));
	++*adopted;
	return rc ? rc : session_prove_all(t, c->actor);
}

enum rc commitment_adopt(struct txn *t)
{
	struct row_commitment_secrets *rows;
	size_t n;
	int64_t adopted = 0;
	enum rc rc = list_commitment_secrets(t, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		rc = adopt(t, &rows[i], &adopted);
	if (!rc && adopted)
		log_info("record", "%lld accounts of an earlier program are committed to",
			(long long)adopted);
	return rc;
}
