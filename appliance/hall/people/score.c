/* Monthly scores: gather the inputs, ask the rule, write down what was closed. */
#include "hall/people/score.h"
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/granted.h"
#include "hall/place/setting.h"
#include "rules/place/deadline.h"

/* A month as the bounds of text comparisons: from <= x < below. */
struct month {
	const char *name, *from, *below;
	int number;
	int32_t after;
};

static bool month_of(struct txn *t, const char *name, struct month *out)
{
	char *from = arena_printf(&t->arena, "%s-01", name);
	int32_t first = strlen(name) == 7 ? date_parse(from) : DATE_NONE;
	if (first == DATE_NONE)
		return false;
	bool december = date_month(first) == 12;
	int32_t after = date_make(
		date_year(first) + december, december ? 1 : date_month(first) + 1, 1);
	*out = (struct month){ name, from, arena_date(&t->arena, after), date_month(first), after };
	return true;
}

static struct score_rates rates_of(struct txn *t)
{
	static const enum setting weights[SCORE_PART_COUNT] = {
		[SCORE_PART_VOLUME] = SETTING_SCORE_WEIGHT_VOLUME,
		[SCORE_PART_TIMELY] = SETTING_SCORE_WEIGHT_TIMELY,
		[SCORE_PART_RATING] = SETTING_SCORE_WEIGHT_RATING,
		[SCORE_PART_CARDS] = SETTING_SCORE_WEIGHT_CARDS,
		[SCORE_PART_DISCIPLINE] = SETTING_SCORE_WEIGHT_DISCIPLINE,
		[SCORE_PART_TRAINING] = SETTING_SCORE_WEIGHT_TRAINING,
	};
	struct score_rates r = { .yellow = setting_int(t, SETTING_SCORE_YELLOW_POINTS),
		.red = setting_int(t, SETTING_SCORE_RED_POINTS) };
	for (int p = SCORE_PART_VOLUME; p < SCORE_PART_COUNT; p++)
		r.weight[p] = setting_int(t, weights[p]);
	return r;
}

/* Those who do the same work are compared with one another. */
static uint32_t work_of(struct txn *t, const char *roles)
{
	static const uint32_t works[] = { ROLE_APPROVER, ROLE_CLERK, ROLE_ISSUER };
	uint32_t granted = granted_bits(t, roles);
	for (size_t i = 0; i < sizeof works / sizeof *works; i++)
		if (granted & works[i])
			return works[i];
	return 0;
}

static int64_t peer_average(
	const struct row_score_people *people, const uint32_t *works, size_t n, uint32_t work)
{
	int64_t cases = 0, who = 0;
	for (size_t i = 0; i < n; i++)
		if (works[i] == work && people[i].handled) {
			cases += people[i].handled;
			who++;
		}
	return who ? (cases * 10 + who / 2) / who : 0;
}

/* Decisions with a limit: in time, red when over it, yellow when the last working day had come and
 * the promise was longer than that. */
static void add_decisions(struct score_inputs *in, const struct workday_calendar *c,
	const struct row_score_decisions *rows, size_t n, const char *staff)
{
	for (size_t i = 0; i < n; i++) {
		if (!rows[i].staff || strcmp(rows[i].staff, staff))
			continue;
		int32_t due = date_parse(rows[i].due_on);
		int left = deadline_days_left(c, date_parse(rows[i].decided_on), due);
		int first = deadline_days_left(c, date_parse(rows[i].accepted_on), due);
		enum card card = deadline_card(left);
		bool short_promise = deadline_card(first) != CARD_NONE;
		in->timed++;
		in->on_time += card != CARD_RED;
		in->red += card == CARD_RED;
		in->yellow += card == CARD_YELLOW && !short_promise;
	}
}

/* Hours asked for grow with the months he was here this year. */
static int64_t training_due(struct txn *t, const struct month *m, const char *from_day)
{
	int first = from_day && !strncmp(from_day, m->from, 4) ? date_month(date_parse(from_day))
							       : 1;
	return setting_int(t, SETTING_TRAINING_HOURS_PER_YEAR) * 10 * (m->number - first + 1) / 12;
}

static const char *reason(
	struct txn *t, const struct score_inputs *in, enum score_part part, int64_t unproved)
{
	struct arena *a = &t->arena;
	switch (part) {
	case SCORE_PART_VOLUME:
		return !in->handles
			       ? "岗位不直接办件"
			       : arena_printf(a, "办理%lld件，同岗位平均%lld.%lld件",
					 (long long)in->handled, (long long)in->peer_average / 10,
					 (long long)in->peer_average % 10);
	case SCORE_PART_TIMELY:
		return arena_printf(a, "有时限的%lld件次，按时%lld件次", (long long)in->timed,
			(long long)in->on_time);
	case SCORE_PART_RATING:
		return arena_printf(a,
			"满意%lld次，核实属实的差评%lld次；待核实%lld次和未评价的不计",
			(long long)in->pleased, (long long)in->negative, (long long)unproved);
	case SCORE_PART_CARDS:
		return arena_printf(
			a, "黄牌%lld张，红牌%lld张", (long long)in->yellow, (long long)in->red);
	case SCORE_PART_DISCIPLINE:
		return arena_printf(a, "违纪扣%lld分，表扬加%lld分", (long long)in->discipline,
			(long long)in->commendation);
	case SCORE_PART_TRAINING:
		return arena_printf(a, "今年%lld.%lld学时，应有%lld.%lld学时",
			(long long)in->trained / 10, (long long)in->trained % 10,
			(long long)in->training_due / 10, (long long)in->training_due % 10);
	case SCORE_PART_UNSET:
	case SCORE_PART_COUNT:
		break;
	}
	return "";
}

static yyjson_mut_val *parts_json(struct txn *t, const struct score *s,
	const struct score_rates *rates, const struct score_inputs *in, int64_t unproved)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *list = yyjson_mut_arr(d);
	for (int p = SCORE_PART_VOLUME; p < SCORE_PART_COUNT; p++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "part", score_part_word((enum score_part)p));
		yyjson_mut_obj_add_bool(d, v, "counted", s->part[p].counted);
		yyjson_mut_obj_add_int(d, v, "value", s->part[p].value);
		yyjson_mut_obj_add_int(d, v, "weight", rates->weight[p]);
		yyjson_mut_obj_add_int(d, v, "share", s->part[p].share);
		yyjson_mut_obj_add_str(d, v, "text", reason(t, in, (enum score_part)p, unproved));
	}
	return list;
}

/* Everybody's score of a month as the records are now, in the order of ids. */
struct computed {
	const struct row_score_people *who;
	int64_t total;
	yyjson_mut_val *parts;
};

static enum rc compute(struct txn *t, const struct month *m, struct computed **out, size_t *count)
{
	struct row_score_people *people;
	struct row_score_decisions *decisions;
	struct workday_calendar calendar;
	size_t n, k;
	TRY(list_score_people(t, t->self->site, m->from, m->below, &people, &n));
	TRY(list_score_decisions(t, t->self->site, m->from, m->below, &decisions, &k));
	TRY(catalogue_calendar(t, &calendar));
	uint32_t *works = arena_array(&t->arena, uint32_t, n + 1);
	for (size_t i = 0; i < n; i++)
		works[i] = work_of(t, people[i].roles);
	struct score_rates rates = rates_of(t);
	struct computed *list = arena_array(&t->arena, struct computed, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct row_score_people *p = &people[i];
		struct score_inputs in = {
			.handles = works[i] != 0,
			.handled = p->handled,
			.peer_average = peer_average(people, works, n, works[i]),
			.timed = p->accepted,
			.on_time = p->accepted - p->by_law,
			.pleased = p->pleased,
			.negative = p->negative,
			.discipline = p->discipline,
			.commendation = p->commendation,
			.trained = p->minutes / 6,
			.training_due = training_due(t, m, p->from_day),
		};
		add_decisions(&in, &calendar, decisions, k, p->id);
		struct score s = score_of(&in, &rates);
		list[i] = (struct computed){ p, s.total,
			parts_json(t, &s, &rates, &in, p->unproved) };
	}
	*out = list;
	*count = n;
	return RC_OK;
}

static enum rc add_computed(struct txn *t, const struct month *m, yyjson_mut_val *list)
{
	struct computed *all;
	size_t n;
	yyjson_mut_doc *d = t->doc;
	TRY(compute(t, m, &all, &n));
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_strcpy(d, v, "month", m->name);
		yyjson_mut_obj_add_str(d, v, "staff", all[i].who->id);
		yyjson_mut_obj_add_str(d, v, "name", all[i].who->name);
		yyjson_mut_obj_add_str(d, v, "post", all[i].who->post);
		yyjson_mut_obj_add_str(d, v, "employer", all[i].who->employer);
		yyjson_mut_obj_add_int(d, v, "total", all[i].total);
		yyjson_mut_obj_add_val(d, v, "parts", all[i].parts);
	}
	return RC_OK;
}

enum rc score_month(struct txn *t, const char *name, yyjson_mut_val **out)
{
	struct month m;
	struct row_score_month_row closed = { 0 };
	struct row_score_overdue overdue;
	yyjson_mut_doc *d = t->doc;
	if (!month_of(t, name[0] ? name : arena_strndup(&t->arena, t->at, 7), &m))
		return txn_refuse(t, REFUSAL_SHAPE, "月份应写成 2026-11");
	enum rc rc = load_score_month_row(t, t->self->site, m.name, &closed);
	bool frozen = rc == RC_OK;
	if (rc && rc != RC_NOTFOUND)
		return rc;
	char today[DATE_TEXT];
	date_text(date_of(t->now), today);
	TRY(load_score_overdue(
		t, t->self->site, strcmp(today, m.below) < 0 ? today : m.below, &overdue));
	yyjson_mut_val *people = yyjson_mut_arr(d);
	TRY(frozen ? query_score_closed(t, t->self->site, m.name, "", &people)
		   : add_computed(t, &m, people));
	*out = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, *out, "month", m.name);
	yyjson_mut_obj_add_str(d, *out, "closed_at", closed.at);
	yyjson_mut_obj_add_str(d, *out, "closed_by", closed.by_name);
	yyjson_mut_obj_add_bool(d, *out, "may_close", !frozen && m.after <= date_of(t->now));
	yyjson_mut_obj_add_int(d, *out, "overdue", overdue.count);
	yyjson_mut_obj_add_val(d, *out, "people", people);
	return RC_OK;
}

enum rc score_close(struct txn *t, const char *name)
{
	struct month m;
	struct row_score_month_row closed;
	struct computed *all;
	size_t n;
	if (!month_of(t, name, &m) || m.after > date_of(t->now))
		return txn_refuse(t, REFUSAL_SCORE_MONTH, NULL);
	enum rc rc = load_score_month_row(t, t->self->site, m.name, &closed);
	if (rc != RC_NOTFOUND)
		return rc ? rc : txn_refuse(t, REFUSAL_SCORE_CLOSED, NULL);
	TRY(compute(t, &m, &all, &n));
	for (size_t i = 0; i < n; i++) {
		const char *staff = all[i].who->id;
		TRY(record_score_closed(t, arena_printf(&t->arena, "%s/%s", m.name, staff),
			.month = m.name, .staff = staff, .total = all[i].total,
			.parts = all[i].parts));
	}
	return record_score_month_closed(t, m.name, .people = (int64_t)n, .by = t->actor->name);
}

enum rc score_close_due(struct txn *t)
{
	struct row_score_month_row closed;
	struct row_score_people *people;
	struct month m;
	size_t n;
	int32_t today = date_of(t->now);
	if (!t->clock_trusted || date_day(today) < setting_int(t, SETTING_SCORE_CLOSE_DAY))
		return RC_OK;
	char *name = arena_date(&t->arena, date_make(date_year(today), date_month(today), 1) - 1);
	name[7] = '\0';
	if (!month_of(t, name, &m))
		return RC_OK;
	enum rc rc = load_score_month_row(t, t->self->site, m.name, &closed);
	if (rc != RC_NOTFOUND)
		return rc;
	TRY(list_score_people(t, t->self->site, m.from, m.below, &people, &n));
	return !n ? RC_OK : score_close(t, name); /* nobody was here that month: nothing to close */
}
