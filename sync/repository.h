/* Making a bare git repository: whole or absent, whoever is killed in the middle. */
#ifndef SYNC_REPOSITORY_H
#define SYNC_REPOSITORY_H
#include <stdbool.h>
#include "base/result.h"

/* Nothing when it is there. Made under another name beside its place, put on the disk and moved to
 * it; a beginning that a killed writer left is made anew. branch: the one HEAD names. signers: the
 * path of the file by which stock git checks signatures. One writer a place at a time. */
NODISCARD enum rc repository_place(const char *repository, const char *branch, const char *signers);
/* What libgit2 says went wrong with it. */
enum rc repository_fault(const char *what);
/* Is this a name under which a repository is being made? */
bool repository_is_part(const char *name);

#endif
