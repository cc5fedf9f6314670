/* What lets somebody in is what the journal says it is. Secrets are in no event: an event that sets
 * one carries a commitment to it, SHA-256 over the account, its login and the secret as it is
 * stored. What is stored is believed only where it is what its account was last committed to: a
 * hash written into the database, copied from another account or put back from an older file opens
 * nothing.
 *
 * What travels to the county with the commitment helps nobody to guess: a stored password is
 * Argon2id with 128 random bits of salt, which are in no event either, so no guess can be tried
 * against the commitment; a device's login is the hash of a token of 256 random bits.
 *
 * An account of an earlier program has no commitment: the first start of this one commits to what
 * it finds, once, on record (secret.committed). From then on there is no account without, and one
 * that has none is refused. */
#ifndef HALL_COMMITMENT_H
#define HALL_COMMITMENT_H
#include "store/txn.h"

const char *commitment_of(struct txn *t, const char *actor, const char *login, const char *secret);
/* RC_REFUSED SECRET_UNPROVEN when the journal did not commit to it. Said in the log and on the
 * status page. */
NODISCARD enum rc commitment_check(
	struct txn *t, const char *actor, const char *login, const char *secret);
/* The account's secret from now on; the event that says so was recorded before, with its
 * commitment. */
NODISCARD enum rc commitment_keep(
	struct txn *t, const char *actor, const char *login, const char *secret);
/* For the start: accounts of an earlier program. */
NODISCARD enum rc commitment_adopt(struct txn *t);

#endif
