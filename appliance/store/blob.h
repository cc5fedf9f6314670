/* Attachments: files named by their SHA-256 under <home>/blobs/<2 digits>/. Written once, never
 * changed. */
#ifndef STORE_BLOB_H
#define STORE_BLOB_H
#include <stdbool.h>
#include "base/arena.h"
#include "base/hash.h"
#include "store/txn.h"

/* A record may say anything: what is no name (64 digits, a-f small) is not here, and its path leads
 * to nothing. */
char *blob_path(struct arena *a, const char *home, const char *sha256);
bool blob_present(const char *home, const char *sha256);
/* Moves a finished file in (same file system), after checking its hash. RC_REFUSED when the hash
 * differs. Durable on return. */
NODISCARD enum rc blob_adopt(const char *home, const char *path, const char *sha256);
NODISCARD enum rc blob_put(const char *home, const void *data, size_t n, char sha256[HASH_HEX]);

#endif
