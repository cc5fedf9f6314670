/* Patience with each peer: what went wrong with its next batch is tried again later and later,
 * while all the others go on. Kept in memory: a new start tries everything once more. */
#ifndef JOBS_SYNC_TROUBLE_H
#define JOBS_SYNC_TROUBLE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SYNC_TRIES 5 /* then a batch is parked with its reason: after 1 + 2 + 4 + 8 seconds */

enum sync_work { SYNC_INTAKE, SYNC_LEDGER, SYNC_SEAL, SYNC_WORKS };

struct sync_trouble;
struct sync_troubles { /* all zero: none */
	struct sync_trouble *list;
	size_t count, room;
};

/* Not yet due again. */
bool sync_trouble_waits(const struct sync_troubles *all, enum sync_work work, const char *sender);
/* One more failure; how many in a row. */
int sync_trouble_add(struct sync_troubles *all, enum sync_work work, const char *sender);
/* It went well, or is parked; "" for everybody. */
void sync_trouble_clear(struct sync_troubles *all, enum sync_work work, const char *sender);
void sync_trouble_free(struct sync_troubles *all);

#endif
