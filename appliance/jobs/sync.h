/* What time and the workers ask of the link: seal batches, contact the hub, take in what arrived. Runs inside the server's turns; everything
 * slow is done by two children (`minihall sync-worker archive` and `… link`). */
#ifndef JOBS_SYNC_H
#define JOBS_SYNC_H
#include "http/server.h"

struct sync_settings {
	int64_t seal_age_ms;     /* an open record batch is closed at this age (30 s) */
	int64_t contact_ms;      /* how often a hall asks its hub when there is nothing to send */
};

NODISCARD enum rc sync_start(struct server *s, struct db *db, const struct node_self *self, const struct sync_settings *settings);
void sync_stop(void);

#endif
