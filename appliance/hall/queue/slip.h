/* What the holder of a slip sees and may do, without signing in: hall/queue/ticket.h
 * ticket_by_slip() proves that it is his. */
#ifndef HALL_SLIP_H
#define HALL_SLIP_H
#include "hall/queue/ticket.h"

/* id: a ticket's id, or a number of today, as people type it; small letters and spaces in either
 * are forgiven. REFUSAL_SLIP_WRONG. */
NODISCARD enum rc slip_find(
	struct txn *t, const char *id, const char *secret, struct row_ticket_row *row);
/* shape Slip */
NODISCARD enum rc slip_view(
	struct txn *t, const char *id, const char *secret, yyjson_mut_val **out);
/* The citizen gives up his place. RC_OK when he did already. REFUSAL_TICKET_STATE while he is being
 * served. */
NODISCARD enum rc slip_cancel(struct txn *t, const char *id, const char *secret);

#endif
