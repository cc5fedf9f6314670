/* A work order's life as a table. */
#include "rules/care/order.h"
#include <assert.h>

#define SOON_MS \
	(4 * 3600 * 1000LL) /* a verification is said to be near four hours before its end */

#define NO ORDER_STATE_UNSET
#define S(state) ORDER_STATE_##state
/* clang-format off */
static const enum order_state next[ORDER_STATE_COUNT][ORDER_VERBS] = {
	/*                          VERIFY       ACT        REPLY       REVISIT       CLOSE */
	[ORDER_STATE_OPENED]    = { S(VERIFIED), NO,        NO,         NO,           NO },
	[ORDER_STATE_VERIFIED]  = { NO,          S(ACTING), NO,         NO,           NO },
	[ORDER_STATE_ACTING]    = { NO,          S(ACTING), S(REPLIED), NO,           NO },
	[ORDER_STATE_REPLIED]   = { NO,          S(ACTING), NO,         S(REVISITED), NO },
	[ORDER_STATE_REVISITED] = { NO,          S(ACTING), NO,         S(REVISITED), S(CLOSED) },
	[ORDER_STATE_CLOSED]    = { NO,          NO,        NO,         NO,           NO },
};
/* clang-format on */

/* Closing asks for a reply and a call-back that reached somebody, or as many tries as are asked
 * for; who was reached and is not satisfied is served a second time before the order ends. */
static enum refusal may_close(const struct order_facts *f, const struct order_limits *limits)
{
	assert(f->visits >= 0 && f->rounds >= 0 && limits->visit_tries > 0);
	if (!f->replied || !f->verdict)
		return REFUSAL_ORDER_STATE;
	if (!f->reached && f->visits < limits->visit_tries)
		return REFUSAL_ORDER_REVISIT;
	if (f->reached && !f->satisfied && f->rounds < 2)
		return REFUSAL_ORDER_UNSATISFIED;
	return REFUSAL_NONE;
}

enum refusal order_decide(const struct order_facts *was, enum order_verb verb,
	enum order_action action, const struct order_limits *limits, enum order_state *is)
{
	assert((unsigned)was->state < ORDER_STATE_COUNT && (unsigned)verb < ORDER_VERBS);
	enum order_state to = next[was->state][verb];
	enum refusal no = REFUSAL_NONE;
	if (was->own)
		return REFUSAL_ORDER_OWN;
	if (to == NO)
		return REFUSAL_ORDER_STATE;
	/* what was true is put right, not explained away */
	if (verb == ORDER_ACT && action == ORDER_ACTION_EXPLAINED &&
		was->verdict == ORDER_VERDICT_TRUE)
		no = REFUSAL_ORDER_ACTION;
	if (verb == ORDER_CLOSE)
		no = may_close(was, limits);
	if (!no)
		*is = to;
	return no;
}

bool order_excludes(enum order_verdict verdict)
{
	return verdict == ORDER_VERDICT_MISTAKEN || verdict == ORDER_VERDICT_MALICIOUS;
}

static enum lateness late(bool over, bool soon)
{
	if (over)
		return LATENESS_OVER;
	return soon ? LATENESS_SOON : LATENESS_ON_TIME;
}

enum lateness order_lateness(
	enum order_state s, const struct order_times *times, int64_t now, int32_t today)
{
	switch (s) {
	case ORDER_STATE_OPENED:
		return late(now > times->verify_due_ms, times->verify_due_ms - now <= SOON_MS);
	case ORDER_STATE_VERIFIED:
	case ORDER_STATE_ACTING:
		return late(today > times->due_on, today >= times->alarm_on);
	case ORDER_STATE_REPLIED:
	case ORDER_STATE_REVISITED:
		return late(today > times->revisit_due_on, today == times->revisit_due_on);
	case ORDER_STATE_CLOSED:
	case ORDER_STATE_UNSET:
	case ORDER_STATE_COUNT:
		break;
	}
	return LATENESS_ON_TIME;
}
