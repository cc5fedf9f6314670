/* What lies in <home>/uploads: the bytes that came, and beside them what they are to be. */
#ifndef HTTP_UPLOAD_STORE_H
#define HTTP_UPLOAD_STORE_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/result.h"

#define UPLOAD_ID 33

struct upload_info {
	int64_t length;
	const char *route, *actor, *metadata;
};

bool upload_id_good(const char *id);
char *upload_path(struct arena *a, const char *home, const char *id, const char *tail);
NODISCARD enum rc upload_info_read(
	struct arena *a, const char *home, const char *id, struct upload_info *out);
NODISCARD enum rc upload_info_write(
	struct arena *a, const char *home, const char *id, const struct upload_info *info);
/* Both files, the bytes first: what is left by a cut between is no upload any more. */
NODISCARD enum rc upload_remove(struct arena *a, const char *home, const char *id);

#endif
