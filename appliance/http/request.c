/* A request from its headers to its answer in memory: route, gate, shape, unit of work. Only here
 * do results become HTTP; reply.c writes them. */
#include "http/server_internal.h"
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/hash.h"
#include "base/date.h"
#include "base/json.h"
#include "base/log.h"
#include "http/shape.h"

#define PUBLIC_KEY 32 /* characters */

struct request *request_new(struct connection *c)
{
	struct request *r = calloc(1, sizeof *r);
	if (!r)
		return NULL;
	head_blank(r);
	r->server = c->server;
	r->connection = c;
	r->wsi = c->wsi;
	r->address = c->address;
	r->secure = c->secure;
	r->file_fd = -1;
	r->status = 200;
	r->mime = "application/json; charset=utf-8";
	buf_init(&r->body, REQUEST_BODY_LIMIT);
	buf_init(&r->reply, REPLY_LIMIT);
	buf_init(&r->head_extra, 4096);
	r->next = c->server->requests;
	c->server->requests = r;
	return r;
}

void request_free(struct request *r)
{
	for (struct request **p = &r->server->requests; *p; p = &(*p)->next)
		if (*p == r) {
			*p = r->next;
			break;
		}
	work_forget(r);
	if (r->patch)
		upload_cut(r);
	if (r->file_fd >= 0)
		close(r->file_fd);
	free(r->file);
	free(r->head);
	buf_release(&r->body);
	buf_release(&r->reply);
	buf_release(&r->head_extra);
	OPENSSL_cleanse(r, sizeof *r); /* cookie and token */
	free(r);
}

static bool match(struct request *r, const char *pattern)
{
	const char *p = r->path;
	r->part_count = 0;
	while (*pattern) {
		if (*pattern != ':') {
			if (*pattern++ != *p++)
				return false;
			continue;
		}
		const char *name = ++pattern;
		size_t length = strcspn(p, "/");
		pattern += strcspn(pattern, "/");
		if (length == 0 || length >= sizeof r->part[0].value ||
			r->part_count == REQUEST_PARTS)
			return false;
		r->part[r->part_count].name = name; /* compared below: cut at the next slash */
		memcpy(r->part[r->part_count].value, p, length);
		r->part[r->part_count].value[length] = '\0';
		r->part_count++;
		p += length;
	}
	return *p == '\0';
}

/* Part names point into the pattern; give them ends of their own. */
static void name_parts(struct request *r, struct arena *a)
{
	for (size_t i = 0; i < r->part_count; i++)
		r->part[i].name = arena_strndup(a, r->part[i].name, strcspn(r->part[i].name, "/"));
}

static const struct route *find_route(struct request *r, bool *other_method)
{
	enum http_method want = r->method == LWSHUMETH_POST     ? HTTP_POST
				: r->method == LWSHUMETH_PUT    ? HTTP_PUT
				: r->method == LWSHUMETH_DELETE ? HTTP_DELETE
								: HTTP_GET;
	bool known = r->method == LWSHUMETH_GET || r->method == LWSHUMETH_HEAD ||
		     r->method == LWSHUMETH_POST || r->method == LWSHUMETH_PUT ||
		     r->method == LWSHUMETH_DELETE;
	*other_method = false;
	for (size_t i = 0; i < route_count; i++) {
		if (!match(r, routes[i].path))
			continue;
		if (known && routes[i].method == want)
			return &routes[i];
		*other_method = true;
	}
	return NULL;
}

enum rc request_actor(struct request *r, struct txn *t, struct actor *actor)
{
	char token[128] = "";
	const char *name = request_cookie_name(r);
	if (!strncmp(r->authorization, "Bearer ", 7))
		snprintf(token, sizeof token, "%.127s", r->authorization + 7);
	for (const char *p = r->cookie; !token[0] && p && *p;
		p = strchr(p, ';') ? strchr(p, ';') + 1 : NULL) {
		p += strspn(p, " ");
		if (!strncmp(p, name, strlen(name)))
			snprintf(token, sizeof token, "%.*s", (int)strcspn(p + strlen(name), ";"),
				p + strlen(name));
	}
	return token[0] ? r->server->authenticate(t, token, actor) : RC_NOTFOUND;
}

bool request_allowed(const struct actor *actor, uint32_t roles)
{
	return (roles & ROLE_ANYONE) || (actor->roles & roles);
}

/* A page of another site must not act with this browser's cookie: SameSite keeps most away, the
 * origin check the rest. */
bool request_foreign(const struct request *r)
{
	if (!r->origin[0] || !r->host[0])
		return false;
	const char *host = strstr(r->origin, "://");
	return !host || strcmp(host + 3, r->host) != 0;
}

/* A password on a line that others on the network can read. */
bool request_in_clear(const struct request *r)
{
	bool carries = !strcmp(r->path, "/api/login") || !strcmp(r->path, "/api/me/password");
	return carries && !r->secure && strncmp(r->address, "127.", 4);
}

/* Every write of a page names whom the page shows. The cookie is the browser's, not the page's:
 * somebody who signed in beside it must not be taken for him. A client of the interface or a peer
 * shows nobody a page and holds its own token: it may leave the name out. */
enum rc request_same_actor(
	struct request *r, struct txn *t, const struct actor *actor, bool public_route)
{
	bool nobody = !actor->roles, shows_nobody = !strcmp(r->acting, "nobody");
	if (!r->acting[0] || r->method == LWSHUMETH_GET || r->method == LWSHUMETH_HEAD)
		return RC_OK;
	if (!strcmp(r->acting, actor->id) || (public_route && (nobody || shows_nobody)))
		return RC_OK;
	return nobody ? RC_OK : txn_refuse(t, REFUSAL_ACTOR_OTHER, actor->name);
}

static enum rc gate(struct request *r, struct txn *t, struct actor *actor)
{
	enum rc rc = request_actor(r, t, actor);
	if (rc == RC_FAULT)
		return rc;
	if (rc != RC_OK)
		*actor = (struct actor){ .id = "nobody", .name = "" };
	if (!(r->route->where & (t->self->hub ? NODE_HUB : NODE_HALL)))
		return txn_refuse(t, REFUSAL_NOT_FOUND, NULL);
	if (r->method != LWSHUMETH_GET && r->method != LWSHUMETH_HEAD && request_foreign(r))
		return txn_refuse(t, REFUSAL_ROLE, "来源页面不符");
	if (request_in_clear(r))
		return txn_refuse(t, REFUSAL_PLAIN_SIGN_IN, NULL);
	if (rc == RC_OK && (actor->roles & ROLE_PEER))
		connection_prove(r->connection);
	if (rc == RC_OK && request_same_actor(r, t, actor, r->route->roles & ROLE_ANYONE))
		return RC_REFUSED;
	if (request_allowed(actor, r->route->roles))
		return RC_OK;
	return txn_refuse(t, rc ? REFUSAL_SIGN_IN : REFUSAL_ROLE, NULL);
}

/* People get the label; which member it was is for machines, beside the words. */
static enum rc refuse_field(struct request *r, struct txn *t, const struct shape_refusal *no)
{
	snprintf(r->wrong_field, sizeof r->wrong_field, "%s", no->field ? no->field : "");
	return txn_refuse(t, no->code, no->why);
}

static enum rc read_body(struct request *r, struct txn *t)
{
	struct shape_refusal no = { REFUSAL_NONE, "", NULL };
	yyjson_val *v;
	if (!strcmp(r->route->request_shape, "None"))
		return RC_OK;
	const char *text = r->body.len ? r->body.data : "{}";
	if (json_read_most(&t->arena, text, r->body.len ? r->body.len : 2, REQUEST_VALUES, &v))
		return txn_refuse(t, REFUSAL_SHAPE, "请求内容不是合格的 JSON");
	if (shape_take(&t->arena, r->route->request_shape, v, date_of(t->now), &no))
		return refuse_field(r, t, &no);
	r->json = v;
	return RC_OK;
}

/* Lists that the handler read and that were cut are named, in the reply's own member for that. */
static void add_cut(struct request *r, struct txn *t, yyjson_mut_val *reply)
{
	const char *words = db_cut(t->db);
	if (shape_has(r->route->reply_shape, "cut"))
		yyjson_mut_obj_add_strcpy(t->doc, reply, "cut", words);
	else if (words[0])
		log_error("shape", "%s: cut and not said: %s", r->route->path, words);
}

static enum rc run_handler(struct request *r, struct txn *t)
{
	yyjson_mut_val *reply = NULL;
	(void)db_cut(t->db); /* what others read before */
	enum rc rc = r->route->handle(t, r, &reply);
	if (!rc && r->lost)
		return fault("no memory for a reply");
	if (rc || !reply)
		return rc;
	add_cut(r, t, reply);
/* the sanitised build promises itself what the OpenAPI document promises others */
#ifdef MINIHALL_CHECK_REPLIES
	const char *why = NULL;
	if (strcmp(r->route->reply_shape, "File") &&
		shape_check_reply(&t->arena, r->route->reply_shape, reply, &why)) {
		log_error("shape", "%s: %s", r->route->path, why);
		abort();
	}
#endif
	size_t n;
	const char *text = json_write(&t->arena, reply, &n);
	buf_clear(&r->reply);
	buf_add(&r->reply, text, n);
	return r->reply.full ? txn_refuse(t, REFUSAL_TOO_LARGE, "结果太多，请缩小范围") : RC_OK;
}

/* The same key by the same actor gets the first reply again: a double press, or a reply that was
 * lost on the way. */
static enum rc run_once(struct request *r, struct txn *t)
{
	char request[HASH_HEX];
	struct hash *h = hash_new();
	uint8_t bytes[HASH_SIZE];
	hash_add(h, r->path, strlen(r->path) + 1);
	hash_add(h, r->body.data ? r->body.data : "", r->body.len);
	hash_end(h, bytes);
	hash_free(h);
	hash_hex(bytes, request);
	enum rc rc = reply_again(r, t, request);
	if (rc != RC_NOTFOUND)
		return rc;
	r->kept = NULL;
	rc = run_handler(r, t);
	if (rc || r->head_extra.len || r->file)
		return rc; /* sign-ins set cookies: those are not replayed */
	return reply_keep(r, t, request);
}

/* What is open to anybody has one memory for all of them: there only a key that nobody guesses
 * counts. */
static bool keyed(const struct request *r)
{
	return r->idempotency[0] &&
	       (!(r->route->roles & ROLE_ANYONE) || strlen(r->idempotency) >= PUBLIC_KEY);
}

static enum rc run(struct request *r, struct txn *t, struct actor *actor)
{
	name_parts(r, &t->arena);
	enum rc rc = gate(r, t, actor);
	if (!rc)
		rc = read_body(r, t);
	if (rc)
		return rc;
	return r->method == LWSHUMETH_POST && keyed(r) ? run_once(r, t) : run_handler(r, t);
}

/* Somebody nobody knows may send little; the rest is asked who he is before a byte of it is
 * taken. */
static enum refusal too_much(struct request *r)
{
	bool other_method;
	if (r->content_length <= REQUEST_STRANGER_BODY)
		return REFUSAL_NONE;
	r->route = find_route(r, &other_method);
	if (!r->route)
		return other_method ? REFUSAL_METHOD : REFUSAL_NOT_FOUND;
	bool none = !strcmp(r->route->request_shape, "None");
	if (none || r->content_length > REQUEST_BODY_LIMIT || (r->route->roles & ROLE_ANYONE))
		return REFUSAL_TOO_LARGE;
	struct txn t;
	struct actor actor = { .id = "nobody", .name = "" };
	if (txn_begin(&t, r->server->db, r->server->self, &actor))
		return REFUSAL_FAULT;
	enum rc rc = txn_end(&t, request_actor(r, &t, &actor));
	enum refusal refusal = rc == RC_FAULT ? REFUSAL_FAULT : rc ? REFUSAL_SIGN_IN : REFUSAL_NONE;
	if (!rc && !request_allowed(&actor, r->route->roles))
		refusal = REFUSAL_ROLE;
	txn_release(&t);
	return refusal;
}

/* Nothing can be looked up yet: whatever is asked gets the same answer, a page one that asks again
 * by itself. */
static void refuse_all(struct request *r)
{
	r->dispatched = true;
	request_refuse(r, REFUSAL_VIEWS_FILLING, r->server->waits);
}

void request_begin(struct request *r)
{
	if (!r->server->db) {
		refuse_all(r);
		return;
	}
	if (upload_headers(r))
		return;
	enum refusal refusal = too_much(r);
	if (refusal) {
		r->dispatched = true;
		request_refuse(r, refusal, NULL);
	} else if (!r->content_length) {
		request_dispatch(r);
	}
}

void request_dispatch(struct request *r)
{
	static const struct actor nobody = { .id = "nobody", .name = "" };
	bool other_method;
	r->dispatched = true;
	if (!strcmp(r->path, "/api/events")) {
		stream_begin(r);
		return;
	}
	r->route = find_route(r, &other_method);
	if (!r->route) {
		if (!other_method && assets_serve(r))
			return;
		request_refuse(r, other_method ? REFUSAL_METHOD : REFUSAL_NOT_FOUND, NULL);
		return;
	}
	struct txn t;
	struct actor actor = nobody;
	enum rc rc = txn_begin(&t, r->server->db, r->server->self, &actor);
	if (rc) {
		request_fault(r);
		return;
	}
	r->txn = &t;
	t.address = r->address;
	t.works = &r->works;
	rc = txn_end(&t, run(r, &t, &actor));
	r->txn = NULL;
	r->json = NULL;
	switch (rc) {
	case RC_OK:
		request_done(r);
		break;
	case RC_NOTFOUND:
		request_refuse(r, REFUSAL_NOT_FOUND, NULL);
		break;
	case RC_REFUSED:
		if (t.refusal != REFUSAL_BUSY || !work_begin(r))
			request_refuse(r, t.refusal, t.detail);
		break;
	case RC_FAULT:
		request_fault(r);
		break;
	}
	txn_release(&t);
}
