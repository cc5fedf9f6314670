/* A clock that lies behind the record is believed again when somebody with a watch vouches for it. */
#ifndef HALL_VOUCH_H
#define HALL_VOUCH_H
#include "store/txn.h"

/* time: what his watch says, "2026-11-24T09:05". Within a minute and a half of this machine's clock it vouches for that clock; otherwise
 * the node goes by the watch from now on, until it is stopped: the machine's own clock is set by who may set it. Both are on record.
 * CLOCK_TIME when it is no time. */
NODISCARD enum rc vouch_for_clock(struct txn *t, const char *time);

#endif
