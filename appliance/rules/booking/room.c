/* Spans of one day beside each other. */
#include "rules/booking/room.h"
#include <assert.h>

enum refusal room_time(const struct room_span *wish, int32_t date, int32_t today, int minute,
	const struct room_limits *limits)
{
	assert(limits->horizon_days >= 0);
	if (date < today || (date == today && wish->to <= minute && wish->to > wish->from))
		return REFUSAL_DAY_PAST;
	if (wish->from < 0 || wish->to <= wish->from || wish->from < limits->from ||
		wish->to > limits->to)
		return REFUSAL_ROOM_TIME;
	return date - today > limits->horizon_days ? REFUSAL_ROOM_TIME : REFUSAL_NONE;
}

size_t room_conflict(const struct room_span *wish, const struct room_span *booked, size_t count)
{
	size_t i = 0;
	assert(booked || !count);
	while (i < count && (booked[i].to <= wish->from || booked[i].from >= wish->to))
		i++;
	return i;
}
