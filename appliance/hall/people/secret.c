/* Hashing is somebody else's work: here is what is asked of him. */
#include "hall/people/secret.h"
#include <openssl/crypto.h>
#include <string.h>
#include "rules/people/password.h"
#include "hall/place/site.h"

/* Published with the sample data: no secret, and good for nothing else. */
#define SAMPLE_PASSWORD "minihall2026"
/* Of a password nobody has; a name that does not exist is compared with it. */
#define NOBODY \
	"$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" \
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

struct question {
	char hash[PASSWORD_HASH];
	char password[1024]; /* 200 characters of the longest */
};

static enum rc make(const void *question, void *answer)
{
	return password_hash(((const struct question *)question)->password, answer);
}

static enum rc compare(const void *question, void *answer)
{
	const struct question *q = question;
	enum rc rc = password_check(q->password, q->hash);
	*(bool *)answer = rc == RC_OK;
	return rc == RC_REFUSED ? RC_OK : rc;
}

static enum rc ask(struct txn *t, work_run *run, const char *hash, const char *password,
	void *answer, size_t room)
{
	struct question q = { 0 };
	size_t n = strlen(password), m = strlen(hash);
	if (n >= sizeof q.password || m >= sizeof q.hash)
		return txn_refuse(t, REFUSAL_SHAPE, "密码太长");
	memcpy(q.password, password, n);
	memcpy(q.hash, hash, m);
	enum rc rc = txn_work(t, run, &q, sizeof q, answer, room);
	OPENSSL_cleanse(&q, sizeof q);
	return rc;
}

static bool sample(struct txn *t)
{
	struct row_site_row site;
	return load_site_row(t, t->self->site, &site) == RC_OK && site.sample;
}

enum rc secret_make(struct txn *t, const char *login, const char *password, char out[PASSWORD_HASH])
{
	const char *why = password_fault(password, login);
	if (why && !(!strcmp(password, SAMPLE_PASSWORD) && sample(t)))
		return txn_refuse(t, REFUSAL_PASSWORD_WEAK, why);
	return ask(t, make, "", password, out, PASSWORD_HASH);
}

enum rc secret_matches(struct txn *t, const char *password, const char *hash, bool *same)
{
	return ask(t, compare, hash ? hash : NOBODY, password, same, sizeof *same);
}
