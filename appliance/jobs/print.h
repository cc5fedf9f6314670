/* Prints that were asked for, and looks at idle printers. The slow part is done by a child
 * (`minihall print-worker`); one print a printer at a time. */
#ifndef JOBS_PRINT_H
#define JOBS_PRINT_H
#include "http/server.h"

/* *job is in the arena, which outlives the server. */
struct print_job;
NODISCARD enum rc print_start(struct arena *a, struct server *s, struct db *db,
	const struct node_self *self, struct print_job **job);
void print_stop(struct print_job *job);

#endif
