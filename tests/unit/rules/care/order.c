/* Work orders: every state with every verb, the guards, and lateness. Argument: a scratch directory (unused). */
#include "check.h"
#include "base/date.h"
#include "rules/care/order.h"

#define NO (-1)

/* Written from the words of the requirement, not from the table under test: rows are states, columns verbs. */
static const int wanted[ORDER_STATES][ORDER_VERBS] = {
	[ORDER_OPENED] = { ORDER_VERIFIED, NO, NO, NO, NO },
	[ORDER_VERIFIED] = { NO, ORDER_ACTING, NO, NO, NO },
	[ORDER_ACTING] = { NO, ORDER_ACTING, ORDER_REPLIED, NO, NO },
	[ORDER_REPLIED] = { NO, ORDER_ACTING, NO, ORDER_REVISITED, NO },
	[ORDER_REVISITED] = { NO, ORDER_ACTING, NO, ORDER_REVISITED, ORDER_CLOSED },
	[ORDER_CLOSED] = { NO, NO, NO, NO, NO },
};
static const struct order_limits limits = { 3 };

static void machine(void)
{
	enum order_state is;
	for (int s = 0; s < ORDER_STATES; s++) {
		CHECK("words", order_state_of(order_state_word((enum order_state)s)) == s);
		for (int v = 0; v < ORDER_VERBS; v++) {
			struct order_facts f = { (enum order_state)s, false, "true", true, true, true, 1, 1 };
			enum refusal no = order_decide(&f, (enum order_verb)v, "fixed_at_once", &limits, &is);
			CHECK("state × verb", wanted[s][v] == NO ? no == REFUSAL_ORDER_STATE : no == REFUSAL_NONE && (int)is == wanted[s][v]);
			f.own = true;
			CHECK("never one's own", order_decide(&f, (enum order_verb)v, "fixed_at_once", &limits, &is) == REFUSAL_ORDER_OWN);
		}
	}
	CHECK("unknown word", order_state_of("lost") == -1);
}

static void guards(void)
{
	enum order_state is;
	struct order_facts f = { ORDER_REVISITED, false, "true", true, true, true, 1, 1 };
	CHECK("reached and satisfied closes", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_NONE);
	f.replied = false;
	CHECK("nothing closes without a reply", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_ORDER_STATE);
	f.replied = true;
	f.verdict = NULL;
	CHECK("nor without an outcome", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_ORDER_STATE);
	f.verdict = "true";
	f.satisfied = false;
	CHECK("not satisfied: once more", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_ORDER_UNSATISFIED);
	f.rounds = 2;
	CHECK("after a second round it may end", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_NONE);
	f.reached = false;
	f.visits = 2;
	CHECK("not reached: try again", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_ORDER_REVISIT);
	f.visits = 3;
	CHECK("often enough", order_decide(&f, ORDER_CLOSE, NULL, &limits, &is) == REFUSAL_NONE);
	static const char *const verdicts[] = { "true", "mistaken", "malicious", "not_ours" };
	for (size_t i = 0; i < 4; i++) {
		struct order_facts v = { ORDER_VERIFIED, false, verdicts[i], false, false, false, 0, 0 };
		CHECK("what is true is not explained away", order_decide(&v, ORDER_ACT, "explained", &limits, &is) == (i == 0 ? REFUSAL_ORDER_ACTION : REFUSAL_NONE));
		CHECK("anything may be put right", order_decide(&v, ORDER_ACT, "scheduled", &limits, &is) == REFUSAL_NONE);
		CHECK("what does not count", order_excludes(verdicts[i]) == (i == 1 || i == 2));
	}
	CHECK("not verified counts", !order_excludes(NULL));
}

static void times(void)
{
	int32_t day = date_make(2026, 11, 24);
	struct order_times x = { 100 * 3600000LL, day, day + 10, day + 3 };
	CHECK("verification in time", order_lateness(ORDER_OPENED, &x, 90 * 3600000LL, day) == ORDER_ON_TIME);
	CHECK("verification soon", order_lateness(ORDER_OPENED, &x, 97 * 3600000LL, day) == ORDER_SOON);
	CHECK("verification over", order_lateness(ORDER_OPENED, &x, 101 * 3600000LL, day) == ORDER_OVER);
	for (int s = ORDER_VERIFIED; s <= ORDER_ACTING; s++)
		CHECK("acting: alarm, limit", order_lateness((enum order_state)s, &x, 0, day - 1) == ORDER_ON_TIME && order_lateness((enum order_state)s, &x, 0, day) == ORDER_SOON &&
		      order_lateness((enum order_state)s, &x, 0, day + 10) == ORDER_SOON && order_lateness((enum order_state)s, &x, 0, day + 11) == ORDER_OVER);
	for (int s = ORDER_REPLIED; s <= ORDER_REVISITED; s++)
		CHECK("call-back", order_lateness((enum order_state)s, &x, 0, day + 2) == ORDER_ON_TIME && order_lateness((enum order_state)s, &x, 0, day + 3) == ORDER_SOON && order_lateness((enum order_state)s, &x, 0, day + 4) == ORDER_OVER);
	CHECK("a closed one is never late", order_lateness(ORDER_CLOSED, &x, 1LL << 60, day + 400) == ORDER_ON_TIME);
	CHECK_TEXT("words", order_lateness_word(ORDER_SOON), "soon");
}

int main(void)
{
	machine();
	guards();
	times();
	return FINISH();
}
