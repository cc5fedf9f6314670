/* What is recorded of a report, from the hall, a slip or the county, and what is read again. */
#include "hall/care/backstop.h"
#include <string.h>
#include "base/date.h"
#include "base/id.h"
#include "events.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "hall/place/guess.h"
#include "hall/place/limit.h"
#include "hall/people/organisation.h"
#include "hall/place/person.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "hall/queue/ticket.h"
#include "rules/place/deadline.h"

static struct backstop_limits limits_now(struct txn *t)
{
	static const enum setting rows[BACKSTOP_CLASS_COUNT] = {
		[BACKSTOP_CLASS_SIMPLE] = SETTING_BACKSTOP_SIMPLE_DAYS,
		[BACKSTOP_CLASS_COMPLEX] = SETTING_BACKSTOP_COMPLEX_DAYS,
		[BACKSTOP_CLASS_SPECIAL] = SETTING_BACKSTOP_SPECIAL_DAYS,
		[BACKSTOP_CLASS_NOT_DONE] = SETTING_BACKSTOP_NOT_DONE_DAYS,
		[BACKSTOP_CLASS_CANNOT] = SETTING_BACKSTOP_CANNOT_DAYS,
		[BACKSTOP_CLASS_OUT_OF_SCOPE] = SETTING_BACKSTOP_OUT_OF_SCOPE_DAYS,
	};
	struct backstop_limits l = {
		.contact_days = (int)setting_int(t, SETTING_BACKSTOP_CONTACT_DAYS),
		.county_days = (int)setting_int(t, SETTING_BACKSTOP_COUNTY_DAYS),
	};
	for (int i = BACKSTOP_CLASS_UNSET + 1; i < BACKSTOP_CLASS_COUNT; i++)
		l.days[i] = (int)setting_int(t, rows[i]);
	return l;
}

/* "F361127102120261124001": digits and capitals, the incarnation is in it. */
static enum rc fresh_id(struct txn *t, const char **id)
{
	struct row_backstop_sequence seq;
	const char *day = txn_today(t);
	TRY(load_backstop_sequence(t, t->self->site, day, &seq));
	const char *out = arena_printf(&t->arena, "F%s%.4s%.2s%.2s%03lld", t->self->node, day,
		day + 5, day + 8, (long long)seq.reports + 1);
	*id = arena_without(&t->arena, out, '-');
	return RC_OK;
}

static const char *given(const char *text)
{
	return text && text[0] ? text : NULL;
}

static enum rc report(struct txn *t, struct event_backstop_reported *e, yyjson_mut_val **out)
{
	struct workday_calendar calendar;
	const char *id;
	char code[7];
	TRY(limit_take(t, LIMIT_REPORTS));
	TRY(catalogue_calendar(t, &calendar));
	TRY(fresh_id(t, &id));
	id_digits(code, 6);
	e->query_code = code;
	struct deadline contact = deadline_of(&calendar, date_of(t->now),
		(int)setting_int(t, SETTING_BACKSTOP_CONTACT_DAYS), DAY_UNIT_WORKING);
	e->contact_due_on = arena_date(&t->arena, contact.due);
	e->provisional = contact.provisional;
	TRY(event_backstop_reported(t, NULL, id, e));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "id", id);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "query_code", code);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "reported_at", t->at);
	yyjson_mut_obj_add_str(t->doc, *out, "contact_due_on", e->contact_due_on);
	yyjson_mut_obj_add_bool(t->doc, *out, "contact_provisional", e->provisional);
	return RC_OK;
}

static enum backstop_source source_of(const struct actor *a)
{
	if (a->roles & ROLE_KIOSK)
		return BACKSTOP_SOURCE_KIOSK;
	if (a->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR))
		return BACKSTOP_SOURCE_OFFICE;
	return a->roles & ROLE_GUIDE ? BACKSTOP_SOURCE_GUIDE : BACKSTOP_SOURCE_WINDOW;
}

/* From a case: its item, and who took it. */
static enum rc facts_of_case(struct txn *t, struct event_backstop_reported *e)
{
	struct row_backstop_case found;
	TRY(load_backstop_case(t, t->self->site, e->case_id, &found));
	e->item = found.item;
	if (!e->want[0])
		e->want = found.item_name;
	e->window = found.window_no == DB_NULL_INT ? 0 : found.window_no;
	e->about = found.received_by;
	e->ticket = found.ticket;
	return RC_OK;
}

/* From a window: who sits there. */
static enum rc facts_of_window(struct txn *t, int64_t window, struct event_backstop_reported *e)
{
	struct row_item_facts item;
	struct site_window w;
	if (e->item) {
		TRY(catalogue_item(t, e->item, &item));
		if (!e->want[0])
			e->want = item.name;
	}
	e->window = window == BODY_NO_INT ? 0 : window;
	if (e->window) {
		TRY(site_window(t, e->window, &w));
		e->about = w.row.clerk;
	}
	return RC_OK;
}

enum rc backstop_report(struct txn *t, const struct backstop_report_body *in, yyjson_mut_val **out)
{
	struct event_backstop_reported e = {
		.source = source_of(t->actor),
		.name = given(in->name),
		.phone = given(in->phone),
		.item = given(in->item_id),
		.want = in->want ? in->want : "",
		.reason = in->reason,
		.text = in->text,
		.case_id = given(in->case_id),
		.by = t->actor->name,
	};
	TRY(e.case_id ? facts_of_case(t, &e) : facts_of_window(t, in->window, &e));
	return e.want[0] ? report(t, &e, out) : txn_refuse(t, REFUSAL_BACKSTOP_WANT, NULL);
}

enum rc backstop_report_by_slip(struct txn *t, const struct row_ticket_row *ticket,
	const struct slip_backstop_body *in, yyjson_mut_val **out)
{
	struct event_backstop_reported e = {
		.source = BACKSTOP_SOURCE_SLIP,
		.name = given(in->name),
		.phone = given(in->phone),
		.want = in->want,
		.reason = in->reason,
		.text = in->text,
		.window = ticket->window_no == DB_NULL_INT ? 0 : ticket->window_no,
		.about = ticket->clerk,
		.ticket = ticket->id,
		.by = "反映人本人",
	};
	return report(t, &e, out);
}

/* Whose business is it? Not of who it is about; of clerk and guide only what they took. */
static enum rc find(struct txn *t, const char *id, struct row_backstop_row *row, bool *own)
{
	struct row_backstop_hall held = { .hall = t->self->site };
	if (t->self->hub)
		TRY(load_backstop_hall(t, id, &held));
	TRY(load_backstop_row(t, held.hall, id, row));
	*own = row->about && !strcmp(row->about, t->actor->id);
	bool above = t->self->hub || (t->actor->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR));
	return above || !strcmp(row->taken_by, t->actor->id) ? RC_OK : RC_NOTFOUND;
}

static enum rc wished(
	struct txn *t, const char *id, enum backstop_verb verb, const struct backstop_wish *wish)
{
	struct row_backstop_row row;
	enum backstop_state is;
	bool own;
	TRY(find(t, id, &row, &own));
	struct backstop_facts was = { row.state, own, row.class, row.escalated };
	enum refusal no = backstop_decide(&was, verb, wish, &is);
	return no ? txn_refuse(t, no, NULL) : RC_OK;
}

static enum rc allowed(struct txn *t, const char *id, enum backstop_verb verb)
{
	return wished(t, id, verb, &(struct backstop_wish){ 0 });
}

enum rc backstop_accept(struct txn *t, const char *id, const struct backstop_note_body *in)
{
	TRY(allowed(t, id, BACKSTOP_ACCEPT));
	return record_backstop_accepted(t, id, .by = t->actor->name, .text = in->text);
}

enum rc backstop_classify(struct txn *t, const char *id, const struct backstop_classify_body *in)
{
	struct workday_calendar calendar;
	bool provisional;
	TRY(allowed(t, id, BACKSTOP_CLASSIFY));
	struct backstop_limits limits = limits_now(t);
	TRY(catalogue_calendar(t, &calendar));
	int32_t due = backstop_due(&limits, in->class, &calendar, date_of(t->now), &provisional);
	return record_backstop_classified(t, id, .class = in->class,
		.limit_on = arena_date(&t->arena, due), .provisional = provisional,
		.text = in->text, .by = t->actor->name);
}

enum rc backstop_assign(struct txn *t, const char *id, const struct backstop_assign_body *in)
{
	TRY(allowed(t, id, BACKSTOP_ASSIGN));
	return record_backstop_assigned(
		t, id, .to = in->to, .text = in->text, .by = t->actor->name);
}

enum rc backstop_contact(struct txn *t, const char *id, const struct backstop_text_body *in)
{
	TRY(allowed(t, id, BACKSTOP_CONTACT));
	return record_backstop_contacted(t, id, .text = in->text, .by = t->actor->name);
}

enum rc backstop_resolve(struct txn *t, const char *id, const struct backstop_resolve_body *in)
{
	const char *basis = given(in->basis), *paper = given(in->report);
	struct backstop_wish wish = { .result = in->result, .has_report = basis && paper };
	TRY(wished(t, id, BACKSTOP_RESOLVE, &wish));
	return record_backstop_resolved(t, id, .result = in->result, .text = in->text,
		.basis = basis, .report = paper, .by = t->actor->name);
}

enum rc backstop_answer(struct txn *t, const char *id, const struct backstop_text_body *in)
{
	TRY(allowed(t, id, BACKSTOP_ANSWER));
	return record_backstop_answered(t, id, .text = in->text, .by = t->actor->name);
}

enum rc backstop_check(struct txn *t, const char *id, const struct backstop_check_body *in)
{
	TRY(allowed(t, id, in->passed ? BACKSTOP_CHECK : BACKSTOP_SEND_BACK));
	return record_backstop_checked(
		t, id, .passed = in->passed, .text = in->text, .by = t->actor->name);
}

enum rc backstop_file(struct txn *t, const char *id)
{
	struct row_backstop_filed_count held;
	const char *year = arena_strndup(&t->arena, txn_today(t), 4);
	TRY(allowed(t, id, BACKSTOP_FILE));
	TRY(load_backstop_filed_count(t, t->self->site, year, &held));
	return record_backstop_filed(t, id,
		.number = arena_printf(
			&t->arena, "%s-%s-%03lld", t->self->node, year, (long long)held.filed + 1),
		.by = t->actor->name);
}

enum rc backstop_escalate(struct txn *t, const char *id, const struct backstop_escalate_body *in)
{
	TRY(wished(t, id, BACKSTOP_ESCALATE, &(struct backstop_wish){ .to = in->to }));
	return record_backstop_escalated(t, id, .to = in->to,
		.leader = leader_hears(t, in->to == BACKSTOP_LEVEL_COUNTY), .text = in->text,
		.by = t->actor->name);
}

enum rc backstop_correct(struct txn *t, const char *id, const struct backstop_text_body *in)
{
	TRY(allowed(t, id, BACKSTOP_CORRECT));
	return record_backstop_corrected(t, id, .text = in->text, .by = t->actor->name);
}

enum rc backstop_county_answer(struct txn *t, const char *id, const struct backstop_text_body *in)
{
	struct row_backstop_row row;
	const char *voice;
	bool own;
	TRY(find(t, id, &row, &own));
	if (row.escalated != BACKSTOP_LEVEL_COUNTY && row.result != BACKSTOP_RESULT_REFUSED)
		return txn_refuse(t, REFUSAL_BACKSTOP_STATE, NULL);
	TRY(casefile_voice(t, row.hall, &voice));
	return event_backstop_county_answered(t, voice, id,
		&(struct event_backstop_county_answered){ .text = in->text, .by = t->actor->name });
}

static enum rc escalate_overdue(struct txn *t, const struct row_backstop_open *row,
	const struct backstop_limits *limits, const struct workday_calendar *calendar)
{
	int32_t due = backstop_due_in(row->state, date_parse(row->contact_due_on),
		row->due_on ? date_parse(row->due_on) : DATE_NONE);
	enum backstop_level level = backstop_level_due(due, date_of(t->now), limits, calendar);
	if (level <= row->escalated)
		return RC_OK;
	bool county = level == BACKSTOP_LEVEL_COUNTY;
	const char *leader = leader_hears(t, county);
	return record_backstop_escalated(t, row->id, .to = level, .leader = leader,
		.text = arena_printf(
			&t->arena, "超过期限未办结，报%s%s", county ? "县级，同时报" : "", leader),
		.by = t->actor->name);
}

enum rc backstop_escalate_overdue(struct txn *t)
{
	struct row_backstop_open *rows;
	struct workday_calendar calendar;
	struct backstop_limits limits = limits_now(t);
	size_t n;
	TRY(list_backstop_open(t, t->self->site, &rows, &n));
	TRY(catalogue_calendar(t, &calendar));
	for (size_t i = 0; i < n; i++)
		TRY(escalate_overdue(t, &rows[i], &limits, &calendar));
	return RC_OK;
}

static void add_lateness(struct txn *t, yyjson_mut_val *v)
{
	const char *state = yyjson_mut_get_str(yyjson_mut_obj_get(v, "state"));
	const char *contact = yyjson_mut_get_str(yyjson_mut_obj_get(v, "contact_due_on"));
	const char *due = yyjson_mut_get_str(yyjson_mut_obj_get(v, "due_on"));
	enum lateness l = backstop_lateness(backstop_state_of(state), date_parse(contact),
		due ? date_parse(due) : INT32_MAX, date_of(t->now));
	yyjson_mut_obj_add_str(t->doc, v, "lateness", lateness_word(l));
}

static enum rc list_reply(struct txn *t, yyjson_mut_val *list, yyjson_mut_val **out)
{
	struct backstop_limits limits = limits_now(t);
	yyjson_mut_val *v;
	size_t i, max;
	yyjson_mut_arr_foreach (list, i, max, v)
		add_lateness(t, v);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "reports", list);
	yyjson_mut_val *days = yyjson_mut_obj_add_arr(t->doc, *out, "limits");
	for (int c = BACKSTOP_CLASS_UNSET + 1; c < BACKSTOP_CLASS_COUNT; c++) {
		v = yyjson_mut_arr_add_obj(t->doc, days);
		yyjson_mut_obj_add_str(
			t->doc, v, "class", backstop_class_word((enum backstop_class)c));
		yyjson_mut_obj_add_int(t->doc, v, "days", limits.days[c]);
	}
	return RC_OK;
}

enum rc backstop_list(struct txn *t, bool filed, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	bool above = t->actor->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR);
	const char *taker = above ? "" : t->actor->id;
	TRY(query_backstop_list(t, t->self->site, taker, t->actor->id, !filed, &list));
	return list_reply(t, list, out);
}

enum rc backstop_upward(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	TRY(query_backstop_upward(t, &list));
	return list_reply(t, list, out);
}

enum rc backstop_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_backstop_row row;
	bool own;
	TRY(find(t, id, &row, &own));
	if (own && strcmp(row.taken_by, t->actor->id))
		return txn_refuse(t, REFUSAL_BACKSTOP_OWN, NULL);
	TRY(query_backstop_view(t, row.hall, id, out));
	add_lateness(t, *out);
	bool handles = t->self->hub || t->actor->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR);
	if (!handles || row.state == BACKSTOP_STATE_FILED)
		person_mask(t, *out, "phone");
	return RC_OK;
}

enum rc backstop_progress(struct txn *t, const char *id, const char *code, yyjson_mut_val **out)
{
	struct row_backstop_code held;
	enum rc rc = load_backstop_code(t, t->self->site, id, &held);
	if (rc != RC_FAULT)
		rc = guess_code(t, arena_printf(&t->arena, "report:%s", id),
			rc ? NULL : held.query_code, code);
	return rc ? rc : query_backstop_progress(t, t->self->site, id, code, out);
}
