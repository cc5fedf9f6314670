/* The link worker: one contact after another with the hub. What goes up is found in spool/out by
 * number; where an upload stopped is remembered in a small file beside the batch. */
#include <curl/curl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/sign.h"
#include "sync/transport.h"
#include "sync/trust.h"
#include "sync/work.h"

#define CONTACT_ARENA (32u << 20)
#define RECEIPT_TRIES 40
#define RECEIPT_WAIT_MS 250
#define TAKES_NOTHING 503
#define LANES_UP 2

/* Records before packs. */
static const struct {
	int lane;
	const char *key;
} lanes_up[LANES_UP] = { { 1, "1" }, { 2, "2" } };

struct contact {
	struct worker *w;
	struct arena *a;
	struct transport *t;
	struct trust_peer hub;
	bool cut; /* the server said so: everything stops */
	bool gone; /* the server is no more */
	char *pending; /* a command that came while a contact was under way */
	int64_t lane, seq, size, told_at;
	const char *where; /* file that remembers the upload's address */
	const char *held; /* why the hub takes nothing for now, in its words; NULL when it does */
};

static void say(struct arena *a, const char *key, const char *text, const char *error)
{
	yyjson_mut_doc *d = json_doc(a);
	yyjson_mut_val *v = yyjson_mut_obj(d);
	char at[CLOCK_TEXT];
	clock_text(clock_now(), at);
	yyjson_mut_obj_add_str(d, v, key, text);
	yyjson_mut_obj_add_strcpy(d, v, "at", at);
	if (error)
		yyjson_mut_obj_add_strcpy(d, v, "error", error);
	worker_say(a, d, v);
}

/* While a transfer runs, lines still come in: a cut must stop it at once. */
static bool stop_asked(void *context)
{
	struct contact *c = context;
	char *line;
	int got = c->gone || c->cut ? 0 : worker_line(&line, 0);
	if (got < 0)
		c->gone = true;
	if (got > 0) {
		if (strstr(line, "\"do\":\"cut\""))
			c->cut = true;
		else if (strstr(line, "\"do\":\"contact\"") && !c->pending)
			c->pending = strdup(line);
	}
	return c->cut || c->gone;
}

static void on_moved(void *context, int64_t done)
{
	struct contact *c = context;
	if (clock_steady() - c->told_at < 500)
		return;
	c->told_at = clock_steady();
	struct arena a;
	arena_init(&a, 65536);
	yyjson_mut_doc *d = json_doc(&a);
	yyjson_mut_val *v = yyjson_mut_obj(d), *p = yyjson_mut_obj_add_obj(d, v, "progress");
	yyjson_mut_obj_add_int(d, p, "lane", c->lane);
	yyjson_mut_obj_add_int(d, p, "seq", c->seq);
	yyjson_mut_obj_add_int(d, p, "sent", done < c->size ? done : c->size);
	worker_say(&a, d, v);
	arena_release(&a);
}

static void on_located(void *context, const char *location)
{
	struct contact *c = context;
	if (file_write(c->where, location, strlen(location), 0600))
		fault_clear(); /* only costs a resumption */
}

static const char *base64(struct arena *a, const char *text)
{
	size_t n = strlen(text);
	char *out = arena_alloc(a, n * 4 / 3 + 8);
	EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)text, (int)n);
	return out;
}

/* Refused because a later one was heard: the server counts on from there. */
static void tell_heard(struct contact *c, const struct transport_reply *r)
{
	yyjson_val *v;
	if (!r->body.len ||
		json_read(c->a, arena_strndup(c->a, r->body.data, r->body.len), r->body.len, &v))
		return;
	const yyjson_val *error = yyjson_obj_get(v, "error");
	const char *code = json_text(error, "code"), *detail = json_text(error, "detail");
	if (!code || strcmp(code, "HELLO_STALE") || !detail)
		return;
	yyjson_mut_doc *d = json_doc(c->a);
	yyjson_mut_val *line = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, line, "hello_heard", strtoll(detail, NULL, 10));
	worker_say(c->a, d, line);
}

/* The hub has no room now: no fault of the link. What waits stays here, and is sent at a later
 * contact. */
static enum rc hold(struct contact *c)
{
	c->held = arena_strdup(c->a, fault_text());
	fault_clear();
	return RC_REFUSED;
}

static enum rc say_hello(struct contact *c, const yyjson_val *command, yyjson_val **reply)
{
	struct transport_reply r;
	const char *body = json_text(command, "hello"), *armor = json_text(command, "signature");
	enum rc rc = transport_post(c->t, "/link/hello",
		arena_printf(c->a, "Minihall-Signature: %s", base64(c->a, armor)), body,
		strlen(body), &r);
	if (!rc && r.status != 200) {
		rc = fault("县级拒绝了报到：%s", transport_words(c->a, &r));
		tell_heard(c, &r);
		rc = r.status == TAKES_NOTHING ? hold(c) : rc;
	}
	if (!rc) {
		char *copy = arena_strndup(c->a, r.body.data, r.body.len);
		if (json_read(c->a, copy, r.body.len, reply) || !json_text(*reply, "token"))
			rc = fault("县级的答复看不懂");
	}
	buf_release(&r.body);
	if (!rc)
		transport_token(c->t, json_text(*reply, "token"));
	return rc;
}

static void pass_on(struct contact *c, const char *key, const yyjson_val *v)
{
	yyjson_mut_doc *d = json_doc(c->a);
	yyjson_mut_val *line = yyjson_mut_obj(d);
	yyjson_mut_obj_add(line, yyjson_mut_str(d, key), json_copy(d, v));
	worker_say(c->a, d, line);
}

static enum rc hold_batch(struct contact *c)
{
	enum rc rc = hold(c);
	yyjson_mut_doc *d = json_doc(c->a);
	yyjson_mut_val *line = yyjson_mut_obj(d), *v = yyjson_mut_obj_add_obj(d, line, "held");
	yyjson_mut_obj_add_int(d, v, "lane", c->lane);
	yyjson_mut_obj_add_int(d, v, "seq", c->seq);
	yyjson_mut_obj_add_str(d, v, "text", c->held);
	worker_say(c->a, d, line);
	return rc;
}

static enum rc send_one(struct contact *c, int64_t lane, int64_t seq)
{
	struct arena *a = c->a;
	const char *file = arena_printf(a, "spool/out/%s/%lld/%08lld.tar.zst", c->hub.node,
		(long long)lane, (long long)seq);
	char *sig, *commit, *held, location[512] = "", sha[HASH_HEX];
	int64_t size;
	long status = 0;
	/* not sealed yet: later */
	TRY(file_read(a, arena_printf(a, "%s.sig", file), 4096, &sig, NULL));
	TRY(file_read(a, arena_printf(a, "%s.commit", file), 65536, &commit, NULL));
	TRY(hash_file(file, sha, &size));
	c->where = arena_printf(a, "%s.upload", file);
	c->lane = lane;
	c->seq = seq;
	c->size = size;
	if (file_read(a, c->where, 511, &held, NULL) == RC_OK)
		snprintf(location, sizeof location, "%s", held);
	const char *metadata = arena_printf(a, "lane %s,seq %s,sha256 %s,sig %s,commit %s",
		base64(a, arena_printf(a, "%lld", (long long)lane)),
		base64(a, arena_printf(a, "%lld", (long long)seq)), base64(a, sha), base64(a, sig),
		base64(a, commit));
	enum rc rc = transport_upload(c->t, "/link/uploads", metadata, file, size, location,
		on_located, on_moved, c, &status);
	if (rc && status == TAKES_NOTHING)
		return hold_batch(c);
	if (rc && status == 409) /* its offset moved under us: the next contact asks again */
		return rc;
	return rc ? rc : file_remove(c->where);
}

/* Records before packs: lane by lane, in order; packs wait for records that are not taken.
 * RC_REFUSED: nothing more for now. */
static enum rc send_all(struct contact *c, const yyjson_val *above)
{
	enum rc rc = RC_OK;
	for (size_t i = 0; !rc && i < LANES_UP; i++)
		for (int64_t seq = json_int(above, lanes_up[i].key, 0) + 1; !rc; seq++) {
			if (!file_exists(arena_printf(c->a, "spool/out/%s/%d/%08lld.tar.zst.commit",
				    c->hub.node, lanes_up[i].lane, (long long)seq)))
				break;
			if (seq == json_int(above, lanes_up[i].key, 0) + 1)
				say(c->a, "contact", "sending", NULL);
			rc = send_one(c, lanes_up[i].lane, seq);
		}
	return rc;
}

static enum rc fetch_part(struct contact *c, const char *path, const char *to)
{
	struct transport_reply r;
	enum rc rc = transport_get(c->t, path, &r);
	if (!rc && r.status != 200)
		rc = fault("取 %s 得到 %ld", path, r.status);
	if (!rc)
		rc = file_write(to, r.body.data, r.body.len, 0600);
	buf_release(&r.body);
	return rc;
}

static enum rc receive_one(struct contact *c, const yyjson_val *b)
{
	struct arena *a = c->a;
	long long lane = json_int(b, "lane", 0), seq = json_int(b, "seq", 0);
	const char *dir = arena_printf(a, "spool/in/%s/%lld", c->hub.node, lane),
		   *file = arena_printf(a, "%s/%08lld.tar.zst", dir, seq),
		   *path = arena_printf(a, "/link/batches/%lld/%lld", lane, seq);
	char sha[HASH_HEX];
	TRY(dir_make(dir, 0700));
	TRY(fetch_part(c, arena_printf(a, "%s/sig", path), arena_printf(a, "%s.sig", file)));
	TRY(fetch_part(c, arena_printf(a, "%s/commit", path), arena_printf(a, "%s.commit", file)));
	if (file_size(file) != json_int(b, "size", -2))
		TRY(transport_download(c->t, path, file, json_int(b, "size", 0), NULL, NULL));
	TRY(hash_file(file, sha, NULL));
	if (strcmp(sha, json_text(b, "sha256"))) {
		(void)!file_remove(file); /* damaged on the way: fetched anew at the next contact */
		return fault("下载的批次 %lld/%lld 与县级所说不符", lane, seq);
	}
	yyjson_mut_doc *d = json_doc(a);
	yyjson_mut_val *line = yyjson_mut_obj(d), *v = yyjson_mut_obj_add_obj(d, line, "arrived");
	yyjson_mut_obj_add_str(d, v, "sender", c->hub.node);
	yyjson_mut_obj_add_int(d, v, "lane", lane);
	yyjson_mut_obj_add_int(d, v, "seq", seq);
	yyjson_mut_obj_add_strcpy(d, v, "sha256", sha);
	yyjson_mut_obj_add_int(d, v, "size", json_int(b, "size", 0));
	worker_say(a, d, line);
	return RC_OK;
}

static enum rc receive_all(struct contact *c, const yyjson_val *batches)
{
	size_t i, max;
	yyjson_val *b;
	enum rc rc = RC_OK;
	yyjson_arr_foreach (json_loose(batches), i, max, b) {
		if (i == 0)
			say(c->a, "contact", "receiving", NULL);
		if (!rc)
			rc = receive_one(c, b);
	}
	return rc;
}

static bool is_settled(struct arena *a, const char *receipt)
{
	yyjson_val *v;
	bool all = !json_read(a, receipt, strlen(receipt), &v);
	for (size_t i = 0; all && i < LANES_UP; i++) {
		const yyjson_val *l = json_get(json_get(v, "lanes"), lanes_up[i].key);
		all = json_int(l, "stored", 0) == json_int(l, "applied", 0);
	}
	return all;
}

/* The hub applies what it stored a moment later; its signed receipt says when. */
static enum rc ask_receipt(struct contact *c)
{
	for (int i = 0; i < RECEIPT_TRIES; i++) {
		struct transport_reply r;
		yyjson_val *v;
		enum rc rc = transport_get(c->t, "/link/receipt", &r);
		bool settled = false;
		if (!rc && r.status == 200) {
			char *copy = arena_strndup(c->a, r.body.data, r.body.len);
			if (!json_read(c->a, copy, r.body.len, &v) && json_text(v, "text")) {
				pass_on(c, "receipt", v);
				settled = is_settled(c->a, json_text(v, "text"));
			}
		}
		buf_release(&r.body);
		if (rc || settled || stop_asked(c))
			return rc;
		char *line;
		int got = worker_line(&line, RECEIPT_WAIT_MS);
		if (got > 0 && strstr(line, "\"do\":\"cut\""))
			c->cut = true;
		if (got < 0)
			c->gone = true;
	}
	return RC_OK;
}

static enum rc contact(struct contact *c, const yyjson_val *command)
{
	yyjson_val *reply;
	c->hub = (struct trust_peer){ .node = json_text(command, "hub"),
		.url = json_text(command, "url"),
		.tls_pin = json_text(command, "tls_pin") };
	if (!c->hub.node || !c->hub.url || !c->hub.tls_pin || !json_text(command, "hello") ||
		!json_text(command, "signature"))
		return fault("the command for a contact is incomplete");
	enum rc rc = transport_open(c->hub.url, c->hub.tls_pin, stop_asked, c, &c->t);
	if (!rc) {
		say(c->a, "contact", "connecting", NULL);
		rc = say_hello(c, command, &reply);
	}
	if (!rc) {
		pass_on(c, "receipt", yyjson_obj_get(reply, "receipt"));
		rc = send_all(c, yyjson_obj_get(reply, "send_above"));
		/* what the county has for this hall comes all the same */
		rc = rc == RC_REFUSED ? RC_OK : rc;
	}
	if (!rc)
		rc = receive_all(c, yyjson_obj_get(reply, "batches"));
	if (!rc)
		rc = ask_receipt(c);
	transport_close(c->t);
	c->t = NULL;
	return rc == RC_REFUSED ? RC_OK : rc;
}

static void run_contact(struct contact *c, const char *line)
{
	struct arena a;
	yyjson_val *v;
	arena_init(&a, CONTACT_ARENA);
	c->a = &a;
	if (json_read(&a, line, strlen(line), &v)) {
		log_warning("link", "a line that is no command was ignored");
	} else {
		c->held = NULL;
		enum rc rc = contact(c, v);
		if (rc)
			say(&a, "contact", "failed", c->cut ? "链路已断开" : fault_text());
		else
			say(&a, "contact", c->held ? "held" : "done", c->held);
		fault_clear();
	}
	arena_release(&a);
}

int worker_link(struct worker *w)
{
	struct contact c = { .w = w };
	char *line;
	int got;
	static const struct confine_place places[] = {
		/* names are looked up there */
		{ "spool/in", true },
		{ "spool/out", true },
		{ "/etc", false },
		{ "/run", false },
		{ "/dev", false },
	};
	curl_global_init(CURL_GLOBAL_DEFAULT);
	for (size_t i = 0; i < 2; i++)
		if (dir_make(places[i].path, 0700)) {
			log_error("link", "%s", fault_text());
			return 3;
		}
	work_confine(&(struct confine_wish){ places, sizeof places / sizeof *places, true, 0 });
	while (!c.gone && (got = worker_line(&line, -1)) >= 0) {
		if (!got)
			continue;
		if (strstr(line, "\"do\":\"cut\""))
			c.cut = true;
		else if (strstr(line, "\"do\":\"restore\""))
			c.cut = false;
		else if (strstr(line, "\"do\":\"contact\"") && !c.cut) {
			/* the reader's buffer moves on during the contact */
			char *copy = strdup(line);
			run_contact(&c, copy);
			free(copy);
			while (c.pending && !c.cut && !c.gone) {
				char *next = c.pending;
				c.pending = NULL;
				run_contact(&c, next);
				free(next);
			}
			free(c.pending);
			c.pending = NULL;
		}
	}
	curl_global_cleanup();
	return 0;
}
