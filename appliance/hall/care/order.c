/* Work orders: load, decide, record. */
#include "hall/care/order.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/organisation.h"
#include "hall/place/person.h"
#include "hall/place/setting.h"
#include "rules/place/deadline.h"

yyjson_mut_val *order_limits(struct txn *t, const struct workday_calendar *calendar, const char *answer_code)
{
	char *verify = arena_alloc(&t->arena, CLOCK_TEXT);
	int32_t today = date_of(t->now);
	struct deadline alarm = deadline_of(calendar, today, (int)setting_int(t, SETTING_ORDER_ALARM_DAYS), DEADLINE_WORKING);
	struct deadline due = deadline_of(calendar, today, (int)setting_int(t, SETTING_ORDER_LIMIT_DAYS), DEADLINE_WORKING);
	clock_text(t->now + setting_int(t, SETTING_ORDER_VERIFY_HOURS) * 3600 * 1000, verify);
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, v, "verify_due_at", verify);
	yyjson_mut_obj_add_strcpy(t->doc, v, "answer_code", answer_code);
	yyjson_mut_obj_add_str(t->doc, v, "alarm_on", arena_date(&t->arena, alarm.due));
	yyjson_mut_obj_add_str(t->doc, v, "due_on", arena_date(&t->arena, due.due));
	yyjson_mut_obj_add_bool(t->doc, v, "provisional", alarm.provisional || due.provisional);
	return v;
}

enum rc order_answered(struct txn *t, const char *ticket, bool *answered)
{
	struct row_order_of_ticket row;
	enum rc rc = load_order_of_ticket(t, t->self->site, ticket, &row);
	*answered = rc == RC_OK && row.replied_at;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static enum rc his_order(struct txn *t, const char *ticket, const char *code, struct row_order_of_ticket *row, bool *his)
{
	enum rc rc = load_order_of_ticket(t, t->self->site, ticket, row);
	*his = rc == RC_OK && code && row->answer_code[0] && !strcmp(row->answer_code, code);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc order_code_good(struct txn *t, const char *ticket, const char *code, bool *good)
{
	struct row_order_of_ticket row;
	return his_order(t, ticket, code, &row, good);
}

enum rc order_for_rater(struct txn *t, const char *ticket, const char *code, yyjson_mut_val *into, bool *good)
{
	struct row_order_of_ticket row;
	enum rc rc = his_order(t, ticket, code, &row, good);
	if (rc)
		return rc;
	bool his = *good;
	yyjson_mut_obj_add_str(t->doc, into, "order_state", his ? row.state : NULL);
	yyjson_mut_obj_add_str(t->doc, into, "reply", his ? row.reply : NULL);
	yyjson_mut_obj_add_str(t->doc, into, "replied_at", his ? row.replied_at : NULL);
	return RC_OK;
}

static enum rc revisit_due(struct txn *t, const char **day, bool *provisional)
{
	struct workday_calendar calendar;
	enum rc rc = catalogue_calendar(t, &calendar);
	if (rc)
		return rc;
	struct deadline d = deadline_of(&calendar, date_of(t->now), (int)setting_int(t, SETTING_ORDER_REVISIT_DAYS), DEADLINE_WORKING);
	*day = arena_date(&t->arena, d.due);
	*provisional = d.provisional;
	return RC_OK;
}

static enum rc record(struct txn *t, const char *id, enum order_verb verb, const yyjson_val *body)
{
	const char *text = json_text(body, "text"), *by = t->actor->name, *until = json_text(body, "until"), *day;
	bool provisional;
	enum rc rc;
	switch (verb) {
	case ORDER_VERIFY:
		return event_order_verified(t, NULL, id, &(struct event_order_verified){ .verdict = json_text(body, "verdict"), .text = text, .by = by });
	case ORDER_ACT:
		if (until && !until[0])
			until = NULL;
		if (!strcmp(json_text(body, "action"), "scheduled") && (!until || date_parse(until) == DATE_NONE))
			return txn_refuse(t, REFUSAL_SHAPE, "台账限期整改要写明期限");
		return event_order_acted(t, NULL, id, &(struct event_order_acted){ .action = json_text(body, "action"), .text = text, .until = until, .by = by });
	case ORDER_REPLY:
		rc = revisit_due(t, &day, &provisional);
		return rc ? rc : event_order_replied(t, NULL, id, &(struct event_order_replied){ .text = text, .revisit_due_on = day, .provisional = provisional, .by = by });
	case ORDER_REVISIT:
		return event_order_revisited(t, NULL, id, &(struct event_order_revisited){ .reached = json_flag(body, "reached"), .satisfied = json_flag(body, "reached") && json_flag(body, "satisfied"), .text = text, .by = by });
	case ORDER_CLOSE:
		return event_order_closed(t, NULL, id, &(struct event_order_closed){ .text = text, .by = by });
	case ORDER_VERBS:
		break;
	}
	return fault("no such verb");
}

static bool own(struct txn *t, const char *clerk)
{
	return clerk && !strcmp(clerk, t->actor->id);
}

enum rc order_act(struct txn *t, const char *id, enum order_verb verb, const yyjson_val *body)
{
	struct row_order_row row;
	enum order_state is;
	enum rc rc = load_order_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	struct order_facts was = { (enum order_state)order_state_of(row.state), own(t, row.clerk), row.verdict, row.replied_at != NULL, row.reached, row.satisfied, row.visits, row.rounds };
	enum refusal no = order_decide(&was, verb, json_text(body, "action"), &(struct order_limits){ setting_int(t, SETTING_ORDER_VISIT_TRIES) }, &is);
	return no ? txn_refuse(t, no, NULL) : record(t, id, verb, body);
}

static int32_t day_of(const char *text)
{
	return text ? date_parse(text) : DATE_NONE;
}

static enum order_lateness late(struct txn *t, const char *state, const char *verify, const char *alarm, const char *due, const char *revisit)
{
	struct order_times times = { clock_parse(verify), day_of(alarm), day_of(due), day_of(revisit) };
	return order_lateness((enum order_state)order_state_of(state), &times, t->now, date_of(t->now));
}

static void add_lateness(struct txn *t, yyjson_mut_val *v)
{
	const char *part[5];
	static const char *const names[5] = { "state", "verify_due_at", "alarm_on", "due_on", "revisit_due_on" };
	for (size_t i = 0; i < 5; i++)
		part[i] = yyjson_mut_get_str(yyjson_mut_obj_get(v, names[i]));
	yyjson_mut_obj_add_str(t->doc, v, "lateness", order_lateness_word(late(t, part[0], part[1], part[2], part[3], part[4])));
}

enum rc order_list(struct txn *t, bool closed, yyjson_mut_val **out)
{
	yyjson_mut_val *list, *v;
	size_t i, max;
	enum rc rc = query_order_list(t, t->self->site, t->actor->id, !closed, &list);
	if (rc)
		return rc;
	yyjson_mut_arr_foreach(list, i, max, v)
		add_lateness(t, v);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "orders", list);
	return RC_OK;
}

enum rc order_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_order_row row;
	yyjson_mut_val *contacts;
	enum rc rc = load_order_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	if (own(t, row.clerk))
		return txn_refuse(t, REFUSAL_ORDER_OWN, NULL);
	rc = query_order_view(t, t->self->site, id, out);
	if (!rc)
		rc = query_order_contacts(t, t->self->site, row.ticket, &contacts);
	if (rc)
		return rc;
	add_lateness(t, *out);
	size_t i, max;
	yyjson_mut_val *v;
	yyjson_mut_arr_foreach(contacts, i, max, v)
		if (!strcmp(row.state, "closed"))
			person_mask(t, v, "phone");
	yyjson_mut_obj_add_val(t->doc, *out, "contacts", contacts);
	return RC_OK;
}

enum rc order_escalate(struct txn *t)
{
	struct row_order_open *rows;
	size_t n;
	enum rc rc = list_order_open(t, t->self->site, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++) {
		if (late(t, rows[i].state, rows[i].verify_due_at, rows[i].alarm_on, rows[i].due_on, rows[i].revisit_due_on) != ORDER_OVER)
			continue;
		if (rows[i].escalated_stage && !strcmp(rows[i].escalated_stage, rows[i].state))
			continue;
		const char *to = leader_hears(t, false);
		rc = event_order_escalated(t, NULL, rows[i].id, &(struct event_order_escalated){ .to = to, .stage = rows[i].state,
			.text = arena_printf(&t->arena, "%s已超期，报%s", set_label("order_state", rows[i].state), to) });
	}
	return rc;
}
