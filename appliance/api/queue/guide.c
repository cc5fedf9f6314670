/* The guidance desk. */
#include "hall/queue/guide.h"
#include "api/handlers.h"
#include "base/json.h"
#include "hall/queue/ticket.h"

enum rc api_ticket_precheck(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = guide_precheck(t, request_part(r, "id"), request_body(r));
	return rc ? rc : ticket_view(t, request_part(r, "id"), reply);
}

enum rc api_guide_log_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	enum rc rc = guide_log(
		t, json_text(body, "kind"), json_text(body, "item_id"), json_text(body, "text"));
	return rc ? rc : guide_log_view(t, "", reply);
}

enum rc api_guide_log_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return guide_log_view(t, request_query(r, "day"), reply);
}
