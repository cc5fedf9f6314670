/* What a handler asks of its request, and what it may say beside its reply. */
#include <stdlib.h>
#include <string.h>
#include "base/certificate.h"
#include "http/server_internal.h"

const char *request_part(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->part_count; i++)
		if (!strcmp(r->part[i].name, name))
			return r->part[i].value;
	return "";
}

const char *request_query(const struct request *r, const char *name)
{
	size_t n = strlen(name);
	for (const char *p = r->query; p && *p; p = strchr(p, '&') ? strchr(p, '&') + 1 : NULL) {
		if (strncmp(p, name, n) || p[n] != '=')
			continue;
		size_t length = strcspn(p + n + 1, "&");
		char *out = arena_alloc(&r->txn->arena, length + 1);
		return head_decode(p + n + 1, length, true, out) ? out : "";
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
	struct server *s = r->server;
	char host[HEAD_HOST + 1];
	snprintf(host, sizeof host, "%s", r->host);
	char *port = strrchr(host, ':');
	if (port)
		*port = '\0';
	bool known = s->named[0] && !strcmp(s->named, host);
	if (known || certificate_names(s->certificate, host)) {
		if (!known)
			snprintf(s->named, sizeof s->named, "%s", host);
		return arena_printf(a, "%s://%s", r->secure ? "https" : "http", r->host);
	}
	/* not a name of this box */
	return arena_printf(a, "https://%s:%d", certificate_first(s->certificate), s->port);
}

bool request_secure(const struct request *r)
{
	return r->secure;
}

/* Only a page of this very address over TLS can have set the one with the prefix. */
const char *request_cookie_name(const struct request *r)
{
	return r->secure ? "__Host-minihall=" : "minihall=";
}

void request_set_cookie(struct request *r, const char *token, int64_t max_age_s)
{
	buf_printf(&r->head_extra,
		"set-cookie: %s%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Strict%s\r\n",
		request_cookie_name(r), token, (long long)(token[0] ? max_age_s : 0),
		r->secure ? "; Secure" : "");
}

void request_send_file(
	struct request *r, const char *path, const char *mime, const char *download_name)
{
	free(r->file);
	r->file = strdup(path);
	r->lost |= !r->file;
	snprintf(r->mime_text, sizeof r->mime_text, "%s", mime);
	r->mime = r->mime_text;
	if (download_name)
		buf_printf(&r->head_extra, "content-disposition: attachment; filename=\"%s\"\r\n",
			download_name);
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
