/* What is recorded of a work order, and what its rater and the office read of it. */
#include "hall/care/order.h"
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/organisation.h"
#include "hall/place/person.h"
#include "hall/place/setting.h"
#include "rules/place/deadline.h"

yyjson_mut_val *order_limits(
	struct txn *t, const struct workday_calendar *calendar, const char *answer_code)
{
	char *verify = arena_alloc(&t->arena, CLOCK_TEXT);
	int32_t today = date_of(t->now);
	struct deadline alarm = deadline_of(
		calendar, today, (int)setting_int(t, SETTING_ORDER_ALARM_DAYS), DAY_UNIT_WORKING);
	struct deadline due = deadline_of(
		calendar, today, (int)setting_int(t, SETTING_ORDER_LIMIT_DAYS), DAY_UNIT_WORKING);
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

static enum rc his_order(struct txn *t, const char *ticket, const char *code,
	struct row_order_of_ticket *row, bool *his)
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

enum rc order_for_rater(
	struct txn *t, const char *ticket, const char *code, yyjson_mut_val *into, bool *good)
{
	struct row_order_of_ticket row;
	TRY(his_order(t, ticket, code, &row, good));
	bool his = *good;
	yyjson_mut_obj_add_str(t->doc, into, "order_state", his ? row.state : NULL);
	yyjson_mut_obj_add_str(t->doc, into, "reply", his ? row.reply : NULL);
	yyjson_mut_obj_add_str(t->doc, into, "replied_at", his ? row.replied_at : NULL);
	return RC_OK;
}

static bool own(struct txn *t, const char *clerk)
{
	return clerk && !strcmp(clerk, t->actor->id);
}

static enum rc allowed(
	struct txn *t, const char *id, enum order_verb verb, enum order_action action)
{
	struct row_order_row row;
	enum order_state is;
	TRY(load_order_row(t, t->self->site, id, &row));
	struct order_facts was = {
		.state = row.state,
		.own = own(t, row.clerk),
		.verdict = row.verdict,
		.replied = row.replied_at != NULL,
		.reached = row.reached,
		.satisfied = row.satisfied,
		.visits = row.visits,
		.rounds = row.rounds,
	};
	struct order_limits limits = { setting_int(t, SETTING_ORDER_VISIT_TRIES) };
	enum refusal no = order_decide(&was, verb, action, &limits, &is);
	return no ? txn_refuse(t, no, NULL) : RC_OK;
}

enum rc order_verify(struct txn *t, const char *id, const struct order_verify_body *in)
{
	TRY(allowed(t, id, ORDER_VERIFY, ORDER_ACTION_UNSET));
	return record_order_verified(
		t, id, .verdict = in->verdict, .text = in->text, .by = t->actor->name);
}

enum rc order_act(struct txn *t, const char *id, const struct order_act_body *in)
{
	const char *until = in->until && in->until[0] ? in->until : NULL;
	TRY(allowed(t, id, ORDER_ACT, in->action));
	if (in->action == ORDER_ACTION_SCHEDULED && (!until || date_parse(until) == DATE_NONE))
		return txn_refuse(t, REFUSAL_SHAPE, "台账限期整改要写明期限");
	return record_order_acted(t, id, .action = in->action, .text = in->text, .until = until,
		.by = t->actor->name);
}

enum rc order_reply(struct txn *t, const char *id, const struct order_reply_body *in)
{
	struct workday_calendar calendar;
	TRY(allowed(t, id, ORDER_REPLY, ORDER_ACTION_UNSET));
	TRY(catalogue_calendar(t, &calendar));
	struct deadline d = deadline_of(&calendar, date_of(t->now),
		(int)setting_int(t, SETTING_ORDER_REVISIT_DAYS), DAY_UNIT_WORKING);
	return record_order_replied(t, id, .text = in->text,
		.revisit_due_on = arena_date(&t->arena, d.due), .provisional = d.provisional,
		.by = t->actor->name);
}

enum rc order_revisit(struct txn *t, const char *id, const struct order_revisit_body *in)
{
	TRY(allowed(t, id, ORDER_REVISIT, ORDER_ACTION_UNSET));
	return record_order_revisited(t, id, .reached = in->reached,
		.satisfied = in->reached && in->satisfied, .text = in->text, .by = t->actor->name);
}

enum rc order_close(struct txn *t, const char *id, const struct order_close_body *in)
{
	TRY(allowed(t, id, ORDER_CLOSE, ORDER_ACTION_UNSET));
	return record_order_closed(t, id, .text = in->text, .by = t->actor->name);
}

static int32_t day_of(const char *text)
{
	return text ? date_parse(text) : DATE_NONE;
}

static const char *member(yyjson_mut_val *v, const char *name)
{
	return yyjson_mut_get_str(yyjson_mut_obj_get(v, name));
}

static void add_lateness(struct txn *t, yyjson_mut_val *v)
{
	struct order_times times = {
		.verify_due_ms = clock_parse(member(v, "verify_due_at")),
		.alarm_on = day_of(member(v, "alarm_on")),
		.due_on = day_of(member(v, "due_on")),
		.revisit_due_on = day_of(member(v, "revisit_due_on")),
	};
	enum order_state state = order_state_of(member(v, "state"));
	enum lateness l = order_lateness(state, &times, t->now, date_of(t->now));
	yyjson_mut_obj_add_str(t->doc, v, "lateness", lateness_word(l));
}

enum rc order_list(struct txn *t, bool closed, yyjson_mut_val **out)
{
	yyjson_mut_val *list, *v;
	size_t i, max;
	TRY(query_order_list(t, t->self->site, t->actor->id, !closed, &list));
	yyjson_mut_arr_foreach (list, i, max, v)
		add_lateness(t, v);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "orders", list);
	return RC_OK;
}

enum rc order_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_order_row row;
	yyjson_mut_val *contacts, *v;
	size_t i, max;
	TRY(load_order_row(t, t->self->site, id, &row));
	if (own(t, row.clerk))
		return txn_refuse(t, REFUSAL_ORDER_OWN, NULL);
	TRY(query_order_view(t, t->self->site, id, out));
	TRY(query_order_contacts(t, t->self->site, row.ticket, &contacts));
	add_lateness(t, *out);
	yyjson_mut_arr_foreach (contacts, i, max, v)
		if (row.state == ORDER_STATE_CLOSED)
			person_mask(t, v, "phone");
	yyjson_mut_obj_add_val(t->doc, *out, "contacts", contacts);
	return RC_OK;
}

static enum rc escalate(struct txn *t, const struct row_order_open *row)
{
	struct order_times times = {
		.verify_due_ms = clock_parse(row->verify_due_at),
		.alarm_on = day_of(row->alarm_on),
		.due_on = day_of(row->due_on),
		.revisit_due_on = day_of(row->revisit_due_on),
	};
	if (order_lateness(row->state, &times, t->now, date_of(t->now)) != LATENESS_OVER ||
		row->escalated_stage == row->state)
		return RC_OK;
	const char *to = leader_hears(t, false), *stage = order_state_label(row->state);
	return record_order_escalated(t, row->id, .to = to, .stage = row->state,
		.text = arena_printf(&t->arena, "%s已超期，报%s", stage, to));
}

enum rc order_escalate(struct txn *t)
{
	struct row_order_open *rows;
	size_t n;
	TRY(list_order_open(t, t->self->site, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(escalate(t, &rows[i]));
	return RC_OK;
}
