/* What other handlers that hand out tickets share with the queue's. */
#ifndef API_QUEUE_H
#define API_QUEUE_H
#include "http/server.h"

/* A Ticket for who hands the slip out: with its QR, whose address is the one this request came
 * to. */
NODISCARD enum rc queue_slip_reply(
	struct txn *t, struct request *r, const char *id, yyjson_mut_val **reply);

#endif
