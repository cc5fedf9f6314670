/* Publishing a catalogue: the files go to the spool, the archive worker commits them to the hub's
 * git repository, and only then the events say so, once in the hub's own stream and once in its
 * voice to every hall. */
#ifndef HUB_PUBLISH_H
#define HUB_PUBLISH_H
#include "store/txn.h"

/* Checks and leaves the files in <home>/spool/publish/; jobs hand them to the worker after the
 * commit. */
NODISCARD enum rc publish_catalogue(struct txn *t, const char *items, size_t n,
	const char *calendar, size_t m, const char *message);
/* text NULL: as it is in force */
struct publish_file {
	const char *text;
	size_t n;
};
/* A county's next catalogue, or its first, which needs both files (CATALOGUE_FIRST). The calendar
 * must know the year that runs. */
NODISCARD enum rc publish_next(struct txn *t, struct publish_file items,
	struct publish_file calendar, const char *message);
/* The worker's answer: commit id. Puts the files into blobs/ and records the events. */
NODISCARD enum rc publish_done(struct txn *t, const char *commit);
bool publish_waiting(const char *home);
/* A hall that was admitted later gets what is in force. */
NODISCARD enum rc publish_to(struct txn *t, const char *hall);

#endif
