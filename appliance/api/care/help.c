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
	struct help_item_set_body in = read_help_item_set(&t->arena, request_body(r));
	TRY(help_item_set(t, request_part(r, "id"), &in));
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
	struct helper_set_body in = read_helper_set(&t->arena, request_body(r));
	TRY(helper_set(t, &in));
	return helper_list(t, reply);
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
	struct help_ask_body in = read_help_ask(&t->arena, request_body(r));
	const char *id;
	TRY(help_request(t, &in, &id));
	return help_view(t, id, reply);
}

enum rc api_help_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_timeline(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	yyjson_mut_val *checked;
	TRY(help_view(t, request_part(r, "id"), &checked));
	return casefile_steps(t, request_part(r, "id"), reply);
}

enum rc api_help_assign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_assign_body in = read_help_assign(&t->arena, request_body(r));
	TRY(help_assign(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_agree(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_agree_body in = read_help_agree(&t->arena, request_body(r));
	TRY(help_agree(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_take(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_take_body in = read_help_take(&t->arena, request_body(r));
	TRY(help_take(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_visit(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_text_body in = read_help_text(&t->arena, request_body(r));
	TRY(help_visit(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_hand_in(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_hand_in_body in = read_help_hand_in(&t->arena, request_body(r));
	TRY(help_hand_in(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_report(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_text_body in = read_help_text(&t->arena, request_body(r));
	TRY(help_report(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_return(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_return_body in = read_help_return(&t->arena, request_body(r));
	TRY(help_return(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(help_close(t, request_part(r, "id")));
	return help_view(t, request_part(r, "id"), reply);
}

enum rc api_help_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct help_text_body in = read_help_text(&t->arena, request_body(r));
	TRY(help_cancel(t, request_part(r, "id"), &in));
	return help_view(t, request_part(r, "id"), reply);
}
