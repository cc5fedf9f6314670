/* Server-sent events out of the journal: what is told was committed, and a reconnect is a
 * SELECT. */
#include "http/stream.h"
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "http/assets.h"
#include "http/server_internal.h"
#include "store/journal.h"
#include "stream_sql.h"

#define BEAT_MS 5000

static const struct actor reader = { .id = "stream", .name = "" };

/* How far back a stream begins: pages look at everything anew when they have been away. */
#define PAST_PUBLIC 200
#define PAST_STAFF 2000

#define STAFF \
	(ROLE_GUIDE | ROLE_CLERK | ROLE_APPROVER | ROLE_ISSUER | ROLE_DIRECTOR | ROLE_SUPERVISOR | \
		ROLE_TECHNICIAN | ROLE_COUNTY_ADMIN | ROLE_COUNTY_APPROVER)
#define LEADERS (ROLE_SUPERVISOR | ROLE_DIRECTOR)

/* Which kinds who hears; the first row that fits counts. Who serves people must not learn who gave
 * which rating (domain 3.1), nor who complained: `apart` rows are not told to somebody with a
 * window role besides. Pages that may read such records ask by themselves. */
static const struct {
	const char *prefix;
	uint32_t hearers;
	bool apart;
} hearing[] = {
	{ "ticket.", ROLE_ANYONE, false }, /* what hangs on the wall of the hall */
	{ "window.", ROLE_ANYONE, false },
	{ "category.", ROLE_ANYONE, false },
	{ "setting.changed", ROLE_ANYONE, false },
	{ "site.configured", ROLE_ANYONE, false },
	{ "catalogue.adopted", ROLE_ANYONE, false },
	{ "rating.", LEADERS, true },
	{ "order.", LEADERS, true },
	{ "backstop.", LEADERS | ROLE_COUNTY_ADMIN, true },
	{ "escalation.", LEADERS, true },
	{ "discipline.", ROLE_DIRECTOR, true },
	{ "score.", ROLE_DIRECTOR, true },
	{ "grade.", ROLE_DIRECTOR, true },
	{ "staff.", ROLE_DIRECTOR, true },
	{ "appointment.", STAFF | ROLE_VILLAGE, false },
	{ "booking.", STAFF | ROLE_VILLAGE, false },
	{ "opening.", STAFF | ROLE_VILLAGE, false },
	{ "", STAFF, false },
};

bool stream_tells(const char *kind, uint32_t roles)
{
	size_t i = 0;
	while (strncmp(kind, hearing[i].prefix, strlen(hearing[i].prefix)))
		i++;
	if (hearing[i].hearers & ROLE_ANYONE)
		return true;
	return (roles & hearing[i].hearers) && !(hearing[i].apart && (roles & ROLE_CLERK));
}

int64_t stream_from(const char *last_event, int64_t published, bool everybody)
{
	int64_t had = last_event[0] ? strtoll(last_event, NULL, 10) : published;
	int64_t past = published - (everybody ? PAST_PUBLIC : PAST_STAFF);
	if (had > published)
		return published; /* a number from before a restore */
	return had < past ? past : had;
}

static int64_t last_arrived(struct server *s)
{
	struct txn t;
	int64_t arrived = 0;
	if (txn_begin(&t, s->db, s->self, &reader))
		return s->published;
	enum rc rc = txn_end(&t, journal_last_arrived(&t, &arrived));
	txn_release(&t);
	return rc ? s->published : arrived;
}

void stream_begin(struct request *r)
{
	struct txn t;
	struct actor actor;
	r->stream_public = true;
	if (!txn_begin(&t, r->server->db, r->server->self, &reader)) {
		/* a device hears what hangs on the wall, like anybody: it serves the public and
		 * nobody knows who stands before it */
		r->stream_public = request_actor(r, &t, &actor) != RC_OK ||
				   !(actor.roles &
					   ~(uint32_t)(ROLE_KIOSK | ROLE_BOARD | ROLE_RATER));
		r->stream_roles = r->stream_public ? 0 : actor.roles;
		(void)!txn_end(&t, RC_OK);
		txn_release(&t);
	}
	if (!r->server->published)
		r->server->published = last_arrived(r->server);
	r->stream_sent = stream_from(r->last_event, r->server->published, r->stream_public);
	r->state = REQUEST_STREAM;
	r->close_after = true;
	lws_callback_on_writable(r->wsi);
}

static int send_text(struct request *r, const char *text, size_t n)
{
	unsigned char *room = malloc(LWS_PRE + n);
	if (!room)
		return -1;
	memcpy(room + LWS_PRE, text, n);
	int done = lws_write(r->wsi, room + LWS_PRE, n, LWS_WRITE_RAW);
	free(room);
	r->stream_beat = clock_steady();
	return done < 0 ? -1 : 0;
}

static void add_events(struct request *r, struct txn *t, struct buf *out)
{
	struct row_stream_events *rows;
	size_t count;
	if (list_stream_events(t, r->stream_sent, r->server->published, &rows, &count))
		return;
	for (size_t i = 0; i < count; i++) {
		r->stream_sent = rows[i].arrived;
		if (!stream_tells(rows[i].kind, r->stream_roles))
			continue;
		yyjson_mut_val *v = yyjson_mut_obj(t->doc);
		yyjson_mut_obj_add_str(t->doc, v, "kind", rows[i].kind);
		yyjson_mut_obj_add_str(t->doc, v, "subject", rows[i].subject);
		yyjson_mut_obj_add_str(t->doc, v, "at", rows[i].at);
		buf_printf(out, "id: %lld\nevent: change\ndata: %s\n\n", (long long)rows[i].arrived,
			json_write(&t->arena, v, NULL));
	}
	if (count < 200)
		r->stream_sent = r->server->published;
	else
		lws_callback_on_writable(r->wsi);
}

/* Who listens is who he was when the stream was opened. Signed out, locked out or with other roles
 * he is not told another word: his stream ends, and the page's own reconnect opens one as whoever
 * he is now. */
static bool same_listener(struct request *r, struct txn *t)
{
	struct actor actor;
	return r->stream_public ||
	       (request_actor(r, t, &actor) == RC_OK && actor.roles == r->stream_roles);
}

int stream_write(struct request *r)
{
	struct buf out CLEANUP(buf_release);
	buf_init(&out, 1 << 20);
	if (!r->stream_greeted) {
		r->stream_greeted = true;
		buf_puts(&out, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; "
			       "charset=utf-8\r\ncache-control: no-store\r\nconnection: close\r\n"
			       "x-content-type-options: nosniff\r\n\r\nretry: 2000\n\n");
		buf_printf(&out, "event: version\ndata: {\"assets\":\"%s\"}\n\n", assets_version);
	}
	struct txn t;
	bool news = r->stream_sent < r->server->published, same = true;
	if (!news && clock_steady() - r->stream_beat < BEAT_MS)
		return out.len ? send_text(r, out.data, out.len) : 0;
	if (!txn_begin(&t, r->server->db, r->server->self, &reader)) {
		same = same_listener(r, &t);
		if (same && news)
			add_events(r, &t, &out);
		(void)!txn_end(&t, RC_OK);
		txn_release(&t);
	}
	if (!same)
		return -1;
	if (!news)
		/* an event, not a comment: pages must be able to notice its absence */
		buf_puts(&out, "event: beat\ndata: {}\n\n");
	return out.len ? send_text(r, out.data, out.len) : 0;
}

void stream_publish(struct server *s)
{
	bool listening = false;
	for (struct request *r = s->requests; r && !listening; r = r->next)
		listening = r->state == REQUEST_STREAM;
	if (!listening)
		return;
	/* between turns: the number read here is committed */
	int64_t last = last_arrived(s);
	if (db_turn_commit(s->db))
		return;
	if (last == s->published)
		return;
	s->published = last;
	for (struct request *r = s->requests; r; r = r->next)
		if (r->state == REQUEST_STREAM)
			lws_callback_on_writable(r->wsi);
}

void stream_tick(struct server *s)
{
	for (struct request *r = s->requests; r; r = r->next)
		if (r->state == REQUEST_STREAM && clock_steady() - r->stream_beat >= BEAT_MS)
			lws_callback_on_writable(r->wsi);
}
