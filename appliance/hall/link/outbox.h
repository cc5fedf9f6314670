/* What is on its way between this node and its peers: bookkeeping of batches out and in, and the
 * link's state as people see it. Local to this node: nothing here is an event. Used by halls (one
 * recipient, the hub) and by the hub (every hall). */
#ifndef HALL_OUTBOX_H
#define HALL_OUTBOX_H
#include <stdbool.h>
#include <stdint.h>
#include "hall/link/lane.h"
#include "outbox_sql.h"
#include "store/txn.h"

/* The link as it is right now; kept by the jobs, read by the status page (hall/place/running.h). */
struct sign_key;
struct outbox_link {
	struct sign_key *key; /* this node's, loaded at start */
	char hub[48]; /* the hub's node, "" at a hub or before pairing */
	char state[12]; /* a word of the set link_state */
	char text[300]; /* why, in the user's words */
	char hub_ledger[65], hub_digest[65], agreed[12]; /* from the hub's last receipt */
	char unconfined[160]; /* what the kernel could not give the workers, "" when nothing */
	int64_t next_contact; /* clock ms, 0 when nothing is planned */
	bool arrived; /* a batch came: looked at in this same turn */
	bool contact_wanted; /* there is something to send: at once while the link does well */
	bool contact_asked; /* a person asked for a contact now */
	bool seal_wanted; /* close open batches without waiting for their age */
};
#define OUTBOX_LINK_NEW \
	{ \
		.state = "never", .agreed = "unknown" \
	}
struct outbox_link *outbox_link(const struct txn *t); /* of a node that serves */

NODISCARD enum rc outbox_status(struct txn *t, yyjson_mut_val **out); /* shape Status */
NODISCARD enum rc outbox_set_cut(struct txn *t, bool cut, const char *reason);
/* Parked batches of a peer ("" of all) are taken up again: after a re-admission, by another program
 * version, or because somebody asks. */
NODISCARD enum rc outbox_try_again(struct txn *t, const char *sender, int64_t *count);
/* For the start: another version than the last one may understand what this one's forerunner
 * parked. */
NODISCARD enum rc outbox_version_is(struct txn *t, const char *version);
NODISCARD enum rc outbox_is_cut(struct txn *t, bool *cut);

#endif
