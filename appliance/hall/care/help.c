/* Requests for help: load, decide, record. */
#include "hall/care/help.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/person.h"
#include "hall/place/setting.h"
#include "rules/place/deadline.h"

/* "H361127102120261124001" */
static enum rc fresh_id(struct txn *t, const char **id)
{
	struct row_help_sequence seq;
	const char *day = txn_today(t);
	enum rc rc = load_help_sequence(t, t->self->site, day, &seq);
	if (rc)
		return rc;
	char *out = arena_printf(&t->arena, "H%s%.4s%.2s%.2s%03lld", t->self->node, day, day + 5, day + 8, (long long)seq.requests + 1), *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '-')
			*to++ = *p;
	*to = '\0';
	*id = out;
	return RC_OK;
}

static enum rc listed(struct txn *t, const struct row_item_facts *item, const char *kind)
{
	struct row_help_item_row row;
	enum rc rc = load_help_item_row(t, t->self->site, item->id, &row);
	if (rc == RC_FAULT)
		return rc;
	bool helped = rc ? true : row.helped, agent = rc ? help_agent_default(item->name) : row.agent;
	return (!strcmp(kind, "agent") ? agent : helped) ? RC_OK : txn_refuse(t, REFUSAL_HELP_ITEM, item->name);
}

enum rc help_request(struct txn *t, const yyjson_val *body, const char **id)
{
	struct row_item_facts item;
	struct workday_calendar calendar;
	char due[DATE_TEXT];
	const char *kind = json_text(body, "kind"), *fresh;
	yyjson_val *principal = json_get(body, "principal");
	enum rc rc = catalogue_item(t, json_text(body, "item_id"), &item);
	if (!rc)
		rc = listed(t, &item, kind);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (!rc)
		rc = fresh_id(t, &fresh);
	if (rc)
		return rc;
	struct deadline limit = deadline_of(&calendar, date_of(t->now), (int)setting_int(t, SETTING_HELP_DAYS), DEADLINE_WORKING);
	date_text(limit.due, due);
	rc = event_help_requested(t, NULL, fresh, &(struct event_help_requested){ .kind = kind, .principal = yyjson_val_mut_copy(t->doc, principal), .item = item.id, .item_name = item.name, .need = json_text(body, "need"),
		.home_visit = json_flag(body, "home_visit"), .text = json_text(body, "note"), .limit_on = due, .provisional = limit.provisional, .by = t->actor->name });
	if (!rc)
		*id = fresh;
	return rc;
}

static enum rc assign(struct txn *t, const struct row_help_row *row, const yyjson_val *body)
{
	struct row_helper_row helper;
	yyjson_val *items, *v;
	size_t i, max;
	enum rc rc = load_helper_row(t, t->self->site, json_text(body, "helper_id"), &helper);
	if (rc)
		return rc;
	if (json_read(&t->arena, helper.items, strlen(helper.items), &items))
		return fault("a helper's items are not JSON");
	bool covers = yyjson_arr_size(items) == 0;
	yyjson_arr_foreach(items, i, max, v)
		covers |= !strcmp(yyjson_get_str(v), row->item);
	if (!helper.active || !covers)
		return txn_refuse(t, REFUSAL_HELP_HELPER, helper.name);
	return event_help_assigned(t, NULL, row->id, &(struct event_help_assigned){ .helper = helper.id, .text = helper.name, .by = t->actor->name });
}

static enum rc take(struct txn *t, const struct row_help_row *row, const yyjson_val *body)
{
	yyjson_val *v;
	size_t i, max;
	enum rc rc = RC_OK;
	yyjson_arr_foreach(json_get(body, "papers"), i, max, v)
		if (!rc)
			rc = event_help_paper_taken(t, NULL, row->id, &(struct event_help_paper_taken){ .no = row->last_paper + (int64_t)i + 1, .text = json_text(v, "name"), .copies = json_int(v, "copies", 1), .original = json_flag(v, "original"), .by = t->actor->name });
	return rc;
}

/* Each paper ends once: back with its owner, or at the window with the application. */
static enum rc end_papers(struct txn *t, const char *id, const yyjson_val *body, const char *how, const char *to)
{
	yyjson_val *v;
	size_t i, max;
	yyjson_arr_foreach(json_get(body, "papers"), i, max, v) {
		struct row_help_paper_row paper;
		enum rc rc = load_help_paper_row(t, t->self->site, id, yyjson_get_sint(v), &paper);
		if (rc == RC_NOTFOUND || (!rc && paper.ended_at))
			rc = txn_refuse(t, REFUSAL_HELP_PAPER, rc ? NULL : paper.name);
		if (!rc)
			rc = event_help_paper_ended(t, NULL, id, &(struct event_help_paper_ended){ .no = yyjson_get_sint(v), .how = how, .text = to, .by = t->actor->name });
		if (rc)
			return rc;
	}
	return RC_OK;
}

static enum rc hand_in(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row held;
	const char *case_id = json_text(body, "case_id");
	enum rc rc = case_id && case_id[0] ? load_case_row(t, t->self->site, case_id, &held) : RC_OK;
	if (!rc)
		rc = event_help_handed_in(t, NULL, id, &(struct event_help_handed_in){ .case_id = case_id && case_id[0] ? case_id : NULL, .text = json_text(body, "text"), .by = t->actor->name });
	return rc ? rc : end_papers(t, id, body, "handed_in", case_id && case_id[0] ? case_id : "窗口");
}

static enum rc record(struct txn *t, const struct row_help_row *row, enum help_verb verb, const yyjson_val *body)
{
	const char *text = json_text(body, "text"), *by = t->actor->name, *id = row->id;
	enum rc rc;
	switch (verb) {
	case HELP_ASSIGN:
		return assign(t, row, body);
	case HELP_AGREE:
		rc = event_help_agreed(t, NULL, id, &(struct event_help_agreed){ .text = json_text(body, "scope"), .by = by });
		return rc ? rc : take(t, row, body);
	case HELP_TAKE:
		return take(t, row, body);
	case HELP_VISIT:
		return event_help_visited(t, NULL, id, &(struct event_help_visited){ .text = text, .by = by });
	case HELP_HAND_IN:
		return hand_in(t, id, body);
	case HELP_REPORT:
		return event_help_reported(t, NULL, id, &(struct event_help_reported){ .text = text, .by = by });
	case HELP_RETURN:
		return end_papers(t, id, body, "returned", json_text(body, "to"));
	case HELP_CLOSE:
		return event_help_closed(t, NULL, id, &(struct event_help_closed){ .text = json_text(body, "note"), .by = by });
	case HELP_CANCEL:
		return event_help_cancelled(t, NULL, id, &(struct event_help_cancelled){ .text = text, .by = by });
	case HELP_VERBS:
		break;
	}
	return fault("no such verb");
}

enum rc help_act(struct txn *t, const char *id, enum help_verb verb, const yyjson_val *body)
{
	struct row_help_row row;
	enum help_state is;
	enum rc rc = load_help_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	enum refusal no = help_decide((enum help_state)help_state_of(row.state), verb, row.open_papers, &is);
	return no ? txn_refuse(t, no, NULL) : record(t, &row, verb, body);
}

/* Until the principal was told, the day of the report back counts. */
static void add_lateness(struct txn *t, yyjson_mut_val *v)
{
	int state = help_state_of(yyjson_mut_get_str(yyjson_mut_obj_get(v, "state")));
	int32_t due = date_parse(yyjson_mut_get_str(yyjson_mut_obj_get(v, "due_on"))), today = date_of(t->now);
	bool running = state < HELP_REPORTED;
	yyjson_mut_obj_add_str(t->doc, v, "lateness", running && today > due ? "over" : running && today == due ? "soon" : "on_time");
}

enum rc help_list(struct txn *t, bool closed, yyjson_mut_val **out)
{
	yyjson_mut_val *list, *v;
	size_t i, max;
	enum rc rc = query_help_list(t, t->self->site, !closed, &list);
	if (rc)
		return rc;
	yyjson_mut_arr_foreach(list, i, max, v)
		add_lateness(t, v);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "requests", list);
	return RC_OK;
}

enum rc help_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	yyjson_mut_val *papers;
	enum rc rc = query_help_view(t, t->self->site, id, out);
	if (!rc)
		rc = query_help_papers_of(t, t->self->site, id, &papers);
	if (rc)
		return rc;
	add_lateness(t, *out);
	if (!yyjson_mut_is_null(yyjson_mut_obj_get(*out, "ended_at"))) { /* nobody acts on it any more */
		person_mask(t, yyjson_mut_obj_get(*out, "principal"), "id_no");
		person_mask(t, yyjson_mut_obj_get(*out, "principal"), "phone");
	}
	yyjson_mut_obj_add_val(t->doc, *out, "papers", papers);
	return RC_OK;
}

enum rc help_papers_open(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *list, *v;
	size_t i, max;
	enum rc rc = query_help_papers_open(t, t->self->site, &list);
	if (rc)
		return rc;
	yyjson_mut_arr_foreach(list, i, max, v)
		person_mask(t, v, "phone");
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "papers", list);
	return RC_OK;
}
