/* 办不成事反映: load, decide, record. */
#include "hall/care/backstop.h"
#include <string.h>
#include "base/date.h"
#include "base/id.h"
#include "base/json.h"
#include "casefile_sql.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/guess.h"
#include "hall/place/limit.h"
#include "hall/people/organisation.h"
#include "hall/place/person.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "hall/queue/ticket.h"
#include "rules/place/deadline.h"
#include "store/journal.h"

static struct backstop_limits limits_now(struct txn *t)
{
	static const enum setting rows[BACKSTOP_CLASSES] = { [BACKSTOP_SIMPLE] = SETTING_BACKSTOP_SIMPLE_DAYS, [BACKSTOP_COMPLEX] = SETTING_BACKSTOP_COMPLEX_DAYS, [BACKSTOP_SPECIAL] = SETTING_BACKSTOP_SPECIAL_DAYS,
		[BACKSTOP_NOT_DONE] = SETTING_BACKSTOP_NOT_DONE_DAYS, [BACKSTOP_CANNOT] = SETTING_BACKSTOP_CANNOT_DAYS, [BACKSTOP_OUT_OF_SCOPE] = SETTING_BACKSTOP_OUT_OF_SCOPE_DAYS };
	struct backstop_limits l = { .contact_days = (int)setting_int(t, SETTING_BACKSTOP_CONTACT_DAYS), .county_days = (int)setting_int(t, SETTING_BACKSTOP_COUNTY_DAYS) };
	for (int i = 0; i < BACKSTOP_CLASSES; i++)
		l.days[i] = (int)setting_int(t, rows[i]);
	return l;
}

/* "F361127102120261124001": digits and capitals, the incarnation is in it. */
static enum rc fresh_id(struct txn *t, const char **id)
{
	struct row_backstop_sequence seq;
	const char *day = txn_today(t);
	enum rc rc = load_backstop_sequence(t, t->self->site, day, &seq);
	if (rc)
		return rc;
	char *out = arena_printf(&t->arena, "F%s%.4s%.2s%.2s%03lld", t->self->node, day, day + 5, day + 8, (long long)seq.reports + 1), *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '-')
			*to++ = *p;
	*to = '\0';
	*id = out;
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
	enum rc rc = limit_take(t, LIMIT_REPORTS);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (!rc)
		rc = fresh_id(t, &id);
	if (rc)
		return rc;
	id_digits(code, 6);
	e->query_code = code;
	struct deadline contact = deadline_of(&calendar, date_of(t->now), (int)setting_int(t, SETTING_BACKSTOP_CONTACT_DAYS), DEADLINE_WORKING);
	e->contact_due_on = arena_date(&t->arena, contact.due);
	e->provisional = contact.provisional;
	rc = event_backstop_reported(t, NULL, id, e);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "id", id);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "query_code", code);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "reported_at", t->at);
	yyjson_mut_obj_add_str(t->doc, *out, "contact_due_on", e->contact_due_on);
	yyjson_mut_obj_add_bool(t->doc, *out, "contact_provisional", e->provisional);
	return RC_OK;
}

static const char *source_of(const struct actor *a)
{
	return a->roles & ROLE_KIOSK ? "kiosk" : a->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR) ? "office" : a->roles & ROLE_GUIDE ? "guide" : "window";
}

/* From a case: its item, and who took it; from a window: who sits there. */
static enum rc fill_facts(struct txn *t, const yyjson_val *body, struct event_backstop_reported *e)
{
	struct row_item_facts item;
	struct row_backstop_case found;
	struct site_window w;
	enum rc rc = RC_OK;
	if (e->case_id) {
		rc = load_backstop_case(t, t->self->site, e->case_id, &found);
		if (rc)
			return rc;
		*e = (struct event_backstop_reported){ .source = e->source, .name = e->name, .phone = e->phone, .item = found.item, .want = e->want[0] ? e->want : found.item_name, .reason = e->reason, .text = e->text,
			.window = found.window_no == DB_NULL_INT ? 0 : found.window_no, .about = found.received_by, .case_id = e->case_id, .ticket = found.ticket, .by = e->by };
		return RC_OK;
	}
	if (e->item) {
		rc = catalogue_item(t, e->item, &item);
		if (!rc && !e->want[0])
			e->want = item.name;
	}
	e->window = json_int(body, "window", 0);
	if (!rc && e->window) {
		rc = site_window(t, e->window, &w);
		if (!rc)
			e->about = w.row.clerk;
	}
	return rc;
}

enum rc backstop_report(struct txn *t, const yyjson_val *body, yyjson_mut_val **out)
{
	const char *want = json_text(body, "want");
	struct event_backstop_reported e = { .source = source_of(t->actor), .name = given(json_text(body, "name")), .phone = given(json_text(body, "phone")), .item = given(json_text(body, "item_id")),
		.want = want ? want : "", .reason = json_text(body, "reason"), .text = json_text(body, "text"), .case_id = given(json_text(body, "case_id")), .by = t->actor->name };
	enum rc rc = fill_facts(t, body, &e);
	if (!rc && !e.want[0])
		rc = txn_refuse(t, REFUSAL_BACKSTOP_WANT, NULL);
	return rc ? rc : report(t, &e, out);
}

enum rc backstop_report_by_slip(struct txn *t, const struct row_ticket_row *ticket, const yyjson_val *body, yyjson_mut_val **out)
{
	return report(t, &(struct event_backstop_reported){ .source = "slip", .name = given(json_text(body, "name")), .phone = given(json_text(body, "phone")), .want = json_text(body, "want"), .reason = json_text(body, "reason"),
		.text = json_text(body, "text"), .window = ticket->window_no == DB_NULL_INT ? 0 : ticket->window_no, .about = ticket->clerk, .ticket = ticket->id, .by = "反映人本人" }, out);
}

static enum rc classify(struct txn *t, const char *id, const yyjson_val *body)
{
	struct backstop_limits limits = limits_now(t);
	struct workday_calendar calendar;
	bool provisional;
	const char *class = json_text(body, "class");
	enum rc rc = catalogue_calendar(t, &calendar);
	if (rc)
		return rc;
	int32_t due = backstop_due(&limits, (enum backstop_class)backstop_class_of(class), &calendar, date_of(t->now), &provisional);
	return event_backstop_classified(t, NULL, id, &(struct event_backstop_classified){ .class = class, .limit_on = arena_date(&t->arena, due), .provisional = provisional, .text = json_text(body, "text"), .by = t->actor->name });
}

static enum rc file(struct txn *t, const char *id)
{
	struct row_backstop_filed_count held;
	const char *year = arena_strndup(&t->arena, txn_today(t), 4);
	enum rc rc = load_backstop_filed_count(t, t->self->site, year, &held);
	return rc ? rc : event_backstop_filed(t, NULL, id, &(struct event_backstop_filed){ .number = arena_printf(&t->arena, "%s-%s-%03lld", t->self->node, year, (long long)held.filed + 1), .by = t->actor->name });
}

static enum backstop_level level_of(const char *word)
{
	return !strcmp(word, "county") ? BACKSTOP_COUNTY : !strcmp(word, "leader") ? BACKSTOP_LEADER : BACKSTOP_HALL;
}

static enum rc record(struct txn *t, const char *id, enum backstop_verb verb, const yyjson_val *body)
{
	const char *text = json_text(body, "text"), *by = t->actor->name;
	switch (verb) {
	case BACKSTOP_ACCEPT:
		return event_backstop_accepted(t, NULL, id, &(struct event_backstop_accepted){ .by = by, .text = text });
	case BACKSTOP_CLASSIFY:
		return classify(t, id, body);
	case BACKSTOP_ASSIGN:
		return event_backstop_assigned(t, NULL, id, &(struct event_backstop_assigned){ .to = json_text(body, "to"), .text = text, .by = by });
	case BACKSTOP_RESOLVE:
		return event_backstop_resolved(t, NULL, id, &(struct event_backstop_resolved){ .result = json_text(body, "result"), .text = text, .basis = given(json_text(body, "basis")), .report = given(json_text(body, "report")), .by = by });
	case BACKSTOP_ANSWER:
		return event_backstop_answered(t, NULL, id, &(struct event_backstop_answered){ .text = text, .by = by });
	case BACKSTOP_CHECK:
	case BACKSTOP_SEND_BACK:
		return event_backstop_checked(t, NULL, id, &(struct event_backstop_checked){ .passed = verb == BACKSTOP_CHECK, .text = text, .by = by });
	case BACKSTOP_FILE:
		return file(t, id);
	case BACKSTOP_ESCALATE:
		return event_backstop_escalated(t, NULL, id, &(struct event_backstop_escalated){ .to = json_text(body, "to"), .leader = leader_hears(t, level_of(json_text(body, "to")) == BACKSTOP_COUNTY), .text = text, .by = by });
	case BACKSTOP_CONTACT:
		return event_backstop_contacted(t, NULL, id, &(struct event_backstop_contacted){ .text = text, .by = by });
	case BACKSTOP_CORRECT:
		return event_backstop_corrected(t, NULL, id, &(struct event_backstop_corrected){ .text = text, .by = by });
	case BACKSTOP_VERBS:
		break;
	}
	return fault("no such verb");
}

/* Whose business is it? Not of who it is about; of clerk and guide only what they took. */
static enum rc find(struct txn *t, const char *id, struct row_backstop_row *row, bool *own)
{
	struct row_backstop_hall held;
	const char *hall = t->self->site;
	enum rc rc = RC_OK;
	if (t->self->hub) {
		rc = load_backstop_hall(t, id, &held);
		hall = rc ? hall : held.hall;
	}
	if (!rc)
		rc = load_backstop_row(t, hall, id, row);
	if (rc)
		return rc;
	*own = row->about && !strcmp(row->about, t->actor->id);
	bool above = t->self->hub || (t->actor->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR));
	return above || !strcmp(row->taken_by, t->actor->id) ? RC_OK : RC_NOTFOUND;
}

enum rc backstop_act(struct txn *t, const char *id, enum backstop_verb verb, const yyjson_val *body)
{
	struct row_backstop_row row;
	enum backstop_state is;
	bool own;
	const char *result = json_text(body, "result"), *to = json_text(body, "to");
	enum rc rc = find(t, id, &row, &own);
	if (rc)
		return rc;
	if (verb == BACKSTOP_CHECK && !json_flag(body, "passed"))
		verb = BACKSTOP_SEND_BACK;
	struct backstop_facts was = { (enum backstop_state)backstop_state_of(row.state), own, row.class ? backstop_class_of(row.class) : -1, level_of(row.escalated) };
	struct backstop_wish wish = { .result = result ? backstop_result_of(result) : -1, .has_report = given(json_text(body, "basis")) && given(json_text(body, "report")), .to = to ? level_of(to) : BACKSTOP_HALL };
	enum refusal no = backstop_decide(&was, verb, &wish, &is);
	return no ? txn_refuse(t, no, NULL) : record(t, id, verb, body);
}

enum rc backstop_county_answer(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_backstop_row row;
	struct row_case_origin origin;
	bool own;
	enum rc rc = find(t, id, &row, &own);
	if (!rc && strcmp(row.escalated, "county") && (!row.result || strcmp(row.result, "refused")))
		rc = txn_refuse(t, REFUSAL_BACKSTOP_STATE, NULL);
	if (!rc)
		rc = load_case_origin(t, row.hall, &origin);
	return rc ? rc : event_backstop_county_answered(t, journal_voice(&t->arena, t->self->node, origin.node), id, &(struct event_backstop_county_answered){ .text = json_text(body, "text"), .by = t->actor->name });
}

enum rc backstop_escalate_overdue(struct txn *t)
{
	struct row_backstop_open *rows;
	struct workday_calendar calendar;
	struct backstop_limits limits = limits_now(t);
	size_t n;
	enum rc rc = list_backstop_open(t, t->self->site, &rows, &n);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	for (size_t i = 0; !rc && i < n; i++) {
		int32_t due = rows[i].due_on ? date_parse(rows[i].due_on) : DATE_NONE;
		enum backstop_level level = backstop_level_due((enum backstop_state)backstop_state_of(rows[i].state), date_parse(rows[i].contact_due_on), due, date_of(t->now), &limits, &calendar);
		if (level <= level_of(rows[i].escalated))
			continue;
		const char *leader = leader_hears(t, level == BACKSTOP_COUNTY);
		rc = event_backstop_escalated(t, NULL, rows[i].id, &(struct event_backstop_escalated){ .to = backstop_level_word(level), .leader = leader,
			.text = arena_printf(&t->arena, "超过期限未办结，报%s%s", level == BACKSTOP_COUNTY ? "县级，同时报" : "", leader), .by = t->actor->name });
	}
	return rc;
}

static void add_lateness(struct txn *t, yyjson_mut_val *v)
{
	const char *state = yyjson_mut_get_str(yyjson_mut_obj_get(v, "state")), *contact = yyjson_mut_get_str(yyjson_mut_obj_get(v, "contact_due_on")), *due = yyjson_mut_get_str(yyjson_mut_obj_get(v, "due_on"));
	enum backstop_lateness l = backstop_lateness((enum backstop_state)backstop_state_of(state), date_parse(contact), due ? date_parse(due) : INT32_MAX, date_of(t->now));
	yyjson_mut_obj_add_str(t->doc, v, "lateness", backstop_lateness_word(l));
}

static enum rc list_reply(struct txn *t, yyjson_mut_val *list, yyjson_mut_val **out)
{
	static const char *const classes[BACKSTOP_CLASSES] = { "simple", "complex", "special", "not_done", "cannot", "out_of_scope" };
	struct backstop_limits limits = limits_now(t);
	yyjson_mut_val *v;
	size_t i, max;
	yyjson_mut_arr_foreach(list, i, max, v)
		add_lateness(t, v);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "reports", list);
	yyjson_mut_val *days = yyjson_mut_obj_add_arr(t->doc, *out, "limits");
	for (i = 0; i < BACKSTOP_CLASSES; i++) {
		v = yyjson_mut_arr_add_obj(t->doc, days);
		yyjson_mut_obj_add_str(t->doc, v, "class", classes[i]);
		yyjson_mut_obj_add_int(t->doc, v, "days", limits.days[i]);
	}
	return RC_OK;
}

enum rc backstop_list(struct txn *t, bool filed, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	bool above = t->actor->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR);
	enum rc rc = query_backstop_list(t, t->self->site, above ? "" : t->actor->id, t->actor->id, !filed, &list);
	return rc ? rc : list_reply(t, list, out);
}

enum rc backstop_upward(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	enum rc rc = query_backstop_upward(t, &list);
	return rc ? rc : list_reply(t, list, out);
}

enum rc backstop_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_backstop_row row;
	bool own;
	enum rc rc = find(t, id, &row, &own);
	if (!rc && own && strcmp(row.taken_by, t->actor->id))
		rc = txn_refuse(t, REFUSAL_BACKSTOP_OWN, NULL);
	if (!rc)
		rc = query_backstop_view(t, row.hall, id, out);
	if (rc)
		return rc;
	add_lateness(t, *out);
	bool handles = t->self->hub || t->actor->roles & (ROLE_SUPERVISOR | ROLE_DIRECTOR);
	if (!handles || !strcmp(row.state, "filed"))
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
