/* What a serving node knows of the moment and no table holds: struct node_self points to it, NULL
 * in commands that serve nobody. Whoever serves owns it. */
#ifndef HALL_RUNNING_H
#define HALL_RUNNING_H
#include <stdbool.h>
#include <stdint.h>

#define RUNNING_WINDOWS 201 /* windows are numbered from 1 to 200 */

struct outbox_link; /* hall/link/outbox.h */
struct node_running {
	struct outbox_link *link;
	bool print_wanted; /* asked for in this turn: the job looks at once, not at its next tick */
	int64_t rater_seen[RUNNING_WINDOWS]; /* steady ms; 0 for never */
	uint64_t wrong_passwords, unknown_names; /* at signing in, since the start */
};

#endif
