/* Leave of staff (请假): its life as a table, and how many working half days it takes. S-3.4.2a. */
#ifndef RULES_LEAVE_H
#define RULES_LEAVE_H
#include "rules/place/workday.h"
#include "words/day_half.h"
#include "words/leave_state.h"
#include "words/refusal.h"

enum leave_verb { LEAVE_APPROVE, LEAVE_REFUSE, LEAVE_CANCEL, LEAVE_RETURN, LEAVE_VERBS };

/* REFUSAL_NONE and the new state, or why not. `begun`: its first half day has come. Leave that has
 * begun is ended by coming back (销假), not cancelled. */
enum refusal leave_decide(
	enum leave_state was, bool begun, enum leave_verb verb, enum leave_state *is);

/* From a morning or an afternoon up to a noon or an evening, both days included. */
struct leave_span {
	int32_t from, to;
	bool from_afternoon, to_noon;
};

/* The end is not before the beginning. */
bool leave_span_valid(struct leave_span s);
bool leave_span_covers(struct leave_span s, int32_t date, enum day_half half);
bool leave_spans_overlap(struct leave_span a, struct leave_span b);
/* Working half days in it; *provisional is set when a year in it has no published calendar. */
int leave_halves(const struct workday_calendar *c, struct leave_span s, bool *provisional);
/* What is left of it when its owner is back for `half` of `date`: it ends with the half day before.
 * *empty: nothing is left. */
struct leave_span leave_span_until(
	struct leave_span s, int32_t date, enum day_half half, bool *empty);

#endif
