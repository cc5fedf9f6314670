/* The embedded pages: the smallest encoding the browser takes, ETag, immutable for hashed names. */
#include "http/assets.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "http/server_internal.h"

static int by_path(const void *key, const void *row)
{
	return strcmp(key, ((const struct asset *)row)->path);
}

static bool serve_certificate(struct request *r)
{
	struct arena a;
	char *text;
	arena_init(&a, 65536 + 4096);
	enum rc rc = file_read(
		&a, arena_printf(&a, "%s/keys/ca.crt", r->server->home), 65536, &text, NULL);
	if (!rc) {
		request_reply_text(r, "application/x-x509-ca-cert", text);
		request_done(r);
	}
	arena_release(&a);
	return rc == RC_OK;
}

/* Addresses in QR codes carry their subject in the path, for the codes are smaller in capitals
 * without a query: a ticket's slip, an item's guide and its blank form. */
static const char *page_of(const char *path)
{
	if (!strncmp(path, "/Q/", 3))
		return "/slip.html";
	if (!strncmp(path, "/I/", 3) || !strncmp(path, "/F/", 3))
		return "/self.html";
	return !strcmp(path, "/") ? "/index.html" : path;
}

bool assets_serve(struct request *r)
{
	if (r->method != LWSHUMETH_GET && r->method != LWSHUMETH_HEAD)
		return false;
	if (!strcmp(r->path, "/ca.crt"))
		return serve_certificate(r);
	const struct asset *a = bsearch(
		page_of(r->path), assets, asset_count, sizeof *assets, by_path);
	if (!a)
		return false;
	const struct asset_body *body = &a->raw;
	const char *encoding = NULL;
	if (a->br.data && strstr(r->encoding, "br")) {
		body = &a->br;
		encoding = "br";
	} else if (a->gzip.data && strstr(r->encoding, "gzip")) {
		body = &a->gzip;
		encoding = "gzip";
	}
	buf_printf(&r->head_extra, "etag: %s\r\nvary: accept-encoding\r\ncache-control: %s\r\n",
		a->etag, a->immutable ? "public, max-age=31536000, immutable" : "no-cache");
	r->mime = a->mime;
	if (!strcmp(r->etag, a->etag)) {
		r->status = 304;
	} else {
		if (encoding)
			buf_printf(&r->head_extra, "content-encoding: %s\r\n", encoding);
		r->fixed = body->data;
		r->fixed_size = body->size;
	}
	request_done(r);
	return true;
}
