/* What the files of http/ share. A struct request lives from the request line to the last byte of the reply. */
#ifndef HTTP_INTERNAL_H
#define HTTP_INTERNAL_H
#include <libwebsockets.h>
#include "base/buf.h"
#include "http/server.h"
#include "store/db.h"

#define REQUEST_PARTS 6
#define REQUEST_BODY_LIMIT (1u << 20)
#define REQUEST_VALUES 20000           /* JSON values in a body, members counted as two */
#define REQUEST_HEADER 4096
#define REPLY_LIMIT (16u << 20)

enum request_state {
	REQUEST_BODY,     /* headers are in, the body is coming */
	REQUEST_WAITING,  /* answered in memory, held until the turn's commit */
	REQUEST_READY,    /* durable: may be written */
	REQUEST_FILE,     /* head sent, a file follows in pieces */
	REQUEST_STREAM,   /* server-sent events */
};

struct upload_patch; /* upload.c: a PATCH under way */

struct request {
	struct server *server;
	struct lws *wsi;
	struct request *next;      /* in server->requests */
	enum request_state state;
	int method;                /* LWSHUMETH_* */
	char path[512];
	char query[1024];
	char address[64];
	struct { const char *name; char value[160]; } part[REQUEST_PARTS];
	size_t part_count;
	/* headers we use, copied while lws still has them */
	char cookie[REQUEST_HEADER / 4], authorization[512], origin[256], host[256], range[128], etag[128], encoding[256], content_type[128];
	char idempotency[72], last_event[32], signature[1600], tus_length[32], tus_offset[32], tus_checksum[160], tus_resumable[16];
	char *tus_metadata;        /* up to 8 KiB, malloc'd */
	int64_t content_length;    /* -1 unknown */
	bool secure;
	struct buf body;
	bool dispatched;
	const struct route *route;
	struct txn *txn;           /* while a handler runs */
	const yyjson_val *json;
	/* reply */
	int status;
	struct buf head_extra;     /* more header lines */
	struct buf reply;
	const char *kept;          /* of a reply with a secret: what may be kept; lives as long as the unit of work */
	const char *mime;
	char mime_text[100];       /* a handler's own, which outlives its unit of work */
	const void *fixed;         /* reply bytes that live elsewhere (assets) */
	size_t fixed_size;
	bool head_only;
	char *file;                /* malloc'd path for REQUEST_FILE */
	int file_fd;
	int64_t file_left;
	bool close_after;
	struct upload_patch *patch;
	/* stream */
	int64_t stream_sent;       /* arrival number of the last event sent */
	int64_t stream_beat;       /* steady ms of the last bytes */
	bool stream_public;
	uint32_t stream_roles;
	bool stream_greeted;
};

#define SERVER_CHILDREN 4
#define SERVER_TURNS 4
struct watched_child { struct child *child; server_line *on_line; void *context; struct buf in, out; struct lws *wsi; };

struct server {
	struct lws_context *context;
	struct lws_vhost *vhost, *plain_vhost;
	struct db *db;
	const struct node_self *self;
	const char *home;
	server_authenticate *authenticate;
	struct { server_turn *before_commit, *after_commit; void *context; } turns[SERVER_TURNS];
	size_t turn_count;
	struct request *requests;
	struct watched_child children[SERVER_CHILDREN];
	lws_sorted_usec_list_t wake;
	int64_t published;         /* arrival number up to which streams may be told */
	bool stopping;
	int port, plain_port;
};

/* request.c */
struct request *request_new(struct server *s, struct lws *wsi);
void request_free(struct request *r);
void request_dispatch(struct request *r);                        /* whole body is in: run and answer */
/* reply.c */
void request_refuse(struct request *r, enum refusal refusal, const char *detail);
void request_fail_commit(struct request *r);
void request_done(struct request *r);                            /* reply is in memory: WAITING */
int request_write(struct request *r);                            /* from the writable callback; -1 closes */
enum rc request_actor(struct request *r, struct txn *t, struct actor *actor);
bool request_allowed(const struct actor *actor, uint32_t roles);
/* assets.c */
bool assets_serve(struct request *r);
/* stream.c */
void stream_begin(struct request *r);
int stream_write(struct request *r);
void stream_tick(struct server *s);
/* upload.c: true when the path belongs to an upload endpoint */
bool upload_headers(struct request *r);          /* at the header stage: PATCH opens its file */
enum rc upload_data(struct request *r, const void *data, size_t n);
void upload_complete(struct request *r);
void upload_cut(struct request *r);              /* the connection went away */
#endif
