/* 办不成事反映 at the hall and, what was escalated, at the county. */
#include "api/handlers.h"
#include "base/json.h"
#include "base/person.h"
#include "hall/care/backstop.h"
#include "hall/casework/casefile.h"
#include "hall/queue/ticket.h"

enum rc api_backstop_report(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return backstop_report(t, request_body(r), reply);
}

enum rc api_slip_backstop(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	struct row_ticket_row ticket;
	enum rc rc = ticket_by_slip(t, json_text(body, "ticket_id"), json_text(body, "secret"), &ticket);
	return rc ? rc : backstop_report_by_slip(t, &ticket, body, reply);
}

enum rc api_backstop_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return backstop_list(t, request_query(r, "closed")[0] == '1', reply);
}

enum rc api_backstop_progress(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id = person_number(&t->arena, request_query(r, "id"));
	return backstop_progress(t, id, person_number(&t->arena, request_query(r, "code")), reply);
}

enum rc api_backstop_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_timeline(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	yyjson_mut_val *checked;
	enum rc rc = backstop_view(t, request_part(r, "id"), &checked);
	return rc ? rc : casefile_steps(t, request_part(r, "id"), reply);
}

static enum rc act(struct txn *t, struct request *r, enum backstop_verb verb, yyjson_mut_val **reply)
{
	enum rc rc = backstop_act(t, request_part(r, "id"), verb, request_body(r));
	return rc ? rc : backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_accept(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_ACCEPT, reply);
}

enum rc api_backstop_classify(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_CLASSIFY, reply);
}

enum rc api_backstop_assign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_ASSIGN, reply);
}

enum rc api_backstop_contact(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_CONTACT, reply);
}

enum rc api_backstop_resolve(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_RESOLVE, reply);
}

enum rc api_backstop_answer(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_ANSWER, reply);
}

enum rc api_backstop_check(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_CHECK, reply);
}

enum rc api_backstop_file(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_FILE, reply);
}

enum rc api_backstop_escalate(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_ESCALATE, reply);
}

enum rc api_backstop_correct(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, BACKSTOP_CORRECT, reply);
}

enum rc api_hub_backstop_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return backstop_upward(t, reply);
}

enum rc api_hub_backstop_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_hub_backstop_answer(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = backstop_county_answer(t, request_part(r, "id"), request_body(r));
	return rc ? rc : backstop_view(t, request_part(r, "id"), reply);
}
