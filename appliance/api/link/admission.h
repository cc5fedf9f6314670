/* Who may be a hall of this county: trust.json and the journal in one step, for the county's page
 * and for the command line. */
#ifndef API_ADMISSION_H
#define API_ADMISSION_H
#include "store/txn.h"
#include "sync/trust.h"

/* Also again, after it was revoked: then what was parked is tried again. REFUSAL_HALL_NODE for a
 * node that cannot be a hall of this county. */
NODISCARD enum rc admission_admit(struct txn *t, const struct trust_peer *hall);
NODISCARD enum rc admission_again(struct txn *t, const char *node);
/* In this same unit its sessions end and nothing of it is taken any more. */
NODISCARD enum rc admission_revoke(struct txn *t, const char *node, const char *reason);

#endif
