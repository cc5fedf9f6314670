/* A hall's contacts with its hub: when, what is said, and what the hub's signed receipt changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "base/sign.h"
#include "base/version.h"
#include "hall/place/disk.h"
#include "hall/link/record.h"
#include "jobs/sync_internal.h"
#include "store/journal.h"
#include "store/projection.h"
#include "sync/trust.h"

#define RETRY_FIRST_MS 2000
#define RETRY_MOST_MS (5 * 60 * 1000)
#define CONTACT_STUCK_MS (30 * 60 * 1000)

/* Each hello has a number of its own, higher than the one before: the hub takes none twice,
 * whatever the clocks say. */
static enum rc next_counter(struct txn *t, int64_t *out)
{
	struct row_link_memory last;
	enum rc rc = load_link_memory(t, "hello_sent", &last);
	if (rc == RC_FAULT)
		return rc;
	*out = (rc ? 0 : strtoll(last.value, NULL, 10)) + 1;
	return exec_link_remember(
		t, "hello_sent", arena_printf(&t->arena, "%lld", (long long)*out), NULL);
}

/* A box from an older image counts from where it was: the hub says what it has heard, and the next
 * hello goes on from there. */
static enum rc counter_heard(struct txn *t, int64_t heard)
{
	int64_t sent;
	enum rc rc = next_counter(t, &sent);
	if (rc || heard < sent)
		return rc;
	return exec_link_remember(
		t, "hello_sent", arena_printf(&t->arena, "%lld", (long long)heard), NULL);
}

static enum rc hello(struct sync_job *job, struct txn *t, yyjson_mut_val **out)
{
	struct journal_head up, down;
	struct row_inbox_top have;
	struct row_outbox_progress records, packs;
	struct row_outbox_ledger ledger;
	struct disk_now disk;
	char *digest = arena_alloc(&t->arena, HASH_HEX);
	int64_t counter;
	enum rc rc = next_counter(t, &counter);
	if (!rc)
		rc = journal_head(t, t->self->node, &up);
	if (!rc)
		rc = journal_head(
			t, journal_voice(&t->arena, job->link->hub, t->self->node), &down);
	if (!rc)
		rc = projection_digest_now(t, t->self->site, digest);
	if (!rc)
		rc = load_inbox_top(t, job->link->hub, LANE_DECISIONS, &have);
	if (!rc)
		rc = load_outbox_progress(t, job->link->hub, LANE_RECORDS, &records);
	if (!rc)
		rc = load_outbox_progress(t, job->link->hub, LANE_PACKS, &packs);
	if (!rc)
		rc = load_outbox_ledger(t, job->link->hub, LANE_RECORDS, &ledger);
	if (!rc)
		rc = disk_now(t, &disk);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d), *part;
	yyjson_mut_obj_add_str(d, v, "node", t->self->node);
	yyjson_mut_obj_add_strcpy(d, v, "hub", job->link->hub);
	yyjson_mut_obj_add_int(d, v, "protocol", 2);
	yyjson_mut_obj_add_int(d, v, "counter", counter);
	part = yyjson_mut_obj_add_obj(d, v, "heads");
	yyjson_mut_obj_add_int(d, part, "seq", up.seq);
	yyjson_mut_obj_add_strcpy(d, part, "hash", up.hash);
	part = yyjson_mut_obj_add_obj(d, v, "digest");
	yyjson_mut_obj_add_int(d, part, "hall_seq", up.seq);
	yyjson_mut_obj_add_int(d, part, "hub_seq", down.seq);
	yyjson_mut_obj_add_str(d, part, "value", digest);
	part = yyjson_mut_obj_add_obj(d, v, "have");
	yyjson_mut_obj_add_int(d, part, "0", have.applied);
	part = yyjson_mut_obj_add_obj(d, v, "sealed");
	yyjson_mut_obj_add_int(d, part, "1", records.sealed);
	part = yyjson_mut_obj_add_obj(d, v, "ledger");
	yyjson_mut_obj_add_strcpy(d, part, "up", ledger.ledger);
	part = yyjson_mut_obj_add_obj(d, v, "clock");
	yyjson_mut_obj_add_str(d, part, "at", t->at);
	yyjson_mut_obj_add_strcpy(d, part, "run", clock_run());
	yyjson_mut_obj_add_bool(d, part, "trusted", t->clock_trusted);
	yyjson_mut_obj_add_str(d, v, "version", MINIHALL_VERSION);
	yyjson_mut_obj_add_str(d, v, "disk", disk_word(disk.level));
	yyjson_mut_obj_add_int(d, v, "disk_used_percent", disk_used_percent(disk.left, disk.total));
	*out = v;
	return RC_OK;
}

/* The command for one contact: the hello signed here, since the worker that speaks with the network
 * has no key. */
static enum rc contact_command(struct sync_job *job, struct txn *t, yyjson_mut_val **out)
{
	struct trust_peer hub;
	yyjson_mut_val *body, *v = yyjson_mut_obj(t->doc);
	char *armor = arena_alloc(&t->arena, SIGN_ARMOR);
	size_t n;
	enum rc rc = trust_hub(&t->arena, t->self->home, &hub);
	if (!rc)
		rc = hello(job, t, &body);
	if (rc)
		return rc;
	char *text = json_canonical(&t->arena, body, &n);
	rc = sign_data(job->link->key, SIGN_LINK, text, n, armor);
	if (rc)
		return rc;
	yyjson_mut_obj_add_int(t->doc, v, "id", 1);
	yyjson_mut_obj_add_str(t->doc, v, "do", "contact");
	yyjson_mut_obj_add_str(t->doc, v, "hello", text);
	yyjson_mut_obj_add_str(t->doc, v, "signature", armor);
	yyjson_mut_obj_add_strcpy(t->doc, v, "hub", hub.node);
	yyjson_mut_obj_add_strcpy(t->doc, v, "url", hub.url);
	yyjson_mut_obj_add_strcpy(t->doc, v, "tls_pin", hub.tls_pin);
	*out = v;
	return RC_OK;
}

enum rc sync_contact_due(struct sync_job *job, struct txn *t)
{
	bool cut;
	enum rc rc = outbox_is_cut(t, &cut);
	if (rc || t->self->hub || !job->link->hub[0])
		return rc;
	if (cut != job->told_cut) {
		yyjson_mut_val *v = yyjson_mut_obj(t->doc);
		yyjson_mut_obj_add_str(t->doc, v, "do", cut ? "cut" : "restore");
		sync_send(job, SYNC_LINK, t, v);
		job->told_cut = cut;
		job->in_contact = false;
	}
	if (cut)
		return RC_OK;
	if (job->in_contact && clock_steady() - job->contact_began < CONTACT_STUCK_MS)
		return RC_OK;
	bool wanted = job->link->contact_asked || (job->link->contact_wanted && job->failures == 0);
	if (!wanted && t->now < job->link->next_contact &&
		job->link->next_contact - t->now < RETRY_MOST_MS * 2)
		return RC_OK;
	yyjson_mut_val *v;
	rc = contact_command(job, t, &v);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	sync_send(job, SYNC_LINK, t, v);
	job->in_contact = true;
	job->contact_began = clock_steady();
	job->link->contact_wanted = job->link->contact_asked = false;
	job->held = LANE_RECORDS;
	return RC_OK;
}

static void set_state(struct sync_job *job, const char *state, const char *text)
{
	snprintf(job->link->state, sizeof job->link->state, "%s", state);
	snprintf(job->link->text, sizeof job->link->text, "%s", text);
}

static void plan(struct sync_job *job, struct txn *t, bool failed)
{
	int64_t wait = job->settings.contact_ms;
	if (failed) {
		wait = RETRY_FIRST_MS;
		for (int64_t i = 0; i < job->failures && wait < RETRY_MOST_MS; i++)
			wait *= 2;
		job->failures++;
		unsigned char jitter;
		/* halls that lost the same link do not come back in one second */
		id_random(&jitter, 1);
		wait += wait * jitter / 1024;
		if (wait > RETRY_MOST_MS)
			wait = RETRY_MOST_MS;
	} else {
		job->failures = 0;
	}
	job->link->next_contact = t->now + wait;
	job->in_contact = false;
}

static enum rc lane_receipt(
	struct sync_job *job, struct txn *t, const yyjson_val *lanes, int lane, const char *key)
{
	const yyjson_val *v = json_get(lanes, key);
	enum rc rc = exec_outbox_stored(
		t, job->link->hub, lane, json_int(v, "stored", 0), t->at, NULL);
	return rc ? rc
		  : exec_outbox_applied(
			    t, job->link->hub, lane, json_int(v, "applied", 0), t->at, NULL);
}

static enum rc acknowledge(struct sync_job *job, struct txn *t, yyjson_val *receipt)
{
	yyjson_val *lanes = yyjson_obj_get(receipt, "lanes"), *one;
	size_t i, max;
	enum rc rc = lane_receipt(job, t, lanes, LANE_RECORDS, "1");
	if (!rc)
		rc = lane_receipt(job, t, lanes, LANE_PACKS, "2");
	yyjson_arr_foreach (yyjson_obj_get(receipt, "parked"), i, max, one)
		if (!rc)
			rc = exec_outbox_parked(t, job->link->hub, json_int(one, "lane", 0),
				json_int(one, "seq", 0), json_text(one, "text"), NULL);
	return rc;
}

/* Nothing is believed about what the hub has but its signature. */
static enum rc take_receipt(struct sync_job *job, struct txn *t, const yyjson_val *r)
{
	struct trust_peer hub;
	yyjson_val *v;
	bool same;
	const char *text = json_text(r, "text"), *signature = json_text(r, "signature");
	enum rc rc = trust_hub(&t->arena, t->self->home, &hub);
	if (rc || !text || !signature)
		return rc == RC_FAULT ? rc : RC_OK;
	rc = sign_verify(hub.public, SIGN_RECEIPT, text, strlen(text), signature);
	if (rc || json_read(&t->arena, text, strlen(text), &v) || !json_text(v, "hall") ||
		strcmp(json_text(v, "hall"), t->self->node)) {
		log_error("sync", "a receipt that the hub did not sign for this hall was ignored");
		return RC_OK;
	}
	yyjson_val *lanes = yyjson_obj_get(v, "lanes"), *records = yyjson_obj_get(lanes, "1");
	const char *ledger = json_text(records, "ledger"), *digest = json_text(v, "digest"),
		   *agreed = json_text(v, "agreed");
	rc = record_county_has(t, job->link->hub, json_int(records, "stored", 0), ledger, &same);
	if (!rc && same)
		rc = acknowledge(job, t, v);
	snprintf(job->link->hub_ledger, sizeof job->link->hub_ledger, "%s", ledger ? ledger : "");
	snprintf(job->link->hub_digest, sizeof job->link->hub_digest, "%s", digest ? digest : "");
	snprintf(job->link->agreed, sizeof job->link->agreed, "%s", agreed ? agreed : "unknown");
	return rc ? rc : exec_peer_contact(t, job->link->hub, t->at, "{}", NULL);
}

static enum rc contact_state(
	struct sync_job *job, struct txn *t, const char *state, const yyjson_val *line)
{
	if (!strcmp(state, "done")) {
		set_state(job, "up", "");
		plan(job, t, false);
	} else if (!strcmp(state, "held")) {
		/* the county has no room: for records asked again later each time; packs alone keep
		 * nothing waiting */
		set_state(job, "held", json_text(line, "error") ? json_text(line, "error") : "");
		plan(job, t, job->held != LANE_PACKS);
	} else if (!strcmp(state, "failed")) {
		bool cut;
		set_state(job, "failing",
			json_text(line, "error") ? json_text(line, "error") : "联系不上县级");
		plan(job, t, outbox_is_cut(t, &cut) == RC_OK && !cut);
	} else {
		set_state(job, "busy", "");
	}
	return RC_OK;
}

enum rc sync_link_line(struct sync_job *job, struct txn *t, const yyjson_val *line)
{
	const yyjson_val *part;
	yyjson_val *v = json_loose(line);
	if (json_text(line, "contact"))
		return contact_state(job, t, json_text(line, "contact"), line);
	if (yyjson_is_int(yyjson_obj_get(v, "hello_heard")))
		return counter_heard(t, json_int(line, "hello_heard", 0));
	if ((part = yyjson_obj_get(v, "receipt")))
		return take_receipt(job, t, part);
	if ((part = yyjson_obj_get(v, "arrived")))
		return sync_arrived(t, part);
	if ((part = yyjson_obj_get(v, "held"))) {
		job->held = json_int(part, "lane", LANE_RECORDS);
		return exec_outbox_failed(t, job->link->hub, job->held, json_int(part, "seq", 0),
			json_text(part, "text"), NULL);
	}
	if ((part = yyjson_obj_get(v, "progress")))
		return exec_outbox_sending(t, job->link->hub, json_int(part, "lane", 0),
			json_int(part, "seq", 0), json_int(part, "sent", 0), NULL);
	return RC_OK;
}
