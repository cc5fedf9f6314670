/* A clock that lies behind the record is believed again when somebody with a watch vouches for it,
 * at the hall or at its county. */
#ifndef HALL_VOUCH_H
#define HALL_VOUCH_H
#include "store/txn.h"

/* time: what his watch says, "2026-11-24T09:05". Within a minute and a half of this machine's clock
 * it vouches for that clock; otherwise the node goes by the watch from now on, until it is stopped:
 * the machine's own clock is set by who may set it. Both are on record. CLOCK_TIME when it is no
 * time. */
NODISCARD enum rc vouch_for_clock(struct txn *t, const char *time);
/* The county's word, when one came with these records of its voice, is a vouching too. It holds for
 * the run of the clock that this hall told of (base/clock.h) and for a day: one that is older, or
 * that spoke before a start, a step or another vouching, has no effect. */
NODISCARD enum rc vouch_by_county(struct txn *t, const char *hub, int64_t first, int64_t last);
/* Members at, clock_trusted, clock_behind_s: what this node's clock says, and whether it is
 * believed. */
NODISCARD enum rc vouch_add(struct txn *t, yyjson_mut_val *v);

#endif
