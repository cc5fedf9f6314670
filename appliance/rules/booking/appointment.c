/* Appointments: the table and the arithmetic. */
#include "rules/booking/appointment.h"
#include <assert.h>

#define NO APPOINTMENT_STATE_UNSET
#define TO(state) APPOINTMENT_STATE_##state
/* What is in no row has ended. */
static const enum appointment_state next[APPOINTMENT_STATE_COUNT][APPOINTMENT_VERBS] = {
	[APPOINTMENT_STATE_HELD] = {
		[APPOINTMENT_BOOK] = TO(BOOKED),
		[APPOINTMENT_CANCEL] = TO(CANCELLED),
		[APPOINTMENT_LAPSE] = TO(LAPSED),
	},
	[APPOINTMENT_STATE_BOOKED] = {
		[APPOINTMENT_MOVE] = TO(MOVED),
		[APPOINTMENT_CANCEL] = TO(CANCELLED),
		[APPOINTMENT_CHECK_IN] = TO(CHECKED_IN),
		[APPOINTMENT_MISS] = TO(NO_SHOW),
	},
	[APPOINTMENT_STATE_CHECKED_IN] = {
		[APPOINTMENT_CHECK_IN] = TO(CHECKED_IN),
	},
};

enum appointment_state appointment_at(const struct appointment_facts *f, int64_t now)
{
	bool over = f->state == APPOINTMENT_STATE_HELD && now >= f->hold_until;
	return over ? APPOINTMENT_STATE_LAPSED : f->state;
}

enum refusal appointment_decide(const struct appointment_facts *was, enum appointment_verb verb,
	int64_t now, enum appointment_state *is)
{
	assert((unsigned)was->state < APPOINTMENT_STATE_COUNT &&
		(unsigned)verb < APPOINTMENT_VERBS);
	enum appointment_state state = verb == APPOINTMENT_LAPSE ? was->state
								 : appointment_at(was, now);
	enum appointment_state to = next[state][verb];
	if (to == NO)
		return state == APPOINTMENT_STATE_LAPSED ? REFUSAL_APPOINTMENT_LAPSED
							 : REFUSAL_APPOINTMENT_STATE;
	if (verb == APPOINTMENT_LAPSE && now < was->hold_until)
		return REFUSAL_APPOINTMENT_STATE;
	if (verb == APPOINTMENT_MISS && now < was->missed_at)
		return REFUSAL_APPOINTMENT_STATE;
	*is = to;
	return REFUSAL_NONE;
}

enum arrival appointment_arrival(int64_t starts, int64_t now, int64_t early_ms, int64_t grace_ms)
{
	assert(early_ms >= 0 && grace_ms >= 0);
	if (now < starts - early_ms)
		return ARRIVAL_EARLY;
	return now <= starts + grace_ms ? ARRIVAL_ON_TIME : ARRIVAL_LATE;
}

int appointment_capacity(int clerks, int per_clerk, int walk_in_percent)
{
	assert(walk_in_percent >= 0 && walk_in_percent <= 100);
	return clerks * per_clerk * (100 - walk_in_percent) / 100;
}

size_t appointment_slots(const struct opening_time *s, int minutes, int *from, size_t room)
{
	size_t n = 0;
	assert(minutes > 0 && s->from <= s->to);
	for (int at = s->from; at + minutes <= s->to && n < room; at += minutes)
		from[n++] = at;
	return n;
}

enum refusal appointment_allowed(const struct appointment_person *p,
	const struct appointment_limits *limits, bool overridden)
{
	if (overridden)
		return REFUSAL_NONE;
	if (p->missed >= limits->missed_most && p->days_since_missed < limits->block_days)
		return REFUSAL_BOOKING_BLOCKED;
	if (p->same_day > 0)
		return REFUSAL_BOOKING_DUPLICATE;
	return p->open >= limits->open_most ? REFUSAL_BOOKING_TOO_MANY : REFUSAL_NONE;
}
