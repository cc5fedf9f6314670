/* Few rights for a process that reads what came from elsewhere: no more privileges than it has
 * (no_new_privs), no programs to start, no process to look into, only the folders that it was given
 * (Landlock), only the calls it needs (seccomp), bounded memory. Where the kernel lacks one of
 * these the process runs all the same and says what it lacks. */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H
#include <stdbool.h>
#include <stddef.h>

/* a folder or a file, with all below it; one that is not there is left out */
struct confine_place {
	const char *path;
	bool writes;
};

struct confine_wish {
	const struct confine_place *places; /* NULL: every place stays open */
	size_t place_count;
	bool network; /* sockets and threads stay allowed */
	/* bytes of address space, 0: as it is; not kept under a sanitizer, which needs terabytes of
	 * it */
	size_t memory;
};

#define CONFINE_TEXT 160
/* For good, for this process and what comes after it. lacks: what could not be had, in words for an
 * operator, "" when nothing. */
void confine(const struct confine_wish *wish, char lacks[CONFINE_TEXT]);

#endif
