/* Ratings and the work orders of negative ones. */
#include "api/handlers.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/person.h"
#include "hall/casework/casefile.h"
#include "hall/care/order.h"
#include "hall/care/rating.h"
#include "hall/queue/ticket.h"
#include "hub/options.h"

#define EXPORT_LIMIT (16u << 20)

static enum rc receipt(struct txn *t, enum rc rc, const char *code, yyjson_mut_val **reply)
{
	if (rc)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_bool(t->doc, *reply, "done", true);
	yyjson_mut_obj_add_strcpy(t->doc, *reply, "answer_code", code);
	return RC_OK;
}

enum rc api_rating_current(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return rating_current(t, t->actor->window, reply);
}

enum rc api_rating_give(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *code = NULL;
	struct rating_give_body in = read_rating_give(&t->arena, request_body(r));
	enum rc rc = rating_give(t, t->actor->window, &in, &code);
	return receipt(t, rc, code, reply);
}

enum rc api_rating_options(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return rating_options(t, reply);
}

enum rc api_slip_rating_state(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_ticket_row ticket;
	const char *secret = person_number(&t->arena, request_query(r, "secret"));
	const char *code = person_number(&t->arena, request_query(r, "code"));
	TRY(ticket_by_slip(t, request_query(r, "id"), secret, &ticket));
	return rating_slip_state(t, &ticket, code, reply);
}

enum rc api_slip_rating(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct slip_rating_body in = read_slip_rating(&t->arena, request_body(r));
	struct row_ticket_row ticket;
	const char *code = NULL;
	TRY(ticket_by_slip(t, in.ticket_id, in.secret, &ticket));
	enum rc rc = rating_give_by_slip(t, &ticket, &in, &code);
	return receipt(t, rc, code, reply);
}

enum rc api_rating_paper(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct paper_rating_body in = read_paper_rating(&t->arena, request_body(r));
	const char *code = NULL;
	enum rc rc = rating_give_on_paper(t, &in, &code);
	return receipt(t, rc, code, reply);
}

enum rc api_rating_summary(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return rating_summary(t, reply);
}

enum rc api_rating_own(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return rating_own(t, reply);
}

enum rc api_rating_export(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct buf b CLEANUP(buf_release);
	(void)reply;
	buf_init(&b, EXPORT_LIMIT);
	enum rc rc = rating_export(
		t, request_query(r, "scale"), request_query(r, "from"), request_query(r, "to"), &b);
	if (!rc)
		request_reply_text(r, "text/csv; charset=utf-8", b.data);
	return rc;
}

enum rc api_hub_options_set(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(options_set(t, request_body(r)));
	return options_view(t, reply);
}

enum rc api_hub_options_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return options_view(t, reply);
}

enum rc api_order_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return order_list(t, request_query(r, "closed")[0] == '1', reply);
}

enum rc api_order_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return order_view(t, request_part(r, "id"), reply);
}

enum rc api_order_timeline(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	yyjson_mut_val
		*checked; /* the order is looked at first: it may be about a service of who asks */
	TRY(order_view(t, request_part(r, "id"), &checked));
	return casefile_steps(t, request_part(r, "id"), reply);
}

enum rc api_order_verify(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct order_verify_body in = read_order_verify(&t->arena, request_body(r));
	TRY(order_verify(t, request_part(r, "id"), &in));
	return order_view(t, request_part(r, "id"), reply);
}

enum rc api_order_act(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct order_act_body in = read_order_act(&t->arena, request_body(r));
	TRY(order_act(t, request_part(r, "id"), &in));
	return order_view(t, request_part(r, "id"), reply);
}

enum rc api_order_reply(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct order_reply_body in = read_order_reply(&t->arena, request_body(r));
	TRY(order_reply(t, request_part(r, "id"), &in));
	return order_view(t, request_part(r, "id"), reply);
}

enum rc api_order_revisit(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct order_revisit_body in = read_order_revisit(&t->arena, request_body(r));
	TRY(order_revisit(t, request_part(r, "id"), &in));
	return order_view(t, request_part(r, "id"), reply);
}

enum rc api_order_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct order_close_body in = read_order_close(&t->arena, request_body(r));
	TRY(order_close(t, request_part(r, "id"), &in));
	return order_view(t, request_part(r, "id"), reply);
}
