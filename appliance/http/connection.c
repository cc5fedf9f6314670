/* A connection from its first byte to its last: heads and bodies are cut out of what comes, one
 * request at a time, and each wait has its limit. Nothing here is shared between connections, so
 * those that dawdle cost the others nothing but their place. */
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "base/log.h"
#include "http/server_internal.h"

#define HEAD_MS 10000 /* a head is whole this long after its first byte, however it drips */
#define FIRST_MS 20000 /* a new connection says something */
#define IDLE_MS 75000 /* between two requests */
#define BODY_MS 15000 /* in each such window a body brings BODY_BYTES, or its rest */
#define BODY_BYTES 512
#define UPLOAD_MS 60000 /* an upload goes by progress alone: any byte in that time */
#define WRITE_MS 60000 /* the other side takes something of the answer */
#define LINGER_MS 2000
/* Few at a time: those that come again come as they went, and a hundred handshakes in one turn are
 * a wait for everybody. */
#define SWEEP_MS 100
#define SWEEP_MOST 24
#define LINGER_BYTES (4 << 20)
#define AHEAD (64u << 10) /* that may come before the answer to what came before */
#define PLACES 1024 /* connections of one address */
#define PLACES_ALL 4096
#define PLACES_KEPT 64 /* of all, for addresses with a proved peer */
#define PROVED_MS 3600000

static bool proved(const struct server *s, const char *address)
{
	for (size_t i = 0; i < SERVER_PROVED; i++)
		if (s->proved[i].until > clock_steady() && !strcmp(s->proved[i].address, address))
			return true;
	return false;
}

bool connection_admits(const struct server *s, const char *address)
{
	size_t here = 0;
	if (proved(s, address))
		return s->connection_count < PLACES_ALL;
	if (s->connection_count >= PLACES_ALL - PLACES_KEPT)
		return false;
	for (const struct connection *c = s->connections; c; c = c->next)
		here += !strcmp(c->address, address);
	return here < PLACES;
}

void connection_prove(struct connection *c)
{
	size_t at = 0;
	for (size_t i = 0; i < SERVER_PROVED; i++) {
		if (!strcmp(c->server->proved[i].address, c->address)) {
			at = i;
			break;
		}
		if (c->server->proved[i].until < c->server->proved[at].until)
			at = i;
	}
	snprintf(c->server->proved[at].address, sizeof c->address, "%s", c->address);
	c->server->proved[at].until = clock_steady() + PROVED_MS;
}

int connection_open(struct server *s, struct lws *wsi)
{
	struct connection *c = calloc(1, sizeof *c);
	if (!c)
		return -1;
	c->server = s;
	c->wsi = wsi;
	c->since = clock_steady();
	c->secure = lws_get_vhost(wsi) == s->vhost;
	buf_init(&c->in, HEAD_LIMIT + AHEAD);
	lws_get_peer_simple(wsi, c->address, sizeof c->address);
	c->next = s->connections;
	s->connections = c;
	s->connection_count++;
	lws_set_opaque_user_data(wsi, c);
	return 0;
}

static void drop_request(struct connection *c)
{
	if (c->request)
		request_free(c->request);
	c->request = NULL;
}

void connection_closed(struct connection *c)
{
	struct server *s = c->server;
	for (struct connection **p = &s->connections; *p; p = &(*p)->next)
		if (*p == c) {
			*p = c->next;
			s->connection_count--;
			break;
		}
	drop_request(c);
	buf_release(&c->in);
	free(c);
}

static void enter(struct connection *c, enum connection_state state)
{
	c->state = state;
	c->since = clock_steady();
	c->seen = 0;
}

void connection_goes_on(struct connection *c)
{
	c->since = clock_steady();
}

static void consume(struct connection *c, size_t n)
{
	memmove(c->in.data, c->in.data + n, c->in.len - n);
	c->in.len -= n;
	c->in.full = false;
}

/* Where the head that begins `in` ends: its length, 0 when it is not whole, -1 when it never will
 * be. */
static int64_t head_length(struct connection *c)
{
	const char *text = c->in.data;
	for (size_t i = c->scanned; i < c->in.len; i++) {
		if (text[i] != '\n')
			continue;
		if (i == 0 || text[i - 1] != '\r')
			return -1;
		if (i >= 3 && text[i - 2] == '\n')
			return (int64_t)i + 1;
	}
	c->scanned = c->in.len;
	return c->in.len > HEAD_LIMIT ? -1 : 0;
}

static void say_continue(struct connection *c)
{
	static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";
	unsigned char room[LWS_PRE + sizeof text];
	memcpy(room + LWS_PRE, text, sizeof text);
	lws_write(c->wsi, room + LWS_PRE, sizeof text - 1, LWS_WRITE_RAW);
}

/* Takes a head off `in`. False: there is none yet. */
static bool take_head(struct connection *c)
{
	while (c->in.len >= 2 && c->scanned < 2 && !memcmp(c->in.data, "\r\n", 2))
		consume(c, 2); /* some clients send an empty line after a body */
	int64_t n = c->in.len ? head_length(c) : 0;
	const char *why = "请求头太长，或不合格式";
	if (!n)
		return false;
	c->scanned = 0;
	enter(c, CONNECTION_BUSY);
	c->request = request_new(c);
	if (!c->request)
		return false;
	if (n < 0 || n > HEAD_LIMIT || !head_read(c->request, c->in.data, (size_t)n, &why)) {
		c->left = 1; /* who knows how much */
		c->request->close_after = c->request->dispatched = true;
		request_refuse(c->request, REFUSAL_REQUEST_MALFORMED, why);
		return true;
	}
	consume(c, (size_t)n);
	c->left = c->request->content_length;
	request_begin(c->request);
	c->request->close_after |= c->left && c->request->dispatched; /* its body is not wanted */
	if (c->left && !c->request->dispatched) {
		if (c->request->expect[0] && !c->in.len)
			say_continue(c);
		enter(c, CONNECTION_BODY);
	}
	return true;
}

/* False: the connection is of no more use. */
static bool take_body(struct connection *c)
{
	struct request *r = c->request;
	size_t n = (int64_t)c->in.len < c->left ? c->in.len : (size_t)c->left;
	if (r->patch && upload_data(r, c->in.data, n))
		return false;
	if (!r->patch)
		buf_add(&r->body, c->in.data, n);
	if (r->body.full)
		return false;
	consume(c, n);
	c->left -= (int64_t)n;
	c->seen += (int64_t)n;
	if (r->patch ? n > 0 : c->seen >= BODY_BYTES) {
		c->since = clock_steady();
		c->seen = 0;
	}
	if (c->left)
		return true;
	enter(c, CONNECTION_BUSY);
	if (r->patch)
		upload_complete(r);
	else
		request_dispatch(r);
	return true;
}

static int advance(struct connection *c)
{
	for (;;) {
		bool first = c->state == CONNECTION_HEAD;
		if (!c->in.len || (!first && c->state != CONNECTION_BODY))
			return 0;
		if (first && !take_head(c))
			return c->state == CONNECTION_BUSY ? -1 : 0;
		if (!first && !take_body(c))
			return -1;
	}
}

int connection_data(struct connection *c, const void *data, size_t n)
{
	/* the library's own limit was for the time until a first byte */
	lws_set_timeout(c->wsi, NO_PENDING_TIMEOUT, 0);
	if (c->state == CONNECTION_HEAD && !c->in.len)
		c->since = clock_steady();
	bool unread = c->state == CONNECTION_BUSY && c->request->close_after;
	if (unread || c->state == CONNECTION_LINGER)
		return (c->seen += (int64_t)n) > LINGER_BYTES ? -1 : 0;
	buf_add(&c->in, data, n);
	return c->in.full ? -1 : advance(c);
}

/* The answer is out. */
static int next_request(struct connection *c)
{
	bool last = c->request->close_after;
	drop_request(c);
	c->used = true;
	lws_set_timeout(c->wsi, NO_PENDING_TIMEOUT, 0);
	enter(c, last ? CONNECTION_LINGER : CONNECTION_HEAD);
	if (!last)
		return advance(c);
	lws_callback_on_writable(c->wsi); /* comes when everything was taken */
	return 0;
}

int connection_writable(struct connection *c)
{
	struct request *r = c->request;
	if (!r)
		return c->state == CONNECTION_LINGER && !c->left ? -1 : 0;
	c->since = clock_steady();
	if (r->state == REQUEST_STREAM)
		return stream_write(r);
	if (r->state != REQUEST_READY && r->state != REQUEST_FILE)
		return 0;
	switch (request_write(r)) {
	case 0:
		return 0; /* more to come */
	case 1:
		return next_request(c);
	default:
		return -1;
	}
}

static int64_t patience(const struct connection *c)
{
	switch (c->state) {
	case CONNECTION_HEAD:
		return c->in.len ? HEAD_MS : c->used ? IDLE_MS : FIRST_MS;
	case CONNECTION_BODY:
		return c->request && c->request->patch ? UPLOAD_MS : BODY_MS;
	case CONNECTION_BUSY:
		return WRITE_MS;
	case CONNECTION_LINGER:
		break;
	}
	return LINGER_MS;
}

void connection_sweep(struct server *s)
{
	int64_t now = clock_steady();
	int ended = 0;
	bool soon = false;
	if (now - s->swept < SWEEP_MS)
		return;
	s->swept = now;
	for (struct connection *c = s->connections; c && ended < SWEEP_MOST; c = c->next) {
		soon |= c->state == CONNECTION_LINGER || (c->state == CONNECTION_HEAD && c->in.len);
		if (now - c->since < patience(c))
			continue;
		lws_set_timeout(c->wsi, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
		ended++;
	}
	if (soon || ended)
		server_wake_after(s, SWEEP_MS);
}
