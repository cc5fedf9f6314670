/* The county's view of its halls: who is admitted, what arrived, what is missing, who has which
 * catalogue. */
#ifndef HUB_FLEET_H
#define HUB_FLEET_H
#include "fleet_sql.h"
#include "store/txn.h"

NODISCARD enum rc fleet_halls(struct txn *t, yyjson_mut_val **out); /* shape HubHallList */
/* shape HubBatchList; "" for all */
NODISCARD enum rc fleet_batches(struct txn *t, const char *hall, yyjson_mut_val **out);
/* From this unit on the hall is a stranger: its sessions, uploads and hellos with it. RC_NOTFOUND
 * when it was never admitted. */
NODISCARD enum rc fleet_revoke(struct txn *t, const char *node, const char *reason);
NODISCARD enum rc fleet_admit(struct txn *t, const char *node, const char *name, const char *key);
/* "equal" when the hall's digest at its last contact is what we had then, "behind" while its
 * records are still on their way. */
const char *fleet_agreement(int64_t reported_seq, int64_t held_seq, const char *reported_digest,
	const char *digest_then);

#endif
