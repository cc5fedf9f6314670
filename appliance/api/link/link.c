/* What a hall asks of its hub. Every answer is small; nothing here waits. */
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include "api/handlers.h"
#include "base/json.h"
#include "base/sign.h"
#include "hall/people/account.h"
#include "hall/link/outbox.h"
#include "hub/fleet.h"
#include "hub/hall_clock.h"
#include "store/journal.h"
#include "store/projection.h"
#include "sync/trust.h"

#define PEER_SESSION_S 3600
#define CONTACT_EVERY_MS 5000

/* The header carries the armour in base64, because armour has line ends. */
static const char *signature_of(struct txn *t, struct request *r)
{
	const char *text = request_header(r, "minihall-signature");
	size_t n = strlen(text);
	unsigned char *out = arena_alloc(&t->arena, n + 4);
	if (n == 0 || n % 4 || EVP_DecodeBlock(out, (const unsigned char *)text, (int)n) < 0)
		return "";
	return (const char *)out;
}

static enum rc known_peer(struct txn *t, struct request *r, const char *node)
{
	struct trust_peer peer;
	size_t n;
	const char *raw = request_raw(r, &n);
	enum rc rc = trust_find(&t->arena, t->self->home, node, &peer);
	if (rc == RC_NOTFOUND)
		return txn_refuse(t, REFUSAL_PEER_UNKNOWN, node);
	if (!rc)
		rc = sign_verify(peer.public, SIGN_LINK, raw, n, signature_of(t, r));
	return rc == RC_REFUSED ? txn_refuse(t, REFUSAL_PEER_UNKNOWN, node) : rc;
}

/* What is signed names this hub and a number that was not heard before: a hello that somebody
 * recorded opens nothing, here or elsewhere. */
static enum rc unheard(struct txn *t, const char *node, const yyjson_val *hello)
{
	struct row_link_memory last;
	const char *key = arena_printf(&t->arena, "hello_heard:%s", node);
	if (strcmp(json_text(hello, "hub"), t->self->node))
		return txn_refuse(t, REFUSAL_PEER_UNKNOWN, "报到不是给这个县级节点的");
	enum rc rc = load_link_memory(t, key, &last);
	if (rc == RC_FAULT)
		return rc;
	int64_t counter = json_int(hello, "counter", 0);
	if (!rc && counter <= strtoll(last.value, NULL, 10))
		return txn_refuse(t, REFUSAL_HELLO_STALE, last.value);
	return exec_link_remember(
		t, key, arena_printf(&t->arena, "%lld", (long long)counter), NULL);
}

/* Remembers what the hall said of itself; where both sides hold the same events, also what our
 * digest of it is. */
static enum rc remember(struct txn *t, const char *node, const yyjson_val *hello)
{
	const yyjson_val *heads = json_get(hello, "heads"), *digest = json_get(hello, "digest");
	struct journal_head up, down;
	char ours[HASH_HEX] = "";
	enum rc rc = journal_head(t, node, &up);
	if (!rc)
		rc = journal_head(t, journal_voice(&t->arena, t->self->node, node), &down);
	bool same = !rc && up.seq == json_int(digest, "hall_seq", -1) &&
		    down.seq == json_int(digest, "hub_seq", -1);
	if (same)
		rc = projection_digest_now(t, journal_hall(&t->arena, node), ours);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "seq", json_int(heads, "seq", 0));
	yyjson_mut_obj_add_str(d, v, "digest", json_text(digest, "value"));
	yyjson_mut_obj_add_str(d, v, "held_digest", ours);
	yyjson_mut_obj_add_str(d, v, "version", json_text(hello, "version"));
	yyjson_mut_obj_add_str(d, v, "disk", json_text(hello, "disk"));
	yyjson_mut_obj_add_int(d, v, "disk_used_percent", json_int(hello, "disk_used_percent", 0));
	yyjson_mut_val *clock = hall_clock_heard(t, json_get(hello, "clock"));
	if (clock)
		yyjson_mut_obj_add_val(d, v, "clock", clock);
	return exec_peer_contact(t, node, t->at, json_write(&t->arena, v, NULL), NULL);
}

static enum rc lane_receipt(struct txn *t, const char *hall, int lane, yyjson_mut_val *lanes)
{
	struct row_inbox_top top;
	TRY(load_inbox_top(t, hall, lane, &top));
	yyjson_mut_val *v = yyjson_mut_obj_add_obj(t->doc, lanes, lane == LANE_RECORDS ? "1" : "2");
	yyjson_mut_obj_add_int(t->doc, v, "stored", top.contiguous);
	yyjson_mut_obj_add_int(t->doc, v, "applied", top.applied);
	yyjson_mut_obj_add_strcpy(t->doc, v, "ledger", top.ledger);
	return RC_OK;
}

/* The signed, cumulative statement of what this hub has of a hall: at most about 1 KB. */
static enum rc receipt(struct txn *t, const char *hall, yyjson_mut_val **out)
{
	struct row_inbox_parked_rows *parked;
	struct row_peer_row peer;
	yyjson_val *said = NULL;
	size_t n, length;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d), *lanes = yyjson_mut_obj_add_obj(d, v, "lanes");
	TRY(lane_receipt(t, hall, LANE_RECORDS, lanes));
	TRY(lane_receipt(t, hall, LANE_PACKS, lanes));
	TRY(list_inbox_parked_rows(t, hall, &parked, &n));
	if (load_peer_row(t, hall, &peer) == RC_OK &&
		json_read(&t->arena, peer.reported, strlen(peer.reported), &said))
		return fault("what %s reported is not JSON", hall);
	yyjson_mut_obj_add_str(d, v, "hub", t->self->node);
	yyjson_mut_obj_add_strcpy(d, v, "hall", hall);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "parked");
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *p = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_int(d, p, "lane", parked[i].lane);
		yyjson_mut_obj_add_int(d, p, "seq", parked[i].seq);
		yyjson_mut_obj_add_str(d, p, "text", parked[i].reason);
	}
	const char *held = said ? json_text(said, "held_digest") : NULL;
	yyjson_mut_obj_add_strcpy(d, v, "digest", held ? held : "");
	yyjson_mut_obj_add_str(d, v, "agreed",
		said ? fleet_agreement(json_int(said, "seq", 0),
			       held && held[0] ? json_int(said, "seq", 0) : 0,
			       json_text(said, "digest"), held)
		     : "unknown");
	yyjson_mut_obj_add_str(d, v, "at", t->at);
	char *armor = arena_alloc(&t->arena, SIGN_ARMOR);
	char *text = json_canonical(&t->arena, v, &length);
	TRY(sign_data(outbox_link(t)->key, SIGN_RECEIPT, text, length, armor));
	*out = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, *out, "text", text);
	yyjson_mut_obj_add_str(d, *out, "signature", armor);
	return RC_OK;
}

static enum rc batches_for(struct txn *t, const char *hall, int64_t above, yyjson_mut_val **out)
{
	struct row_outbox_sealed_above *rows;
	size_t n;
	/* the hall's signed word is its receipt */
	TRY(exec_outbox_applied(t, hall, LANE_DECISIONS, above, t->at, NULL));
	TRY(list_outbox_sealed_above(t, hall, LANE_DECISIONS, above, &rows, &n));
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, *out);
		yyjson_mut_obj_add_int(t->doc, v, "lane", rows[i].lane);
		yyjson_mut_obj_add_int(t->doc, v, "seq", rows[i].seq);
		yyjson_mut_obj_add_int(t->doc, v, "size", rows[i].size);
		yyjson_mut_obj_add_str(t->doc, v, "sha256", rows[i].sha256);
	}
	return RC_OK;
}

static enum rc send_above(struct txn *t, const char *hall, yyjson_mut_val **out)
{
	*out = yyjson_mut_obj(t->doc);
	for (int lane = LANE_RECORDS; lane <= LANE_PACKS; lane++) {
		struct row_inbox_top top;
		enum rc rc = load_inbox_top(t, hall, lane, &top);
		if (rc)
			return rc;
		yyjson_mut_obj_add_int(
			t->doc, *out, lane == LANE_RECORDS ? "1" : "2", top.contiguous);
	}
	return RC_OK;
}

enum rc api_link_hello(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *hello = request_body(r);
	const char *node = json_text(hello, "node"), *token;
	yyjson_mut_val *signed_receipt, *batches, *above;
	struct row_fleet_admitted admitted;
	TRY(known_peer(t, r, node));
	enum rc rc = load_fleet_admitted(t, t->self->site, node, &admitted);
	if (rc)
		return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_PEER_UNKNOWN, node) : rc;
	TRY(unheard(t, node, hello));
	TRY(remember(t, node, hello));
	TRY(batches_for(t, node, json_int(json_get(hello, "have"), "0", 0), &batches));
	TRY(send_above(t, node, &above));
	TRY(receipt(t, node, &signed_receipt));
	TRY(account_begin_peer(t, node, PEER_SESSION_S, &token));
	yyjson_mut_doc *d = t->doc;
	*reply = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, *reply, "hub", t->self->node);
	yyjson_mut_obj_add_str(d, *reply, "token", token);
	yyjson_mut_obj_add_val(d, *reply, "receipt", signed_receipt);
	yyjson_mut_obj_add_val(d, *reply, "send_above", above);
	yyjson_mut_obj_add_val(d, *reply, "batches", batches);
	yyjson_mut_obj_add_int(d, *reply, "not_before", CONTACT_EVERY_MS);
	return RC_OK;
}

enum rc api_link_receipt(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return receipt(t, t->actor->id, reply);
}

static enum rc send_batch(struct txn *t, struct request *r, const char *tail)
{
	long lane = strtol(request_part(r, "lane"), NULL, 10);
	long long seq = strtoll(request_part(r, "seq"), NULL, 10);
	request_send_file(r,
		arena_printf(&t->arena, "%s/spool/out/%s/%ld/%08lld.tar.zst%s", t->self->home,
			t->actor->id, lane, seq, tail),
		"application/octet-stream", NULL);
	return RC_OK;
}

enum rc api_link_batch(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	return send_batch(t, r, "");
}

enum rc api_link_batch_part(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	const char *part = request_part(r, "part");
	if (strcmp(part, "sig") && strcmp(part, "commit"))
		return RC_NOTFOUND;
	return send_batch(t, r, !strcmp(part, "sig") ? ".sig" : ".commit");
}
