/* Counts of wrong secrets and of what was asked for: look, decide, count. */
#include "hall/place/limit.h"
#include <string.h>
#include "base/hash.h"
#include "hall/place/setting.h"
#include "rules/place/patience.h"

#define COUNTS 2048
#define DAY_MS (24 * 3600 * 1000LL)
#define SIGNED_IN_TIMES 10 /* a device of the hall serves many who mistype */

/* Of a secret from one address; of a secret from addresses that never proved themselves; of all
 * secrets from one address; of what an actor asks for; of how much it brings in a day. */
enum key { KEY_OWN, KEY_STRANGERS, KEY_ADDRESS, KEY_ACTOR, KEY_DAY };

struct count {
	bool used;
	uint8_t key, kind;
	uint64_t whose, whence;
	int64_t wrong, at; /* of secrets: how many, the last when */
	struct allowance allowance; /* of minutes */
};

static struct count counts[COUNTS];
static struct allowance wrong_codes; /* from everywhere */

static const struct {
	enum setting free, most, address;
	enum refusal wait;
} of_kind[] = {
	[TRIED_PASSWORD] = { SETTING_LOGIN_TRIES, SETTING_LOGIN_WAIT_MOST_SECONDS,
		SETTING_LOGIN_ADDRESS_TRIES, REFUSAL_LOGIN_WAIT },
	[TRIED_CODE] = { SETTING_CODE_TRIES, SETTING_CODE_WAIT_MOST_SECONDS,
		SETTING_CODE_ADDRESS_TRIES, REFUSAL_GUESS_WAIT },
};
static const enum setting per_minute[] = {
	[LIMIT_TICKETS] = SETTING_TICKETS_PER_MINUTE,
	[LIMIT_REPORTS] = SETTING_REPORTS_PER_MINUTE,
	[LIMIT_UPLOADS] = SETTING_UPLOADS_PER_MINUTE,
};

static uint64_t named(const char *text)
{
	uint8_t bytes[HASH_SIZE];
	uint64_t out;
	hash_bytes(text, strlen(text), bytes);
	memcpy(&out, bytes, sizeof out);
	return out;
}

static struct count *find(enum key key, int kind, uint64_t whose, uint64_t whence)
{
	for (size_t i = 0; i < COUNTS; i++) {
		struct count *c = &counts[i];
		if (c->used && c->key == key && c->kind == kind && c->whose == whose &&
			c->whence == whence)
			return c;
	}
	return NULL;
}

static int64_t did(const struct count *c)
{
	return c->wrong + c->allowance.taken;
}

/* When the table is full, who did least goes, and of these the longest ago. */
static struct count *find_or_add(enum key key, int kind, uint64_t whose, uint64_t whence)
{
	struct count *c = find(key, kind, whose, whence), *least = &counts[0];
	if (c)
		return c;
	for (size_t i = 0; i < COUNTS && least->used; i++) {
		struct count *one = &counts[i];
		if (!one->used || did(one) < did(least) ||
			(did(one) == did(least) && one->at < least->at))
			least = one;
	}
	*least = (struct count){ .used = true,
		.key = (uint8_t)key,
		.kind = (uint8_t)kind,
		.whose = whose,
		.whence = whence };
	return least;
}

static struct patience patience_of(struct txn *t, enum tried_kind kind, enum key key)
{
	struct patience p = { setting_int(t, of_kind[kind].free),
		setting_int(t, of_kind[kind].most) * 1000 };
	if (key == KEY_ADDRESS)
		p.free = setting_int(t, of_kind[kind].address) *
			 (t->actor->roles ? SIGNED_IN_TIMES : 1);
	return p;
}

/* Where a wrong one counts, and whose count makes wait. */
static size_t places(struct txn *t, const struct tried *what, struct count out[3])
{
	uint64_t whose = named(what->whose), whence = named(t->address);
	size_t n = 0;
	out[n++] = (struct count){ .key = KEY_OWN, .whose = whose, .whence = whence };
	if (what->proved)
		return n;
	out[n++] = (struct count){ .key = KEY_ADDRESS, .whence = whence };
	if (what->kind == TRIED_PASSWORD)
		out[n++] = (struct count){ .key = KEY_STRANGERS, .whose = whose };
	return n;
}

static enum rc wait(struct txn *t, enum refusal refusal, int64_t ms)
{
	long long seconds = (ms + 999) / 1000;
	return txn_refuse(t, refusal, arena_printf(&t->arena, "还要等 %lld 秒", seconds));
}

/* Codes are short: however the wrong ones are spread over numbers and addresses, above so many a
 * minute only who never was wrong is heard. */
static int64_t crowded(struct txn *t, const struct tried *what, int64_t now)
{
	int64_t most = setting_int(t, SETTING_CODE_WRONG_PER_MINUTE);
	if (what->kind != TRIED_CODE || !allowance_over(&wrong_codes, most, now))
		return 0;
	const struct count *own = find(KEY_ADDRESS, what->kind, 0, named(t->address));
	return own && own->wrong ? wrong_codes.since + ALLOWANCE_MS - now : 0;
}

enum rc limit_look(struct txn *t, const struct tried *what)
{
	struct count at[3];
	int64_t now = clock_steady();
	for (size_t i = 0, n = places(t, what, at); t->address[0] && i < n; i++) {
		const struct count *c = find(
			(enum key)at[i].key, what->kind, at[i].whose, at[i].whence);
		struct patience p = patience_of(t, what->kind, (enum key)at[i].key);
		int64_t wrong = c ? patience_left(&p, c->wrong, now - c->at) : 0;
		int64_t left = c ? c->at + patience_wait(&p, wrong) - now : 0;
		if (left > 0)
			return wait(t, of_kind[what->kind].wait, left);
	}
	int64_t left = t->address[0] ? crowded(t, what, now) : 0;
	return left > 0 ? wait(t, of_kind[what->kind].wait, left) : RC_OK;
}

int64_t limit_wrong(struct txn *t, const struct tried *what)
{
	struct count at[3];
	int64_t now = clock_steady(), in_a_row = 1;
	size_t n = t->address[0] ? places(t, what, at) : 0;
	for (size_t i = 0; i < n; i++) {
		struct count *c = find_or_add(
			(enum key)at[i].key, what->kind, at[i].whose, at[i].whence);
		struct patience p = patience_of(t, what->kind, (enum key)at[i].key);
		c->wrong = patience_left(&p, c->wrong, now - c->at) + 1;
		c->at = now;
		in_a_row = i ? in_a_row : c->wrong;
	}
	if (n && what->kind == TRIED_CODE)
		allowance_take(&wrong_codes, INT64_MAX, now);
	return in_a_row;
}

void limit_right(struct txn *t, const struct tried *what)
{
	struct count *c = find(KEY_OWN, what->kind, named(what->whose), named(t->address));
	if (c)
		c->used = false;
}

bool limit_tried(struct txn *t, enum tried_kind kind, const char *whose)
{
	uint64_t name = named(whose);
	int64_t now = clock_steady();
	struct patience p = patience_of(t, kind, KEY_OWN);
	for (size_t i = 0; i < COUNTS; i++) {
		const struct count *c = &counts[i];
		bool about = c->used && c->key <= KEY_STRANGERS && c->kind == kind &&
			     c->whose == name;
		if (about && patience_left(&p, c->wrong, now - c->at) > p.free)
			return true;
	}
	return false;
}

void limit_forget(struct txn *t, enum tried_kind kind, const char *whose)
{
	uint64_t name = named(whose);
	(void)t;
	for (size_t i = 0; i < COUNTS; i++) {
		struct count *c = &counts[i];
		if (!c->used || c->kind != kind || c->whose != name || c->key > KEY_STRANGERS)
			continue;
		struct count *address = c->key == KEY_OWN ? find(KEY_ADDRESS, kind, 0, c->whence)
							  : NULL;
		if (address)
			address->used = false;
		c->used = false;
	}
}

enum rc limit_take(struct txn *t, enum limit limit)
{
	if (!t->address[0])
		return RC_OK;
	const char *who = t->actor->roles ? t->actor->id : t->address;
	struct count *c = find_or_add(KEY_ACTOR, (int)limit, named(who), 0);
	c->at = clock_steady();
	int64_t left = allowance_take(&c->allowance, setting_int(t, per_minute[limit]), c->at);
	return left ? wait(t, REFUSAL_TOO_OFTEN, left) : RC_OK;
}

enum rc limit_photo(struct txn *t, int64_t size)
{
	int64_t now = clock_steady(), most = setting_int(t, SETTING_UPLOADS_PER_DAY_MB) << 20;
	struct count *c = find_or_add(KEY_DAY, LIMIT_UPLOADS, named(t->actor->id), 0);
	if (!c->wrong || now - c->at >= DAY_MS) {
		c->wrong = 0;
		c->at = now;
	}
	if (c->wrong > most - size)
		return txn_refuse(t, REFUSAL_UPLOAD_DAY, NULL);
	c->wrong += size;
	return RC_OK;
}
