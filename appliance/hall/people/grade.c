/* The yearly proposal (年度考核等次建议) out of closed months; the director confirms or changes it with
 * his reason. */
#include <string.h>
#include "events.h"
#include "hall/people/score.h"
#include "hall/place/setting.h"

struct judged {
	struct row_score_year *rows;
	struct grade_person *people;
	size_t count;
	int64_t places, excellent;
};

static struct grade_rates rates_of(struct txn *t)
{
	return (struct grade_rates){
		.excellent = setting_int(t, SETTING_GRADE_EXCELLENT_FROM) * 10,
		.competent = setting_int(t, SETTING_GRADE_COMPETENT_FROM) * 10,
		.basic = setting_int(t, SETTING_GRADE_BASIC_FROM) * 10,
		.share = setting_int(t, SETTING_GRADE_EXCELLENT_SHARE),
	};
}

static enum rc judge(struct txn *t, const char *year, struct judged *out)
{
	struct row_score_year *rows;
	size_t n, with = 0;
	if (strlen(year) != 4 || strspn(year, "0123456789") != 4)
		return txn_refuse(t, REFUSAL_SHAPE, "年份应写成 2026");
	TRY(list_score_year(t, t->self->site, year, &rows, &n));
	struct grade_rates rates = rates_of(t);
	struct grade_person *people = arena_array(&t->arena, struct grade_person, n + 1);
	*out = (struct judged){ .rows = rows, .people = people, .count = n };
	for (size_t i = 0; i < n; i++) {
		const struct row_score_year *r = &rows[i];
		people[i] = (struct grade_person){
			.average = r->months ? (r->sum + r->months / 2) / r->months : 0,
			.months = r->months,
			.serious = r->serious > 0,
		};
		with += r->months > 0;
		out->excellent += r->grade == GRADE_EXCELLENT;
	}
	grade_propose(people, n, &rates);
	out->places = grade_places(with, rates.share);
	return RC_OK;
}

enum rc grade_year(struct txn *t, const char *year, yyjson_mut_val **out)
{
	struct judged j;
	yyjson_mut_doc *d = t->doc;
	year = year[0] ? year : arena_strndup(&t->arena, t->at, 4);
	TRY(judge(t, year, &j));
	*out = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, *out, "year", year);
	yyjson_mut_obj_add_int(d, *out, "places", j.places);
	yyjson_mut_obj_add_int(d, *out, "excellent", j.excellent);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "people");
	for (size_t i = 0; i < j.count; i++) {
		const struct row_score_year *r = &j.rows[i];
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "staff", r->id);
		yyjson_mut_obj_add_str(d, v, "name", r->name);
		yyjson_mut_obj_add_str(d, v, "post", r->post);
		yyjson_mut_obj_add_str(d, v, "employment", r->employment);
		yyjson_mut_obj_add_str(d, v, "employer", r->employer);
		yyjson_mut_obj_add_int(d, v, "average", j.people[i].average);
		yyjson_mut_obj_add_int(d, v, "months", j.people[i].months);
		yyjson_mut_obj_add_bool(d, v, "serious", j.people[i].serious);
		yyjson_mut_obj_add_str(d, v, "proposed", grade_word(j.people[i].proposed));
		yyjson_mut_obj_add_str(d, v, "grade", grade_word(r->grade));
		yyjson_mut_obj_add_str(d, v, "reason", r->reason);
		yyjson_mut_obj_add_str(d, v, "by", r->by_name);
		yyjson_mut_obj_add_str(d, v, "at", r->at);
	}
	return RC_OK;
}

enum rc grade_confirm(
	struct txn *t, const char *year, const char *staff, enum grade grade, const char *reason)
{
	struct judged j;
	size_t i = 0;
	TRY(judge(t, year, &j));
	while (i < j.count && strcmp(j.rows[i].id, staff))
		i++;
	if (i == j.count)
		return RC_NOTFOUND;
	const struct grade_person *person = &j.people[i];
	if (!person->months || grade == GRADE_NONE)
		return txn_refuse(t, REFUSAL_GRADE_EMPTY, j.rows[i].name);
	if (grade != person->proposed && !(reason && reason[0]))
		return txn_refuse(t, REFUSAL_GRADE_REASON,
			arena_printf(&t->arena, "建议等次是%s", grade_label(person->proposed)));
	bool was = j.rows[i].grade == GRADE_EXCELLENT;
	if (grade == GRADE_EXCELLENT && j.excellent - was + 1 > j.places)
		return txn_refuse(t, REFUSAL_GRADE_SHARE,
			arena_printf(&t->arena, "名额%lld个", (long long)j.places));
	return record_grade_confirmed(t, arena_printf(&t->arena, "%s/%s", year, staff),
		.year = year, .staff = staff, .average = person->average, .months = person->months,
		.proposed = person->proposed, .grade = grade, .reason = reason,
		.by = t->actor->name);
}
