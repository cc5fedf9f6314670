/* The event loop: one pass of lws_service is one turn, one turn is one database transaction and one
 * fsync. */
#include "http/server_internal.h"
#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/certificate.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"

#define TICK_MS 1000
#define HANDSHAKE_S 10 /* TLS is agreed, and then the first byte comes */
#define LINE_LIMIT (8u << 20)

static struct server *running; /* for the signal handler only */

static void on_signal(int number)
{
	(void)number;
	if (running) {
		running->stopping = true;
		lws_cancel_service(running->context);
	}
}

static struct server *server_of(struct lws *wsi)
{
	return lws_context_user(lws_get_context(wsi));
}

/* Before anything is spent on it: is there a place for another connection of this address? */
static int admitted(struct server *s, const struct lws_filter_network_conn_args *who)
{
	char address[64] = "";
	if (who->cli_addr.ss_family == AF_INET)
		inet_ntop(AF_INET,
			&((const struct sockaddr_in *)(const void *)&who->cli_addr)->sin_addr,
			address, sizeof address);
	if (connection_admits(s, address))
		return 0;
	log_warning("http", "%s has all its connections", address);
	return -1;
}

static int on_child(struct lws *wsi)
{
	struct server *s = server_of(wsi);
	for (size_t i = 0; i < SERVER_CHILDREN; i++) {
		struct watched_child *w = &s->children[i];
		if (w->wsi != wsi)
			continue;
		char chunk[16384];
		ssize_t n = read(w->child->fd, chunk, sizeof chunk);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return 0;
		if (n <= 0)
			return -1; /* it ended; the jobs start it again */
		buf_add(&w->in, chunk, (size_t)n);
		char *from = w->in.data, *end;
		while ((end = memchr(from, '\n', w->in.len - (size_t)(from - w->in.data)))) {
			*end = '\0';
			w->on_line(w->context, from, (size_t)(end - from));
			from = end + 1;
		}
		/* its end would never come: it is closed, and the jobs start it again */
		if (w->in.full) {
			log_error("worker", "a line of more than %u bytes", LINE_LIMIT);
			return -1;
		}
		size_t rest = w->in.len - (size_t)(from - w->in.data);
		memmove(w->in.data, from, rest);
		w->in.len = rest;
		w->in.full = false;
	}
	return 0;
}

static void child_gone(struct lws *wsi)
{
	struct server *s = server_of(wsi);
	for (size_t i = 0; i < SERVER_CHILDREN; i++) {
		struct watched_child *w = &s->children[i];
		if (w->wsi != wsi)
			continue;
		w->child->fd = -1; /* closed with the wsi */
		buf_release(&w->in);
		buf_release(&w->out);
		*w = (struct watched_child){ 0 };
	}
}

static int callback(
	struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t n)
{
	struct connection *c = wsi ? lws_get_opaque_user_data(wsi) : NULL;
	(void)user;
#pragma GCC diagnostic push
/* lws has a hundred reasons; we take the ones we know */
#pragma GCC diagnostic ignored "-Wswitch-enum"
	switch (reason) {
	case LWS_CALLBACK_FILTER_NETWORK_CONNECTION:
		return admitted(server_of(wsi), user);
	case LWS_CALLBACK_RAW_ADOPT:
		return connection_open(server_of(wsi), wsi);
	case LWS_CALLBACK_RAW_RX:
		return c ? connection_data(c, in, n) : -1;
	case LWS_CALLBACK_RAW_WRITEABLE:
		return c ? connection_writable(c) : -1;
	case LWS_CALLBACK_RAW_CLOSE:
		lws_set_opaque_user_data(wsi, NULL);
		if (c)
			connection_closed(c);
		return 0;
	case LWS_CALLBACK_RAW_RX_FILE:
		return on_child(wsi);
	case LWS_CALLBACK_RAW_CLOSE_FILE:
		child_gone(wsi);
		return 0;
	default:
		return 0;
	}
#pragma GCC diagnostic pop
}

static const struct lws_protocols protocols[] = {
	{ "http", callback, 0, 32768, 0, NULL, 0 },
	{ NULL, NULL, 0, 0, 0, NULL, 0 },
};

static void lws_line(int level, const char *line)
{
	size_t n = strcspn(line, "\n");
	log_write(
		level & LLL_ERR ? LOG_LEVEL_ERROR : LOG_LEVEL_DEBUG, "http", "%.*s", (int)n, line);
}

static struct lws_vhost *listen_on(
	struct server *s, const struct server_config *c, int port, bool tls)
{
	struct lws_context_creation_info info = { 0 };
	info.port = port;
	info.iface = !strcmp(c->address, "0.0.0.0") ? NULL : c->address;
	info.protocols = protocols;
	info.vhost_name = tls ? "tls" : "plain";
	info.listen_accept_role = "raw-skt"; /* bytes: heads and bodies are cut in connection.c */
	info.listen_accept_protocol = "http";
	info.options = LWS_SERVER_OPTION_DISABLE_IPV6 | LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS |
		       LWS_SERVER_OPTION_ADOPT_APPLY_LISTEN_ACCEPT_CONFIG;
	if (tls) {
		info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
		info.ssl_cert_filepath = c->cert;
		info.ssl_private_key_filepath = c->key;
		info.alpn = "http/1.1";
		info.ssl_cipher_list = "ECDHE+AESGCM:ECDHE+CHACHA20";
		info.ssl_options_set = SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 |
				       SSL_OP_NO_RENEGOTIATION;
	}
	return lws_create_vhost(s->context, &info);
}

enum rc server_start(const struct server_config *c, struct db *db, const struct node_self *self,
	server_authenticate *authenticate, struct server **out)
{
	struct server *s = calloc(1, sizeof *s);
	if (!s)
		return fault("no memory for the server");
	*s = (struct server){ .db = db,
		.self = self,
		.home = c->home,
		.authenticate = authenticate,
		.port = -1,
		.plain_port = -1 };
	lws_set_log_level(LLL_ERR, lws_line);
	struct lws_context_creation_info info = { 0 };
	info.port = CONTEXT_PORT_NO_LISTEN;
	info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT |
		       LWS_SERVER_OPTION_DISABLE_IPV6;
	info.user = s;
	info.pt_serv_buf_size = 65536;
	info.timeout_secs = HANDSHAKE_S;
	s->context = lws_create_context(&info);
	enum rc rc = certificate_load(c->cert, &s->certificate);
	if (!rc && !file_exists(c->key))
		rc = fault("缺少 TLS 私钥 %s：请从备份中恢复 keys 目录，或运行 minihall restore",
			c->key);
	if (rc) {
		server_free(s);
		return rc;
	}
	if (s->context)
		s->vhost = listen_on(s, c, c->port, true);
	if (s->vhost && c->plain_port >= 0)
		s->plain_vhost = listen_on(s, c, c->plain_port, false);
	if (!s->vhost || (c->plain_port >= 0 && !s->plain_vhost)) {
		server_free(s);
		return fault("cannot listen on %s port %d", c->address, c->port);
	}
	if (workshop_start(s)) {
		server_free(s);
		return RC_FAULT;
	}
	s->port = lws_get_vhost_listen_port(s->vhost);
	s->plain_port = s->plain_vhost ? lws_get_vhost_listen_port(s->plain_vhost) : -1;
	*out = s;
	return RC_OK;
}

int server_port(const struct server *s)
{
	return s->port;
}

int server_plain_port(const struct server *s)
{
	return s->plain_port;
}

void server_on_turn(
	struct server *s, server_turn *before_commit, server_turn *after_commit, void *context)
{
	assert(s->turn_count < SERVER_TURNS);
	s->turns[s->turn_count].before_commit = before_commit;
	s->turns[s->turn_count].after_commit = after_commit;
	s->turns[s->turn_count++].context = context;
}

enum rc server_watch_child(
	struct server *s, struct child *child, server_line *on_line, void *context)
{
	for (size_t i = 0; i < SERVER_CHILDREN; i++) {
		struct watched_child *w = &s->children[i];
		if (w->child)
			continue;
		*w = (struct watched_child){
			.child = child, .on_line = on_line, .context = context
		};
		buf_init(&w->in, LINE_LIMIT);
		buf_init(&w->out, LINE_LIMIT);
		lws_sock_file_fd_type fd = { .filefd = child->fd };
		w->wsi = lws_adopt_descriptor_vhost(
			s->vhost, LWS_ADOPT_RAW_FILE_DESC, fd, "http", NULL);
		if (w->wsi)
			return RC_OK;
		*w = (struct watched_child){ 0 };
		return fault("cannot watch a child");
	}
	return fault("too many children");
}

static void flush_child(struct watched_child *w)
{
	while (w->child && w->child->fd >= 0 && w->out.len) {
		ssize_t n = write(w->child->fd, w->out.data, w->out.len);
		if (n <= 0)
			return; /* tried again next turn */
		memmove(w->out.data, w->out.data + n, w->out.len - (size_t)n);
		w->out.len -= (size_t)n;
	}
}

enum rc server_child_write(struct server *s, struct child *child, const char *line)
{
	for (size_t i = 0; i < SERVER_CHILDREN; i++) {
		struct watched_child *w = &s->children[i];
		if (w->child != child)
			continue;
		buf_puts(&w->out, line);
		buf_puts(&w->out, "\n");
		if (w->out.full)
			return fault("a child does not read");
		flush_child(w);
		return RC_OK;
	}
	return fault("the child is not running");
}

static void on_wake(lws_sorted_usec_list_t *wake)
{
	(void)wake; /* being awake is all: the loop's turn follows */
}

void server_wake_after(struct server *s, int64_t ms)
{
	lws_sul_schedule(s->context, 0, &s->wake, on_wake, ms * 1000);
}

static void replies_leave(struct server *s, bool committed)
{
	for (struct request *r = s->requests; r; r = r->next) {
		if (r->state != REQUEST_WAITING)
			continue;
		if (!committed)
			request_fail_commit(r);
		r->state = REQUEST_READY;
		lws_callback_on_writable(r->wsi);
	}
}

/* One commit for everything that became ready in this turn; only then do replies leave. */
static void end_turn(struct server *s)
{
	bool committed = true;
	for (size_t i = 0; i < s->turn_count; i++)
		s->turns[i].before_commit(s->turns[i].context, false);
	if (db_turn_commit(s->db)) {
		committed = false;
		log_error("store", "commit failed: %s", fault_text());
		fault_clear();
	}
	replies_leave(s, committed);
	for (size_t i = 0; i < s->turn_count; i++)
		s->turns[i].after_commit(s->turns[i].context, committed);
	stream_publish(s);
	for (size_t i = 0; i < SERVER_CHILDREN; i++)
		flush_child(&s->children[i]);
}

static void heed_signals(struct server *s)
{
	running = s;
	struct sigaction act = { .sa_handler = on_signal };
	sigaction(SIGTERM, &act, NULL);
	sigaction(SIGINT, &act, NULL);
	signal(SIGPIPE, SIG_IGN);
}

enum rc server_until(struct server *s, server_step *step, void *context)
{
	enum rc rc = RC_OK;
	bool done = false;
	heed_signals(s);
	while (!rc && !done && !s->stopping) {
		rc = step(context, s->waits, &done);
		if (!rc && lws_service(s->context, -1) < 0)
			rc = fault("the loop of the server ended");
		replies_leave(s, true);
		connection_sweep(s);
		log_settle();
	}
	return rc || done ? rc : RC_NOTFOUND;
}

void server_open(struct server *s, struct db *db)
{
	s->db = db;
}

int server_run(struct server *s)
{
	heed_signals(s);
	int status = 0;
	int64_t ticked = 0;
	while (!s->stopping) {
		if (s->wake.list.owner == NULL)
			server_wake_after(s, TICK_MS);
		if (lws_service(s->context, 0) < 0) {
			status = 1;
			break;
		}
		work_collect(s);
		end_turn(s);
		if (clock_steady() - ticked >= TICK_MS) {
			ticked = clock_steady();
			stream_tick(s);
			log_settle();
		}
		connection_sweep(s);
	}
	end_turn(s);
	running = NULL;
	return status;
}

void server_stop(struct server *s)
{
	s->stopping = true;
	lws_cancel_service(s->context);
}

void server_free(struct server *s)
{
	if (!s)
		return;
	if (running == s)
		running = NULL;
	workshop_end(s);
	if (s->context) {
		lws_sul_cancel(&s->wake);
		lws_context_destroy(s->context);
	}
	certificate_free(s->certificate);
	free(s);
}
