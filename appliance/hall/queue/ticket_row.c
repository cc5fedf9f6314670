/* A ticket's row and what the queue's rules make of it. */
#include "hall/queue/ticket_row.h"
#include <string.h>
#include "hall/place/setting.h"

enum rc ticket_load(
	struct txn *t, const char *id, struct row_ticket_row *row, struct ticket_facts *facts)
{
	TRY(load_ticket_row(t, t->self->site, id, row));
	if (!row->state)
		return fault("ticket %s is in a state of another version", id);
	int64_t window = row->window_no == DB_NULL_INT ? 0 : row->window_no;
	bool later = strcmp(row->day, txn_today(t)) > 0;
	*facts = (struct ticket_facts){ row->state, window, later };
	return RC_OK;
}

struct ticket_order ticket_order(struct txn *t)
{
	int64_t normals = setting_int(t, SETTING_TICKET_NORMAL_PER_PRIORITY);
	return (struct ticket_order){ normals,
		setting_int(t, SETTING_TICKET_STARVED_MINUTES) * 60000 };
}

int64_t ticket_rank_behind(int64_t last)
{
	return (last / TICKET_RANK_STEP + 1) * TICKET_RANK_STEP;
}
