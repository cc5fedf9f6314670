/* Walks the journal's chain beside the work, a piece at a time, after the start and once a day;
 * what it found is on the status page. */
#ifndef JOBS_RECORD_H
#define JOBS_RECORD_H
#include "http/server.h"

/* The arena outlives the server. */
NODISCARD enum rc record_start(
	struct arena *a, struct server *s, struct db *db, const struct node_self *self);

#endif
