/* Conduct and training. */
#include "api/handlers.h"
#include "bodies/people.h"
#include "hall/people/conduct.h"
#include "hall/place/site.h"
#include "hall/people/training.h"

static enum rc conduct(struct txn *t, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc : conduct_list(t, reply);
}

enum rc api_conduct_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return conduct_list(t, reply);
}

enum rc api_discipline_record(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct discipline_record_body in = read_discipline_record(&t->arena, request_body(r));
	return conduct(t, discipline_record(t, &in), reply);
}

enum rc api_discipline_revoke(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct discipline_revoke_body in = read_discipline_revoke(&t->arena, request_body(r));
	return conduct(t, discipline_revoke(t, request_part(r, "id"), in.reason), reply);
}

enum rc api_commendation_give(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct commendation_give_body in = read_commendation_give(&t->arena, request_body(r));
	return conduct(t, commendation_give(t, &in), reply);
}

enum rc api_commendation_show(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct commendation_show_body in = read_commendation_show(&t->arena, request_body(r));
	return conduct(t, commendation_show(t, request_part(r, "id"), in.published), reply);
}

enum rc api_honour_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *all;
	TRY(query_commendation_public(t, t->self->site, &all));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "honours", all);
	return RC_OK;
}

static enum rc listed(struct txn *t, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc : training_list(t, reply);
}

enum rc api_training_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return training_list(t, reply);
}

enum rc api_training_plan(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct training_plan_add_body in = read_training_plan_add(&t->arena, request_body(r));
	return listed(t, training_plan(t, &in), reply);
}

enum rc api_training_hold(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct training_session_add_body in = read_training_session_add(&t->arena, request_body(r));
	return listed(t, training_hold(t, &in), reply);
}

enum rc api_training_attend(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct training_attend_body in = read_training_attend(&t->arena, request_body(r));
	return listed(t, training_attend(t, request_part(r, "id"), &in), reply);
}

enum rc api_training_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct training_cancel_body in = read_training_cancel(&t->arena, request_body(r));
	return listed(t, training_cancel(t, request_part(r, "id"), in.reason), reply);
}

enum rc api_training_coverage(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_site_row site;
	TRY(site_load(t, &site));
	return training_coverage(t, t->self->site, site.name, request_query(r, "from"),
		request_query(r, "to"), reply);
}

enum rc api_hub_training(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return training_of_halls(t, request_query(r, "from"), request_query(r, "to"), reply);
}
