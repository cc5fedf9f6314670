/* Views: tables of tbl/WING/views/, filled only by the `-- :apply kind` statements of noun.sql
 * files and the few C projections below. They can be dropped and rebuilt at any time. Every view
 * has a first column `hall`: the node whose record it is. */
#ifndef STORE_PROJECTION_H
#define STORE_PROJECTION_H
#include "store/txn.h"
#include "base/hash.h"

/* Drops all views and replays the journal in order of arrival; reports each hall's digest before
 * and after. RC_REFUSED when one differs. */
NODISCARD enum rc projection_rebuild(struct db *db, const struct node_self *self, bool quiet);
/* The same, but what differs from the journal is thrown away: the record is right, the views were
 * changed by somebody's hand. */
NODISCARD enum rc projection_mend(struct db *db, const struct node_self *self);
/* Runs the effects of the next events in the order of arrival, those after *above, which goes on to
 * the last of them. None: *count is 0. */
NODISCARD enum rc projection_piece(struct txn *t, int64_t *above, int64_t *count);
/* Piece after piece to the end; `all` events are expected, for who is told. */
typedef void projection_progress(const char *what, int64_t done, int64_t all);
NODISCARD enum rc projection_replay(
	struct txn *t, projection_progress *progress, int64_t all, int64_t *count);
/* SHA-256 over every view's rows of one hall in primary-key order: equal at hall and hub when both
 * hold the same events. */
NODISCARD enum rc projection_digest(struct txn *t, const char *hall, char out[HASH_HEX]);
/* The same, counted anew only when an event of that hall took effect since, something was undone,
 * or another process wrote to the file. */
NODISCARD enum rc projection_digest_now(struct txn *t, const char *hall, char out[HASH_HEX]);
/* For who looks again and again: the last one counted and this node's last record that is in it; a
 * new one when that is no longer true and counting would take a fiftieth of the time since at
 * most. */
NODISCARD enum rc projection_digest_lately(
	struct txn *t, const char *hall, char out[HASH_HEX], int64_t *head);
void projection_forget(struct db *db); /* frees what projection_digest_now() remembers */

#endif
