/* Work orders: every state with every verb, the guards, and lateness. Argument: a scratch directory
 * (unused). */
#include "check.h"
#include "base/date.h"
#include "rules/care/order.h"

#define NO ORDER_STATE_UNSET

/* Written from the words of the requirement, not from the table under test: rows are states,
 * columns verbs. */
static const enum order_state wanted[ORDER_STATE_COUNT][ORDER_VERBS] = {
	[ORDER_STATE_OPENED] = { ORDER_STATE_VERIFIED, NO, NO, NO, NO },
	[ORDER_STATE_VERIFIED] = { NO, ORDER_STATE_ACTING, NO, NO, NO },
	[ORDER_STATE_ACTING] = { NO, ORDER_STATE_ACTING, ORDER_STATE_REPLIED, NO, NO },
	[ORDER_STATE_REPLIED] = { NO, ORDER_STATE_ACTING, NO, ORDER_STATE_REVISITED, NO },
	[ORDER_STATE_REVISITED] = { NO, ORDER_STATE_ACTING, NO, ORDER_STATE_REVISITED,
		ORDER_STATE_CLOSED },
	[ORDER_STATE_CLOSED] = { NO, NO, NO, NO, NO },
};
static const struct order_limits limits = { 3 };

static void machine(void)
{
	enum order_state is;
	for (int s = ORDER_STATE_OPENED; s < ORDER_STATE_COUNT; s++) {
		for (int v = 0; v < ORDER_VERBS; v++) {
			struct order_facts f = { (enum order_state)s, false, ORDER_VERDICT_TRUE,
				true, true, true, 1, 1 };
			enum refusal no = order_decide(
				&f, (enum order_verb)v, ORDER_ACTION_FIXED_AT_ONCE, &limits, &is);
			CHECK("state × verb", wanted[s][v] == NO
						      ? no == REFUSAL_ORDER_STATE
						      : no == REFUSAL_NONE && is == wanted[s][v]);
			f.own = true;
			CHECK("never one's own",
				order_decide(&f, (enum order_verb)v, ORDER_ACTION_FIXED_AT_ONCE,
					&limits, &is) == REFUSAL_ORDER_OWN);
		}
	}
	struct order_facts newer = { .state = order_state_of("lost") };
	CHECK("a state of a newer version goes nowhere",
		order_decide(&newer, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits, &is) ==
			REFUSAL_ORDER_STATE);
}

static void guards(void)
{
	enum order_state is;
	struct order_facts f = { ORDER_STATE_REVISITED, false, ORDER_VERDICT_TRUE, true, true, true,
		1, 1 };
	CHECK("reached and satisfied closes",
		order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits, &is) == REFUSAL_NONE);
	f.replied = false;
	CHECK("nothing closes without a reply", order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET,
							&limits, &is) == REFUSAL_ORDER_STATE);
	f.replied = true;
	f.verdict = ORDER_VERDICT_UNSET;
	CHECK("nor without an outcome", order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits,
						&is) == REFUSAL_ORDER_STATE);
	f.verdict = ORDER_VERDICT_TRUE;
	f.satisfied = false;
	CHECK("not satisfied: once more", order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits,
						  &is) == REFUSAL_ORDER_UNSATISFIED);
	f.rounds = 2;
	CHECK("after a second round it may end",
		order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits, &is) == REFUSAL_NONE);
	f.reached = false;
	f.visits = 2;
	CHECK("not reached: try again", order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits,
						&is) == REFUSAL_ORDER_REVISIT);
	f.visits = 3;
	CHECK("often enough",
		order_decide(&f, ORDER_CLOSE, ORDER_ACTION_UNSET, &limits, &is) == REFUSAL_NONE);
	static const enum order_verdict verdicts[] = { ORDER_VERDICT_TRUE, ORDER_VERDICT_MISTAKEN,
		ORDER_VERDICT_MALICIOUS, ORDER_VERDICT_NOT_OURS };
	for (size_t i = 0; i < 4; i++) {
		struct order_facts v = { ORDER_STATE_VERIFIED, false, verdicts[i], false, false,
			false, 0, 0 };
		CHECK("what is true is not explained away",
			order_decide(&v, ORDER_ACT, ORDER_ACTION_EXPLAINED, &limits, &is) ==
				(i == 0 ? REFUSAL_ORDER_ACTION : REFUSAL_NONE));
		CHECK("anything may be put right",
			order_decide(&v, ORDER_ACT, ORDER_ACTION_SCHEDULED, &limits, &is) ==
				REFUSAL_NONE);
		CHECK("what does not count", order_excludes(verdicts[i]) == (i == 1 || i == 2));
	}
	CHECK("not verified counts", !order_excludes(ORDER_VERDICT_UNSET));
}

static void times(void)
{
	int32_t day = date_make(2026, 11, 24);
	struct order_times x = { 100 * 3600000LL, day, day + 10, day + 3 };
	CHECK("verification in time",
		order_lateness(ORDER_STATE_OPENED, &x, 90 * 3600000LL, day) == LATENESS_ON_TIME);
	CHECK("verification soon",
		order_lateness(ORDER_STATE_OPENED, &x, 97 * 3600000LL, day) == LATENESS_SOON);
	CHECK("verification over",
		order_lateness(ORDER_STATE_OPENED, &x, 101 * 3600000LL, day) == LATENESS_OVER);
	for (int s = ORDER_STATE_VERIFIED; s <= ORDER_STATE_ACTING; s++)
		CHECK("acting: alarm, limit",
			order_lateness((enum order_state)s, &x, 0, day - 1) == LATENESS_ON_TIME &&
				order_lateness((enum order_state)s, &x, 0, day) == LATENESS_SOON &&
				order_lateness((enum order_state)s, &x, 0, day + 10) ==
					LATENESS_SOON &&
				order_lateness((enum order_state)s, &x, 0, day + 11) ==
					LATENESS_OVER);
	for (int s = ORDER_STATE_REPLIED; s <= ORDER_STATE_REVISITED; s++)
		CHECK("call-back",
			order_lateness((enum order_state)s, &x, 0, day + 2) == LATENESS_ON_TIME &&
				order_lateness((enum order_state)s, &x, 0, day + 3) ==
					LATENESS_SOON &&
				order_lateness((enum order_state)s, &x, 0, day + 4) ==
					LATENESS_OVER);
	CHECK("a closed one is never late",
		order_lateness(ORDER_STATE_CLOSED, &x, 1LL << 60, day + 400) == LATENESS_ON_TIME);
}

int main(void)
{
	machine();
	guards();
	times();
	return FINISH();
}
