/* Leave: load, decide, record. */
#include "hall/people/leave.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/staff.h"

static struct leave_span span_of(
	const char *from, const char *from_half, const char *to, const char *to_half)
{
	return (struct leave_span){ date_parse(from), date_parse(to), !strcmp(from_half, "pm"),
		!strcmp(to_half, "am") };
}

enum rc leave_spans(struct txn *t, const char *staff, const char *from, const char *to, bool open,
	struct leave_of **out, size_t *count)
{
	struct row_leave_spans *rows;
	size_t n;
	enum rc rc = list_leave_spans(t, t->self->site, staff, from, to, open, &rows, &n);
	if (rc)
		return rc;
	struct leave_of *list = arena_array(&t->arena, struct leave_of, n + 1);
	for (size_t i = 0; i < n; i++)
		list[i] = (struct leave_of){ rows[i].staff, rows[i].kind,
			span_of(rows[i].from_day, rows[i].from_half, rows[i].to_day,
				rows[i].to_half) };
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

enum rc leave_ask(struct txn *t, const yyjson_val *body)
{
	struct workday_calendar calendar;
	struct row_leave_count number;
	struct leave_of *others;
	size_t n;
	bool provisional;
	const char *from = json_text(body, "from"), *to = json_text(body, "to"),
		   *from_half = json_text(body, "from_half"), *to_half = json_text(body, "to_half");
	struct leave_span span = span_of(from, from_half, to, to_half);
	if (!leave_span_valid(span))
		return txn_refuse(t, REFUSAL_LEAVE_DATES, NULL);
	enum rc rc = leave_spans(t, t->actor->id, from, to, true, &others, &n);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (!rc)
		rc = load_leave_count(t, t->self->site, &number);
	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		if (leave_spans_overlap(span, others[i].span))
			return txn_refuse(
				t, REFUSAL_LEAVE_OVERLAP, set_label("leave_kind", others[i].kind));
	int halves = leave_halves(&calendar, span, &provisional);
	if (!halves)
		return txn_refuse(t, REFUSAL_LEAVE_NO_WORKDAY, NULL);
	const char *id = arena_printf(
		&t->arena, "L%s-%04lld", t->self->node, (long long)number.count + 1);
	return event_leave_requested(t, NULL, id,
		&(struct event_leave_requested){ .staff = t->actor->id,
			.kind = json_text(body, "kind"),
			.from = from,
			.from_half = from_half,
			.to = to,
			.to_half = to_half,
			.halves = halves,
			.provisional = provisional,
			.reason = json_text(body, "reason") });
}

static bool begun(struct txn *t, struct leave_span span)
{
	int32_t today = date_of(t->now);
	return span.from < today ||
	       (span.from == today && (!span.from_afternoon || date_minute_of(t->now) >= 720));
}

/* Loads it and asks the rule; the owner may take back what is his, everything else is the director's. */
static enum rc decide(
	struct txn *t, const char *id, enum leave_verb verb, struct row_leave_row *row)
{
	enum leave_state is;
	enum rc rc = load_leave_row(t, t->self->site, id, row);
	if (rc)
		return rc;
	if (!(t->actor->roles & ROLE_DIRECTOR) && strcmp(row->staff, t->actor->id))
		return txn_refuse(t, REFUSAL_LEAVE_NOT_YOURS, NULL);
	enum refusal no = leave_decide((enum leave_state)leave_state_of(row->state),
		begun(t, span_of(row->from_day, row->from_half, row->to_day, row->to_half)), verb,
		&is);
	return no ? txn_refuse(t, no, set_label("leave_state", row->state)) : RC_OK;
}

enum rc leave_act(struct txn *t, const char *id, enum leave_verb verb, const char *note)
{
	struct row_leave_row row;
	enum rc rc = decide(t, id, verb, &row);
	if (rc)
		return rc;
	const char *by = t->actor->name;
	switch (verb) {
	case LEAVE_APPROVE:
		if (!strcmp(row.staff, t->actor->id) && !(note && note[0]))
			return txn_refuse(t, REFUSAL_LEAVE_OWN, NULL);
		return event_leave_approved(
			t, NULL, id, &(struct event_leave_approved){ .by = by, .note = note });
	case LEAVE_REFUSE:
		return event_leave_refused(
			t, NULL, id, &(struct event_leave_refused){ .by = by, .note = note });
	case LEAVE_CANCEL:
		return event_leave_cancelled(
			t, NULL, id, &(struct event_leave_cancelled){ .by = by, .note = note });
	case LEAVE_RETURN:
	case LEAVE_VERBS:
		break;
	}
	return fault("no such verb on a leave");
}

enum rc leave_back(
	struct txn *t, const char *id, const char *on, const char *half, const char *note)
{
	struct row_leave_row row;
	struct workday_calendar calendar;
	bool empty, provisional;
	char to[DATE_TEXT];
	enum rc rc = decide(t, id, LEAVE_RETURN, &row);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (rc)
		return rc;
	if (date_parse(on) == DATE_NONE)
		return txn_refuse(t, REFUSAL_LEAVE_DATES, NULL);
	struct leave_span span = span_of(row.from_day, row.from_half, row.to_day, row.to_half);
	span = leave_span_until(
		span, date_parse(on), !strcmp(half, "pm") ? AFTERNOON : MORNING, &empty);
	if (empty)
		return txn_refuse(t, REFUSAL_LEAVE_DATES, "还没有开始休");
	date_text(span.to, to);
	return event_leave_returned(t, NULL, id,
		&(struct event_leave_returned){ .by = t->actor->name,
			.to = to,
			.to_half = span.to_noon ? "am" : "pm",
			.halves = leave_halves(&calendar, span, &provisional),
			.note = note });
}

enum rc leave_list(struct txn *t, const char *staff, const char *state, yyjson_mut_val **out)
{
	yyjson_mut_val *all;
	enum rc rc = query_leave_list(t, t->self->site, staff, state, &all);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "leaves", all);
	return RC_OK;
}

static enum rc on_leave(struct txn *t, const char *staff, const char *day, bool *away)
{
	struct leave_of *list;
	size_t n;
	int32_t date = date_parse(day);
	enum rc rc = leave_spans(t, staff, day, day, false, &list, &n);
	*away = !rc && (leave_away(list, n, staff, date, MORNING) ||
			       leave_away(list, n, staff, date, AFTERNOON));
	return rc;
}

enum rc staff_stand_in(
	struct txn *t, const char *staff, const char *day, const char **id, const char **name)
{
	struct row_staff_facts a, b;
	bool away, b_away;
	*id = *name = NULL;
	enum rc rc = load_staff_facts(t, t->self->site, staff, &a);
	if (!rc)
		rc = on_leave(t, staff, day, &away);
	if (rc || !a.stand_in || (!away && !a.left_on))
		return rc;
	rc = load_staff_facts(t, t->self->site, a.stand_in, &b);
	if (!rc)
		rc = on_leave(t, a.stand_in, day, &b_away);
	if (!rc && !b.left_on && !b_away) {
		*id = b.id;
		*name = b.name;
	}
	return rc;
}
