/* 办不成事反映 at the hall and, what was escalated, at the county. */
#include "api/handlers.h"
#include "base/person.h"
#include "hall/care/backstop.h"
#include "hall/casework/casefile.h"
#include "hall/queue/ticket.h"

enum rc api_backstop_report(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_report_body in = read_backstop_report(&t->arena, request_body(r));
	return backstop_report(t, &in, reply);
}

enum rc api_slip_backstop(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct slip_backstop_body in = read_slip_backstop(&t->arena, request_body(r));
	struct row_ticket_row ticket;
	TRY(ticket_by_slip(t, in.ticket_id, in.secret, &ticket));
	return backstop_report_by_slip(t, &ticket, &in, reply);
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
	TRY(backstop_view(t, request_part(r, "id"), &checked));
	return casefile_steps(t, request_part(r, "id"), reply);
}

enum rc api_backstop_accept(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_note_body in = read_backstop_note(&t->arena, request_body(r));
	TRY(backstop_accept(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_classify(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_classify_body in = read_backstop_classify(&t->arena, request_body(r));
	TRY(backstop_classify(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_assign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_assign_body in = read_backstop_assign(&t->arena, request_body(r));
	TRY(backstop_assign(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_contact(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_text_body in = read_backstop_text(&t->arena, request_body(r));
	TRY(backstop_contact(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_resolve(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_resolve_body in = read_backstop_resolve(&t->arena, request_body(r));
	TRY(backstop_resolve(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_answer(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_text_body in = read_backstop_text(&t->arena, request_body(r));
	TRY(backstop_answer(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_check(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_check_body in = read_backstop_check(&t->arena, request_body(r));
	TRY(backstop_check(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_file(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(backstop_file(t, request_part(r, "id")));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_escalate(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_escalate_body in = read_backstop_escalate(&t->arena, request_body(r));
	TRY(backstop_escalate(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}

enum rc api_backstop_correct(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct backstop_text_body in = read_backstop_text(&t->arena, request_body(r));
	TRY(backstop_correct(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
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
	struct backstop_text_body in = read_backstop_text(&t->arena, request_body(r));
	TRY(backstop_county_answer(t, request_part(r, "id"), &in));
	return backstop_view(t, request_part(r, "id"), reply);
}
