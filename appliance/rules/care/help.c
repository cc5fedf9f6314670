/* A request's life as a table. */
#include "rules/care/help.h"
#include <stddef.h>
#include <string.h>

#define NO (-1)
#define Q HELP_REQUESTED
#define S HELP_ASSIGNED
#define A HELP_AGREED
#define V HELP_VISITED
#define H HELP_HANDED_IN
#define R HELP_REPORTED
#define C HELP_CLOSED
#define X HELP_CANCELLED

static const signed char next[HELP_STATES][HELP_VERBS] = {
	/*                    ASSIGN AGREE TAKE VISIT HAND_IN REPORT RETURN CLOSE CANCEL */
	[HELP_REQUESTED] = { S,     NO,   NO,  NO,   NO,     NO,    NO,    NO,   X },
	[HELP_ASSIGNED]  = { S,     A,    NO,  S,    NO,     NO,    NO,    NO,   X }, /* a visit may come first: the agreement is signed at home */
	[HELP_AGREED]    = { NO,    NO,   A,   V,    H,      NO,    A,     NO,   X },
	[HELP_VISITED]   = { NO,    NO,   V,   V,    H,      NO,    V,     NO,   X },
	[HELP_HANDED_IN] = { NO,    NO,   H,   H,    H,      R,     H,     NO,   NO },
	[HELP_REPORTED]  = { NO,    NO,   NO,  NO,   NO,     R,     R,     C,    NO },
	[HELP_CLOSED]    = { NO,    NO,   NO,  NO,   NO,     NO,    NO,    NO,   NO },
	[HELP_CANCELLED] = { NO,    NO,   NO,  NO,   NO,     NO,    NO,    NO,   NO },
};
static const char *const words[HELP_STATES] = { "requested", "assigned", "agreed", "visited", "handed_in", "reported", "closed", "cancelled" };

int help_state_of(const char *word)
{
	for (int i = 0; i < HELP_STATES; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

const char *help_state_word(enum help_state s)
{
	return words[s];
}

enum refusal help_decide(enum help_state was, enum help_verb verb, int64_t open_papers, enum help_state *is)
{
	int to = next[was][verb];
	if (to == NO)
		return REFUSAL_HELP_STATE;
	if ((verb == HELP_CLOSE || verb == HELP_CANCEL) && open_papers)
		return REFUSAL_HELP_PAPERS_OPEN;
	*is = (enum help_state)to;
	return REFUSAL_NONE;
}

bool help_agent_default(const char *name)
{
	static const char *const marks[] = { "企业", "个体工商户", "公司", "合作社", "经营许可", "工程", "施工", "项目备案", "惠企" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(name, marks[i]))
			return true;
	return false;
}

bool help_needs_reason(const char *name, bool helped, bool agent)
{
	return !helped || agent != help_agent_default(name);
}
