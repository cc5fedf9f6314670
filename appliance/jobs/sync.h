/* What time and the workers ask of the link: seal batches, contact the hub, take in what arrived.
 * Runs inside the server's turns; everything slow is done by two children (`minihall sync-worker
 * archive` and `… link`). */
#ifndef JOBS_SYNC_H
#define JOBS_SYNC_H
#include "http/server.h"

struct sync_settings {
	int64_t seal_age_ms; /* an open record batch is closed at this age (30 s) */
	int64_t contact_ms; /* how often a hall asks its hub when there is nothing to send */
};

/* *job is in the arena, which outlives the server. The link's state is kept in
 * self->running->link. */
struct sync_job;
NODISCARD enum rc sync_start(struct arena *a, struct server *s, struct db *db,
	const struct node_self *self, const struct sync_settings *settings, struct sync_job **job);
void sync_stop(struct sync_job *job);

#endif
