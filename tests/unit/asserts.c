/* What no type can say is asserted: each of these breaks one such promise, in a process of its own,
 * and must end it there. Argument: a scratch directory (unused). */
#include <signal.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "check.h"
#include "rules/booking/appointment.h"
#include "rules/casework/casefile.h"
#include "rules/paper/printjob.h"
#include "rules/people/leave.h"
#include "rules/people/roster.h"
#include "rules/people/score.h"
#include "rules/place/window.h"
#include "rules/queue/estimate.h"
#include "rules/queue/ticket.h"
#include "store/kept.h"
#include "store/txn.h"

static bool ends(void (*broken)(void))
{
	int status = 0;
	fflush(stdout);
	pid_t pid = fork();
	if (!pid) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		if (!freopen("/dev/null", "w", stderr))
			_exit(2);
		broken();
		_exit(0);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	       WTERMSIG(status) == SIGABRT;
}

static void nothing(void)
{
}

static void verb_of_ticket(void)
{
	struct ticket_decision d;
	(void)ticket_decide(
		&(struct ticket_facts){ .state = TICKET_STATE_WAITING }, TICKET_VERBS, 0, &d);
}

static void verb_of_window(void)
{
	enum window_state is;
	(void)window_decide(
		&(struct window_facts){ .state = WINDOW_STATE_OPEN }, WINDOW_VERBS, &is);
}

static void verb_of_leave(void)
{
	enum leave_state is;
	(void)leave_decide(LEAVE_STATE_REQUESTED, false, LEAVE_VERBS, &is);
}

static void state_of_print(void)
{
	enum print_state is;
	(void)print_decide(PRINT_STATE_COUNT, PRINT_FINISH, false, &is);
}

static void corrections(void)
{
	(void)casefile_decide(
		&(struct casefile_facts){ .state = CASE_STATE_RECEIVED, .corrections = -1 },
		&(struct casefile_wish){ .verb = CASEFILE_ACCEPT });
}

static void walk_ins(void)
{
	(void)appointment_capacity(2, 3, 101);
}

static void who_clashes(void)
{
	(void)roster_clash(&(struct roster_post){ .staff = "S1" }, 1, 1);
}

static void more_in_time_than_timed(void)
{
	static const struct score_rates rates;
	(void)score_of(&(struct score_inputs){ .timed = 1, .on_time = 2 }, &rates);
}

static void whose_wait(void)
{
	struct ticket_waiting waiting = { .id = "T" };
	struct estimate_service service = { true, 60000, 0 };
	(void)estimate_wait(&(struct estimate_queue){ &waiting, &service, .count = 1, .me = 1 });
}

static void refused_for_nothing(void)
{
	struct txn t = { 0 };
	(void)!txn_refuse(&t, REFUSAL_NONE, NULL);
}

static void part_of_itself(void)
{
	struct txn t = { 0 };
	txn_part_begin(&t, &t);
}

static enum rc never(struct txn *part, const void *question, const void **answer)
{
	(void)part;
	*answer = question;
	return RC_OK;
}

static void question_too_long(void)
{
	struct txn t = { 0 };
	char question[KEPT_QUESTION + 1] = "";
	const void *answer;
	(void)!kept_answer(&t, never, question, sizeof question, &answer);
}

static void nobody_acts(void)
{
	struct txn t;
	static const struct node_self self = { "361127102-1", "361127102", false, NULL, NULL };
	(void)!txn_begin(&t, NULL, &self, &(struct actor){ .id = NULL });
}

static void word_past_the_last(void)
{
	(void)ticket_state_word(TICKET_STATE_COUNT);
}

int main(void)
{
	CHECK("what keeps its promises goes on", !ends(nothing));
	CHECK("a verb that no ticket has", ends(verb_of_ticket));
	CHECK("a verb that no window has", ends(verb_of_window));
	CHECK("a verb that no leave has", ends(verb_of_leave));
	CHECK("a state that no print has", ends(state_of_print));
	CHECK("fewer notices than none", ends(corrections));
	CHECK("more walk-ins than all", ends(walk_ins));
	CHECK("somebody past the last", ends(who_clashes));
	CHECK("more in time than had a limit", ends(more_in_time_than_timed));
	CHECK("the wait of nobody", ends(whose_wait));
	CHECK("a refusal without a reason", ends(refused_for_nothing));
	CHECK("a unit that is a part of itself", ends(part_of_itself));
	CHECK("a question that has no room", ends(question_too_long));
	CHECK("a unit that nobody does", ends(nobody_acts));
	CHECK("a word past the last of its set", ends(word_past_the_last));
	return FINISH();
}
