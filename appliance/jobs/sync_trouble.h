/* Patience with each peer: what went wrong with its next batch is tried again later and later, while all the others go on. Kept in memory:
 * a new start tries everything once more. */
#ifndef JOBS_SYNC_TROUBLE_H
#define JOBS_SYNC_TROUBLE_H
#include <stdbool.h>
#include <stdint.h>

#define SYNC_TRIES 5   /* then a batch is parked with its reason: after 1 + 2 + 4 + 8 seconds */

enum sync_work { SYNC_INTAKE, SYNC_LEDGER, SYNC_SEAL, SYNC_WORKS };

bool sync_trouble_waits(enum sync_work work, const char *sender);      /* not yet due again */
int sync_trouble_add(enum sync_work work, const char *sender);         /* one more failure; how many in a row */
void sync_trouble_clear(enum sync_work work, const char *sender);      /* it went well, or is parked; "" for everybody */
void sync_trouble_free(void);

#endif
