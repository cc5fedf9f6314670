/* The compressed side of a batch, read as an enemy may have written it: one zstd frame, with a
 * window that fits into little memory, and no more bytes out of it than were allowed. libarchive
 * sees only the tar that comes out. */
#ifndef SYNC_UNPACK_H
#define SYNC_UNPACK_H
#include <stdbool.h>
#include <stdint.h>
#include "base/result.h"

#define UNPACK_WINDOW_LOG 23 /* 8 MiB; level 9, which writes our batches, wants half of it */

struct archive;
struct unpack;

/* Opens `path` (fault: this machine's trouble) and makes `r` read the tar in it; at most `limit`
 * bytes come out. */
NODISCARD enum rc unpack_open(
	struct archive *r, const char *path, int64_t limit, struct unpack **out);
/* What was wrong with the stream in words for the receipt, NULL when nothing was (yet). */
const char *unpack_wrong(const struct unpack *u);
/* True when the one frame ended and nothing follows it: to be asked after the last member. */
bool unpack_ended(struct unpack *u);
void unpack_close(struct unpack *u);

#endif
