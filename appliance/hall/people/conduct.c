/* Discipline and commendation: load, decide, record. */
#include "hall/people/conduct.h"
#include <assert.h>
#include <string.h>
#include "bodies/people.h"
#include "events.h"
#include "hall/place/setting.h"
#include "hall/people/staff.h"

static enum rc whom_and_when(struct txn *t, const char *staff, const char *on)
{
	struct row_staff_facts who;
	TRY(load_staff_facts(t, t->self->site, staff, &who));
	TRY(staff_date(t, on, "日期"));
	if (strcmp(on, txn_today(t)) > 0)
		return txn_refuse(t, REFUSAL_SHAPE, "日期还没有到");
	return RC_OK;
}

static int64_t points_of(struct txn *t, enum discipline_measure measure)
{
	static const enum setting points[DISCIPLINE_MEASURE_COUNT] = {
		[DISCIPLINE_MEASURE_REMINDER] = SETTING_DISCIPLINE_POINTS_REMINDER,
		[DISCIPLINE_MEASURE_CRITICISM] = SETTING_DISCIPLINE_POINTS_CRITICISM,
		[DISCIPLINE_MEASURE_SERIOUS] = SETTING_DISCIPLINE_POINTS_SERIOUS,
	};
	assert(measure > DISCIPLINE_MEASURE_UNSET && measure < DISCIPLINE_MEASURE_COUNT);
	return setting_int(t, points[measure]);
}

enum rc discipline_record(struct txn *t, const struct discipline_record_body *in)
{
	struct row_conduct_count n;
	TRY(whom_and_when(t, in->staff, in->on));
	TRY(load_conduct_count(t, t->self->site, &n));
	const char *id = arena_printf(
		&t->arena, "X%s-%04lld", t->self->node, (long long)n.disciplines + 1);
	return record_discipline_recorded(t, id, .staff = in->staff, .kind = in->kind,
		.measure = in->measure, .on = in->on, .text = in->text,
		.points = points_of(t, in->measure), .by = t->actor->name);
}

enum rc discipline_revoke(struct txn *t, const char *id, const char *reason)
{
	struct row_discipline_row row;
	TRY(load_discipline_row(t, t->self->site, id, &row));
	if (row.revoked)
		return txn_refuse(t, REFUSAL_DISCIPLINE_STATE, row.revoked);
	return record_discipline_revoked(t, id, .reason = reason, .by = t->actor->name);
}

enum rc commendation_give(struct txn *t, const struct commendation_give_body *in)
{
	struct row_conduct_count n;
	TRY(whom_and_when(t, in->staff, in->on));
	TRY(load_conduct_count(t, t->self->site, &n));
	const char *id = arena_printf(
		&t->arena, "H%s-%04lld", t->self->node, (long long)n.commendations + 1);
	return record_commendation_given(t, id, .staff = in->staff, .kind = in->kind,
		.title = in->title, .on = in->on, .text = in->text,
		.points = setting_int(t, SETTING_COMMENDATION_POINTS), .published = in->published,
		.by = t->actor->name);
}

enum rc commendation_show(struct txn *t, const char *id, bool published)
{
	struct row_commendation_row row;
	TRY(load_commendation_row(t, t->self->site, id, &row));
	return record_commendation_shown(t, id, .published = published);
}

enum rc conduct_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *disciplines, *commendations;
	TRY(query_discipline_list(t, t->self->site, "", &disciplines));
	TRY(query_commendation_list(t, t->self->site, "", &commendations));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "disciplines", disciplines);
	yyjson_mut_obj_add_val(t->doc, *out, "commendations", commendations);
	return RC_OK;
}
