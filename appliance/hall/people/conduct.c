/* Discipline and commendation: load, decide, record. */
#include "hall/people/conduct.h"
#include <string.h>
#include "base/json.h"
#include "events.h"
#include "hall/place/setting.h"
#include "hall/people/staff.h"

static enum rc whom_and_when(struct txn *t, const yyjson_val *body)
{
	struct row_staff_facts who;
	enum rc rc = load_staff_facts(t, t->self->site, json_text(body, "staff"), &who);
	if (!rc)
		rc = staff_date(t, json_text(body, "on"), "日期");
	if (!rc && strcmp(json_text(body, "on"), txn_today(t)) > 0)
		return txn_refuse(t, REFUSAL_SHAPE, "日期还没有到");
	return rc;
}

static int64_t points_of(struct txn *t, const char *measure)
{
	if (!strcmp(measure, "serious"))
		return setting_int(t, SETTING_DISCIPLINE_POINTS_SERIOUS);
	return setting_int(t, !strcmp(measure, "criticism") ? SETTING_DISCIPLINE_POINTS_CRITICISM
							    : SETTING_DISCIPLINE_POINTS_REMINDER);
}

enum rc discipline_record(struct txn *t, const yyjson_val *body)
{
	struct row_conduct_count n;
	enum rc rc = whom_and_when(t, body);
	if (!rc)
		rc = load_conduct_count(t, t->self->site, &n);
	if (rc)
		return rc;
	const char *measure = json_text(body, "measure"),
		   *id = arena_printf(
			   &t->arena, "X%s-%04lld", t->self->node, (long long)n.disciplines + 1);
	return event_discipline_recorded(t, NULL, id,
		&(struct event_discipline_recorded){ .staff = json_text(body, "staff"),
			.kind = json_text(body, "kind"),
			.measure = measure,
			.on = json_text(body, "on"),
			.text = json_text(body, "text"),
			.points = points_of(t, measure),
			.by = t->actor->name });
}

enum rc discipline_revoke(struct txn *t, const char *id, const char *reason)
{
	struct row_discipline_row row;
	enum rc rc = load_discipline_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	if (row.revoked)
		return txn_refuse(t, REFUSAL_DISCIPLINE_STATE, row.revoked);
	return event_discipline_revoked(t, NULL, id,
		&(struct event_discipline_revoked){ .reason = reason, .by = t->actor->name });
}

enum rc commendation_give(struct txn *t, const yyjson_val *body)
{
	struct row_conduct_count n;
	enum rc rc = whom_and_when(t, body);
	if (!rc)
		rc = load_conduct_count(t, t->self->site, &n);
	if (rc)
		return rc;
	const char *id = arena_printf(
		&t->arena, "H%s-%04lld", t->self->node, (long long)n.commendations + 1);
	return event_commendation_given(t, NULL, id,
		&(struct event_commendation_given){ .staff = json_text(body, "staff"),
			.kind = json_text(body, "kind"),
			.title = json_text(body, "title"),
			.on = json_text(body, "on"),
			.text = json_text(body, "text"),
			.points = setting_int(t, SETTING_COMMENDATION_POINTS),
			.published = json_flag(body, "published"),
			.by = t->actor->name });
}

enum rc commendation_show(struct txn *t, const char *id, bool published)
{
	struct row_commendation_row row;
	enum rc rc = load_commendation_row(t, t->self->site, id, &row);
	return rc ? rc
		  : event_commendation_shown(t, NULL, id,
			    &(struct event_commendation_shown){ .published = published });
}

enum rc conduct_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *disciplines, *commendations;
	enum rc rc = query_discipline_list(t, t->self->site, "", &disciplines);
	if (!rc)
		rc = query_commendation_list(t, t->self->site, "", &commendations);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "disciplines", disciplines);
	yyjson_mut_obj_add_val(t->doc, *out, "commendations", commendations);
	return RC_OK;
}
