/* What a serving node knows of the moment and no table holds: struct node_self points to it, NULL in
 * commands that serve nobody. Whoever serves owns it. */
#ifndef HALL_RUNNING_H
#define HALL_RUNNING_H
#include <stdbool.h>

struct outbox_link;   /* hall/link/outbox.h */
struct node_running {
	struct outbox_link *link;
	bool print_wanted;   /* asked for in this turn: the job looks at once, not at its next tick */
};

#endif
