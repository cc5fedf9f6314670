/* Scores, grades, and what everybody may see of his own. */
#include <string.h>
#include "api/handlers.h"
#include "bodies/people.h"
#include "hall/people/attendance.h"
#include "hall/people/leave.h"
#include "hall/people/score.h"
#include "hall/people/training.h"

enum rc api_score_month(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return score_month(t, request_query(r, "month"), reply);
}

enum rc api_score_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(score_close(t, request_part(r, "month")));
	return score_month(t, request_part(r, "month"), reply);
}

enum rc api_grade_year(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return grade_year(t, request_query(r, "year"), reply);
}

enum rc api_grade_confirm(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct grade_confirm_body in = read_grade_confirm(&t->arena, request_body(r));
	const char *year = request_part(r, "year");
	TRY(grade_confirm(t, year, request_part(r, "staff"), in.grade, in.reason));
	return grade_year(t, year, reply);
}

enum rc api_my_work(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_presence_on_duty duty;
	yyjson_mut_val *month, *leaves, *training, *scores;
	TRY(attendance_month(t, request_query(r, "month"), t->actor->id, &month));
	TRY(leave_list(t, t->actor->id, "", &leaves));
	TRY(query_training_of_staff(t, t->self->site, t->actor->id, &training));
	TRY(query_score_closed(t, t->self->site, "", t->actor->id, &scores));
	enum rc rc = load_presence_on_duty(t, t->self->site, t->actor->id, &duty);
	if (rc && rc != RC_NOTFOUND)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "attendance", month);
	yyjson_mut_obj_add_bool(
		t->doc, *reply, "on_duty", rc == RC_OK && !strncmp(duty.began, t->at, 10));
	yyjson_mut_obj_add_val(
		t->doc, *reply, "leaves", yyjson_mut_obj_remove_key(leaves, "leaves"));
	yyjson_mut_obj_add_val(t->doc, *reply, "training", training);
	yyjson_mut_obj_add_val(t->doc, *reply, "scores", scores);
	return RC_OK;
}
