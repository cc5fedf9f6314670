/* A report's life as a table. */
#include "rules/care/backstop.h"
#include <assert.h>
#include "rules/place/deadline.h"

#define NO false
#define YES true

/* Where a verb leads; what is not here leaves the state as it is. */
static const enum backstop_state leads_to[BACKSTOP_VERBS] = {
	[BACKSTOP_ACCEPT] = BACKSTOP_STATE_ACCEPTED,
	[BACKSTOP_CLASSIFY] = BACKSTOP_STATE_CLASSIFIED,
	[BACKSTOP_ASSIGN] = BACKSTOP_STATE_ASSIGNED,
	[BACKSTOP_RESOLVE] = BACKSTOP_STATE_RESOLVED,
	[BACKSTOP_ANSWER] = BACKSTOP_STATE_ANSWERED,
	[BACKSTOP_CHECK] = BACKSTOP_STATE_CHECKED,
	[BACKSTOP_SEND_BACK] = BACKSTOP_STATE_ASSIGNED,
	[BACKSTOP_FILE] = BACKSTOP_STATE_FILED,
};
/* Where it may begin. */
/* clang-format off */
static const bool may[BACKSTOP_STATE_COUNT][BACKSTOP_VERBS] = {
	/* the verbs in their order     acpt clas assn reso answ chck back file escl cont corr */
	[BACKSTOP_STATE_REPORTED]   = { YES, NO,  NO,  NO,  NO,  NO,  NO,  NO,  YES, YES, YES },
	[BACKSTOP_STATE_ACCEPTED]   = { NO,  YES, NO,  NO,  NO,  NO,  NO,  NO,  YES, YES, YES },
	[BACKSTOP_STATE_CLASSIFIED] = { NO,  YES, YES, YES, NO,  NO,  NO,  NO,  YES, YES, YES },
	[BACKSTOP_STATE_ASSIGNED]   = { NO,  YES, YES, YES, NO,  NO,  NO,  NO,  YES, YES, YES },
	[BACKSTOP_STATE_RESOLVED]   = { NO,  NO,  YES, NO,  YES, NO,  NO,  NO,  YES, YES, YES },
	[BACKSTOP_STATE_ANSWERED]   = { NO,  NO,  NO,  NO,  NO,  YES, YES, NO,  YES, YES, YES },
	[BACKSTOP_STATE_CHECKED]    = { NO,  NO,  YES, NO,  NO,  NO,  NO,  YES, YES, YES, YES },
	[BACKSTOP_STATE_FILED]      = { NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  NO,  YES },
};
/* clang-format on */

static enum refusal may_resolve(const struct backstop_facts *was, const struct backstop_wish *wish)
{
	bool outside = was->class == BACKSTOP_CLASS_OUT_OF_SCOPE;
	/* out of scope is advised where to go; in scope is solved or refused with reasons */
	if (outside != (wish->result == BACKSTOP_RESULT_ADVISED))
		return REFUSAL_BACKSTOP_RESULT;
	if (wish->result == BACKSTOP_RESULT_REFUSED && !wish->has_report)
		return REFUSAL_BACKSTOP_REPORT;
	return REFUSAL_NONE;
}

enum refusal backstop_decide(const struct backstop_facts *was, enum backstop_verb verb,
	const struct backstop_wish *wish, enum backstop_state *is)
{
	enum refusal no = REFUSAL_NONE;
	assert((unsigned)was->state < BACKSTOP_STATE_COUNT && (unsigned)verb < BACKSTOP_VERBS);
	if (was->own && verb != BACKSTOP_CORRECT)
		return REFUSAL_BACKSTOP_OWN;
	if (!may[was->state][verb])
		return REFUSAL_BACKSTOP_STATE;
	if (verb == BACKSTOP_RESOLVE)
		no = may_resolve(was, wish);
	if (verb == BACKSTOP_ESCALATE && wish->to <= was->escalated)
		no = REFUSAL_BACKSTOP_ESCALATED;
	if (!no)
		*is = leads_to[verb] ? leads_to[verb] : was->state;
	return no;
}

int32_t backstop_due(const struct backstop_limits *limits, enum backstop_class c,
	const struct workday_calendar *calendar, int32_t today, bool *provisional)
{
	assert(c > BACKSTOP_CLASS_UNSET && c < BACKSTOP_CLASS_COUNT);
	struct deadline d = deadline_of(calendar, today, limits->days[c], DAY_UNIT_WORKING);
	assert(d.due >= today);
	*provisional = d.provisional;
	return d.due;
}

int32_t backstop_due_in(enum backstop_state s, int32_t contact_due_on, int32_t due_on)
{
	switch (s) {
	case BACKSTOP_STATE_REPORTED:
	case BACKSTOP_STATE_ACCEPTED:
		return contact_due_on;
	case BACKSTOP_STATE_CLASSIFIED:
	case BACKSTOP_STATE_ASSIGNED:
	case BACKSTOP_STATE_RESOLVED:
		return due_on;
	case BACKSTOP_STATE_ANSWERED:
	case BACKSTOP_STATE_CHECKED:
	case BACKSTOP_STATE_FILED:
	case BACKSTOP_STATE_UNSET:
	case BACKSTOP_STATE_COUNT:
		break;
	}
	return INT32_MAX;
}

enum lateness backstop_lateness(
	enum backstop_state s, int32_t contact_due_on, int32_t due_on, int32_t today)
{
	int32_t due = backstop_due_in(s, contact_due_on, due_on);
	if (today > due)
		return LATENESS_OVER;
	return today == due ? LATENESS_SOON : LATENESS_ON_TIME;
}

enum backstop_level backstop_level_due(int32_t due, int32_t today,
	const struct backstop_limits *limits, const struct workday_calendar *calendar)
{
	if (today <= due)
		return BACKSTOP_LEVEL_HALL;
	assert(limits->county_days >= 0);
	struct deadline county = deadline_of(calendar, due, limits->county_days, DAY_UNIT_WORKING);
	return today > county.due ? BACKSTOP_LEVEL_COUNTY : BACKSTOP_LEVEL_LEADER;
}
