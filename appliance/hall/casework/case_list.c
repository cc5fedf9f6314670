/* Lists of cases: which ones (a few questions, each with its index), then each by its key. */
#include <string.h>
#include "base/date.h"
#include "base/person.h"
#include "case_list_sql.h"
#include "events.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "hall/queue/ticket.h"
#include "rules/place/deadline.h"

#define LAST_CHARACTER "\U0010ffff" /* behind every name that begins alike */

struct picked {
	const char *hall, *id;
};
struct page {
	struct picked *rows;
	size_t count;
	int64_t total;
};

static void page_begin(struct txn *t, struct page *p, size_t n)
{
	*p = (struct page){ .rows = arena_array(&t->arena, struct picked, n + 1) };
}

static void page_add(struct page *p, const char *hall, const char *id)
{
	p->rows[p->count++] = (struct picked){ hall, id };
}

/* "a,b" as a JSON list of words of the set; "" is all of them. */
static enum rc states_json(struct txn *t, const char *states, const char **out)
{
	const char *list = "";
	for (int s = CASE_STATE_UNSET + 1; !states[0] && s < CASE_STATE_COUNT; s++)
		list = arena_printf(&t->arena, "%s%s\"%s\"", list, list[0] ? "," : "",
			case_state_word((enum case_state)s));
	for (const char *at = states; *at; at += *at == ',') {
		const char *word = arena_strndup(&t->arena, at, strcspn(at, ","));
		if (!case_state_of(word))
			return txn_refuse(t, REFUSAL_SHAPE,
				arena_printf(&t->arena, "没有“%s”这个办件状态", word));
		list = arena_printf(&t->arena, "%s%s\"%s\"", list, list[0] ? "," : "", word);
		at += strlen(word);
	}
	*out = arena_printf(&t->arena, "[%s]", list);
	return RC_OK;
}

static enum rc listed(
	struct txn *t, const struct casefile_filter *f, const char *states, struct page *p)
{
	struct row_case_listed *rows;
	struct row_case_listed_total all;
	size_t n;
	TRY(list_case_listed(t, f->hall, states, f->limit, f->offset, &rows, &n));
	TRY(load_case_listed_total(t, f->hall, states, &all));
	page_begin(t, p, n);
	for (size_t i = 0; i < n; i++)
		page_add(p, rows[i].hall, rows[i].id);
	p->total = all.total;
	return RC_OK;
}

static enum rc named(
	struct txn *t, const struct casefile_filter *f, const char *states, struct page *p)
{
	struct row_case_named *rows;
	size_t n;
	TRY(list_case_named(
		t, f->hall, states, person_name(&t->arena, f->q), f->limit, f->offset, &rows, &n));
	page_begin(t, p, n);
	for (size_t i = 0; i < n; i++)
		page_add(p, rows[i].hall, rows[i].id);
	p->total = n ? rows[0].total : f->offset;
	return RC_OK;
}

static enum rc found(
	struct txn *t, const struct casefile_filter *f, const char *states, struct page *p)
{
	struct row_case_found *rows;
	size_t n;
	const char *number = person_number(&t->arena, f->q), *name = person_name(&t->arena, f->q);
	const char *phone = person_phone(&t->arena, f->q);
	const char *name_end = arena_printf(&t->arena, "%s" LAST_CHARACTER, name);
	enum rc rc = list_case_found(t, f->hall, states, f->q, number, phone ? phone : number, name,
		name_end, f->limit, f->offset, &rows, &n);
	if (rc || !n)
		return rc ? rc : named(t, f, states, p);
	page_begin(t, p, n);
	for (size_t i = 0; i < n; i++)
		page_add(p, rows[i].hall, rows[i].id);
	p->total = rows[0].total;
	return RC_OK;
}

static enum rc accepted_on(struct txn *t, const struct casefile_filter *f, struct page *p)
{
	struct row_case_accepted_on *rows;
	size_t n;
	if (date_parse(f->accepted) == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24");
	TRY(list_case_accepted_on(t, f->hall, f->accepted, f->limit, f->offset, &rows, &n));
	page_begin(t, p, n);
	for (size_t i = 0; i < n; i++)
		page_add(p, rows[i].hall, rows[i].id);
	p->total = n ? rows[0].total : f->offset;
	return RC_OK;
}

/* The same rule, over the same cases, as the figures on the director's board. */
static enum rc carded(struct txn *t, const struct casefile_filter *f,
	const struct workday_calendar *c, struct page *p)
{
	struct row_case_undecided *rows;
	size_t n;
	enum card card = card_of(f->card);
	if (!card)
		return txn_refuse(t, REFUSAL_SHAPE, "没有这种牌，只有 yellow 和 red");
	TRY(list_case_undecided(t, f->hall, &rows, &n));
	page_begin(t, p, n);
	for (size_t i = 0; i < n; i++) {
		int left = deadline_days_left(c, date_of(t->now), date_parse(rows[i].due_on));
		if (deadline_card(left) != card || p->total++ < f->offset)
			continue;
		if ((int64_t)p->count < f->limit)
			page_add(p, f->hall, rows[i].id);
	}
	return RC_OK;
}

static enum rc pick(struct txn *t, const struct casefile_filter *f,
	const struct workday_calendar *c, struct page *p)
{
	const char *states = NULL;
	TRY(states_json(t, f->states, &states));
	if (f->q[0])
		return found(t, f, states, p);
	if (f->card[0])
		return carded(t, f, c, p);
	return f->accepted[0] ? accepted_on(t, f, p) : listed(t, f, states, p);
}

void casefile_card(struct txn *t, yyjson_mut_val *v, const struct workday_calendar *c,
	const char *due_on, enum case_state state)
{
	bool running = due_on && (state == CASE_STATE_ACCEPTED || state == CASE_STATE_FORWARDED);
	if (!running) {
		yyjson_mut_obj_add_null(t->doc, v, "days_left");
		yyjson_mut_obj_add_str(t->doc, v, "card", card_word(CARD_NONE));
		return;
	}
	int left = deadline_days_left(c, date_of(t->now), date_parse(due_on));
	yyjson_mut_obj_add_int(t->doc, v, "days_left", left);
	yyjson_mut_obj_add_str(t->doc, v, "card", card_word(deadline_card(left)));
}

/* What runs before acceptance: the days to say something, or since when the applicant was told. */
static void add_waiting(struct txn *t, yyjson_mut_val *v, const struct workday_calendar *c,
	const struct row_case_brief *r)
{
	bool received = r->state == CASE_STATE_RECEIVED, told = r->state == CASE_STATE_CORRECTING;
	const char *tell_by = received ? r->correction_due_on : NULL;
	yyjson_mut_obj_add_str(t->doc, v, "tell_by", tell_by);
	if (tell_by)
		yyjson_mut_obj_add_int(t->doc, v, "tell_days",
			deadline_days_left(c, date_of(t->now), date_parse(tell_by)));
	yyjson_mut_obj_add_str(t->doc, v, "told_at", told ? r->told_at : NULL);
	yyjson_mut_obj_add_str(t->doc, v, "put_off", received ? r->put_off : NULL);
}

static enum rc add_brief(struct txn *t, yyjson_mut_val *list, const struct workday_calendar *c,
	const char *hall, const char *id)
{
	struct row_case_brief *r = arena_new(&t->arena, struct row_case_brief);
	TRY(load_case_brief(t, hall, id, r));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
	const struct {
		const char *key, *value;
	} texts[] = {
		{ "id", r->id },
		{ "hall", r->hall },
		{ "hall_name", r->hall_name ? r->hall_name : "" },
		{ "item_id", r->item },
		{ "item_name", r->item_name },
		{ "applicant_name", r->applicant_name },
		{ "state", case_state_word(r->state) },
		{ "decided_by", r->decided_by },
		{ "received_at", r->received_at },
		{ "received_by", r->received_by },
		{ "accepted_at", r->accepted_at },
		{ "due_on", r->due_on },
		{ "outcome", r->outcome },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		yyjson_mut_obj_add_str(d, v, texts[i].key, texts[i].value);
	add_waiting(t, v, c, r);
	yyjson_mut_obj_add_bool(d, v, "due_provisional", r->due_provisional);
	casefile_card(t, v, c, r->due_on, r->state);
	yyjson_mut_obj_add_int(d, v, "photos", r->photos);
	return RC_OK;
}

enum rc casefile_list(struct txn *t, const struct casefile_filter *f, yyjson_mut_val **out)
{
	struct workday_calendar calendar;
	struct page page = { 0 };
	TRY(catalogue_calendar(t, &calendar));
	TRY(pick(t, f, &calendar, &page));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_int(t->doc, *out, "total", page.total);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "cases");
	for (size_t i = 0; i < page.count; i++)
		TRY(add_brief(t, list, &calendar, page.rows[i].hall, page.rows[i].id));
	return RC_OK;
}

enum rc casefile_of_ticket(struct txn *t, const char *ticket, yyjson_mut_val **out)
{
	struct workday_calendar calendar;
	struct row_case_of_ticket *rows = NULL;
	size_t n = 0;
	TRY(list_case_of_ticket(t, t->self->site, ticket, &rows, &n));
	if (n)
		TRY(catalogue_calendar(t, &calendar));
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < n; i++)
		TRY(add_brief(t, *out, &calendar, t->self->site, rows[i].id));
	return RC_OK;
}

enum rc casefile_end_ticket(struct txn *t, const char *ticket, enum ticket_verb verb,
	int64_t window, const char *reason)
{
	struct row_ticket_row row;
	struct row_case_of_ticket *rows = NULL;
	size_t n = 0, left = 0;
	enum rc rc = load_ticket_row(t, t->self->site, ticket, &row);
	if (rc || row.ended_at) /* ended: again what is so already */
		return rc ? rc : ticket_act(t, ticket, verb, window, reason);
	rc = list_case_of_ticket(t, t->self->site, ticket, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		left += rows[i].state == CASE_STATE_RECEIVED;
	if (!rc && left && !(reason && reason[0]))
		return txn_refuse(t, REFUSAL_CASES_LEFT,
			arena_printf(&t->arena, "%s 号还有 %zu 件", row.number, left));
	for (size_t i = 0; !rc && i < n; i++)
		if (rows[i].state == CASE_STATE_RECEIVED)
			rc = record_case_put_off(t, rows[i].id, .reason = reason, .ticket = ticket,
				.by = t->actor->name);
	return rc ? rc : ticket_act(t, ticket, verb, window, reason);
}

enum rc casefile_summary(struct txn *t, yyjson_mut_val *into)
{
	struct row_case_counts counts;
	struct row_case_undecided *open;
	struct workday_calendar calendar;
	size_t n;
	int64_t yellow = 0, red = 0;
	const char *day = txn_today(t);
	TRY(load_case_counts(t, t->self->site, day, day, &counts));
	TRY(list_case_undecided(t, t->self->site, &open, &n));
	TRY(catalogue_calendar(t, &calendar));
	for (size_t i = 0; i < n; i++) {
		int left = deadline_days_left(
			&calendar, date_of(t->now), date_parse(open[i].due_on));
		yellow += deadline_card(left) == CARD_YELLOW;
		red += deadline_card(left) == CARD_RED;
	}
	yyjson_mut_obj_add_bool(t->doc, into, "works", workday_is(&calendar, date_of(t->now)));
	yyjson_mut_obj_add_int(t->doc, into, "received", counts.received);
	yyjson_mut_obj_add_int(t->doc, into, "open_cases", counts.open);
	yyjson_mut_obj_add_int(t->doc, into, "finished", counts.finished);
	yyjson_mut_obj_add_int(t->doc, into, "yellow", yellow);
	yyjson_mut_obj_add_int(t->doc, into, "red", red);
	return RC_OK;
}
