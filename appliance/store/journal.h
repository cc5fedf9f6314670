/* The journal: every change is an event, appended here and nowhere else; all views are derived from
 * it (appliance/why/journal.md).
 *
 * An event's canonical form is the JSON array [stream, seq, at, actor, kind, subject, body, prev]
 * with body as the canonical JSON text and prev in hex ("" for the first); hash = SHA-256 of it. A
 * stream has one writer and no gaps. */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H
#include <yyjson.h>
#include "base/hash.h"
#include "store/journal_name.h"
#include "store/txn.h"

/* seq 0 and "" when empty */
struct journal_head {
	int64_t seq;
	char hash[HASH_HEX];
};

/* Appends to `stream` (NULL: this node's own) and runs the projection. `body` belongs to t->doc.
 * Called by the generated event_*() functions. */
NODISCARD enum rc journal_append(struct txn *t, const char *stream, const char *kind,
	const char *subject, yyjson_mut_val *body);

/* Takes in one line of events.ndjson written elsewhere. `stream` is the one that its batch's sender
 * writes: a line of another stream, or of a kind that such a writer may not write, or whose body is
 * not what its kind wants, is RC_REFUSED (EVENT_FOREIGN, JOURNAL_BROKEN), and so is one whose
 * effect the views cannot hold. Checks that it follows the stream's head and that its hash is
 * right, stores it and runs the projection; an unknown kind is stored and skipped. A line already
 * held with the same hash is RC_OK without effect; with another hash RC_REFUSED (JOURNAL_FORK); a
 * gap is RC_REFUSED (JOURNAL_GAP). `taken` is the line's own number and hash, once it is RC_OK. */
NODISCARD enum rc journal_take(
	struct txn *t, const char *stream, const char *line, size_t n, struct journal_head *taken);

/* One event as the line that travels: canonical JSON
 * {actor,at,body,hash,kind,node,prev,seq,subject}, no newline. */
NODISCARD enum rc journal_lines(struct txn *t, const char *stream, int64_t above, int64_t upto,
	size_t limit_bytes, char **text, size_t *n, struct journal_head *first,
	struct journal_head *last);
/* The number in order of arrival of the last event of all streams; 0: there is none. */
NODISCARD enum rc journal_last_arrived(struct txn *t, int64_t *arrived);
NODISCARD enum rc journal_head(struct txn *t, const char *stream, struct journal_head *out);
/* A walk over every stream (or one) that checks numbers, links and hashes, a piece at a time: begin
 * with all zero, or with stream and `only` set. RC_NOTFOUND when there is nothing more; RC_REFUSED
 * with t->detail naming the first bad event. */
struct journal_walk {
	char stream[96], prev[HASH_HEX];
	bool only;
	int64_t seq, checked;
};
NODISCARD enum rc journal_walk_on(struct txn *t, struct journal_walk *w);
/* The whole walk at once. */
NODISCARD enum rc journal_verify(struct txn *t, const char *stream, int64_t *checked);
/* Whether a clock reading lies behind the latest record of this site's own nodes: such a clock is
 * not trusted until it has passed it, or until somebody vouched for it (journal_clock_vouched). A
 * rehearsal plays its own days and is believed. */
NODISCARD enum rc journal_behind(struct txn *t, int64_t *behind_ms);
NODISCARD enum rc journal_clock_vouched(struct txn *t);
/* From now on this node's own streams take no more events: REFUSAL_RECORD_CUT with this text. */
void journal_hold(struct txn *t, const char *why);

#endif
