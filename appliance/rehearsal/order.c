/* One step of an order: the words, and the hall's own function. */
#include "rehearsal/order.h"
#include "hall/care/order.h"

struct step {
	const char *ticket;
	enum order_verb verb;
};

/* What the supervisor writes at each step of an order about a long wait, the only complaint of
 * rehearsed people. */
static enum rc act(struct txn *t, void *context)
{
	struct step *s = context;
	const char *id = arena_printf(&t->arena, "W%s", s->ticket);
	switch (s->verb) {
	case ORDER_VERIFY:
		return order_verify(t, id,
			&(struct order_verify_body){ .verdict = ORDER_VERDICT_TRUE,
				.text = "调看叫号记录：当时等候人数多，等候时间确实偏长。" });
	case ORDER_ACT:
		return order_act(t, id,
			&(struct order_act_body){ .action = ORDER_ACTION_FIXED_AT_ONCE,
				.text = "高峰时段由导办员分流，等候超过二十分钟时增开潮汐窗口。" });
	case ORDER_REPLY:
		return order_reply(t, id,
			&(struct order_reply_body){ .text = "给您添了不便，我们已调整高峰时段的窗口"
							    "安排，欢迎继续监督。" });
	case ORDER_REVISIT:
		return order_revisit(t, id,
			&(struct order_revisit_body){ .reached = true,
				.satisfied = true,
				.text = "电话回访，对处理表示认可。" });
	case ORDER_CLOSE:
		return order_close(t, id,
			&(struct order_close_body){ .text = "已整改、已答复、已回访，办结。" });
	case ORDER_VERBS:
		break;
	}
	return fault("rehearsal: no such step of an order");
}

enum rc rehearsal_order_step(struct rehearsal *r, const char *ticket, enum order_verb verb)
{
	return rehearsal_do(r, &r->supervisor, act, &(struct step){ ticket, verb });
}
