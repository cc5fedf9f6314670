/* The reply: in memory until the turn's commit, then head and body in one write, or a file in
 * pieces. */
#include "http/server_internal.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "words/disk.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "reply_sql.h"

/* A lost reply is asked for again within minutes; two days are ample. */
#define REPLY_KEPT_MS (48 * 3600 * 1000LL)

#define FILE_PIECE 65536
#define RETRY_AFTER_S 60
#define SECURITY_HEADERS \
	"x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\nx-frame-options: " \
	"DENY\r\n" \
	"content-security-policy: default-src 'self'; img-src 'self' blob: data:; media-src " \
	"'self' blob:; worker-src 'self'; " \
	"script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; " \
	"object-src 'none'; base-uri 'none'; " \
	"form-action 'self'\r\n"

void request_done(struct request *r)
{
	r->state = REQUEST_WAITING;
}

/* Somebody typed or followed an address: he is told in words, where a program is told in JSON. */
static bool reads_pages(const struct request *r)
{
	bool program = !strncmp(r->path, "/api/", 5) || !strncmp(r->path, "/link/", 6);
	return !program && (r->method == LWSHUMETH_GET || r->method == LWSHUMETH_HEAD) &&
	       strstr(r->accept, "text/html");
}

static void page_head(struct request *r, const char *title)
{
	r->mime = "text/html; charset=utf-8";
	buf_printf(&r->reply,
		"<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta "
		"name=\"viewport\" "
		"content=\"width=device-width\"><title>%s</title>",
		title);
}

static void page_text(struct request *r, const struct refusal_row *row)
{
	buf_printf(&r->reply,
		"<body style=\"font: 20px/1.6 sans-serif; margin: 3rem auto; max-width: 36rem; "
		"padding: 0 1rem\">"
		"<h1>%s</h1><p>%s。</p>",
		row->text, row->advice);
}

static void error_page(struct request *r, const struct refusal_row *row)
{
	page_head(r, row->text);
	page_text(r, row);
	buf_printf(&r->reply, "<p><a href=\"/\">回到首页</a></p><p><small>代码 %s</small></p>",
		row->code);
}

/* Comes back by itself to what was asked for. */
static void waiting_page(struct request *r, const struct refusal_row *row, const char *detail)
{
	page_head(r, row->text);
	buf_printf(&r->reply, "<meta http-equiv=\"refresh\" content=\"%d\">", REPLY_AGAIN_S);
	page_text(r, row);
	buf_printf(&r->reply, "<p role=\"status\">%s</p><p><small>代码 %s</small></p>", detail,
		row->code);
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
	if (r->wrong_field[0])
		yyjson_mut_obj_add_str(doc, error, "field", r->wrong_field);
	yyjson_mut_obj_add_val(doc, reply, "error", error);
	r->status = row->status;
	r->mime = "application/json; charset=utf-8";
	free(r->file);
	r->file = NULL;
	r->fixed = NULL;
	buf_clear(&r->reply);
	if (reads_pages(r)) {
		if (refusal == REFUSAL_VIEWS_FILLING)
			waiting_page(r, row, detail);
		else
			error_page(r, row);
		arena_release(&a);
		return;
	}
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

/* Said in the words that the pages have for it. */
static const char *full_words(const struct request *r)
{
	return disk_words(DISK_PAPER, r->server->self->hub);
}

void request_refuse_full(struct request *r)
{
	request_refuse(r, REFUSAL_DISK, full_words(r));
}

/* A fault of this machine, logged with its cause; a full disk is named as such, since that
 * passes. */
void request_fault(struct request *r)
{
	bool full = fault_full();
	log_error("http", "%s: %s", r->path, fault_text());
	fault_clear();
	if (full)
		request_refuse_full(r);
	else
		request_refuse(r, REFUSAL_FAULT, NULL);
}

void request_fail_commit(struct request *r)
{
	int64_t free_bytes = 0, total = 0;
	bool full = disk_space(r->server->home, &free_bytes, &total) == RC_OK &&
		    free_bytes < (1 << 20);
	buf_clear(&r->head_extra);
	error_reply(r, full ? REFUSAL_DISK : REFUSAL_FAULT, full ? full_words(r) : NULL);
}

static const char *reason_phrase(int status)
{
	switch (status) {
	case 200:
		return "OK";
	case 201:
		return "Created";
	case 204:
		return "No Content";
	case 206:
		return "Partial Content";
	case 304:
		return "Not Modified";
	case 400:
		return "Bad Request";
	case 404:
		return "Not Found";
	case 409:
		return "Conflict";
	case 413:
		return "Content Too Large";
	case 416:
		return "Range Not Satisfiable";
	default:
		return status < 400 ? "OK" : status < 500 ? "Refused" : "Fault";
	}
}

/* A number of up to 18 digits, which moves *p past it; -1 for none. */
static int64_t number(const char **p)
{
	size_t n = strspn(*p, "0123456789");
	int64_t value = n && n <= 18 ? strtoll(*p, NULL, 10) : -1;
	*p += n;
	return value;
}

enum range range_read(const char *text, int64_t total, int64_t *first, int64_t *size)
{
	if (strncmp(text, "bytes=", 6))
		return RANGE_ALL;
	const char *p = text + 6;
	int64_t from = number(&p), to = *p == '-' ? (p++, number(&p)) : -2;
	if (*p || to == -2 || (from < 0 && to < 0) || (from >= 0 && to >= 0 && to < from))
		/* several, or none that makes sense: as if nothing had been asked */
		return RANGE_ALL;
	if (from < 0) { /* the last so many */
		from = to < total ? total - to : 0;
		to = to ? -1 : -2;
	}
	if (from >= total || to == -2)
		return RANGE_NONE;
	*first = from;
	*size = (to < 0 || to >= total ? total - 1 : to) - from + 1;
	return RANGE_PART;
}

static bool open_file(struct request *r, int64_t *size, int64_t *first, int64_t *total)
{
	struct stat st;
	r->file_fd = open(r->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (r->file_fd < 0 || fstat(r->file_fd, &st) || !S_ISREG(st.st_mode))
		return false;
	*total = *size = st.st_size;
	*first = 0;
	switch (range_read(r->range, *total, first, size)) {
	case RANGE_ALL:
		break;
	case RANGE_PART:
		r->status = 206;
		break;
	case RANGE_NONE:
		r->status = 416;
		return true;
	}
	return lseek(r->file_fd, *first, SEEK_SET) >= 0;
}

static int write_bytes(struct request *r, const struct buf *b)
{
	unsigned char *room = malloc(LWS_PRE + b->len);
	if (!room)
		return -1;
	memcpy(room + LWS_PRE, b->data, b->len);
	int n = lws_write(r->wsi, room + LWS_PRE, b->len, LWS_WRITE_RAW);
	free(room);
	return n < 0 ? -1 : 0;
}

static int write_piece(struct request *r)
{
	unsigned char room[LWS_PRE + FILE_PIECE];
	size_t want = r->file_left < FILE_PIECE ? (size_t)r->file_left : FILE_PIECE;
	ssize_t n = read(r->file_fd, room + LWS_PRE, want);
	if (n <= 0 || lws_write(r->wsi, room + LWS_PRE, (size_t)n, LWS_WRITE_RAW) < 0)
		return -1;
	r->file_left -= n;
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
	bool opened = r->file && open_file(r, &size, &first, &total),
	     unsatisfiable = opened && r->status == 416;
	if (r->file && (!opened || unsatisfiable)) {
		error_reply(r, unsatisfiable ? REFUSAL_RANGE : REFUSAL_NOT_FOUND, NULL);
		size = (int64_t)r->reply.len;
	}
	if (unsatisfiable)
		buf_printf(&r->head_extra, "content-range: bytes */%lld\r\n", (long long)total);
	struct buf out CLEANUP(buf_release);
	buf_init(&out, REPLY_LIMIT + 65536);
	buf_printf(&out, "HTTP/1.1 %d %s\r\n", r->status, reason_phrase(r->status));
	if (r->status != 204 && r->status != 304)
		buf_printf(&out, "content-type: %s\r\ncontent-length: %lld\r\n", r->mime,
			(long long)size);
	if (r->file && r->status == 206)
		buf_printf(&out, "content-range: bytes %lld-%lld/%lld\r\n", (long long)first,
			(long long)(first + size - 1), (long long)total);
	if (!r->fixed && r->mime && !strncmp(r->mime, "application/json", 16))
		buf_puts(&out, "cache-control: no-store\r\n");
	buf_puts(&out, SECURITY_HEADERS);
	/* pages go by the hall's clock: a tablet's may be wrong */
	buf_printf(&out, "server-timing: now;desc=\"%lld\"\r\n", (long long)clock_now());
	if (r->status == 503) /* what passes by itself */
		buf_printf(
			&out, "retry-after: %d\r\n", r->server->db ? RETRY_AFTER_S : REPLY_AGAIN_S);
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
	return 1;
}

enum rc reply_again(struct request *r, struct txn *t, const char *asked)
{
	struct row_reply_find held;
	enum rc rc = load_reply_find(t, t->actor->id, r->idempotency, &held);
	if (rc)
		return rc;
	if (strcmp(held.request, asked))
		return txn_refuse(t, REFUSAL_KEY_REUSED, NULL);
	buf_clear(&r->reply);
	buf_puts(&r->reply, held.body);
	return RC_OK;
}

enum rc reply_keep(struct request *r, struct txn *t, const char *asked)
{
	const char *said = r->kept ? r->kept : r->reply.data ? r->reply.data : "";
	return exec_reply_keep(t, t->actor->id, r->idempotency, asked, said, t->now, NULL);
}

enum rc request_forget_replies(struct txn *t)
{
	return exec_reply_forget(t, t->now - REPLY_KEPT_MS, NULL);
}
