/* A work order's life as a table. */
#include "rules/care/order.h"
#include <string.h>

#define NO (-1)
#define SOON_MS (4 * 3600 * 1000LL)   /* the verification is said to be near four hours before its end */

static const signed char next[ORDER_STATES][ORDER_VERBS] = {
	/*                   VERIFY          ACT           REPLY          REVISIT          CLOSE */
	[ORDER_OPENED]    = { ORDER_VERIFIED, NO,           NO,            NO,              NO },
	[ORDER_VERIFIED]  = { NO,             ORDER_ACTING, NO,            NO,              NO },
	[ORDER_ACTING]    = { NO,             ORDER_ACTING, ORDER_REPLIED, NO,              NO },
	[ORDER_REPLIED]   = { NO,             ORDER_ACTING, NO,            ORDER_REVISITED, NO },
	[ORDER_REVISITED] = { NO,             ORDER_ACTING, NO,            ORDER_REVISITED, ORDER_CLOSED },
	[ORDER_CLOSED]    = { NO,             NO,           NO,            NO,              NO },
};
static const char *const words[ORDER_STATES] = { "opened", "verified", "acting", "replied", "revisited", "closed" };

int order_state_of(const char *word)
{
	for (int i = 0; i < ORDER_STATES; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

const char *order_state_word(enum order_state s)
{
	return words[s];
}

/* Closing asks for a reply and a call-back that reached somebody, or as many tries as are asked for; who was reached and is not satisfied is
 * served a second time before the order ends. */
static enum refusal may_close(const struct order_facts *f, const struct order_limits *limits)
{
	if (!f->replied || !f->verdict)
		return REFUSAL_ORDER_STATE;
	if (!f->reached && f->visits < limits->visit_tries)
		return REFUSAL_ORDER_REVISIT;
	return f->reached && !f->satisfied && f->rounds < 2 ? REFUSAL_ORDER_UNSATISFIED : REFUSAL_NONE;
}

enum refusal order_decide(const struct order_facts *was, enum order_verb verb, const char *action, const struct order_limits *limits, enum order_state *is)
{
	int to = next[was->state][verb];
	enum refusal no = REFUSAL_NONE;
	if (was->own)
		return REFUSAL_ORDER_OWN;
	if (to == NO)
		return REFUSAL_ORDER_STATE;
	if (verb == ORDER_ACT && !strcmp(action, "explained") && !strcmp(was->verdict, "true"))
		no = REFUSAL_ORDER_ACTION; /* what was true is put right, not explained away */
	if (verb == ORDER_CLOSE)
		no = may_close(was, limits);
	if (!no)
		*is = (enum order_state)to;
	return no;
}

bool order_excludes(const char *verdict)
{
	return verdict && (!strcmp(verdict, "mistaken") || !strcmp(verdict, "malicious"));
}

enum order_lateness order_lateness(enum order_state s, const struct order_times *times, int64_t now, int32_t today)
{
	switch (s) {
	case ORDER_OPENED:
		return now > times->verify_due_ms ? ORDER_OVER : times->verify_due_ms - now <= SOON_MS ? ORDER_SOON : ORDER_ON_TIME;
	case ORDER_VERIFIED:
	case ORDER_ACTING:
		return today > times->due_on ? ORDER_OVER : today >= times->alarm_on ? ORDER_SOON : ORDER_ON_TIME;
	case ORDER_REPLIED:
	case ORDER_REVISITED:
		return today > times->revisit_due_on ? ORDER_OVER : today == times->revisit_due_on ? ORDER_SOON : ORDER_ON_TIME;
	case ORDER_CLOSED:
	case ORDER_STATES:
		break;
	}
	return ORDER_ON_TIME;
}

const char *order_lateness_word(enum order_lateness l)
{
	static const char *const late[] = { "on_time", "soon", "over" };
	return late[l];
}
