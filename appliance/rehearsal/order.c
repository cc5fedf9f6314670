/* One step of an order: the words, and the hall's own function. */
#include "rehearsal/order.h"
#include <string.h>
#include "base/json.h"
#include "hall/care/order.h"

/* What the supervisor writes at each step of an order about a long wait, the only complaint of rehearsed people. */
static const char *const words[ORDER_VERBS] = {
	[ORDER_VERIFY] = "{\"verdict\":\"true\",\"text\":\"调看叫号记录：当时等候人数多，等候时间确实偏长。\"}",
	[ORDER_ACT] = "{\"action\":\"fixed_at_once\",\"text\":\"高峰时段由导办员分流，等候超过二十分钟时增开潮汐窗口。\"}",
	[ORDER_REPLY] = "{\"text\":\"给您添了不便，我们已调整高峰时段的窗口安排，欢迎继续监督。\"}",
	[ORDER_REVISIT] = "{\"reached\":true,\"satisfied\":true,\"text\":\"电话回访，对处理表示认可。\"}",
	[ORDER_CLOSE] = "{\"text\":\"已整改、已答复、已回访，办结。\"}",
};
struct step { const char *ticket; enum order_verb verb; };

static enum rc act(struct txn *t, void *context)
{
	struct step *s = context;
	yyjson_val *body;
	if (json_read(&t->arena, words[s->verb], strlen(words[s->verb]), &body))
		return fault("rehearsal: words for step %d of an order are not JSON", (int)s->verb);
	return order_act(t, arena_printf(&t->arena, "W%s", s->ticket), s->verb, body);
}

enum rc rehearsal_order_step(struct rehearsal *r, const char *ticket, enum order_verb verb)
{
	return rehearsal_do(r, &r->supervisor, act, &(struct step){ ticket, verb });
}
