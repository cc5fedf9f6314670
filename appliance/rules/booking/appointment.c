/* Appointments: the table and the arithmetic. */
#include "rules/booking/appointment.h"
#include <string.h>

#define NO (-1)

static const signed char next[APPOINTMENT_STATES][APPOINTMENT_VERBS] = {
	/*                           BOOK                MOVE               CANCEL                 CHECK_IN                MISS                 LAPSE */
	[APPOINTMENT_HELD]       = { APPOINTMENT_BOOKED, NO,                APPOINTMENT_CANCELLED, NO,                     NO,                  APPOINTMENT_LAPSED },
	[APPOINTMENT_BOOKED]     = { NO,                 APPOINTMENT_MOVED, APPOINTMENT_CANCELLED, APPOINTMENT_CHECKED_IN, APPOINTMENT_NO_SHOW, NO },
	[APPOINTMENT_CHECKED_IN] = { NO,                 NO,                NO,                    APPOINTMENT_CHECKED_IN, NO,                  NO },
	[APPOINTMENT_CANCELLED]  = { NO,                 NO,                NO,                    NO,                     NO,                  NO },
	[APPOINTMENT_NO_SHOW]    = { NO,                 NO,                NO,                    NO,                     NO,                  NO },
	[APPOINTMENT_MOVED]      = { NO,                 NO,                NO,                    NO,                     NO,                  NO },
	[APPOINTMENT_LAPSED]     = { NO,                 NO,                NO,                    NO,                     NO,                  NO },
};
static const char *const words[APPOINTMENT_STATES] = { "held", "booked", "checked_in", "cancelled", "no_show", "moved", "lapsed" };

int appointment_state_of(const char *word)
{
	for (int i = 0; i < APPOINTMENT_STATES; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

const char *appointment_state_word(enum appointment_state s)
{
	return words[s];
}

enum appointment_state appointment_at(const struct appointment_facts *f, int64_t now)
{
	return f->state == APPOINTMENT_HELD && now >= f->hold_until ? APPOINTMENT_LAPSED : f->state;
}

enum refusal appointment_decide(const struct appointment_facts *was, enum appointment_verb verb, int64_t now, enum appointment_state *is)
{
	enum appointment_state state = verb == APPOINTMENT_LAPSE ? was->state : appointment_at(was, now);
	int to = next[state][verb];
	if (to == NO)
		return state == APPOINTMENT_LAPSED ? REFUSAL_APPOINTMENT_LAPSED : REFUSAL_APPOINTMENT_STATE;
	if ((verb == APPOINTMENT_LAPSE && now < was->hold_until) || (verb == APPOINTMENT_MISS && now < was->missed_at))
		return REFUSAL_APPOINTMENT_STATE;
	*is = (enum appointment_state)to;
	return REFUSAL_NONE;
}

enum appointment_arrival appointment_arrival(int64_t starts, int64_t now, int64_t early_ms, int64_t grace_ms)
{
	if (now < starts - early_ms)
		return APPOINTMENT_EARLY;
	return now <= starts + grace_ms ? APPOINTMENT_ON_TIME : APPOINTMENT_LATE;
}

const char *appointment_arrival_word(enum appointment_arrival a)
{
	static const char *const arrivals[] = { "early", "on_time", "late" };
	return arrivals[a];
}

int appointment_capacity(int clerks, int per_clerk, int walk_in_percent)
{
	return clerks * per_clerk * (100 - walk_in_percent) / 100;
}

size_t appointment_slots(const struct opening_session *s, int minutes, int *from, size_t room)
{
	size_t n = 0;
	for (int at = s->from; at + minutes <= s->to && n < room; at += minutes)
		from[n++] = at;
	return n;
}

enum refusal appointment_allowed(const struct appointment_person *p, const struct appointment_limits *limits, bool overridden)
{
	if (overridden)
		return REFUSAL_NONE;
	if (p->missed >= limits->missed_most && p->days_since_missed < limits->block_days)
		return REFUSAL_BOOKING_BLOCKED;
	if (p->same_day > 0)
		return REFUSAL_BOOKING_DUPLICATE;
	return p->open >= limits->open_most ? REFUSAL_BOOKING_TOO_MANY : REFUSAL_NONE;
}
