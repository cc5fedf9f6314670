/* HTTP to the hub with libcurl. TLS is pinned to the hub's key: no date and no name decides. Every
 * transfer is watched for progress, not by the clock: when no byte moved for `stall_ms` the
 * connection is dropped, and the next attempt resumes. */
#ifndef SYNC_TRANSPORT_H
#define SYNC_TRANSPORT_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/result.h"

struct transport;
/* stop is asked often; true ends what is going on at once. */
typedef bool transport_stop(void *context);
typedef void transport_progress(void *context, int64_t done);

struct transport_reply {
	long status;
	struct buf body; /* release it */
	char location[512];
	int64_t offset; /* Upload-Offset, -1 when absent */
};

NODISCARD enum rc transport_open(const char *url, const char *pin, transport_stop *stop,
	void *context, struct transport **out);
void transport_close(struct transport *t);
void transport_token(struct transport *t, const char *bearer);
void transport_cookies(struct transport *t); /* keep a session cookie in memory */
/* RC_FAULT with fault_text() when nothing was answered; otherwise the answer, whatever its status.
 * header: one more "Name: value" or NULL. */
/* The words of a refusal, and in the arena; what was answered as it is when they cannot be read. */
const char *transport_words(struct arena *a, const struct transport_reply *r);
NODISCARD enum rc transport_get(struct transport *t, const char *path, struct transport_reply *r);
NODISCARD enum rc transport_post(struct transport *t, const char *path, const char *header,
	const void *body, size_t n, struct transport_reply *r);
/* GET into a file, going on where an earlier attempt stopped (Range). RC_OK only when whole. */
NODISCARD enum rc transport_download(struct transport *t, const char *path, const char *to,
	int64_t size, transport_progress *progress, void *context);
/* tus 1.0: creates (or goes on with `location` when not empty), then PATCHes to the end. location
 * (room 512) is written as soon as it is known. *status 503: the hub takes nothing for now, and
 * fault_text() has its words. */
NODISCARD enum rc transport_upload(struct transport *t, const char *path, const char *metadata,
	const char *file, int64_t size, char *location,
	void (*located)(void *context, const char *location), transport_progress *progress,
	void *context, long *status);

#endif
