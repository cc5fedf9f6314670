/* A child process of this same program with a two-way line channel on its standard input and
 * output. The child dies with its parent (PR_SET_PDEATHSIG), runs in its own process group and
 * inherits no other descriptor. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H
#include <sys/types.h>
#include "base/result.h"

struct child {
	pid_t pid; /* 0 when not running */
	int fd; /* our end of a socketpair, non-blocking; -1 when closed */
};

/* argv[0] is replaced by /proc/self/exe */
NODISCARD enum rc child_start(struct child *c, char *const argv[]);
/* True while it runs; reaps it otherwise and stores the wait status. */
int child_running(struct child *c, int *status);
void child_stop(struct child *c); /* SIGTERM, two seconds, SIGKILL; reaps */

#endif
