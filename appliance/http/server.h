/* The HTTP floor: libwebsockets behind a small face. server.c and its siblings in http/ are the
 * only includers of libwebsockets.h. One event loop, one thread. A request is parsed, checked
 * against its route's row (role, shape), run as a struct txn inside the turn's shared transaction,
 * and its reply is held until the turn's commit has reached the disk. HTTP/1.1 over TLS (and plain
 * HTTP on request). */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/child.h"
#include "base/result.h"
#include "store/txn.h"

struct server;
struct request;

enum http_method { HTTP_GET, HTTP_POST, HTTP_PUT, HTTP_DELETE };
enum node_kind { NODE_HALL = 1, NODE_HUB = 2, NODE_BOTH = 3 };

/* A handler loads, decides through hall/ or hub/, and leaves the reply value (in t->doc) in *reply.
 * RC_REFUSED with t->refusal set, or RC_NOTFOUND, become the error reply
 * {"error":{"code","text","advice","detail"}}. */
typedef enum rc handler(struct txn *t, struct request *r, yyjson_mut_val **reply);

struct route {
	enum http_method method;
	const char *path; /* "/api/tickets/:id/call" */
	const char *name; /* handler's name: operationId */
	handler *handle;
	uint32_t roles; /* ROLE_* bits, ROLE_ANYONE */
	enum node_kind where;
	/* "None" or a name in shapes.def; the body was checked against it before the handler
	 * runs */
	const char *request_shape;
	const char *reply_shape;
	const char *summary; /* Chinese, for the manual */
};
extern const struct route routes[]; /* generated from tbl/WING/routes.def into gen/routes.c */
extern const size_t route_count;

/* Inside a handler. */
/* path part ":id"; "" when absent, never NULL */
const char *request_part(const struct request *r, const char *name);
/* query argument, "" when absent */
const char *request_query(const struct request *r, const char *name);
const char *request_header(const struct request *r, const char *name); /* "" when absent */
/* checked against the shape; NULL for "None" */
const yyjson_val *request_body(const struct request *r);
/* the body's bytes (signed link messages) */
const char *request_raw(const struct request *r, size_t *n);
const char *request_address(const struct request *r);
/* "https://host" as the asker reached this box; NULL when he did not say */
const char *request_origin(const struct request *r, struct arena *a);
bool request_secure(const struct request *r); /* it came over TLS */
/* HttpOnly; Secure; SameSite=Strict; "" removes it */
void request_set_cookie(struct request *r, const char *token, int64_t max_age_s);
/* Replies with a file instead of JSON (attachment, batch). Range requests are answered. Path is in
 * the arena. */
/* What the idempotency record keeps instead of this reply, because the reply holds a secret that is
 * given once. In the unit's arena. */
void request_keep_instead(struct request *r, const char *json);
/* Whoever has lost his rights loses the uploads that are under way as well. */
void request_end_uploads(const struct request *near, const char *actor);
void request_send_file(
	struct request *r, const char *path, const char *mime, const char *download_name);
/* instead of JSON; text in the arena */
void request_reply_text(struct request *r, const char *mime, const char *text);

/* Once a minute: what was kept for who asks the same again, and is old. */
NODISCARD enum rc request_forget_replies(struct txn *t);

struct server_config {
	const char *address; /* "127.0.0.1" or "0.0.0.0" */
	int port; /* TLS; 0 lets the system choose */
	/* HTTP for board, kiosk and the CA certificate; -1 off, 0 the system chooses */
	int plain_port;
	const char *cert, *key; /* PEM files */
	const char *home;
};

/* Who is asking: from the session cookie "minihall" or "Authorization: Bearer". Fills actor (memory
 * in t->arena); RC_NOTFOUND when nobody. */
typedef enum rc server_authenticate(struct txn *t, const char *token, struct actor *actor);
/* Called once a turn before the commit (jobs), and once after it with whether it reached the disk
 * (what must only happen when durable). A job of each kind registers its own pair, at most four. */
typedef void server_turn(void *context, bool committed);

NODISCARD enum rc server_start(const struct server_config *c, struct db *db,
	const struct node_self *self, server_authenticate *authenticate, struct server **out);
/* A server that was started without a database (NULL) refuses everybody with VIEWS_FILLING and the
 * words that `step` left. It is called again and again, each call a small share of the work, until
 * it is done or fails. RC_NOTFOUND: the server was told to stop. */
#define SERVER_WORDS 200
typedef enum rc server_step(void *context, char words[SERVER_WORDS], bool *done);
NODISCARD enum rc server_until(struct server *s, server_step *step, void *context);
void server_open(struct server *s, struct db *db); /* from now on it answers */
int server_port(const struct server *s);
int server_plain_port(const struct server *s);
void server_on_turn(
	struct server *s, server_turn *before_commit, server_turn *after_commit, void *context);
/* Lines from a child process: on_line is called in the loop, inside a turn. */
typedef void server_line(void *context, const char *line, size_t n);
NODISCARD enum rc server_watch_child(
	struct server *s, struct child *child, server_line *on_line, void *context);
/* queued, newline added */
NODISCARD enum rc server_child_write(struct server *s, struct child *child, const char *line);
void server_wake_after(struct server *s, int64_t ms); /* the loop turns at the latest then */
int server_run(struct server *s); /* until SIGTERM or server_stop(); exit status */
void server_stop(struct server *s);
void server_free(struct server *s);

#endif
