/* Prints: states and verbs. */
#include "rules/paper/printjob.h"
#include <assert.h>

#define NO PRINT_STATE_UNSET
#define DONE PRINT_STATE_DONE
#define FAILED PRINT_STATE_FAILED
#define UNKNOWN PRINT_STATE_UNKNOWN
#define DISMISSED PRINT_STATE_DISMISSED

/* clang-format off */
static const enum print_state next[PRINT_STATE_COUNT][PRINT_VERBS] = {
	/*                          FINISH  FAIL    LOSE     ANSWER_YES  ANSWER_NO  DISMISS */
	[PRINT_STATE_REQUESTED] = { DONE,   FAILED, UNKNOWN, DONE,       FAILED,    NO },
	[PRINT_STATE_DONE]      = { NO,     NO,     NO,      NO,         NO,        NO },
	[PRINT_STATE_FAILED]    = { NO,     NO,     NO,      DONE,       NO,        DISMISSED },
	[PRINT_STATE_UNKNOWN]   = { NO,     NO,     NO,      DONE,       FAILED,    NO },
	[PRINT_STATE_DISMISSED] = { NO,     NO,     NO,      NO,         NO,        NO },
};
/* clang-format on */

enum refusal print_decide(
	enum print_state was, enum print_verb verb, bool by_page, enum print_state *is)
{
	assert(was < PRINT_STATE_COUNT && verb < PRINT_VERBS);
	bool answer = verb == PRINT_ANSWER_YES || verb == PRINT_ANSWER_NO;
	if (next[was][verb] == NO || (was == PRINT_STATE_REQUESTED && answer && !by_page))
		return REFUSAL_PRINT_STATE;
	*is = next[was][verb];
	return REFUSAL_NONE;
}

enum print_again print_may_again(enum print_state last)
{
	return last == PRINT_STATE_REQUESTED ? PRINT_AGAIN_RUNNING
	       : last == PRINT_STATE_UNKNOWN ? PRINT_AGAIN_ASK
					     : PRINT_AGAIN_YES;
}
