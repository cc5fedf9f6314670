/* Resumable uploads, tus 1.0.0 (core, creation, termination, checksum sha256 and sha1): POST
 * creates, HEAD asks the offset, PATCH appends, DELETE ends it. Offset = bytes on disk and fsynced.
 * What arrived before a connection was cut stays. A new HEAD or PATCH steals the lock of a
 * half-open one. Files live in <home>/uploads/. */
#ifndef HTTP_UPLOAD_H
#define HTTP_UPLOAD_H
#include <stdint.h>
#include "store/txn.h"

struct upload {
	const char *id;
	const char *path; /* the finished file */
	int64_t size;
	const char *sha256; /* of the whole file, computed when finished */
	/* decoded Upload-Metadata; "" when absent */
	const char *(*meta)(const struct upload *u, const char *key);
	void *impl;
};

/* One row per tus endpoint. begin: may this be created (roles were checked)? It may name an
 * existing upload to return instead (*again, in the arena). finish: runs in the turn of the last
 * byte, in a txn; the 204 leaves after the commit. A refusal deletes the upload and tells why. */
struct upload_route {
	const char *path; /* "/api/uploads", "/link/uploads" */
	uint32_t roles;
	int where; /* enum node_kind */
	int64_t limit; /* bytes of one upload */
	enum rc (*begin)(struct txn *t, const struct upload *u, const char **again);
	enum rc (*finish)(struct txn *t, const struct upload *u);
	const char *summary;
};
extern const struct upload_route upload_routes[]; /* api/casework/upload.c */
extern const size_t upload_route_count;

/* What is begun and not ended: of this actor how many, and how long they are to be; of all, what is
 * still to come, and how many say the same as this one under both keys of its metadata. */
struct upload_open {
	int64_t mine, mine_bytes, missing, same;
};
NODISCARD enum rc upload_open(
	struct txn *t, const struct upload *u, const char *const keys[2], struct upload_open *out);
/* What made no progress for so long is removed, and what is remembered of those that ended. */
#define UPLOAD_KEPT_SECONDS (24 * 3600)
NODISCARD enum rc upload_expire(struct txn *t);

#endif
