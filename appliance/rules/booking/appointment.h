/* An appointment's life as a table; when somebody is early, late or not there; how many a slot
 * takes; who may book by himself. */
#ifndef RULES_APPOINTMENT_H
#define RULES_APPOINTMENT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/appointment_state.h"
#include "words/arrival.h"
#include "words/refusal.h"
#include "rules/place/opening.h"

enum appointment_verb {
	APPOINTMENT_BOOK,
	APPOINTMENT_MOVE,
	APPOINTMENT_CANCEL,
	APPOINTMENT_CHECK_IN,
	APPOINTMENT_MISS,
	APPOINTMENT_LAPSE,
	APPOINTMENT_VERBS
};

/* Times in ms. hold_until: of a hold; missed_at: when a booked one that nobody came for is a
 * no-show. */
struct appointment_facts {
	enum appointment_state state;
	int64_t hold_until, missed_at;
};
/* What it is at `now`: a hold is lapsed from the moment it ran out, whether or not a job has
 * written that down. */
enum appointment_state appointment_at(const struct appointment_facts *f, int64_t now);
/* REFUSAL_NONE and the new state; REFUSAL_APPOINTMENT_LAPSED for a hold that ran out,
 * REFUSAL_APPOINTMENT_STATE otherwise. A no-show may not be recorded, nor a hold lapse, before its
 * time. */
enum refusal appointment_decide(const struct appointment_facts *was, enum appointment_verb verb,
	int64_t now, enum appointment_state *is);

/* early_ms before the start it begins to be on time, grace_ms after the start it ends. */
enum arrival appointment_arrival(int64_t starts, int64_t now, int64_t early_ms, int64_t grace_ms);

/* Walk-in first: what is left of the clerks' slots after the walk-in share, rounded down. */
int appointment_capacity(int clerks, int per_clerk, int walk_in_percent);
/* Slots of `minutes` in a session by their beginning; a rest too short for one is not offered.
 * Returns how many, at most `room`. */
size_t appointment_slots(const struct opening_time *s, int minutes, int *from, size_t room);

struct appointment_person {
	int64_t open, same_day, missed, days_since_missed;
};
struct appointment_limits {
	int64_t open_most, missed_most, block_days;
};
/* REFUSAL_BOOKING_DUPLICATE, _TOO_MANY, _BLOCKED. A desk that gives a reason is not held by
 * them. */
enum refusal appointment_allowed(const struct appointment_person *p,
	const struct appointment_limits *limits, bool overridden);

#endif
