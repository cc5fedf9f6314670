/* A leave's life as a table, and its half days. */
#include "rules/people/leave.h"
#include <assert.h>
#include "base/date.h"

#define NO LEAVE_STATE_UNSET
#define APPROVED LEAVE_STATE_APPROVED
#define REFUSED LEAVE_STATE_REFUSED
#define CANCELLED LEAVE_STATE_CANCELLED
#define RETURNED LEAVE_STATE_RETURNED

/* clang-format off */
static const enum leave_state next[LEAVE_STATE_COUNT][LEAVE_VERBS] = {
	/*                          approve   refuse   cancel     return */
	[LEAVE_STATE_REQUESTED] = { APPROVED, REFUSED, CANCELLED, NO },
	[LEAVE_STATE_APPROVED]  = { NO,       NO,      CANCELLED, RETURNED },
	[LEAVE_STATE_REFUSED]   = { NO,       NO,      NO,        NO },
	[LEAVE_STATE_CANCELLED] = { NO,       NO,      NO,        NO },
	[LEAVE_STATE_RETURNED]  = { NO,       NO,      NO,        NO },
};
/* clang-format on */

enum refusal leave_decide(
	enum leave_state was, bool begun, enum leave_verb verb, enum leave_state *is)
{
	assert(was < LEAVE_STATE_COUNT && verb < LEAVE_VERBS);
	enum leave_state to = next[was][verb];
	if (to == NO)
		return REFUSAL_LEAVE_STATE;
	if (was == LEAVE_STATE_APPROVED && verb == LEAVE_CANCEL && begun)
		return REFUSAL_LEAVE_BEGUN;
	if (verb == LEAVE_RETURN && !begun)
		return REFUSAL_LEAVE_NOT_BEGUN;
	*is = to;
	return REFUSAL_NONE;
}

/* Half days on one line: two a day. */
static int64_t half_day(int32_t date, enum day_half half)
{
	assert(half == DAY_HALF_AM || half == DAY_HALF_PM);
	return 2 * (int64_t)date + (half == DAY_HALF_PM);
}

static int64_t first(struct leave_span s)
{
	return 2 * (int64_t)s.from + s.from_afternoon;
}

static int64_t last(struct leave_span s)
{
	return 2 * (int64_t)s.to + !s.to_noon;
}

bool leave_span_valid(struct leave_span s)
{
	return s.from != DATE_NONE && s.to != DATE_NONE && first(s) <= last(s);
}

bool leave_span_covers(struct leave_span s, int32_t date, enum day_half half)
{
	int64_t at = half_day(date, half);
	return first(s) <= at && at <= last(s);
}

bool leave_spans_overlap(struct leave_span a, struct leave_span b)
{
	return first(a) <= last(b) && first(b) <= last(a);
}

int leave_halves(const struct workday_calendar *c, struct leave_span s, bool *provisional)
{
	int halves = 0;
	assert(leave_span_valid(s));
	*provisional = false;
	for (int64_t at = first(s); at <= last(s); at++) {
		int32_t date = (int32_t)(at >> 1);
		halves += workday_is(c, date);
		*provisional |= !workday_known(c, date);
	}
	return halves;
}

struct leave_span leave_span_until(
	struct leave_span s, int32_t date, enum day_half half, bool *empty)
{
	int64_t end = half_day(date, half) - 1;
	if (end > last(s))
		end = last(s);
	*empty = end < first(s);
	s.to = (int32_t)(end >> 1);
	s.to_noon = !(end & 1);
	return s;
}
