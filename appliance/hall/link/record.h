/* What a node knows of its own record: is it as long as what was sealed and acknowledged, is its
 * chain whole. A journal that lost its end must not be written on: it would give out again what the
 * county holds already. Local to this node: nothing here is an event. */
#ifndef HALL_RECORD_H
#define HALL_RECORD_H
#include "record_sql.h"
#include "store/txn.h"

/* RC_REFUSED RECORD_CUT when the journal is shorter than what its batches say, when a batch in the
 * spool is one that the database does not know, or when the county was found to hold more. */
NODISCARD enum rc record_uncut(struct txn *t);
/* The county has `stored` batches of this node's records and its ledger of them ends in that
 * commit: more than were ever sealed here, or a commit that was not made here, means that the end
 * was lost: not the same record. From then on nothing is written, now and after the next start, and
 * what the county says it has is no receipt for what is here. */
NODISCARD enum rc record_county_has(
	struct txn *t, const char *hub, int64_t stored, const char *ledger, bool *same);
/* Attachments: each file is what its name says; at a hall each that the record speaks of is there.
 * RC_REFUSED JOURNAL_BROKEN. */
NODISCARD enum rc record_files(struct txn *t, int64_t *files);
/* What a look at the chain found: state is a word of the set record_state. */
NODISCARD enum rc record_found(struct txn *t, const char *state, const char *text, int64_t checked);
/* What lets an account in is not what the journal says: logged once, and on the status page until
 * it is mended. what: a word of the set unproven. */
#define RECORD_ROLES "roles"
#define RECORD_SECRET "secret"
#define RECORD_SESSION "session"
NODISCARD enum rc record_unproven(struct txn *t, const char *account, const char *what);
NODISCARD enum rc record_proven(struct txn *t); /* the views were made anew */
/* it has a new secret, or none */
NODISCARD enum rc record_mended(struct txn *t, const char *account);
/* the fields record… of the shape Status */
NODISCARD enum rc record_status(struct txn *t, yyjson_mut_val *v);

#endif
