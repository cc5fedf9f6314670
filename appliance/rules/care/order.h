/* The work order that a negative rating opens (S-3.6.4b): verify → act → reply → revisit → close,
 * as a table. Nothing is closed without an outcome and a reply. No limit is national or Jiangxi's
 * (domain 3.1): all come from settings. */
#ifndef RULES_ORDER_H
#define RULES_ORDER_H
#include <stdbool.h>
#include <stdint.h>
#include "words/lateness.h"
#include "words/order_action.h"
#include "words/order_state.h"
#include "words/order_verdict.h"
#include "words/refusal.h"

enum order_verb { ORDER_VERIFY, ORDER_ACT, ORDER_REPLY, ORDER_REVISIT, ORDER_CLOSE, ORDER_VERBS };

struct order_facts {
	enum order_state state;
	bool own; /* it is about a service of the person who acts now */
	enum order_verdict verdict; /* unset before verification */
	bool replied, reached, satisfied;
	int64_t visits, rounds; /* call-backs tried; how often was acted */
};
struct order_limits {
	int64_t visit_tries;
};
/* REFUSAL_NONE and the new state, or why not. `action` with ORDER_ACT only. */
enum refusal order_decide(const struct order_facts *was, enum order_verb verb,
	enum order_action action, const struct order_limits *limits, enum order_state *is);
/* Does a rating with this verdict stay out of the rate? It stays on record all the same. */
bool order_excludes(enum order_verdict verdict);

/* Of the step that is due in this state. Times in ms, dates in days; verify_due, alarm, due,
 * revisit_due as they were fixed. */
struct order_times {
	int64_t verify_due_ms;
	int32_t alarm_on, due_on, revisit_due_on;
};
enum lateness order_lateness(
	enum order_state s, const struct order_times *times, int64_t now, int32_t today);

#endif
