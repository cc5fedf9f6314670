/* What time does to tickets. Called about once a minute; nothing here needs anybody at a screen. */
#include "hall/queue/ticket.h"
#include <string.h>
#include "events.h"
#include "hall/place/setting.h"

/* What one turn takes on: the rest waits for the next, so that nobody at a desk waits for it. */
#define TICKET_SHARE 200

/* Nobody confirmed that the number came out. */
static enum rc lapse(struct txn *t)
{
	char before[CLOCK_TEXT];
	struct row_ticket_unconfirmed *rows;
	size_t n;
	clock_text(t->now - setting_int(t, SETTING_TICKET_CONFIRM_MINUTES) * 60000, before);
	enum rc rc = list_ticket_unconfirmed(t, t->self->site, before, TICKET_SHARE, &rows, &n);
	t->more |= !rc && n == TICKET_SHARE;
	for (size_t i = 0; !rc && i < n; i++)
		rc = record_ticket_lapsed(t, rows[i].id, 0);
	return rc;
}

static enum rc miss_unanswered(struct txn *t)
{
	struct row_ticket_called_now *rows;
	size_t n;
	struct ticket_patience patience = { setting_int(t, SETTING_TICKET_RECALLS_BEFORE_MISS),
		setting_int(t, SETTING_TICKET_CALLED_MINUTES),
		setting_int(t, SETTING_TICKET_CALLED_MOST_MINUTES) };
	TRY(list_ticket_called_now(t, t->self->site, txn_today(t), &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (ticket_unanswered(
			    rows[i].tries, t->now - clock_parse(rows[i].called_at), patience))
			TRY(record_ticket_missed(t, rows[i].id, .by_rule = true));
	return RC_OK;
}

/* The civil day ended: what was left open ends with it, on record. Numbers begin anew by
 * themselves, for they are counted by day. */
static enum rc close_day(struct txn *t)
{
	struct row_ticket_left_open *rows;
	size_t n;
	enum rc rc = list_ticket_left_open(t, t->self->site, txn_today(t), TICKET_SHARE, &rows, &n);
	t->more |= !rc && n == TICKET_SHARE;
	for (size_t i = 0; !rc && i < n; i++) {
		struct ticket_decision d;
		struct ticket_facts was = { rows[i].state, 0, false };
		if (!ticket_decide(&was, TICKET_CLOSE, 0, &d) && !d.already)
			rc = record_ticket_day_closed(
				t, rows[i].id, .was = rows[i].state, .state = d.is);
	}
	return rc;
}

enum rc ticket_tick(struct txn *t)
{
	TRY(close_day(t));
	TRY(lapse(t));
	return miss_unanswered(t);
}
