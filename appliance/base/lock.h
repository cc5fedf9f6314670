/* One holder at a time: a lock on a file, given back by the kernel when its holder ends, however it
 * ends. The file says who holds it. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H
#include "base/result.h"

#define LOCK_HOLDER 160
/* fd -1: not held */
struct lock {
	int fd;
};
#define LOCK_FREE ((struct lock){ .fd = -1 })

/* Takes the lock and writes into the file that `what` of this process holds it. RC_REFUSED when
 * somebody else has it: holder then says who, as he wrote it. The file is made when absent and
 * stays. */
NODISCARD enum rc lock_take(
	const char *path, const char *what, struct lock *out, char holder[LOCK_HOLDER]);
void lock_release(struct lock *l);

#endif
