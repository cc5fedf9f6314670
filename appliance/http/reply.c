/* The reply: in memory until the turn's commit, then head and body in one write, or a file in pieces. */
#include "http/internal.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"

#define FILE_PIECE 65536
#define SECURITY_HEADERS \
	"x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\nx-frame-options: DENY\r\n" \
	"content-security-policy: default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'; " \
	"script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'\r\n"

void request_done(struct request *r)
{
	r->state = REQUEST_WAITING;
	lws_set_timeout(r->wsi, PENDING_TIMEOUT_HTTP_CONTENT, 60);
}

static void error_reply(struct request *r, enum refusal refusal, const char *detail)
{
	const struct refusal_row *row = refusal_row(refusal);
	struct arena a;
	arena_init(&a, 65536);
	yyjson_mut_doc *doc = json_doc(&a);
	yyjson_mut_val *error = yyjson_mut_obj(doc), *reply = yyjson_mut_obj(doc);
	yyjson_mut_obj_add_str(doc, error, "code", row->code);
	yyjson_mut_obj_add_str(doc, error, "text", row->text);
	yyjson_mut_obj_add_str(doc, error, "advice", row->advice);
	if (detail)
		yyjson_mut_obj_add_str(doc, error, "detail", detail);
	else
		yyjson_mut_obj_add_null(doc, error, "detail");
	yyjson_mut_obj_add_val(doc, reply, "error", error);
	r->status = row->status;
	r->mime = "application/json; charset=utf-8";
	free(r->file);
	r->file = NULL;
	r->fixed = NULL;
	buf_clear(&r->reply);
	buf_puts(&r->reply, json_write(&a, reply, NULL));
	bool unwritable = a.unwritable;
	arena_release(&a);
	if (unwritable) /* a detail that cannot be said leaves the refusal itself */
		error_reply(r, refusal, NULL);
}

void request_refuse(struct request *r, enum refusal refusal, const char *detail)
{
	error_reply(r, refusal, detail);
	request_done(r);
}

void request_fail_commit(struct request *r)
{
	int64_t free_bytes = 0, total = 0;
	bool full = disk_space(r->server->home, &free_bytes, &total) == RC_OK && free_bytes < (1 << 20);
	buf_clear(&r->head_extra);
	error_reply(r, full ? REFUSAL_DISK : REFUSAL_FAULT, NULL);
}

static const char *reason_phrase(int status)
{
	switch (status) {
	case 200: return "OK";
	case 201: return "Created";
	case 204: return "No Content";
	case 206: return "Partial Content";
	case 304: return "Not Modified";
	case 400: return "Bad Request";
	case 404: return "Not Found";
	case 409: return "Conflict";
	default: return status < 400 ? "OK" : status < 500 ? "Refused" : "Fault";
	}
}

static bool open_file(struct request *r, int64_t *size, int64_t *first, int64_t *total)
{
	struct stat st;
	r->file_fd = open(r->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (r->file_fd < 0 || fstat(r->file_fd, &st) || !S_ISREG(st.st_mode))
		return false;
	*total = st.st_size;
	*first = 0;
	int64_t last = st.st_size - 1;
	if (!strncmp(r->range, "bytes=", 6)) {
		char *end;
		long long from = strtoll(r->range + 6, &end, 10);
		if (end != r->range + 6 && *end == '-' && from >= 0 && from < st.st_size) {
			long long to = end[1] ? strtoll(end + 1, NULL, 10) : last;
			*first = from;
			last = to < last ? to : last;
			r->status = 206;
		}
	}
	*size = last - *first + 1;
	return lseek(r->file_fd, *first, SEEK_SET) >= 0;
}

static int write_bytes(struct request *r, const struct buf *b)
{
	unsigned char *room = malloc(LWS_PRE + b->len);
	if (!room)
		return -1;
	memcpy(room + LWS_PRE, b->data, b->len);
	int n = lws_write(r->wsi, room + LWS_PRE, b->len, LWS_WRITE_HTTP);
	free(room);
	return n < 0 ? -1 : 0;
}

static int write_piece(struct request *r)
{
	unsigned char room[LWS_PRE + FILE_PIECE];
	size_t want = r->file_left < FILE_PIECE ? (size_t)r->file_left : FILE_PIECE;
	ssize_t n = read(r->file_fd, room + LWS_PRE, want);
	if (n <= 0 || lws_write(r->wsi, room + LWS_PRE, (size_t)n, LWS_WRITE_HTTP) < 0)
		return -1;
	r->file_left -= n;
	lws_set_timeout(r->wsi, PENDING_TIMEOUT_HTTP_CONTENT, 60);
	if (r->file_left == 0)
		return 1;
	lws_callback_on_writable(r->wsi);
	return 0;
}

/* 0: more to come, 1: all written, -1: give the connection up. */
int request_write(struct request *r)
{
	if (r->state == REQUEST_FILE)
		return write_piece(r);
	int64_t size = (int64_t)(r->fixed ? r->fixed_size : r->reply.len), first = 0, total = 0;
	if (r->file && !open_file(r, &size, &first, &total)) {
		error_reply(r, REFUSAL_NOT_FOUND, NULL);
		size = (int64_t)r->reply.len;
	}
	struct buf out CLEANUP(buf_release);
	buf_init(&out, REPLY_LIMIT + 65536);
	buf_printf(&out, "HTTP/1.1 %d %s\r\n", r->status, reason_phrase(r->status));
	if (r->status != 204 && r->status != 304)
		buf_printf(&out, "content-type: %s\r\ncontent-length: %lld\r\n", r->mime, (long long)size);
	if (r->file && r->status == 206)
		buf_printf(&out, "content-range: bytes %lld-%lld/%lld\r\n", (long long)first, (long long)(first + size - 1), (long long)total);
	if (!r->fixed && r->mime && !strncmp(r->mime, "application/json", 16))
		buf_puts(&out, "cache-control: no-store\r\n");
	buf_puts(&out, SECURITY_HEADERS);
	buf_printf(&out, "server-timing: now;desc=\"%lld\"\r\n", (long long)clock_now()); /* pages go by the hall's clock: a tablet's may be wrong */
	if (r->secure)
		buf_puts(&out, "strict-transport-security: max-age=31536000\r\n");
	if (r->head_extra.len)
		buf_add(&out, r->head_extra.data, r->head_extra.len);
	if (r->close_after)
		buf_puts(&out, "connection: close\r\n");
	buf_puts(&out, "\r\n");
	bool body = !r->head_only && r->status != 204 && r->status != 304;
	if (body && !r->file && size)
		buf_add(&out, r->fixed ? r->fixed : r->reply.data, (size_t)size);
	if (out.full || write_bytes(r, &out))
		return -1;
	if (body && r->file && size) {
		r->state = REQUEST_FILE;
		r->file_left = size;
		lws_callback_on_writable(r->wsi);
		return 0;
	}
	return r->close_after ? -1 : 1;
}
