/* When a meeting room may be had (S-3.1.4i): within its hours, from now on, not further than the
 * horizon, and never twice at once. Half open: one meeting may end at the minute the next
 * begins. */
#ifndef RULES_ROOM_H
#define RULES_ROOM_H
#include <stddef.h>
#include <stdint.h>
#include "words/refusal.h"

/* minutes since midnight of one day; -1 for a text that is no time */
struct room_span {
	int from, to;
};
struct room_limits {
	int from, to;
	int64_t horizon_days;
};

/* REFUSAL_NONE, REFUSAL_DAY_PAST or REFUSAL_ROOM_TIME. today and minute: now. */
enum refusal room_time(const struct room_span *wish, int32_t date, int32_t today, int minute,
	const struct room_limits *limits);
/* Which of the day's bookings of the room is in the way; count for none. */
size_t room_conflict(const struct room_span *wish, const struct room_span *booked, size_t count);

#endif
