/* The life of one print, as a table. A slip that may have come out is never printed again by
 * itself: somebody is asked (domain part 5: ghost tickets). */
#ifndef RULES_PRINTJOB_H
#define RULES_PRINTJOB_H
#include <stdbool.h>
#include "words/print_state.h"
#include "words/refusal.h"

/* FINISH, FAIL, LOSE: what the worker, or a restart, says. ANSWER_*: what a person who looked says;
 * DISMISS: nobody needs this paper any more. */
enum print_verb {
	PRINT_FINISH,
	PRINT_FAIL,
	PRINT_LOSE,
	PRINT_ANSWER_YES,
	PRINT_ANSWER_NO,
	PRINT_DISMISS,
	PRINT_VERBS
};

/* REFUSAL_NONE and the new state, or REFUSAL_PRINT_STATE. A print by a page of the browser
 * (`by_page`) is confirmed by that page; one by the box may not be answered before it has ended. */
enum refusal print_decide(
	enum print_state was, enum print_verb verb, bool by_page, enum print_state *is);

/* May the same paper be printed once more, its last print being in `last` (UNSET: never printed)?
 * RUNNING: no, that print is the answer to this press. */
enum print_again { PRINT_AGAIN_YES, PRINT_AGAIN_RUNNING, PRINT_AGAIN_ASK };
enum print_again print_may_again(enum print_state last);

#endif
