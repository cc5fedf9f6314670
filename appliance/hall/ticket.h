/* Tickets and the queue. Numbers are labels that begin anew each civil day in each zone; ids are unique for ever. */
#ifndef HALL_TICKET_H
#define HALL_TICKET_H
#include "rules/ticket.h"
#include "store/txn.h"
#include "ticket_sql.h"

/* zone and priority are words of their sets; items: ids or NULL. *id is in the arena. */
NODISCARD enum rc ticket_take(struct txn *t, const char *zone, const char *priority, const yyjson_val *items, const char **id);
/* Calls whoever is due at this window by rules/ticket.h. REFUSAL_QUEUE_EMPTY, REFUSAL_TICKET_OPEN. */
NODISCARD enum rc ticket_call_next(struct txn *t, int64_t window, const char **id);
/* One verb on one ticket by the clerk at `window` (0: the guide's desk). */
NODISCARD enum rc ticket_act(struct txn *t, const char *id, enum ticket_verb verb, int64_t window, const char *note);
NODISCARD enum rc ticket_view(struct txn *t, const char *id, yyjson_mut_val **out);              /* shape Ticket without its cases */
NODISCARD enum rc ticket_queue(struct txn *t, int64_t window, yyjson_mut_val **out);            /* shape Queue */
NODISCARD enum rc ticket_kiosk(struct txn *t, yyjson_mut_val **out);                            /* shape Kiosk */
NODISCARD enum rc ticket_board(struct txn *t, yyjson_mut_val **out);                            /* shape Board */
const char *ticket_today(struct txn *t);

#endif
