/* Training: load, decide, record; and the chain of coverage. */
#include "hall/people/training.h"
#include <string.h>
#include "base/date.h"
#include "bodies/people.h"
#include "events.h"
#include "hall/place/setting.h"
#include "hall/people/staff.h"
#include "words/organisation_kind.h"

/* As the event keeps them; REFUSAL_SHAPE for what is no subject. */
static enum rc subjects_of(
	struct txn *t, const struct training_plan_add_body *in, yyjson_mut_val **out)
{
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < in->subjects_count; i++) {
		if (!training_subject_of(in->subjects[i]))
			return txn_refuse(t, REFUSAL_SHAPE, "没有这个培训科目");
		yyjson_mut_arr_add_strcpy(t->doc, *out, in->subjects[i]);
	}
	return RC_OK;
}

static bool in_order(const char *from, const char *to)
{
	return date_parse(from) != DATE_NONE && date_parse(to) != DATE_NONE &&
	       strcmp(to, from) >= 0;
}

enum rc training_plan(struct txn *t, const struct training_plan_add_body *in)
{
	struct row_training_count n;
	yyjson_mut_val *subjects;
	if (!in_order(in->from, in->to))
		return txn_refuse(t, REFUSAL_TRAINING_DATES, NULL);
	TRY(subjects_of(t, in, &subjects));
	TRY(load_training_count(t, t->self->site, &n));
	const char *id = arena_printf(
		&t->arena, "J%s-%03lld", t->self->node, (long long)n.plans + 1);
	return record_training_planned(t, id, .title = in->title, .giver = in->giver,
		.from = in->from, .to = in->to, .subjects = subjects, .minutes = in->minutes);
}

enum rc training_hold(struct txn *t, const struct training_session_add_body *in)
{
	struct row_training_count n;
	struct row_training_plan_row plan;
	const char *of = in->plan && in->plan[0] ? in->plan : NULL;
	if (date_parse(in->on) == DATE_NONE)
		return txn_refuse(t, REFUSAL_TRAINING_DATES, "日期应写成 2026-11-24");
	if (of) {
		TRY(load_training_plan_row(t, t->self->site, of, &plan));
		if (strcmp(in->on, plan.from_day) < 0 || strcmp(in->on, plan.to_day) > 0)
			return txn_refuse(t, REFUSAL_TRAINING_DATES,
				arena_printf(&t->arena, "计划期是 %s 至 %s", plan.from_day,
					plan.to_day));
	}
	TRY(load_training_count(t, t->self->site, &n));
	const char *id = arena_printf(
		&t->arena, "K%s-%04lld", t->self->node, (long long)n.sessions + 1);
	return record_training_held(t, id, .plan = of, .subject = in->subject, .title = in->title,
		.giver = in->giver, .teacher = in->teacher, .on = in->on, .minutes = in->minutes);
}

static enum rc open_session(struct txn *t, const char *id)
{
	struct row_training_session_row row;
	TRY(load_training_session_row(t, t->self->site, id, &row));
	return row.cancelled ? txn_refuse(t, REFUSAL_TRAINING_STATE, row.cancelled) : RC_OK;
}

enum rc training_attend(struct txn *t, const char *session, const struct training_attend_body *in)
{
	TRY(open_session(t, session));
	for (size_t i = 0; i < in->people_count; i++) {
		const struct training_presence_body *p = &in->people[i];
		struct row_staff_facts who;
		TRY(load_staff_facts(t, t->self->site, p->staff, &who));
		TRY(record_training_attended(t, session, .staff = who.id, .present = p->present,
			.mark = p->mark == BODY_NO_INT ? -1 : p->mark,
			.certificate = p->certificate && p->certificate[0] ? p->certificate
									   : NULL));
	}
	return RC_OK;
}

enum rc training_cancel(struct txn *t, const char *session, const char *reason)
{
	TRY(open_session(t, session));
	return record_training_cancelled(t, session, .reason = reason);
}

enum rc training_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *plans, *sessions;
	TRY(query_training_plans(t, t->self->site, &plans));
	TRY(query_training_sessions(t, t->self->site, &sessions));
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
	struct row_training_subjects *rows, of[TRAINING_SUBJECT_COUNT] = { 0 };
	size_t n;
	TRY(list_training_subjects(t, hall, from, to, &rows, &n));
	for (size_t i = 0; i < n; i++)
		of[rows[i].subject] = rows[i];
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "subjects");
	for (int s = TRAINING_SUBJECT_UNSET + 1; s < TRAINING_SUBJECT_COUNT; s++) {
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(t->doc, list);
		const char *word = training_subject_word((enum training_subject)s);
		yyjson_mut_obj_add_str(t->doc, one, "subject", word);
		yyjson_mut_obj_add_int(t->doc, one, "sessions", of[s].sessions);
		yyjson_mut_obj_add_int(t->doc, one, "people", of[s].people);
		yyjson_mut_obj_add_int(
			t->doc, one, "percent", people ? of[s].people * 100 / people : 0);
	}
	return RC_OK;
}

static void add_gap(struct txn *t, yyjson_mut_val *gaps, enum organisation_kind kind,
	const char *unit_name, const char *name)
{
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, gaps);
	yyjson_mut_obj_add_str(t->doc, v, "kind", organisation_kind_word(kind));
	yyjson_mut_obj_add_str(t->doc, v, "unit_name", unit_name);
	yyjson_mut_obj_add_str(t->doc, v, "name", name);
}

/* How many there are and how many were reached, of the township [0] and of its villages [1]. */
struct reach {
	int64_t people[2], covered[2];
	yyjson_mut_val *gaps;
};

static enum rc reach_of(struct txn *t, const char *hall, const char *name, const char *from,
	const char *to, struct reach *out)
{
	struct row_training_people *people;
	struct row_station_rows *stations;
	size_t n, m;
	TRY(list_training_people(t, hall, from, to, &people, &n));
	TRY(list_station_rows(t, hall, &stations, &m));
	*out = (struct reach){ .gaps = yyjson_mut_arr(t->doc) };
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
		out->people[p->village]++;
		out->covered[p->village] += reached;
		if (!reached)
			add_gap(t, out->gaps,
				p->village ? ORGANISATION_KIND_VILLAGE : ORGANISATION_KIND_TOWNSHIP,
				unit, p->name);
	}
	for (size_t k = 0; k < m; k++)
		if (!manned[k])
			add_gap(t, out->gaps, ORGANISATION_KIND_VILLAGE, stations[k].name, "");
	return RC_OK;
}

enum rc training_coverage(struct txn *t, const char *hall, const char *name, const char *from,
	const char *to, yyjson_mut_val **out)
{
	struct reach reach;
	if (!from[0] || !to[0])
		running_period(t, &from, &to);
	if (!in_order(from, to))
		return txn_refuse(t, REFUSAL_TRAINING_DATES, NULL);
	TRY(reach_of(t, hall, name, from, to, &reach));
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, v, "hall", hall);
	yyjson_mut_obj_add_str(t->doc, v, "name", name);
	yyjson_mut_obj_add_str(t->doc, v, "from", from);
	yyjson_mut_obj_add_str(t->doc, v, "to", to);
	yyjson_mut_obj_add_int(t->doc, v, "township_people", reach.people[0]);
	yyjson_mut_obj_add_int(t->doc, v, "township_covered", reach.covered[0]);
	yyjson_mut_obj_add_int(t->doc, v, "village_people", reach.people[1]);
	yyjson_mut_obj_add_int(t->doc, v, "village_covered", reach.covered[1]);
	TRY(add_subjects(t, v, hall, from, to, reach.people[0] + reach.people[1]));
	yyjson_mut_obj_add_val(t->doc, v, "gaps", reach.gaps);
	*out = v;
	return RC_OK;
}

enum rc training_of_halls(struct txn *t, const char *from, const char *to, yyjson_mut_val **out)
{
	struct row_training_halls *halls;
	size_t n;
	TRY(list_training_halls(t, &halls, &n));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "halls"), *one;
	for (size_t i = 0; i < n; i++) {
		TRY(training_coverage(t, halls[i].hall, halls[i].name, from, to, &one));
		yyjson_mut_arr_append(list, one);
	}
	return RC_OK;
}
