/* The citizen's own view of a ticket, by the code on the slip. */
#include "hall/queue/slip.h"
#include "api/handlers.h"
#include "bodies/queue.h"

enum rc api_slip_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return slip_view(t, request_query(r, "id"), request_query(r, "secret"), reply);
}

enum rc api_slip_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct slip_cancel_body in = read_slip_cancel(&t->arena, request_body(r));
	TRY(slip_cancel(t, in.ticket_id, in.secret));
	return slip_view(t, in.ticket_id, in.secret, reply);
}
