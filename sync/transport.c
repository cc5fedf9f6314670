/* libcurl with a progress watchdog. */
#include "sync/transport.h"
#include <curl/curl.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <linux/tcp.h> /* glibc's own header lacks the byte counters */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"

#define STALL_LEAST_MS 8000
#define CONNECT_MS 30000L
#define BODY_LIMIT (8u << 20)
#define WORDS_MOST 8192u
#define WORDS_ARENA (8u * WORDS_MOST)

struct transport {
	CURL *curl;
	char url[512], pin[80], bearer[160];
	transport_stop *stop;
	void *stop_context;
	struct transport_reply *reply;
	/* the transfer under way */
	int in_fd, out_fd;
	int64_t sent, got, moved_at, began, started_at;
	transport_progress *progress;
	void *progress_context;
	curl_socket_t socket;
	bool cookies;
};

static int64_t acknowledged(const struct transport *t)
{
	struct tcp_info info;
	socklen_t n = sizeof info;
	if (t->socket == CURL_SOCKET_BAD ||
		getsockopt(t->socket, IPPROTO_TCP, TCP_INFO, &info, &n) || n < sizeof info)
		return 0;
	return (int64_t)info.tcpi_bytes_acked + (int64_t)info.tcpi_bytes_received;
}

/* max(8 s, 4 round trips, the time two segments take at the rate measured so far). */
static int64_t stall_ms(const struct transport *t, int64_t moved)
{
	struct tcp_info info;
	socklen_t n = sizeof info;
	int64_t limit = STALL_LEAST_MS;
	if (t->socket != CURL_SOCKET_BAD &&
		!getsockopt(t->socket, IPPROTO_TCP, TCP_INFO, &info, &n)) {
		int64_t trips = 4 * (int64_t)info.tcpi_rtt / 1000,
			elapsed = clock_steady() - t->started_at;
		int64_t segments = moved > 0 ? 2 * (int64_t)info.tcpi_snd_mss * elapsed / moved : 0;
		limit = trips > limit ? trips : limit;
		limit = segments > limit && segments < 120000 ? segments : limit;
	}
	return limit;
}

static int on_progress(
	void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	struct transport *t = context;
	(void)down_total;
	(void)down;
	(void)up_total;
	(void)up;
	if (t->stop(t->stop_context))
		return 1;
	int64_t moved = acknowledged(t) + t->got, now = clock_steady();
	if (moved != t->sent) {
		t->sent = moved;
		t->moved_at = now;
		if (t->progress)
			t->progress(t->progress_context, t->began + moved);
		return 0;
	}
	return now - t->moved_at > stall_ms(t, moved);
}

static int on_socket(void *context, curl_socket_t fd, curlsocktype purpose)
{
	struct transport *t = context;
	(void)purpose;
	t->socket = fd;
	/* worth 13-21 % on a lossy link; absent on many kernels */
	(void)!setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, "bbr", 3);
	return CURL_SOCKOPT_OK;
}

static int on_socket_close(void *context, curl_socket_t fd)
{
	struct transport *t = context;
	if (t->socket == fd)
		t->socket = CURL_SOCKET_BAD;
	return close(fd);
}

static size_t on_header(char *line, size_t size, size_t n, void *context)
{
	struct transport *t = context;
	size_t length = size * n;
	char copy[600];
	snprintf(copy, sizeof copy, "%.*s", (int)(length < 599 ? length : 599), line);
	copy[strcspn(copy, "\r\n")] = '\0';
	if (!strncasecmp(copy, "location:", 9))
		snprintf(t->reply->location, sizeof t->reply->location, "%.511s",
			copy + 9 + strspn(copy + 9, " "));
	if (t->cookies && !strncasecmp(copy, "set-cookie: ", 12))
		snprintf(t->bearer, sizeof t->bearer, "Cookie: %.*s", (int)strcspn(copy + 12, ";"),
			copy + 12);
	if (!strncasecmp(copy, "upload-offset:", 14))
		t->reply->offset = strtoll(copy + 14, NULL, 10);
	return length;
}

static size_t on_body(char *data, size_t size, size_t n, void *context)
{
	struct transport *t = context;
	size_t length = size * n;
	t->got += (int64_t)length;
	if (t->out_fd >= 0) {
		long status = 0;
		curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &status);
		if (status == 200 || status == 206)
			return write(t->out_fd, data, length) == (ssize_t)length ? length : 0;
	}
	buf_add(&t->reply->body, data, length);
	return t->reply->body.full ? 0 : length;
}

static size_t on_read(char *data, size_t size, size_t n, void *context)
{
	struct transport *t = context;
	ssize_t got = read(t->in_fd, data, size * n);
	return got < 0 ? CURL_READFUNC_ABORT : (size_t)got;
}

enum rc transport_open(const char *url, const char *pin, transport_stop *stop, void *context,
	struct transport **out)
{
	struct transport *t = calloc(1, sizeof *t);
	if (!t || !(t->curl = curl_easy_init())) {
		free(t);
		return fault("no memory for a transfer");
	}
	snprintf(t->url, sizeof t->url, "%s", url);
	snprintf(t->pin, sizeof t->pin, "%s", pin);
	t->stop = stop;
	t->stop_context = context;
	t->in_fd = t->out_fd = -1;
	t->socket = CURL_SOCKET_BAD;
	*out = t;
	return RC_OK;
}

void transport_close(struct transport *t)
{
	if (!t)
		return;
	curl_easy_cleanup(t->curl);
	free(t);
}

void transport_token(struct transport *t, const char *bearer)
{
	snprintf(t->bearer, sizeof t->bearer, "Authorization: Bearer %s", bearer);
}

void transport_cookies(struct transport *t)
{
	t->cookies = true;
}

static void set_up(struct transport *t, const char *path, struct transport_reply *r)
{
	char url[1024];
	CURL *c = t->curl;
	*r = (struct transport_reply){ .offset = -1 };
	buf_init(&r->body, BODY_LIMIT);
	t->reply = r;
	t->sent = t->got = 0;
	t->moved_at = t->started_at = clock_steady();
	curl_easy_reset(c); /* keeps the connection and the cookies */
	snprintf(url, sizeof url, "%s%s", t->url, path);
	curl_easy_setopt(c, CURLOPT_URL, url);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	/* the pin below is what is checked: keys, not dates */
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 0L);
	curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 0L);
	if (t->pin[0])
		curl_easy_setopt(c, CURLOPT_PINNEDPUBLICKEY, t->pin);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "https");
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(c, CURLOPT_SOCKOPTFUNCTION, on_socket);
	curl_easy_setopt(c, CURLOPT_SOCKOPTDATA, t);
	curl_easy_setopt(c, CURLOPT_CLOSESOCKETFUNCTION, on_socket_close);
	curl_easy_setopt(c, CURLOPT_CLOSESOCKETDATA, t);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
}

static enum rc perform(struct transport *t, struct curl_slist *headers, struct transport_reply *r)
{
	if (t->bearer[0])
		headers = curl_slist_append(headers, t->bearer);
	headers = curl_slist_append(headers, "Expect:");
	curl_easy_setopt(t->curl, CURLOPT_HTTPHEADER, headers);
	CURLcode code = curl_easy_perform(t->curl);
	curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &r->status);
	curl_slist_free_all(headers);
	if (code == CURLE_OK)
		return RC_OK;
	if (code == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
		return fault("县级服务器的密钥与登记的不符，请核对名片");
	if (code == CURLE_ABORTED_BY_CALLBACK)
		return fault("%s",
			t->stop(t->stop_context) ? "链路已断开" : "长时间没有进展，已断开重连");
	return fault("联系不上县级：%s", curl_easy_strerror(code));
}

const char *transport_words(struct arena *a, const struct transport_reply *r)
{
	yyjson_val *v;
	if (!r->body.len || r->body.len > WORDS_MOST ||
		json_read(a, arena_strndup(a, r->body.data, r->body.len), r->body.len, &v))
		return arena_printf(a, "%ld", r->status);
	const yyjson_val *error = yyjson_obj_get(v, "error");
	const char *text = json_text(error, "text"), *detail = json_text(error, "detail");
	if (!text)
		return arena_printf(a, "%ld", r->status);
	return detail ? arena_printf(a, "%s（%s）", text, detail) : text;
}

static enum rc not_taken(const char *what, const struct transport_reply *r)
{
	struct arena a;
	arena_init(&a, WORDS_ARENA);
	enum rc rc = fault("%s：%s", what, transport_words(&a, r));
	arena_release(&a);
	return rc;
}

enum rc transport_get(struct transport *t, const char *path, struct transport_reply *r)
{
	set_up(t, path, r);
	return perform(t, NULL, r);
}

enum rc transport_post(struct transport *t, const char *path, const char *header, const void *body,
	size_t n, struct transport_reply *r)
{
	set_up(t, path, r);
	curl_easy_setopt(t->curl, CURLOPT_POST, 1L);
	curl_easy_setopt(t->curl, CURLOPT_POSTFIELDS, body);
	curl_easy_setopt(t->curl, CURLOPT_POSTFIELDSIZE, (long)n);
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
	if (header)
		headers = curl_slist_append(headers, header);
	return perform(t, headers, r);
}

enum rc transport_download(struct transport *t, const char *path, const char *to, int64_t size,
	transport_progress *progress, void *context)
{
	struct transport_reply r;
	char part[4096];
	snprintf(part, sizeof part, "%s.part", to);
	int64_t have = file_size(part);
	if (have < 0 || have > size)
		have = 0;
	t->out_fd = open(part,
		O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (have ? O_APPEND : O_TRUNC), 0600);
	if (t->out_fd < 0)
		return fault_errno("create %s", part);
	enum rc rc = RC_OK;
	if (have < size) {
		set_up(t, path, &r);
		t->began = have;
		t->progress = progress;
		t->progress_context = context;
		if (have)
			curl_easy_setopt(t->curl, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)have);
		rc = perform(t, NULL, &r);
		if (!rc && r.status != 200 && r.status != 206)
			rc = fault("下载 %s 得到 %ld", path, r.status);
		buf_release(&r.body);
	}
	if (!rc && fsync(t->out_fd))
		rc = fault_errno("fsync %s", part);
	close(t->out_fd);
	t->out_fd = -1;
	t->progress = NULL;
	t->began = 0;
	if (!rc && file_size(part) != size)
		rc = fault("下载 %s 不全", path);
	return rc ? rc : file_rename(part, to);
}

static enum rc ask_offset(struct transport *t, const char *location, int64_t *offset, long *status)
{
	struct transport_reply r;
	set_up(t, location, &r);
	curl_easy_setopt(t->curl, CURLOPT_NOBODY, 1L);
	enum rc rc = perform(t, curl_slist_append(NULL, "Tus-Resumable: 1.0.0"), &r);
	*offset = r.offset;
	*status = r.status;
	buf_release(&r.body);
	return rc;
}

static enum rc create(struct transport *t, const char *path, const char *metadata, int64_t size,
	char *location, long *status)
{
	struct transport_reply r;
	char length[64];
	size_t room = strlen(metadata) + 32;
	char *meta = malloc(room);
	if (!meta)
		return fault("no memory");
	snprintf(length, sizeof length, "Upload-Length: %lld", (long long)size);
	snprintf(meta, room, "Upload-Metadata: %s", metadata);
	set_up(t, path, &r);
	curl_easy_setopt(t->curl, CURLOPT_POST, 1L);
	curl_easy_setopt(t->curl, CURLOPT_POSTFIELDSIZE, 0L);
	struct curl_slist *headers = curl_slist_append(NULL, "Tus-Resumable: 1.0.0");
	headers = curl_slist_append(headers, length);
	headers = curl_slist_append(headers, meta);
	headers = curl_slist_append(headers, "Content-Type:");
	enum rc rc = perform(t, headers, &r);
	free(meta);
	*status = r.status;
	if (!rc && r.status != 201)
		rc = not_taken("县级不收这一批", &r);
	if (!rc)
		snprintf(location, 512, "%s", r.location);
	buf_release(&r.body);
	return rc;
}

static enum rc patch(struct transport *t, const char *location, const char *file, int64_t offset,
	int64_t size, transport_progress *progress, void *context, long *status)
{
	struct transport_reply r;
	char line[64];
	t->in_fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (t->in_fd < 0 || lseek(t->in_fd, offset, SEEK_SET) < 0) {
		close_fd(&t->in_fd);
		return fault_errno("open %s", file);
	}
	snprintf(line, sizeof line, "Upload-Offset: %lld", (long long)offset);
	set_up(t, location, &r);
	t->began = offset;
	t->progress = progress;
	t->progress_context = context;
	curl_easy_setopt(t->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(t->curl, CURLOPT_CUSTOMREQUEST, "PATCH");
	curl_easy_setopt(t->curl, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(t->curl, CURLOPT_READDATA, t);
	curl_easy_setopt(t->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)(size - offset));
	struct curl_slist *headers = curl_slist_append(NULL, "Tus-Resumable: 1.0.0");
	headers = curl_slist_append(headers, line);
	headers = curl_slist_append(headers, "Content-Type: application/offset+octet-stream");
	enum rc rc = perform(t, headers, &r);
	close_fd(&t->in_fd);
	t->progress = NULL;
	t->began = 0;
	*status = r.status;
	if (!rc && r.status != 204)
		rc = not_taken("县级没有收下这一批", &r);
	buf_release(&r.body);
	return rc;
}

enum rc transport_upload(struct transport *t, const char *path, const char *metadata,
	const char *file, int64_t size, char *location,
	void (*located)(void *context, const char *location), transport_progress *progress,
	void *context, long *status)
{
	int64_t offset = 0;
	if (location[0]) {
		TRY(ask_offset(t, location, &offset, status));
		if (*status != 200) /* forgotten over there: begin anew */
			location[0] = '\0';
	}
	if (!location[0]) {
		offset = 0;
		TRY(create(t, path, metadata, size, location, status));
		located(context, location);
	}
	return offset < size ? patch(t, location, file, offset, size, progress, context, status)
			     : RC_OK;
}
