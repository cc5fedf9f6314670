/* What the files of http/ share. A struct request lives from the request line to the last byte of
 * the reply. */
#ifndef HTTP_INTERNAL_H
#define HTTP_INTERNAL_H
#include <libwebsockets.h>
#include "base/buf.h"
#include "http/server.h"
#include "store/db.h"

#define REQUEST_PARTS 6
#define REQUEST_BODY_LIMIT (1u << 20)
#define REQUEST_VALUES 20000 /* JSON values in a body, members counted as two */
#define REQUEST_STRANGER_BODY 16384 /* of who has not signed in, or need not */
#define HEAD_LIMIT 16384 /* a whole head */
#define HEAD_PATH 511 /* decoded */
#define HEAD_QUERY 2047 /* as it came */
#define HEAD_HOST 255
#define REPLY_LIMIT (16u << 20)
#define REPLY_AGAIN_S 3 /* a page of a server that is not open yet asks again */

enum request_state {
	REQUEST_BODY, /* headers are in, the body is coming */
	REQUEST_WORKING, /* its handler runs again when slow work is done (work.c) */
	REQUEST_WAITING, /* answered in memory, held until the turn's commit */
	REQUEST_READY, /* durable: may be written */
	REQUEST_FILE, /* head sent, a file follows in pieces */
	REQUEST_STREAM, /* server-sent events */
};

struct workshop; /* work.c */
struct upload_patch; /* upload.c: a PATCH under way */

struct request {
	struct server *server;
	struct connection *connection;
	struct lws *wsi;
	struct request *next; /* in server->requests */
	enum request_state state;
	int method; /* LWSHUMETH_*, -1: none of them */
	/* the path is decoded, the query is as it came; both are UTF-8 without NUL */
	const char *path, *query;
	const char *address;
	char *head; /* what the texts above and below point into; "" for a line that is not there */
	bool old; /* HTTP/1.0 */
	struct {
		const char *name;
		char value[160];
	} part[REQUEST_PARTS];
	size_t part_count;
	/* headers we use (head.c) */
	const char *accept, *encoding, *authorization, *connection_words, *length_text,
		*content_type, *cookie, *expect, *host;
	const char *idempotency, *acting, *etag, *last_event, *signature, *origin, *range,
		*transfer, *upgrade;
	const char *tus_length, *tus_offset, *tus_checksum, *tus_resumable, *tus_metadata;
	int64_t content_length;
	bool secure;
	struct buf body;
	bool dispatched;
	const struct route *route;
	struct txn *txn; /* while a handler runs */
	char wrong_field[96]; /* which member of the body a refusal is about, "" when none */
	const yyjson_val *json;
	/* reply */
	int status;
	struct buf head_extra; /* more header lines */
	struct buf reply;
	/* of a reply with a secret: what may be kept; lives as long as the unit of work */
	const char *kept;
	const char *mime;
	char mime_text[100]; /* a handler's own, which outlives its unit of work */
	const void *fixed; /* reply bytes that live elsewhere (assets) */
	size_t fixed_size;
	bool head_only;
	char *file; /* malloc'd path for REQUEST_FILE */
	int file_fd;
	int64_t file_left;
	bool close_after;
	bool lost; /* there was no memory for the reply */
	struct upload_patch *patch;
	struct works *works; /* slow work its handler asked for */
	/* stream */
	int64_t stream_sent; /* arrival number of the last event sent */
	int64_t stream_beat; /* steady ms of the last bytes */
	bool stream_public;
	uint32_t stream_roles;
	bool stream_greeted;
};

/* Of a connection, by which it is judged how long it may go on (connection.c). */
enum connection_state {
	CONNECTION_HEAD, /* a head is awaited or half here */
	CONNECTION_BODY,
	CONNECTION_BUSY, /* its request is being answered; what comes meanwhile waits */
	/* all was said; it is read to its end, so that the last answer is not torn */
	CONNECTION_LINGER,
};

struct connection {
	struct server *server;
	struct lws *wsi;
	struct connection *next;
	char address[64];
	bool secure, used; /* used: a request was answered on it */
	enum connection_state state;
	struct buf in;
	size_t scanned; /* of `in`: no end of a head up to here */
	struct request *request;
	int64_t since; /* steady ms: when what is awaited was first awaited, or last went on */
	int64_t left; /* bytes of the body still to come */
	int64_t seen; /* and come since `since` */
};

#define SERVER_PROVED 16
#define SERVER_CHILDREN 4
#define SERVER_TURNS 4
struct watched_child {
	struct child *child;
	server_line *on_line;
	void *context;
	struct buf in, out;
	struct lws *wsi;
};

struct server {
	struct lws_context *context;
	struct lws_vhost *vhost, *plain_vhost;
	struct db *db; /* NULL: not open yet, and `waits` says why */
	char waits[SERVER_WORDS];
	const struct node_self *self;
	const char *home;
	server_authenticate *authenticate;
	struct {
		server_turn *before_commit, *after_commit;
		void *context;
	} turns[SERVER_TURNS];
	size_t turn_count;
	struct request *requests;
	struct connection *connections;
	size_t connection_count;
	int64_t swept; /* steady ms: connections were last looked at */
	/* where a peer with its key is */
	struct {
		char address[64];
		int64_t until;
	} proved[SERVER_PROVED];
	struct certificate *certificate;
	/* the last host that the certificate was found to name, "" for none */
	char named[HEAD_HOST + 1];
	struct watched_child children[SERVER_CHILDREN];
	struct workshop *workshop;
	lws_sorted_usec_list_t wake;
	int64_t published; /* arrival number up to which streams may be told */
	bool stopping;
	int port, plain_port;
};

/* head.c */
void head_blank(struct request *r);
/* false: malformed, and why */
bool head_read(struct request *r, const char *text, size_t n, const char **why);
/* Percent-decodes n bytes into to (room for n + 1); false: a bad escape, NUL, or not UTF-8. */
bool head_decode(const char *from, size_t n, bool plus, char *to);
bool head_utf8(const char *text);
/* connection.c */
bool connection_admits(const struct server *s, const char *address);
int connection_open(struct server *s, struct lws *wsi);
int connection_data(struct connection *c, const void *data, size_t n);
int connection_writable(struct connection *c);
void connection_closed(struct connection *c);
void connection_sweep(struct server *s);
/* a peer's key was shown on it: its address is never short of places */
void connection_prove(struct connection *c);
void connection_goes_on(struct connection *c); /* something was written */
/* request.c */
struct request *request_new(struct connection *c);
/* the head is in; dispatched already when it needs no body */
void request_begin(struct request *r);
void request_free(struct request *r);
void request_dispatch(struct request *r); /* whole body is in: run and answer */
/* reply.c */
/* What this actor was told under this key: RC_NOTFOUND when nothing; asked: hash of what was asked.
 * REFUSAL_KEY_REUSED for another question. */
NODISCARD enum rc reply_again(struct request *r, struct txn *t, const char *asked);
NODISCARD enum rc reply_keep(struct request *r, struct txn *t, const char *asked);
enum range { RANGE_ALL, RANGE_PART, RANGE_NONE };
/* a Range line against so many bytes */
enum range range_read(const char *text, int64_t total, int64_t *first, int64_t *size);
void request_refuse(struct request *r, enum refusal refusal, const char *detail);
/* the disk has no room, in the words that the pages have for it */
void request_refuse_full(struct request *r);
void request_fault(struct request *r);
void request_fail_commit(struct request *r);
void request_done(struct request *r); /* reply is in memory: WAITING */
int request_write(struct request *r); /* from the writable callback; -1 closes */
enum rc request_actor(struct request *r, struct txn *t, struct actor *actor);
enum rc request_same_actor(
	struct request *r, struct txn *t, const struct actor *actor, bool public_route);
bool request_allowed(const struct actor *actor, uint32_t roles);
const char *request_cookie_name(const struct request *r); /* with its "=" */
bool request_in_clear(const struct request *r); /* a password on a line that others can read */
/* another site's page acts with this browser's cookie */
bool request_foreign(const struct request *r);
/* pages.c */
bool assets_serve(struct request *r);
/* stream.c */
void stream_begin(struct request *r);
int stream_write(struct request *r);
void stream_tick(struct server *s);
void stream_publish(struct server *s); /* after each commit that appended events: to all streams */
/* upload.c: true when the path belongs to an upload endpoint */
bool upload_headers(struct request *r); /* at the header stage: PATCH opens its file */
enum rc upload_data(struct request *r, const void *data, size_t n);
void upload_complete(struct request *r);
void upload_cut(struct request *r); /* the connection went away */
/* work.c: slow work that handlers asked for with txn_work() */
NODISCARD enum rc workshop_start(struct server *s);
void workshop_end(struct server *s);
bool work_begin(struct request *r); /* false: it asked for none, or nobody has room for it */
void work_forget(struct request *r); /* the request ends */
void work_collect(struct server *s); /* runs again what now has its answer */

#endif
