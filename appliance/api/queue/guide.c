/* The guidance desk. */
#include "hall/queue/guide.h"
#include "api/handlers.h"
#include "hall/queue/ticket.h"

enum rc api_ticket_precheck(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct precheck_give_body in = read_precheck_give(&t->arena, request_body(r));
	TRY(guide_precheck(t, request_part(r, "id"), &in));
	return ticket_view(t, request_part(r, "id"), reply);
}

enum rc api_guide_log_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct guide_log_add_body in = read_guide_log_add(&t->arena, request_body(r));
	TRY(guide_log(t, &in));
	return guide_log_view(t, "", reply);
}

enum rc api_guide_log_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return guide_log_view(t, request_query(r, "day"), reply);
}
