/* The citizen's own view of a ticket, by the code on the slip. */
#include "hall/queue/slip.h"
#include "api/handlers.h"
#include "base/json.h"

enum rc api_slip_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return slip_view(t, request_query(r, "id"), request_query(r, "secret"), reply);
}

enum rc api_slip_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id = json_text(request_body(r), "ticket_id"),
		   *secret = json_text(request_body(r), "secret");
	TRY(slip_cancel(t, id, secret));
	return slip_view(t, id, secret, reply);
}
