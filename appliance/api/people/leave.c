/* Presence, attendance, leave. */
#include "api/handlers.h"
#include "bodies/people.h"
#include "hall/people/attendance.h"
#include "hall/people/leave.h"

enum rc api_presence_set(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	bool present = read_presence(&t->arena, request_body(r)).present;
	TRY(presence_set(t, present));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_bool(t->doc, *reply, "present", present);
	return RC_OK;
}

enum rc api_attendance_day(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return attendance_day(t, request_query(r, "day"), reply);
}

enum rc api_attendance_month(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return attendance_month(t, request_query(r, "month"), "", reply);
}

enum rc api_leave_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return leave_list(t, "", request_query(r, "state"), reply);
}

/* What the actor may see after his act: all of them for the director, his own otherwise. */
static enum rc listed(struct txn *t, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc
		  : leave_list(t, t->actor->roles & ROLE_DIRECTOR ? "" : t->actor->id, "", reply);
}

enum rc api_leave_ask(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct leave_ask_body in = read_leave_ask(&t->arena, request_body(r));
	return listed(t, leave_ask(t, &in), reply);
}

static enum rc act(struct txn *t, struct request *r, enum leave_verb verb, yyjson_mut_val **reply)
{
	struct leave_act_body in = read_leave_act(&t->arena, request_body(r));
	return listed(t, leave_act(t, request_part(r, "id"), verb, in.note), reply);
}

enum rc api_leave_approve(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, LEAVE_APPROVE, reply);
}

enum rc api_leave_refuse(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, LEAVE_REFUSE, reply);
}

enum rc api_leave_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, LEAVE_CANCEL, reply);
}

enum rc api_leave_back(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct leave_back_body in = read_leave_back(&t->arena, request_body(r));
	return listed(t, leave_back(t, request_part(r, "id"), &in), reply);
}
