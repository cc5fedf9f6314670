/* What lies under all that is done with tickets: the row, its facts for the rules, the order in
 * which a hall calls. Estimates, closing words and the guide's desk know this much of a ticket and
 * no more. */
#ifndef HALL_TICKET_ROW_H
#define HALL_TICKET_ROW_H
#include "rules/queue/ticket.h"
#include "store/txn.h"
#include "ticket_sql.h"

NODISCARD enum rc ticket_load(
	struct txn *t, const char *id, struct row_ticket_row *row, struct ticket_facts *facts);
#define TICKET_RANK_STEP (1LL << 20) /* room between two places for those who come back */
struct ticket_order ticket_order(struct txn *t);
int64_t ticket_rank_behind(int64_t last); /* the next whole place */

#endif
