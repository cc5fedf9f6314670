/* A batch: a deterministic tar through zstd, signed whole (SSHSIG over the archive's bytes, so the
 * signature is checked before anything is opened), with manifest.json first. Its id is the SHA-256
 * of manifest.json. The same job gives the same bytes. */
#ifndef SYNC_BATCH_H
#define SYNC_BATCH_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/result.h"
#include "base/sign.h"

#define BATCH_MEMBERS_LIMIT 1024
#define BATCH_UNPACKED_LIMIT (96LL << 20) /* checked against the manifest and while unpacking */
/* up to here any archive may unpack: one photo of zeros, or a batch of events */
#define BATCH_UNPACKED_FREE (24LL << 20)
#define BATCH_RATIO 64 /* beyond it no more than this many times the archive's own size */
/* four times what a node seals into one batch; what one unit of work can take in */
#define BATCH_EVENTS_LIMIT (1LL << 20)
#define BATCH_LINE_LIMIT (256u << 10) /* one event as it travels */
#define BATCH_MANIFEST_LIMIT (1u << 20)

struct batch_member {
	const char *name;
	const char *path;
	int64_t size;
	char sha256[HASH_HEX];
};

/* Writes archive and signature to `out` and `out`.sig; members are added after manifest.json in the
 * order given. */
NODISCARD enum rc batch_write(const char *out, const char *manifest, size_t manifest_size,
	const struct batch_member *members, size_t count, const struct sign_key *key);

/* Why a batch was not taken; words of the receipt. NULL fault text means a refusal, not a fault of
 * this machine. */
struct batch_refusal {
	const char *reason;
	const char *text;
};

/* Checks the signature by public_text (NULL: skip), unpacks into dir (created; NULL: only checks),
 * compares every member with the manifest, accepts nothing that the manifest does not name.
 * RC_REFUSED with *why; RC_FAULT for this machine's own trouble. *manifest is in the arena. */
NODISCARD enum rc batch_read(struct arena *a, const char *path, const char *public_text,
	const char *dir, yyjson_val **manifest, char id[HASH_HEX], struct batch_refusal *why);

#endif
