/* A database of one's own for views that are made anew, with the journal of the live one behind it,
 * attached as `live` and read only: a name that is no view's is looked up there. A server may run
 * on the live one. Nothing is in it yet, or what an earlier one left; nothing is prepared. */
#ifndef STORE_BESIDE_H
#define STORE_BESIDE_H
#include "store/db_internal.h"

NODISCARD enum rc beside_open(const char *place, const char *live, struct db **out);
/* A connection with nothing on it but what the schema's own expressions call. */
NODISCARD enum rc beside_plain(const char *path, int flags, struct db **out);
/* Attaches the database at `path` under a name, read only. */
NODISCARD enum rc beside_attach(struct db *d, const char *path, const char *name);

#endif
