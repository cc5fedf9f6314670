/* A leave's life as a table, and its half days. */
#include "rules/people/leave.h"
#include <string.h>
#include "base/date.h"

#define NO (-1)

/* clang-format off */
static const signed char next[LEAVE_STATES][LEAVE_VERBS] = {
	/*                     APPROVE         REFUSE         CANCEL           RETURN */
	[LEAVE_REQUESTED] = { LEAVE_APPROVED, LEAVE_REFUSED, LEAVE_CANCELLED, NO },
	[LEAVE_APPROVED]  = { NO,             NO,            LEAVE_CANCELLED, LEAVE_RETURNED },
	[LEAVE_REFUSED]   = { NO,             NO,            NO,              NO },
	[LEAVE_CANCELLED] = { NO,             NO,            NO,              NO },
	[LEAVE_RETURNED]  = { NO,             NO,            NO,              NO },
};
/* clang-format on */
static const char *const words[LEAVE_STATES] = { "requested", "approved", "refused", "cancelled",
	"returned" };

int leave_state_of(const char *word)
{
	for (int i = 0; i < LEAVE_STATES; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

const char *leave_state_word(enum leave_state s)
{
	return words[s];
}

enum refusal leave_decide(
	enum leave_state was, bool begun, enum leave_verb verb, enum leave_state *is)
{
	int to = next[was][verb];
	if (to == NO)
		return REFUSAL_LEAVE_STATE;
	if (was == LEAVE_APPROVED && verb == LEAVE_CANCEL && begun)
		return REFUSAL_LEAVE_BEGUN;
	if (verb == LEAVE_RETURN && !begun)
		return REFUSAL_LEAVE_NOT_BEGUN;
	*is = (enum leave_state)to;
	return REFUSAL_NONE;
}

/* Half days on one line: two a day. */
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
	int64_t at = 2 * (int64_t)date + half;
	return first(s) <= at && at <= last(s);
}

bool leave_spans_overlap(struct leave_span a, struct leave_span b)
{
	return first(a) <= last(b) && first(b) <= last(a);
}

int leave_halves(const struct workday_calendar *c, struct leave_span s, bool *provisional)
{
	int halves = 0;
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
	int64_t end = 2 * (int64_t)date + half - 1;
	if (end > last(s))
		end = last(s);
	*empty = end < first(s);
	s.to = (int32_t)(end >> 1);
	s.to_noon = !(end & 1);
	return s;
}
