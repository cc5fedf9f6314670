/* High and low water, minute by minute, and who could help. */
#include "check.h"
#include "rules/queue/tide.h"

#define MINUTE 60000LL
static const struct tide_limits limits = { 8, 20, 5 * MINUTE };

static struct tide_step look(
	struct tide_memory *m, int64_t waiting, int64_t minutes, int64_t helpers, int64_t at)
{
	return tide_look(m, &(struct tide_load){ waiting, minutes, helpers }, &limits, at * MINUTE);
}

static void an_episode(void)
{
	struct tide_memory m = { TIDE_ADVICE_UNSET, 0, 0, TIDE_ADVICE_UNSET };
	struct tide_step s;
	CHECK("exactly the limits is not over",
		look(&m, 8, 20, 0, 1).begins == TIDE_ADVICE_UNSET && m.wanted == TIDE_ADVICE_UNSET);
	for (int minute = 2; minute < 7; minute++)
		CHECK("not before it lasted",
			look(&m, 9, 0, 0, minute).begins == TIDE_ADVICE_UNSET);
	CHECK("five minutes of high water", look(&m, 9, 0, 0, 7).begins == TIDE_ADVICE_OPEN);
	for (int minute = 8; minute < 30; minute++) {
		s = look(&m, 9, 0, 0, minute);
		CHECK("once an episode",
			s.begins == TIDE_ADVICE_UNSET && s.ended == TIDE_OUTCOME_UNSET);
	}
	s = look(&m, 9, 0, 1, 30);
	CHECK("opened", s.ended == TIDE_OUTCOME_OPENED && s.begins == TIDE_ADVICE_UNSET);
	for (int minute = 31; minute < 35; minute++)
		CHECK("time counts anew", look(&m, 9, 0, 1, minute).begins == TIDE_ADVICE_UNSET);
	CHECK("still high: another one", look(&m, 9, 0, 1, 35).begins == TIDE_ADVICE_OPEN);
	CHECK("it eased", look(&m, 3, 4, 1, 36).ended == TIDE_OUTCOME_PASSED);
	for (int minute = 37; minute < 41; minute++)
		CHECK("low water must last too",
			look(&m, 3, 4, 1, minute).begins == TIDE_ADVICE_UNSET);
	CHECK("then close", look(&m, 3, 4, 1, 41).begins == TIDE_ADVICE_CLOSE);
	s = look(&m, 3, 4, 0, 42);
	CHECK("closed", s.ended == TIDE_OUTCOME_CLOSED && m.wanted == TIDE_ADVICE_UNSET);
	for (int minute = 43; minute < 60; minute++)
		CHECK("quiet", look(&m, 3, 4, 0, minute).begins == TIDE_ADVICE_UNSET);
}

static void waits(void)
{
	struct tide_memory m = { TIDE_ADVICE_UNSET, 0, 0, TIDE_ADVICE_UNSET };
	look(&m, 1, 21, 0, 1);
	CHECK("a long wait of few is high water", look(&m, 1, 22, 0, 6).begins == TIDE_ADVICE_OPEN);
	struct tide_memory n = { TIDE_ADVICE_UNSET, 0, 0, TIDE_ADVICE_UNSET };
	for (int minute = 1; minute < 40; minute++)
		CHECK("water that comes and goes suggests nothing",
			look(&n, minute % 4 ? 9 : 1, 0, 0, minute).begins == TIDE_ADVICE_UNSET);
	struct tide_memory low = { TIDE_ADVICE_CLOSE, 1 * MINUTE, 1, TIDE_ADVICE_CLOSE };
	CHECK("high again ends the suggestion to close",
		look(&low, 20, 0, 1, 9).ended == TIDE_OUTCOME_PASSED);
	CHECK("and asks for another after its time",
		look(&low, 20, 0, 1, 14).begins == TIDE_ADVICE_OPEN);
}

static void helpers(void)
{
	struct tide_window w[] = {
		{ 1, "general", NULL, true, false, true, 4 },
		{ 2, "public_security", NULL, true, false, true, 0 },
		{ 3, "general", NULL, true, true, false, 0 },
		{ 4, "general", NULL, true, true, true, 0 },
		{ 5, "issue", NULL, false, false, true, 0 },
	};
	CHECK("a spare one that is manned", tide_helper(w, 5, "general") == 4);
	w[3].helps = "tax";
	CHECK("a spare one", tide_helper(w, 5, "general") == 3);
	w[2].spare = false;
	CHECK("one of another zone where nobody waits", tide_helper(w, 5, "general") == 2);
	w[1].own_waiting = 1;
	CHECK("not one that has its own queue, nor the issuing desk",
		tide_helper(w, 5, "general") == 0);
	w[1].own_waiting = 0;
	w[1].open = false;
	CHECK("nor an unmanned one", tide_helper(w, 5, "general") == 0);
	CHECK("no windows", tide_helper(NULL, 0, "general") == 0);
	for (int a = TIDE_ADVICE_UNSET; a <= TIDE_ADVICE_CLOSE; a++)
		CHECK("words", tide_advice_of(tide_advice_word((enum tide_advice)a)) ==
				       (enum tide_advice)a);
	CHECK("unknown", tide_advice_of("x") == TIDE_ADVICE_UNSET);
	CHECK_TEXT("outcomes", tide_outcome_word(TIDE_OUTCOME_PASSED), "passed");
}

int main(void)
{
	an_episode();
	waits();
	helpers();
	return FINISH();
}
