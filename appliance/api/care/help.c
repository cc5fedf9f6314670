/* 帮办代办. */
#include "api/handlers.h"
#include "hall/casework/casefile.h"
#include "hall/care/help.h"

enum rc api_help_item_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return help_items(t, reply);
}

enum rc api_help_item_set(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = help_item_set(t, request_part(r, "id"), request_body(r));
	if (rc)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_bool(t->doc, *reply, "done", true);
	return RC_OK;
}

enum rc api_helper_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return helper_list(t, reply);
}

enum rc api_helper_set(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = helper_set(t, request_body(r));
	return rc ? rc : helper_list(t, reply);
}

enum rc api_help_papers_open(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return help_papers_open(t, reply);
}

enum rc api_help_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return help_list(t, request_query(r, "closed")[0] == '1', reply);
}

enum rc api_help_request(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id;
	enum rc rc = help_request(t, request_body(r), &id);
	return rc ? rc : help_view(t, id, reply);
}

enum rc api_help_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_timeline(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	yyjson_mut_val *checked;
	enum rc rc = help_view(t, request_part(r, "id"), &checked);
	return rc ? rc : casefile_steps(t, request_part(r, "id"), reply);
}

static enum rc act(struct txn *t, struct request *r, enum help_verb verb, yyjson_mut_val **reply)
{
	enum rc rc = help_act(t, request_part(r, "id"), verb, request_body(r));
	return rc ? rc : help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_assign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_ASSIGN, reply);
}

enum rc api_help_agree(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_AGREE, reply);
}

enum rc api_help_take(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_TAKE, reply);
}

enum rc api_help_visit(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_VISIT, reply);
}

enum rc api_help_hand_in(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_HAND_IN, reply);
}

enum rc api_help_report(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_REPORT, reply);
}

enum rc api_help_return(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_RETURN, reply);
}

enum rc api_help_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_CLOSE, reply);
}

enum rc api_help_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, HELP_CANCEL, reply);
}
