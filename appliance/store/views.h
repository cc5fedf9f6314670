/* Which version's views a database holds, and how one version's are swapped for another's. The
 * version is of the views and of the effects that fill them; PRAGMA user_version keeps it. */
#ifndef STORE_VIEWS_H
#define STORE_VIEWS_H
#include "base/arena.h"
#include "store/db_internal.h"

#define VIEWS_MARK "filled_upto" /* the table of a file beside the journal that is no view */

int64_t views_number(struct db *d, const char *sql); /* -1 when it cannot be said */
int64_t views_version(struct db *d, const char *schema);
/* There are records, and the views in main are not this version's: they are to be filled. */
bool views_due(struct db *d);
NODISCARD enum rc views_ready(struct db *d); /* RC_FAULT in words where they are due */
/* A database without records gets its views at once; RC_FAULT where they are due. */
NODISCARD enum rc views_bring(struct db *d);
/* The statements that put those of the attached `made` in the place of the views in main, whatever
 * program made them, in the order in which they run inside one transaction. */
NODISCARD enum rc views_swap(struct db *d, struct arena *a, const char ***sql, size_t *count);

#endif
