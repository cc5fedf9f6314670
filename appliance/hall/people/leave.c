/* Leave: load, decide, record. */
#include "hall/people/leave.h"
#include <string.h>
#include "base/date.h"
#include "bodies/people.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/staff.h"

static struct leave_span span_of(
	const char *from, enum day_half from_half, const char *to, enum day_half to_half)
{
	return (struct leave_span){
		.from = date_parse(from),
		.to = date_parse(to),
		.from_afternoon = from_half == DAY_HALF_PM,
		.to_noon = to_half == DAY_HALF_AM,
	};
}

static struct leave_span span_of_row(const struct row_leave_row *row)
{
	return span_of(row->from_day, row->from_half, row->to_day, row->to_half);
}

enum rc leave_spans(struct txn *t, const char *staff, const char *from, const char *to, bool open,
	struct leave_of **out, size_t *count)
{
	struct row_leave_spans *rows;
	size_t n;
	TRY(list_leave_spans(t, t->self->site, staff, from, to, open, &rows, &n));
	struct leave_of *list = arena_array(&t->arena, struct leave_of, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct row_leave_spans *r = &rows[i];
		list[i] = (struct leave_of){ r->staff, r->kind,
			span_of(r->from_day, r->from_half, r->to_day, r->to_half) };
	}
	*out = list;
	*count = n;
	return RC_OK;
}

bool leave_away(const struct leave_of *spans, size_t count, const char *staff, int32_t date,
	enum day_half half)
{
	for (size_t i = 0; staff && i < count; i++)
		if (!strcmp(spans[i].staff, staff) && leave_span_covers(spans[i].span, date, half))
			return true;
	return false;
}

enum rc leave_ask(struct txn *t, const struct leave_ask_body *in)
{
	struct workday_calendar calendar;
	struct row_leave_count number;
	struct leave_of *others;
	size_t n;
	bool provisional;
	struct leave_span span = span_of(in->from, in->from_half, in->to, in->to_half);
	if (!leave_span_valid(span))
		return txn_refuse(t, REFUSAL_LEAVE_DATES, NULL);
	TRY(leave_spans(t, t->actor->id, in->from, in->to, true, &others, &n));
	TRY(catalogue_calendar(t, &calendar));
	TRY(load_leave_count(t, t->self->site, &number));
	for (size_t i = 0; i < n; i++)
		if (leave_spans_overlap(span, others[i].span))
			return txn_refuse(
				t, REFUSAL_LEAVE_OVERLAP, leave_kind_label(others[i].kind));
	int halves = leave_halves(&calendar, span, &provisional);
	if (!halves)
		return txn_refuse(t, REFUSAL_LEAVE_NO_WORKDAY, NULL);
	const char *id = arena_printf(
		&t->arena, "L%s-%04lld", t->self->node, (long long)number.count + 1);
	return record_leave_requested(t, id, .staff = t->actor->id, .kind = in->kind,
		.from = in->from, .from_half = in->from_half, .to = in->to, .to_half = in->to_half,
		.halves = halves, .provisional = provisional, .reason = in->reason);
}

static bool begun(struct txn *t, struct leave_span span)
{
	int32_t today = date_of(t->now);
	return span.from < today ||
	       (span.from == today && (!span.from_afternoon || date_minute_of(t->now) >= 720));
}

/* Loads it and asks the rule; the owner may take back what is his, everything else is the
 * director's. */
static enum rc decide(
	struct txn *t, const char *id, enum leave_verb verb, struct row_leave_row *row)
{
	enum leave_state is;
	TRY(load_leave_row(t, t->self->site, id, row));
	if (!(t->actor->roles & ROLE_DIRECTOR) && strcmp(row->staff, t->actor->id))
		return txn_refuse(t, REFUSAL_LEAVE_NOT_YOURS, NULL);
	enum refusal no = leave_decide(row->state, begun(t, span_of_row(row)), verb, &is);
	return no ? txn_refuse(t, no, leave_state_label(row->state)) : RC_OK;
}

enum rc leave_act(struct txn *t, const char *id, enum leave_verb verb, const char *note)
{
	struct row_leave_row row;
	const char *by = t->actor->name;
	TRY(decide(t, id, verb, &row));
	switch (verb) {
	case LEAVE_APPROVE:
		if (!strcmp(row.staff, t->actor->id) && !(note && note[0]))
			return txn_refuse(t, REFUSAL_LEAVE_OWN, NULL);
		return record_leave_approved(t, id, .by = by, .note = note);
	case LEAVE_REFUSE:
		return record_leave_refused(t, id, .by = by, .note = note);
	case LEAVE_CANCEL:
		return record_leave_cancelled(t, id, .by = by, .note = note);
	case LEAVE_RETURN:
	case LEAVE_VERBS:
		break;
	}
	return fault("no such verb on a leave");
}

enum rc leave_back(struct txn *t, const char *id, const struct leave_back_body *in)
{
	struct row_leave_row row;
	struct workday_calendar calendar;
	bool empty, provisional;
	char to[DATE_TEXT];
	int32_t on = date_parse(in->on);
	TRY(decide(t, id, LEAVE_RETURN, &row));
	TRY(catalogue_calendar(t, &calendar));
	if (on == DATE_NONE)
		return txn_refuse(t, REFUSAL_LEAVE_DATES, NULL);
	struct leave_span span = leave_span_until(span_of_row(&row), on, in->half, &empty);
	if (empty)
		return txn_refuse(t, REFUSAL_LEAVE_DATES, "还没有开始休");
	date_text(span.to, to);
	return record_leave_returned(t, id, .by = t->actor->name, .to = to,
		.to_half = span.to_noon ? DAY_HALF_AM : DAY_HALF_PM,
		.halves = leave_halves(&calendar, span, &provisional), .note = in->note);
}

enum rc leave_list(struct txn *t, const char *staff, const char *state, yyjson_mut_val **out)
{
	yyjson_mut_val *all;
	TRY(query_leave_list(t, t->self->site, staff, state, &all));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "leaves", all);
	return RC_OK;
}

static enum rc on_leave(struct txn *t, const char *staff, const char *day, bool *away)
{
	struct leave_of *list;
	size_t n;
	int32_t date = date_parse(day);
	TRY(leave_spans(t, staff, day, day, false, &list, &n));
	*away = leave_away(list, n, staff, date, DAY_HALF_AM) ||
		leave_away(list, n, staff, date, DAY_HALF_PM);
	return RC_OK;
}

enum rc staff_stand_in(
	struct txn *t, const char *staff, const char *day, const char **id, const char **name)
{
	struct row_staff_facts a, b;
	bool away, b_away;
	*id = *name = NULL;
	TRY(load_staff_facts(t, t->self->site, staff, &a));
	TRY(on_leave(t, staff, day, &away));
	if (!a.stand_in || (!away && !a.left_on))
		return RC_OK;
	TRY(load_staff_facts(t, t->self->site, a.stand_in, &b));
	TRY(on_leave(t, a.stand_in, day, &b_away));
	if (!b.left_on && !b_away) {
		*id = b.id;
		*name = b.name;
	}
	return RC_OK;
}
