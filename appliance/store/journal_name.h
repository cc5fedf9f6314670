/* A journal's streams by name: each node's own is called as the node; the hub's voice to a hall is
 * "<hub>><hall>". */
#ifndef STORE_JOURNAL_NAME_H
#define STORE_JOURNAL_NAME_H
#include "base/arena.h"

const char *journal_voice(struct arena *a, const char *hub, const char *hall);
/* Whose record it is: the site behind its node, "361127000-1>361127102-2" -> "361127102". All
 * incarnations of a hall are one hall. */
const char *journal_hall(struct arena *a, const char *stream);

#endif
