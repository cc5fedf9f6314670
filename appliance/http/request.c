/* A request from its headers to its answer in memory: route, gate, shape, unit of work. Only here do results become HTTP; reply.c writes them. */
#include "http/internal.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/hash.h"
#include "base/date.h"
#include "base/json.h"
#include "base/log.h"
#include "http/shape.h"
#include "reply_sql.h"

static void copy_token(struct lws *wsi, enum lws_token_indexes token, char *out, size_t room)
{
	if (lws_hdr_copy(wsi, out, (int)room, token) < 0)
		out[0] = '\0';
}

static void copy_custom(struct lws *wsi, const char *name, char *out, size_t room)
{
	int n = (int)strlen(name);
	if (lws_hdr_custom_copy(wsi, out, (int)room, name, n) < 0)
		out[0] = '\0';
}

static void copy_query(struct lws *wsi, char *out, size_t room)
{
	char fragment[512];
	size_t used = 0;
	out[0] = '\0';
	for (int i = 0; lws_hdr_copy_fragment(wsi, fragment, sizeof fragment, WSI_TOKEN_HTTP_URI_ARGS, i) > 0; i++) {
		size_t n = strlen(fragment);
		if (used + n + 2 > room)
			return;
		if (used)
			out[used++] = '&';
		memcpy(out + used, fragment, n + 1);
		used += n;
	}
}

static void copy_headers(struct request *r)
{
	struct lws *wsi = r->wsi;
	char length[32];
	copy_token(wsi, WSI_TOKEN_HTTP_COOKIE, r->cookie, sizeof r->cookie);
	copy_token(wsi, WSI_TOKEN_HTTP_AUTHORIZATION, r->authorization, sizeof r->authorization);
	copy_token(wsi, WSI_TOKEN_ORIGIN, r->origin, sizeof r->origin);
	copy_token(wsi, WSI_TOKEN_HOST, r->host, sizeof r->host);
	copy_token(wsi, WSI_TOKEN_HTTP_RANGE, r->range, sizeof r->range);
	copy_token(wsi, WSI_TOKEN_HTTP_IF_NONE_MATCH, r->etag, sizeof r->etag);
	copy_token(wsi, WSI_TOKEN_HTTP_ACCEPT_ENCODING, r->encoding, sizeof r->encoding);
	copy_token(wsi, WSI_TOKEN_HTTP_CONTENT_TYPE, r->content_type, sizeof r->content_type);
	copy_token(wsi, WSI_TOKEN_HTTP_CONTENT_LENGTH, length, sizeof length);
	r->content_length = length[0] ? strtoll(length, NULL, 10) : 0;
	copy_custom(wsi, "idempotency-key:", r->idempotency, sizeof r->idempotency);
	copy_custom(wsi, "last-event-id:", r->last_event, sizeof r->last_event);
	copy_custom(wsi, "minihall-signature:", r->signature, sizeof r->signature);
	copy_custom(wsi, "upload-length:", r->tus_length, sizeof r->tus_length);
	copy_custom(wsi, "upload-offset:", r->tus_offset, sizeof r->tus_offset);
	copy_custom(wsi, "upload-checksum:", r->tus_checksum, sizeof r->tus_checksum);
	copy_custom(wsi, "tus-resumable:", r->tus_resumable, sizeof r->tus_resumable);
	int n = lws_hdr_custom_length(wsi, "upload-metadata:", 16);
	if (n > 0 && n < 8192 && (r->tus_metadata = calloc(1, (size_t)n + 1)))
		lws_hdr_custom_copy(wsi, r->tus_metadata, n + 1, "upload-metadata:", 16);
}

struct request *request_new(struct server *s, struct lws *wsi)
{
	struct request *r = calloc(1, sizeof *r);
	char *uri;
	int length;
	if (!r)
		return NULL;
	r->server = s;
	r->wsi = wsi;
	r->file_fd = -1;
	r->status = 200;
	r->mime = "application/json; charset=utf-8";
	r->secure = lws_is_ssl(wsi);
	buf_init(&r->body, REQUEST_BODY_LIMIT);
	buf_init(&r->reply, REPLY_LIMIT);
	buf_init(&r->head_extra, 4096);
	r->method = lws_http_get_uri_and_method(wsi, &uri, &length);
	r->head_only = r->method == LWSHUMETH_HEAD;
	if (r->method < 0 || length <= 0 || (size_t)length >= sizeof r->path) {
		free(r);
		return NULL;
	}
	memcpy(r->path, uri, (size_t)length);
	r->path[length] = '\0';
	lws_get_peer_simple(wsi, r->address, sizeof r->address);
	copy_query(wsi, r->query, sizeof r->query);
	copy_headers(r);
	r->next = s->requests;
	s->requests = r;
	return r;
}

void request_free(struct request *r)
{
	for (struct request **p = &r->server->requests; *p; p = &(*p)->next)
		if (*p == r) {
			*p = r->next;
			break;
		}
	if (r->patch)
		upload_cut(r);
	if (r->file_fd >= 0)
		close(r->file_fd);
	free(r->file);
	free(r->tus_metadata);
	buf_release(&r->body);
	buf_release(&r->reply);
	buf_release(&r->head_extra);
	free(r);
}

/* ---- what handlers ask ---- */

const char *request_part(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->part_count; i++)
		if (!strcmp(r->part[i].name, name))
			return r->part[i].value;
	return "";
}

static int from_hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

const char *request_query(const struct request *r, const char *name)
{
	size_t n = strlen(name);
	for (const char *p = r->query; p && *p; p = strchr(p, '&') ? strchr(p, '&') + 1 : NULL) {
		if (strncmp(p, name, n) || p[n] != '=')
			continue;
		const char *from = p + n + 1;
		size_t length = strcspn(from, "&"), used = 0;
		char *out = arena_alloc(&r->txn->arena, length + 1);
		for (size_t i = 0; i < length; i++) {
			/* lws has decoded the path part but leaves arguments as they came */
			if (from[i] == '%' && i + 2 < length && from_hex(from[i + 1]) >= 0 && from_hex(from[i + 2]) >= 0) {
				out[used++] = (char)(from_hex(from[i + 1]) << 4 | from_hex(from[i + 2]));
				i += 2;
			} else {
				out[used++] = from[i] == '+' ? ' ' : from[i];
			}
		}
		return out;
	}
	return "";
}

const char *request_header(const struct request *r, const char *name)
{
	if (!strcmp(name, "minihall-signature"))
		return r->signature;
	return !strcmp(name, "host") ? r->host : "";
}

const yyjson_val *request_body(const struct request *r)
{
	return r->json;
}

const char *request_raw(const struct request *r, size_t *n)
{
	*n = r->body.len;
	return r->body.data ? r->body.data : "";
}

const char *request_address(const struct request *r)
{
	return r->address;
}

const char *request_origin(const struct request *r, struct arena *a)
{
	const char *host = request_header(r, "host");
	return host[0] ? arena_printf(a, "%s://%s", request_secure(r) ? "https" : "http", host) : NULL;
}

bool request_secure(const struct request *r)
{
	return r->secure;
}

void request_set_cookie(struct request *r, const char *token, int64_t max_age_s)
{
	buf_printf(&r->head_extra, "set-cookie: minihall=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Strict%s\r\n", token,
	           (long long)(token[0] ? max_age_s : 0), r->secure ? "; Secure" : "");
}

void request_send_file(struct request *r, const char *path, const char *mime, const char *download_name)
{
	free(r->file);
	r->file = strdup(path);
	snprintf(r->mime_text, sizeof r->mime_text, "%s", mime);
	r->mime = r->mime_text;
	if (download_name)
		buf_printf(&r->head_extra, "content-disposition: attachment; filename=\"%s\"\r\n", download_name);
}

void request_keep_instead(struct request *r, const char *json)
{
	r->kept = json;
}

void request_reply_text(struct request *r, const char *mime, const char *text)
{
	snprintf(r->mime_text, sizeof r->mime_text, "%s", mime);
	r->mime = r->mime_text;
	buf_clear(&r->reply);
	buf_puts(&r->reply, text);
}

/* ---- dispatch ---- */

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
		if (length == 0 || length >= sizeof r->part[0].value || r->part_count == REQUEST_PARTS)
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
	enum http_method want = r->method == LWSHUMETH_POST ? HTTP_POST : r->method == LWSHUMETH_PUT ? HTTP_PUT : r->method == LWSHUMETH_DELETE ? HTTP_DELETE : HTTP_GET;
	bool known = r->method == LWSHUMETH_GET || r->method == LWSHUMETH_HEAD || r->method == LWSHUMETH_POST || r->method == LWSHUMETH_PUT || r->method == LWSHUMETH_DELETE;
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
	if (!strncmp(r->authorization, "Bearer ", 7))
		snprintf(token, sizeof token, "%.127s", r->authorization + 7);
	for (const char *p = r->cookie; !token[0] && p && *p; p = strchr(p, ';') ? strchr(p, ';') + 1 : NULL) {
		p += strspn(p, " ");
		if (!strncmp(p, "minihall=", 9))
			snprintf(token, sizeof token, "%.*s", (int)strcspn(p + 9, ";"), p + 9);
	}
	return token[0] ? r->server->authenticate(t, token, actor) : RC_NOTFOUND;
}

bool request_allowed(const struct actor *actor, uint32_t roles)
{
	return (roles & ROLE_ANYONE) || (actor->roles & roles);
}

/* A page of another site must not act with this browser's cookie: SameSite keeps most away, the origin check the rest. */
static bool foreign_origin(const struct request *r)
{
	if (!r->origin[0] || !r->host[0])
		return false;
	const char *host = strstr(r->origin, "://");
	return !host || strcmp(host + 3, r->host) != 0;
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
	if (r->method != LWSHUMETH_GET && r->method != LWSHUMETH_HEAD && foreign_origin(r))
		return txn_refuse(t, REFUSAL_ROLE, "来源页面不符");
	if (request_allowed(actor, r->route->roles))
		return RC_OK;
	return txn_refuse(t, rc ? REFUSAL_SIGN_IN : REFUSAL_ROLE, NULL);
}

static enum rc read_body(struct request *r, struct txn *t)
{
	struct shape_refusal no;
	yyjson_val *v;
	if (!strcmp(r->route->request_shape, "None"))
		return RC_OK;
	const char *text = r->body.len ? r->body.data : "{}";
	if (json_read_most(&t->arena, text, r->body.len ? r->body.len : 2, REQUEST_VALUES, &v))
		return txn_refuse(t, REFUSAL_SHAPE, "请求内容不是合格的 JSON");
	if (shape_take(&t->arena, r->route->request_shape, v, date_of(t->now), &no))
		return txn_refuse(t, no.code, no.why);
	r->json = v;
	return RC_OK;
}

static enum rc run_handler(struct request *r, struct txn *t)
{
	yyjson_mut_val *reply = NULL;
	enum rc rc = r->route->handle(t, r, &reply);
	if (rc || !reply)
		return rc;
#ifdef MINIHALL_CHECK_REPLIES /* the sanitised build promises itself what the OpenAPI document promises others */
	const char *why = NULL;
	if (strcmp(r->route->reply_shape, "File") && shape_check_reply(&t->arena, r->route->reply_shape, reply, &why)) {
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

/* The same key by the same actor gets the first reply again: a double press, or a reply that was lost on the way. */
static enum rc run_once(struct request *r, struct txn *t)
{
	struct row_reply_find held;
	char request[HASH_HEX];
	struct hash *h = hash_new();
	uint8_t bytes[HASH_SIZE];
	hash_add(h, r->path, strlen(r->path) + 1);
	hash_add(h, r->body.data ? r->body.data : "", r->body.len);
	hash_end(h, bytes);
	hash_free(h);
	hash_hex(bytes, request);
	enum rc rc = load_reply_find(t, t->actor->id, r->idempotency, &held);
	if (rc == RC_OK) {
		if (strcmp(held.request, request))
			return txn_refuse(t, REFUSAL_KEY_REUSED, NULL);
		buf_clear(&r->reply);
		buf_puts(&r->reply, held.body);
		return RC_OK;
	}
	if (rc != RC_NOTFOUND)
		return rc;
	r->kept = NULL;
	rc = run_handler(r, t);
	if (rc || r->head_extra.len || r->file)
		return rc; /* sign-ins set cookies: those are not replayed */
	return exec_reply_keep(t, t->actor->id, r->idempotency, request, r->kept ? r->kept : r->reply.data ? r->reply.data : "", t->now, NULL);
}

static enum rc run(struct request *r, struct txn *t, struct actor *actor)
{
	name_parts(r, &t->arena);
	enum rc rc = gate(r, t, actor);
	if (!rc)
		rc = read_body(r, t);
	if (rc)
		return rc;
	return r->method == LWSHUMETH_POST && r->idempotency[0] && !(r->route->roles & ROLE_ANYONE) ? run_once(r, t) : run_handler(r, t);
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
		log_error("http", "%s: %s", r->path, fault_text());
		fault_clear();
		request_refuse(r, REFUSAL_FAULT, NULL);
		return;
	}
	r->txn = &t;
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
		request_refuse(r, t.refusal, t.detail);
		break;
	case RC_FAULT:
		log_error("http", "%s: %s", r->path, fault_text());
		fault_clear();
		request_refuse(r, REFUSAL_FAULT, NULL);
		break;
	}
	txn_release(&t);
}
