/* A request's life as a table. */
#include "rules/care/help.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>

#define NO false
#define YES true

/* Where a verb leads; what is not here leaves the state as it is. */
static const enum help_state leads_to[HELP_VERBS] = {
	[HELP_ASSIGN] = HELP_STATE_ASSIGNED,
	[HELP_AGREE] = HELP_STATE_AGREED,
	[HELP_HAND_IN] = HELP_STATE_HANDED_IN,
	[HELP_REPORT] = HELP_STATE_REPORTED,
	[HELP_CLOSE] = HELP_STATE_CLOSED,
	[HELP_CANCEL] = HELP_STATE_CANCELLED,
};
/* Where it may begin. A visit may come first: the agreement is signed at home. */
/* clang-format off */
static const bool may[HELP_STATE_COUNT][HELP_VERBS] = {
	/*                        ASSIGN AGREE TAKE VISIT HAND_IN REPORT RETURN CLOSE CANCEL */
	[HELP_STATE_REQUESTED] = { YES,   NO,   NO,  NO,   NO,     NO,    NO,    NO,   YES },
	[HELP_STATE_ASSIGNED]  = { YES,   YES,  NO,  YES,  NO,     NO,    NO,    NO,   YES },
	[HELP_STATE_AGREED]    = { NO,    NO,   YES, YES,  YES,    NO,    YES,   NO,   YES },
	[HELP_STATE_VISITED]   = { NO,    NO,   YES, YES,  YES,    NO,    YES,   NO,   YES },
	[HELP_STATE_HANDED_IN] = { NO,    NO,   YES, YES,  YES,    YES,   YES,   NO,   NO },
	[HELP_STATE_REPORTED]  = { NO,    NO,   NO,  NO,   NO,     YES,   YES,   YES,  NO },
	[HELP_STATE_CLOSED]    = { NO,    NO,   NO,  NO,   NO,     NO,    NO,    NO,   NO },
	[HELP_STATE_CANCELLED] = { NO,    NO,   NO,  NO,   NO,     NO,    NO,    NO,   NO },
};
/* clang-format on */

enum refusal help_decide(
	enum help_state was, enum help_verb verb, int64_t open_papers, enum help_state *is)
{
	assert((unsigned)was < HELP_STATE_COUNT && (unsigned)verb < HELP_VERBS);
	assert(open_papers >= 0);
	if (!may[was][verb])
		return REFUSAL_HELP_STATE;
	if ((verb == HELP_CLOSE || verb == HELP_CANCEL) && open_papers)
		return REFUSAL_HELP_PAPERS_OPEN;
	if (verb == HELP_VISIT && was == HELP_STATE_AGREED)
		*is = HELP_STATE_VISITED;
	else
		*is = leads_to[verb] ? leads_to[verb] : was;
	return REFUSAL_NONE;
}

enum lateness help_lateness(enum help_state s, int32_t due, int32_t today)
{
	if (s >= HELP_STATE_REPORTED || today < due)
		return LATENESS_ON_TIME;
	return today > due ? LATENESS_OVER : LATENESS_SOON;
}

bool help_agent_default(const char *name)
{
	static const char *const marks[] = { "企业", "个体工商户", "公司", "合作社", "经营许可",
		"工程", "施工", "项目备案", "惠企" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(name, marks[i]))
			return true;
	return false;
}

bool help_needs_reason(const char *name, bool helped, bool agent)
{
	return !helped || agent != help_agent_default(name);
}
