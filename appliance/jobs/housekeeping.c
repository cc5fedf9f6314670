/* Once a minute. */
#include "jobs/housekeeping.h"
#include "base/clock.h"
#include "base/log.h"
#include "hall/booking/appointment.h"
#include "hall/care/backstop.h"
#include "hall/casework/casefile.h"
#include "hall/supervision/escalation.h"
#include "hall/care/order.h"
#include "hall/people/score.h"
#include "hall/supervision/setup.h"
#include "hall/queue/site_window.h"
#include "hall/queue/ticket.h"
#include "hall/queue/tide.h"
#include "http/upload.h"
#include "http/server.h"
#include "hall/people/session.h"

#define EVERY_MS 60000

/* What a hall looks at, in this order. */
static enum rc (*const hall_work[])(struct txn *t) = {
	casefile_deem_accepted,
	ticket_tick,
	appointment_tick,
	order_escalate,
	backstop_escalate_overdue,
	escalation_red_cards,
	score_close_due,
	setup_watch,
	site_drain,
	tide_watch,
};

static enum rc forget(struct txn *t)
{
	enum rc rc = session_expire(t);
	return rc ? rc : request_forget_replies(t);
}

/* Each in a unit of its own: what one cannot do must not keep the others from their work. */
static void in_unit(
	struct db *db, const struct node_self *self, enum rc (*work)(struct txn *t), bool *more)
{
	static const struct actor system = { .id = "system", .name = "系统" };
	struct txn t = { 0 };
	enum rc rc = txn_begin(&t, db, self, &system);
	if (!rc)
		rc = txn_end(&t, work(&t));
	if (rc == RC_FAULT)
		log_error("housekeeping", "%s", fault_text());
	else if (rc == RC_REFUSED)
		log_warning("housekeeping", "%s %s", refusal_row(t.refusal)->code,
			t.detail ? t.detail : "");
	*more |= !rc && t.more;
	fault_clear();
	txn_release(&t);
}

void housekeeping_tick(struct db *db, const struct node_self *self, int64_t *done)
{
	if (*done && clock_steady() - *done < EVERY_MS)
		return;
	bool more = false;
	in_unit(db, self, forget, &more);
	in_unit(db, self, upload_expire, &more);
	for (size_t i = 0; !self->hub && i < sizeof hall_work / sizeof *hall_work; i++)
		in_unit(db, self, hall_work[i], &more);
	*done = more ? 0 : clock_steady();
}
