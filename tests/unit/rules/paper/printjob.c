/* Prints: every state with every verb, and when the same paper may be printed again. Argument: a
 * scratch directory (unused). */
#include "check.h"
#include "rules/paper/printjob.h"

int main(void)
{
	static const struct {
		enum print_verb verb;
		const char *from;
		enum print_state to;
	} moves[] = {
		{ PRINT_FINISH, " requested ", PRINT_STATE_DONE },
		{ PRINT_FAIL, " requested ", PRINT_STATE_FAILED },
		{ PRINT_LOSE, " requested ", PRINT_STATE_UNKNOWN },
		{ PRINT_ANSWER_YES, " requested failed unknown ", PRINT_STATE_DONE },
		{ PRINT_ANSWER_NO, " requested unknown ", PRINT_STATE_FAILED },
		{ PRINT_DISMISS, " failed ", PRINT_STATE_DISMISSED },
	};
	CHECK("every verb is listed", sizeof moves / sizeof *moves == PRINT_VERBS);
	for (int s = PRINT_STATE_REQUESTED; s < PRINT_STATE_COUNT; s++) {
		char word[32];
		snprintf(word, sizeof word, " %s ", print_state_word((enum print_state)s));
		for (size_t m = 0; m < PRINT_VERBS; m++)
			for (int by_page = 0; by_page < 2; by_page++) {
				enum print_state is = PRINT_STATE_UNSET;
				bool answer = moves[m].verb == PRINT_ANSWER_YES ||
					      moves[m].verb == PRINT_ANSWER_NO;
				bool wanted = strstr(moves[m].from, word) &&
					      !(s == PRINT_STATE_REQUESTED && answer && !by_page);
				enum refusal no = print_decide(
					(enum print_state)s, moves[m].verb, by_page, &is);
				CHECK(word, wanted ? no == REFUSAL_NONE && is == moves[m].to
						   : no == REFUSAL_PRINT_STATE);
			}
		CHECK("again", print_may_again((enum print_state)s) ==
				       (s == PRINT_STATE_REQUESTED        ? PRINT_AGAIN_RUNNING
					       : s == PRINT_STATE_UNKNOWN ? PRINT_AGAIN_ASK
									  : PRINT_AGAIN_YES));
	}
	CHECK("never printed", print_may_again(PRINT_STATE_UNSET) == PRINT_AGAIN_YES);
	return FINISH();
}
