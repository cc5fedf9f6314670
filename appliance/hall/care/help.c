/* What is recorded of a request for help and of its papers, and what is read again. */
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
	TRY(load_help_sequence(t, t->self->site, day, &seq));
	const char *out = arena_printf(&t->arena, "H%s%.4s%.2s%.2s%03lld", t->self->node, day,
		day + 5, day + 8, (long long)seq.requests + 1);
	*id = arena_without(&t->arena, out, '-');
	return RC_OK;
}

static enum rc listed(struct txn *t, const struct row_item_facts *item, enum help_kind kind)
{
	struct row_help_item_row row;
	enum rc rc = load_help_item_row(t, t->self->site, item->id, &row);
	if (rc == RC_FAULT)
		return rc;
	bool helped = rc ? true : row.helped;
	bool agent = rc ? help_agent_default(item->name) : row.agent;
	bool is = kind == HELP_KIND_AGENT ? agent : helped;
	return is ? RC_OK : txn_refuse(t, REFUSAL_HELP_ITEM, item->name);
}

static void add_given(struct txn *t, yyjson_mut_val *into, const char *name, const char *text)
{
	if (text)
		yyjson_mut_obj_add_str(t->doc, into, name, text);
}

static yyjson_mut_val *principal_of(struct txn *t, const struct help_principal_body *in)
{
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	add_given(t, v, "name", in->name);
	add_given(t, v, "id_kind", id_kind_word(in->id_kind));
	add_given(t, v, "id_no", in->id_no);
	add_given(t, v, "phone", in->phone);
	add_given(t, v, "village", in->village);
	add_given(t, v, "address", in->address);
	return v;
}

enum rc help_request(struct txn *t, const struct help_ask_body *in, const char **id)
{
	struct row_item_facts item;
	struct workday_calendar calendar;
	const char *fresh;
	TRY(catalogue_item(t, in->item_id, &item));
	TRY(listed(t, &item, in->kind));
	TRY(catalogue_calendar(t, &calendar));
	TRY(fresh_id(t, &fresh));
	struct deadline limit = deadline_of(&calendar, date_of(t->now),
		(int)setting_int(t, SETTING_HELP_DAYS), DAY_UNIT_WORKING);
	TRY(record_help_requested(t, fresh, .kind = in->kind,
		.principal = principal_of(t, in->principal), .item = item.id,
		.item_name = item.name, .need = in->need, .home_visit = in->home_visit,
		.text = in->note, .limit_on = arena_date(&t->arena, limit.due),
		.provisional = limit.provisional, .by = t->actor->name));
	*id = fresh;
	return RC_OK;
}

static enum rc allowed(struct txn *t, const char *id, enum help_verb verb, struct row_help_row *row)
{
	enum help_state is;
	TRY(load_help_row(t, t->self->site, id, row));
	enum refusal no = help_decide(row->state, verb, row->open_papers, &is);
	return no ? txn_refuse(t, no, NULL) : RC_OK;
}

enum rc help_assign(struct txn *t, const char *id, const struct help_assign_body *in)
{
	struct row_help_row row;
	struct row_helper_row helper;
	yyjson_val *items, *v;
	size_t i, max;
	TRY(allowed(t, id, HELP_ASSIGN, &row));
	TRY(load_helper_row(t, t->self->site, in->helper_id, &helper));
	if (json_read(&t->arena, helper.items, strlen(helper.items), &items))
		return fault("a helper's items are not JSON");
	bool covers = yyjson_arr_size(items) == 0;
	yyjson_arr_foreach (items, i, max, v)
		covers |= !strcmp(yyjson_get_str(v), row.item);
	if (!helper.active || !covers)
		return txn_refuse(t, REFUSAL_HELP_HELPER, helper.name);
	return record_help_assigned(
		t, id, .helper = helper.id, .text = helper.name, .by = t->actor->name);
}

static enum rc take(struct txn *t, const struct row_help_row *row,
	const struct help_paper_given_body *papers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		TRY(record_help_paper_taken(t, row->id, .no = row->last_paper + (int64_t)i + 1,
			.text = papers[i].name,
			.copies = papers[i].copies == BODY_NO_INT ? 1 : papers[i].copies,
			.original = papers[i].original, .by = t->actor->name));
	return RC_OK;
}

enum rc help_agree(struct txn *t, const char *id, const struct help_agree_body *in)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_AGREE, &row));
	TRY(record_help_agreed(t, id, .text = in->scope, .by = t->actor->name));
	return take(t, &row, in->papers, in->papers_count);
}

enum rc help_take(struct txn *t, const char *id, const struct help_take_body *in)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_TAKE, &row));
	return take(t, &row, in->papers, in->papers_count);
}

enum rc help_visit(struct txn *t, const char *id, const struct help_text_body *in)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_VISIT, &row));
	return record_help_visited(t, id, .text = in->text, .by = t->actor->name);
}

/* A paper ends once: back with its owner, or at the window with the application. */
static enum rc end_paper(
	struct txn *t, const char *id, int64_t no, enum help_paper_end how, const char *to)
{
	struct row_help_paper_row paper;
	enum rc rc = load_help_paper_row(t, t->self->site, id, no, &paper);
	if (rc == RC_NOTFOUND || (!rc && paper.ended_at))
		return txn_refuse(t, REFUSAL_HELP_PAPER, rc ? NULL : paper.name);
	TRY(rc);
	return record_help_paper_ended(
		t, id, .no = no, .how = how, .text = to, .by = t->actor->name);
}

enum rc help_hand_in(struct txn *t, const char *id, const struct help_hand_in_body *in)
{
	struct row_help_row row;
	struct row_case_row held;
	const char *case_id = in->case_id && in->case_id[0] ? in->case_id : NULL;
	TRY(allowed(t, id, HELP_HAND_IN, &row));
	if (case_id)
		TRY(load_case_row(t, t->self->site, case_id, &held));
	TRY(record_help_handed_in(
		t, id, .case_id = case_id, .text = in->text, .by = t->actor->name));
	for (size_t i = 0; i < in->papers_count; i++)
		TRY(end_paper(t, id, in->papers[i], HELP_PAPER_END_HANDED_IN,
			case_id ? case_id : "窗口"));
	return RC_OK;
}

enum rc help_report(struct txn *t, const char *id, const struct help_text_body *in)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_REPORT, &row));
	return record_help_reported(t, id, .text = in->text, .by = t->actor->name);
}

enum rc help_return(struct txn *t, const char *id, const struct help_return_body *in)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_RETURN, &row));
	for (size_t i = 0; i < in->papers_count; i++)
		TRY(end_paper(t, id, in->papers[i], HELP_PAPER_END_RETURNED, in->to));
	return RC_OK;
}

enum rc help_close(struct txn *t, const char *id)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_CLOSE, &row));
	return record_help_closed(t, id, .by = t->actor->name);
}

enum rc help_cancel(struct txn *t, const char *id, const struct help_text_body *in)
{
	struct row_help_row row;
	TRY(allowed(t, id, HELP_CANCEL, &row));
	return record_help_cancelled(t, id, .text = in->text, .by = t->actor->name);
}

static void add_lateness(struct txn *t, yyjson_mut_val *v)
{
	const char *state = yyjson_mut_get_str(yyjson_mut_obj_get(v, "state"));
	const char *due = yyjson_mut_get_str(yyjson_mut_obj_get(v, "due_on"));
	enum lateness l = help_lateness(help_state_of(state), date_parse(due), date_of(t->now));
	yyjson_mut_obj_add_str(t->doc, v, "lateness", lateness_word(l));
}

enum rc help_list(struct txn *t, bool closed, yyjson_mut_val **out)
{
	yyjson_mut_val *list, *v;
	size_t i, max;
	TRY(query_help_list(t, t->self->site, !closed, &list));
	yyjson_mut_arr_foreach (list, i, max, v)
		add_lateness(t, v);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "requests", list);
	return RC_OK;
}

enum rc help_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	yyjson_mut_val *papers;
	TRY(query_help_view(t, t->self->site, id, out));
	TRY(query_help_papers_of(t, t->self->site, id, &papers));
	add_lateness(t, *out);
	if (!yyjson_mut_is_null(yyjson_mut_obj_get(*out, "ended_at"))) { /* nobody acts on it */
		yyjson_mut_val *principal = yyjson_mut_obj_get(*out, "principal");
		person_mask(t, principal, "id_no");
		person_mask(t, principal, "phone");
	}
	yyjson_mut_obj_add_val(t->doc, *out, "papers", papers);
	return RC_OK;
}

enum rc help_papers_open(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *list, *v;
	size_t i, max;
	TRY(query_help_papers_open(t, t->self->site, &list));
	yyjson_mut_arr_foreach (list, i, max, v)
		person_mask(t, v, "phone");
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "papers", list);
	return RC_OK;
}
