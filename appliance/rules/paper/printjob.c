/* Prints: states and verbs. */
#include "rules/paper/printjob.h"
#include <string.h>

#define NO -1

static const char *const words[PRINT_STATES] = { "requested", "done", "failed", "unknown",
	"dismissed" };

/* clang-format off */
static const signed char next[PRINT_STATES][PRINT_VERBS] = {
	/*                    FINISH       FAIL          LOSE           ANSWER_YES   ANSWER_NO     DISMISS */
	[PRINT_REQUESTED] = { PRINT_DONE,  PRINT_FAILED, PRINT_UNKNOWN, PRINT_DONE,  PRINT_FAILED, NO },
	[PRINT_DONE]      = { NO,          NO,           NO,            NO,          NO,           NO },
	[PRINT_FAILED]    = { NO,          NO,           NO,            PRINT_DONE,  NO,           PRINT_DISMISSED },
	[PRINT_UNKNOWN]   = { NO,          NO,           NO,            PRINT_DONE,  PRINT_FAILED, NO },
	[PRINT_DISMISSED] = { NO,          NO,           NO,            NO,          NO,           NO },
};
/* clang-format on */

int print_state_of(const char *word)
{
	for (int i = 0; i < PRINT_STATES; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

const char *print_state_word(enum print_state s)
{
	return words[s];
}

enum refusal print_decide(
	enum print_state was, enum print_verb verb, bool by_page, enum print_state *is)
{
	bool answer = verb == PRINT_ANSWER_YES || verb == PRINT_ANSWER_NO;
	if (next[was][verb] == NO || (was == PRINT_REQUESTED && answer && !by_page))
		return REFUSAL_PRINT_STATE;
	*is = (enum print_state)next[was][verb];
	return REFUSAL_NONE;
}

enum print_again print_may_again(int last)
{
	return last == PRINT_REQUESTED ? PRINT_AGAIN_RUNNING
	       : last == PRINT_UNKNOWN ? PRINT_AGAIN_ASK
				       : PRINT_AGAIN_YES;
}
