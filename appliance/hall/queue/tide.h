/* Watching the queues for the tide: suggestions on record once an episode, and what the director
 * and the guide read. */
#ifndef HALL_TIDE_H
#define HALL_TIDE_H
#include "store/txn.h"

/* Once a minute, and after a window was opened or closed as a tide window. */
NODISCARD enum rc tide_watch(struct txn *t);
NODISCARD enum rc tide_json(struct txn *t, yyjson_mut_val **out); /* shape Tide */

#endif
