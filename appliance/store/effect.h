/* What an event does to the views: the `-- :apply kind` statements of noun.sql files, and the few
 * hooks in C of the floor above. */
#ifndef STORE_EFFECT_H
#define STORE_EFFECT_H
#include "store/txn.h"

struct event_row {
	const char *stream; /* "361127100-1" or "361127000-1>361127100-1" */
	int64_t seq;
	const char *at, *actor, *kind, *subject, *body; /* body: JSON text */
};

/* Runs the effects of one event. Statement parameters: :node (the stream), :hall (whose record it
 * is, journal_hall()), :seq, :at, :actor, :kind, :id (subject), :body (JSON text). Unknown kinds
 * have no effect. */
NODISCARD enum rc effect_apply(struct txn *t, const struct event_row *e);

/* An effect too big for SQL, e.g. loading a catalogue's blobs; after the statements. */
struct effect_hook {
	const char *kind;
	enum rc (*run)(struct txn *t, const struct event_row *e);
};
extern const struct effect_hook effect_hooks[]; /* hall/place/catalogue.c */
extern const size_t effect_hook_count;

#endif
