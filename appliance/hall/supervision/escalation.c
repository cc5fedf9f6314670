/* Escalations: load, decide, record. */
#include "hall/supervision/escalation.h"
#include <string.h>
#include "escalation_sql.h"
#include "events.h"
#include "hall/people/organisation.h"

enum rc escalation_red_cards(struct txn *t)
{
	struct row_escalation_red *rows;
	size_t n;
	enum rc rc = t->clock_trusted
			     ? list_escalation_red(t, t->self->site, txn_today(t), &rows, &n)
			     : RC_NOTFOUND;
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	for (size_t i = 0; !rc && i < n; i++) {
		const char *to = leader_hears(t, false);
		rc = record_case_escalated(t, rows[i].id, .to = to,
			.text = arena_printf(
				&t->arena, "红牌：超过承诺办结日 %s，报%s", rows[i].due_on, to));
	}
	return rc;
}

enum rc escalation_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *waiting;
	TRY(query_escalation_waiting(t, t->self->site, t->actor->id, &waiting));
	const char *leader = leader_named(t, false);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "leader", leader ? leader : "");
	yyjson_mut_obj_add_val(t->doc, *out, "waiting", waiting);
	return RC_OK;
}

enum rc escalation_answer(struct txn *t, const char *id, const char *text)
{
	yyjson_mut_val *waiting, *v;
	size_t i, max;
	bool waits = false;
	TRY(query_escalation_waiting(t, t->self->site, t->actor->id, &waiting));
	yyjson_mut_arr_foreach (waiting, i, max, v)
		waits |= !strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(v, "id")), id);
	return waits ? record_escalation_answered(t, id, .text = text, .by = t->actor->name)
		     : txn_refuse(t, REFUSAL_ESCALATION_OVER, NULL);
}
