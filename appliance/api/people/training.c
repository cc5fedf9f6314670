/* Conduct and training. */
#include "api/handlers.h"
#include "base/json.h"
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
	return conduct(t, discipline_record(t, request_body(r)), reply);
}

enum rc api_discipline_revoke(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return conduct(t,
		discipline_revoke(t, request_part(r, "id"), json_text(request_body(r), "reason")),
		reply);
}

enum rc api_commendation_give(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return conduct(t, commendation_give(t, request_body(r)), reply);
}

enum rc api_commendation_show(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return conduct(t,
		commendation_show(
			t, request_part(r, "id"), json_flag(request_body(r), "published")),
		reply);
}

enum rc api_honour_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *all;
	enum rc rc = query_commendation_public(t, t->self->site, &all);
	if (rc)
		return rc;
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
	return listed(t, training_plan(t, request_body(r)), reply);
}

enum rc api_training_hold(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return listed(t, training_hold(t, request_body(r)), reply);
}

enum rc api_training_attend(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return listed(t, training_attend(t, request_part(r, "id"), request_body(r)), reply);
}

enum rc api_training_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return listed(t,
		training_cancel(t, request_part(r, "id"), json_text(request_body(r), "reason")),
		reply);
}

enum rc api_training_coverage(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_site_row site;
	enum rc rc = site_load(t, &site);
	return rc ? rc
		  : training_coverage(t, t->self->site, site.name, request_query(r, "from"),
			    request_query(r, "to"), reply);
}

enum rc api_hub_training(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return training_of_halls(t, request_query(r, "from"), request_query(r, "to"), reply);
}
