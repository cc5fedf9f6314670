/* Training: load, decide, record; and the chain of coverage. */
#include "hall/people/training.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/setting.h"
#include "hall/people/staff.h"

static enum rc check_subjects(struct txn *t, const yyjson_val *list)
{
	yyjson_val *v;
	size_t i, max;
	yyjson_arr_foreach (json_loose(list), i, max, v)
		if (!set_has("training_subject", yyjson_get_str(v)))
			return txn_refuse(t, REFUSAL_SHAPE, "没有这个培训科目");
	return RC_OK;
}

enum rc training_plan(struct txn *t, const yyjson_val *body)
{
	struct row_training_count n;
	yyjson_val *subjects = json_get(body, "subjects");
	const char *from = json_text(body, "from"), *to = json_text(body, "to");
	if (date_parse(from) == DATE_NONE || date_parse(to) == DATE_NONE || strcmp(to, from) < 0)
		return txn_refuse(t, REFUSAL_TRAINING_DATES, NULL);
	enum rc rc = check_subjects(t, subjects);
	if (!rc)
		rc = load_training_count(t, t->self->site, &n);
	if (rc)
		return rc;
	const char *id = arena_printf(
		&t->arena, "J%s-%03lld", t->self->node, (long long)n.plans + 1);
	return event_training_planned(t, NULL, id,
		&(struct event_training_planned){ .title = json_text(body, "title"),
			.giver = json_text(body, "giver"),
			.from = from,
			.to = to,
			.subjects = yyjson_val_mut_copy(t->doc, subjects),
			.minutes = json_int(body, "minutes", 0) });
}

enum rc training_hold(struct txn *t, const yyjson_val *body)
{
	struct row_training_count n;
	struct row_training_plan_row plan;
	const char *of = json_text(body, "plan"), *on = json_text(body, "on");
	of = of && of[0] ? of : NULL;
	if (date_parse(on) == DATE_NONE)
		return txn_refuse(t, REFUSAL_TRAINING_DATES, "日期应写成 2026-11-24");
	enum rc rc = of ? load_training_plan_row(t, t->self->site, of, &plan) : RC_OK;
	if (!rc && of && (strcmp(on, plan.from_day) < 0 || strcmp(on, plan.to_day) > 0))
		return txn_refuse(t, REFUSAL_TRAINING_DATES,
			arena_printf(&t->arena, "计划期是 %s 至 %s", plan.from_day, plan.to_day));
	if (!rc)
		rc = load_training_count(t, t->self->site, &n);
	if (rc)
		return rc;
	const char *id = arena_printf(
		&t->arena, "K%s-%04lld", t->self->node, (long long)n.sessions + 1);
	return event_training_held(t, NULL, id,
		&(struct event_training_held){ .plan = of,
			.subject = json_text(body, "subject"),
			.title = json_text(body, "title"),
			.giver = json_text(body, "giver"),
			.teacher = json_text(body, "teacher"),
			.on = on,
			.minutes = json_int(body, "minutes", 0) });
}

static enum rc open_session(struct txn *t, const char *id)
{
	struct row_training_session_row row;
	enum rc rc = load_training_session_row(t, t->self->site, id, &row);
	return !rc && row.cancelled ? txn_refuse(t, REFUSAL_TRAINING_STATE, row.cancelled) : rc;
}

enum rc training_attend(struct txn *t, const char *session, const yyjson_val *body)
{
	yyjson_val *v;
	size_t i, max;
	enum rc rc = open_session(t, session);
	yyjson_arr_foreach (json_get(body, "people"), i, max, v) {
		struct row_staff_facts who;
		const char *certificate = json_text(v, "certificate");
		if (!rc)
			rc = load_staff_facts(t, t->self->site, json_text(v, "staff"), &who);
		if (!rc)
			rc = event_training_attended(t, NULL, session,
				&(struct event_training_attended){ .staff = who.id,
					.present = json_flag(v, "present"),
					.mark = json_int(v, "mark", -1),
					.certificate = certificate && certificate[0] ? certificate
										     : NULL });
	}
	return rc;
}

enum rc training_cancel(struct txn *t, const char *session, const char *reason)
{
	enum rc rc = open_session(t, session);
	return rc ? rc
		  : event_training_cancelled(t, NULL, session,
			    &(struct event_training_cancelled){ .reason = reason });
}

enum rc training_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *plans, *sessions;
	enum rc rc = query_training_plans(t, t->self->site, &plans);
	if (!rc)
		rc = query_training_sessions(t, t->self->site, &sessions);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "plans", plans);
	yyjson_mut_obj_add_val(t->doc, *out, "sessions", sessions);
	return RC_OK;
}

/* The part of the year that today is in. */
static void running_period(struct txn *t, const char **from, const char **to)
{
	int32_t today = date_of(t->now);
	int months = (int)setting_int(t, SETTING_TRAINING_PERIOD_MONTHS), year = date_year(today),
	    first = (date_month(today) - 1) / months * months + 1;
	int next = first + months > 12 ? 13 : first + months;
	*from = arena_date(&t->arena, date_make(year, first, 1));
	*to = arena_date(
		&t->arena, date_make(next > 12 ? year + 1 : year, next > 12 ? 1 : next, 1) - 1);
}

static enum rc add_subjects(struct txn *t, yyjson_mut_val *v, const char *hall, const char *from,
	const char *to, int64_t people)
{
	struct row_training_subjects *rows;
	size_t n;
	enum rc rc = list_training_subjects(t, hall, from, to, &rows, &n);
	if (rc)
		return rc;
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "subjects");
	for (size_t w = 0; w < set_word_count; w++) {
		if (strcmp(set_words[w].set, "training_subject"))
			continue;
		struct row_training_subjects none = { .subject = set_words[w].word }, *row = &none;
		for (size_t i = 0; i < n; i++)
			if (!strcmp(rows[i].subject, set_words[w].word))
				row = &rows[i];
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, one, "subject", set_words[w].word);
		yyjson_mut_obj_add_int(t->doc, one, "sessions", row->sessions);
		yyjson_mut_obj_add_int(t->doc, one, "people", row->people);
		yyjson_mut_obj_add_int(
			t->doc, one, "percent", people ? row->people * 100 / people : 0);
	}
	return RC_OK;
}

static void add_gap(struct txn *t, yyjson_mut_val *gaps, const char *kind, const char *unit_name,
	const char *name)
{
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, gaps);
	yyjson_mut_obj_add_str(t->doc, v, "kind", kind);
	yyjson_mut_obj_add_str(t->doc, v, "unit_name", unit_name);
	yyjson_mut_obj_add_str(t->doc, v, "name", name);
}

enum rc training_coverage(struct txn *t, const char *hall, const char *name, const char *from,
	const char *to, yyjson_mut_val **out)
{
	struct row_training_people *people;
	struct row_station_rows *stations;
	size_t n, m;
	int64_t total[2] = { 0 }, covered[2] = { 0 };
	if (!from[0] || !to[0])
		running_period(t, &from, &to);
	if (date_parse(from) == DATE_NONE || date_parse(to) == DATE_NONE || strcmp(to, from) < 0)
		return txn_refuse(t, REFUSAL_TRAINING_DATES, NULL);
	enum rc rc = list_training_people(t, hall, from, to, &people, &n);
	if (!rc)
		rc = list_station_rows(t, hall, &stations, &m);
	if (rc)
		return rc;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *gaps = yyjson_mut_arr(t->doc);
	bool *manned = arena_array(&t->arena, bool, m + 1);
	for (size_t i = 0; i < n; i++) {
		const struct row_training_people *p = &people[i];
		const char *unit = name;
		for (size_t k = 0; k < m; k++)
			if (!strcmp(stations[k].code, p->unit)) {
				unit = stations[k].name;
				manned[k] = true;
			}
		bool reached = p->village ? p->sessions > 0 : p->county > 0;
		total[p->village]++;
		covered[p->village] += reached;
		if (!reached)
			add_gap(t, gaps, p->village ? "village" : "township", unit, p->name);
	}
	for (size_t k = 0; k < m; k++)
		if (!manned[k])
			add_gap(t, gaps, "village", stations[k].name, "");
	yyjson_mut_obj_add_str(t->doc, v, "hall", hall);
	yyjson_mut_obj_add_str(t->doc, v, "name", name);
	yyjson_mut_obj_add_str(t->doc, v, "from", from);
	yyjson_mut_obj_add_str(t->doc, v, "to", to);
	yyjson_mut_obj_add_int(t->doc, v, "township_people", total[0]);
	yyjson_mut_obj_add_int(t->doc, v, "township_covered", covered[0]);
	yyjson_mut_obj_add_int(t->doc, v, "village_people", total[1]);
	yyjson_mut_obj_add_int(t->doc, v, "village_covered", covered[1]);
	rc = add_subjects(t, v, hall, from, to, total[0] + total[1]);
	yyjson_mut_obj_add_val(t->doc, v, "gaps", gaps);
	*out = v;
	return rc;
}

enum rc training_of_halls(struct txn *t, const char *from, const char *to, yyjson_mut_val **out)
{
	struct row_training_halls *halls;
	size_t n;
	enum rc rc = list_training_halls(t, &halls, &n);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "halls"), *one;
	for (size_t i = 0; !rc && i < n; i++) {
		rc = training_coverage(t, halls[i].hall, halls[i].name, from, to, &one);
		if (!rc)
			yyjson_mut_arr_append(list, one);
	}
	return rc;
}
