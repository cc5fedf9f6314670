/* What is done with a ticket: load, decide, record; nothing else. */
#include "hall/queue/ticket.h"
#include <string.h>
#include "events.h"
#include "hall/place/category.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"

static enum rc own_window(struct txn *t, int64_t no, struct site_window *w)
{
	TRY(site_window(t, no, w));
	if (!w->row.clerk || strcmp(w->row.clerk, t->actor->id))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	return w->row.state == WINDOW_STATE_PAUSED ? txn_refuse(t, REFUSAL_WINDOW_PAUSED, NULL)
						   : RC_OK;
}

static bool draining(const struct site_window *w)
{
	return w->row.state == WINDOW_STATE_DRAINING;
}

/* A draining window calls nobody new, only who waits for it alone. */
static enum rc may_begin(struct txn *t, int64_t window, int64_t bound)
{
	struct site_window w;
	enum rc rc = site_window(t, window, &w);
	return rc || !draining(&w) || bound == window
		       ? rc
		       : txn_refuse(t, REFUSAL_WINDOW_DRAINING, w.sign);
}

/* Yesterday's tickets are the night's to close; but who is being served over midnight may be served
 * to his end. */
static bool may_still(struct txn *t, const struct row_ticket_row *row, enum ticket_verb verb)
{
	int order = strcmp(row->day, txn_today(t));
	return order == 0 || (order < 0 && verb == TICKET_FINISH);
}

/* A ticket, asked for by who sits at the window (0: by nobody at a window). */
static enum rc load_for(struct txn *t, const char *id, enum ticket_verb verb, int64_t window,
	struct row_ticket_row *row, struct ticket_facts *was)
{
	struct site_window w;
	enum rc rc = ticket_load(t, id, row, was);
	if (!rc && window)
		rc = own_window(t, window, &w);
	return rc || may_still(t, row, verb) ? rc
					     : txn_refuse(t, REFUSAL_TICKET_STATE, row->number);
}

/* A ticket bound to a window is that window's; when it has closed, any window of the zone may call
 * it, or it would wait for ever. A window that is draining ends its own and begins nothing. */
static bool may_call(const struct site_window *w, const struct site_window *all, size_t n,
	const char *zone, int64_t bound)
{
	if (bound == w->row.no)
		return true;
	if (!site_window_serves(w, zone) || draining(w))
		return false;
	if (bound == DB_NULL_INT)
		return true;
	for (size_t i = 0; i < n; i++)
		if (all[i].row.no == bound)
			return all[i].row.state == WINDOW_STATE_CLOSED;
	return true;
}

enum rc ticket_candidates(
	struct txn *t, const struct site_window *w, struct ticket_waiting **list, size_t *count)
{
	struct row_ticket_callable *rows;
	struct site_window *all;
	size_t n, m, mine = 0;
	TRY(list_ticket_callable(t, t->self->site, txn_today(t), &rows, &n));
	TRY(site_windows(t, &all, &m));
	struct ticket_waiting *waiting = arena_array(&t->arena, struct ticket_waiting, n + 1);
	for (size_t i = 0; i < n; i++)
		if (may_call(w, all, m, rows[i].zone, rows[i].bound_window))
			waiting[mine++] = (struct ticket_waiting){ rows[i].id,
				rows[i].priority != PRIORITY_NONE, rows[i].rank,
				t->now - clock_parse(rows[i].waits_since), rows[i].begun };
	*list = waiting;
	*count = mine;
	return RC_OK;
}

static enum rc due_at(struct txn *t, const struct site_window *w, const char **id)
{
	struct row_ticket_since_priority since;
	struct ticket_waiting *waiting;
	size_t n;
	TRY(ticket_candidates(t, w, &waiting, &n));
	TRY(load_ticket_since_priority(t, t->self->site, txn_today(t), w->row.zone, &since));
	int pick = ticket_next(waiting, n, since.normals, ticket_order(t));
	if (pick < 0)
		return txn_refuse(t, REFUSAL_QUEUE_EMPTY, NULL);
	*id = waiting[pick].id;
	return RC_OK;
}

/* One citizen at a window at a time; those on hold do not count. */
static enum rc window_is_free(struct txn *t, int64_t window, const char *except)
{
	struct row_ticket_at_window open;
	enum rc rc = load_ticket_at_window(t, t->self->site, txn_today(t), window, &open);
	if (rc == RC_NOTFOUND || (rc == RC_OK && except && !strcmp(open.id, except)))
		return RC_OK;
	return rc ? rc : txn_refuse(t, REFUSAL_TICKET_OPEN, NULL);
}

enum rc ticket_call_next(struct txn *t, int64_t window, const char **id)
{
	struct site_window w;
	enum rc rc = own_window(t, window, &w);
	if (!rc)
		rc = window_is_free(t, window, NULL);
	if (!rc)
		rc = due_at(t, &w, id);
	if (rc == RC_REFUSED && t->refusal == REFUSAL_QUEUE_EMPTY && draining(&w))
		return txn_refuse(t, REFUSAL_WINDOW_DRAINING, w.sign);
	return rc ? rc : ticket_act(t, *id, TICKET_CALL, window, NULL);
}

enum rc ticket_walk_up(struct txn *t, int64_t window, const char **id)
{
	struct site_window w;
	struct ticket_waiting *waiting;
	size_t n = 0;
	TRY(own_window(t, window, &w));
	TRY(window_is_free(t, window, NULL));
	if (draining(&w))
		return txn_refuse(t, REFUSAL_WINDOW_DRAINING, w.sign);
	TRY(ticket_candidates(t, &w, &waiting, &n));
	if (n)
		return txn_refuse(t, REFUSAL_WALK_UP_WAITING, NULL);
	struct ticket_wish wish = {
		.zone = w.row.zone, .priority = PRIORITY_NONE, .channel = TICKET_CHANNEL_WINDOW
	};
	TRY(ticket_take(t, &wish, id));
	TRY(ticket_confirm(t, *id, ISSUED_BY_DESK));
	TRY(ticket_act(t, *id, TICKET_CALL, window, NULL));
	return ticket_act(t, *id, TICKET_SERVE, window, NULL);
}

static enum rc requeue(struct txn *t, const struct row_ticket_row *row)
{
	struct row_ticket_waiting_in *rows;
	struct row_ticket_last_rank last;
	size_t n;
	int64_t places = setting_int(t, SETTING_TICKET_REQUEUE_PLACES);
	TRY(list_ticket_waiting_in(t, t->self->site, row->day, row->zone, places + 1, &rows, &n));
	TRY(load_ticket_last_rank(t, t->self->site, row->day, &last));
	int64_t *ranks = arena_array(&t->arena, int64_t, n + 1);
	for (size_t i = 0; i < n; i++)
		ranks[i] = rows[i].rank;
	int64_t rank = ticket_place_behind(ranks, n, (size_t)places, ticket_rank_behind(last.rank));
	return record_ticket_requeued(t, row->id, .rank = rank, .places = places);
}

/* At the desk. Who cancels with the slip has a function of his own. */
static enum cancelled_by cancelled_by(const struct txn *t)
{
	if (t->actor->roles & ROLE_CLERK)
		return CANCELLED_BY_CLERK;
	return t->actor->roles & ROLE_GUIDE ? CANCELLED_BY_GUIDE : CANCELLED_BY_CITIZEN;
}

static enum rc record(struct txn *t, const struct row_ticket_row *row, enum ticket_verb verb,
	int64_t window, const char *note)
{
	const char *id = row->id;
	switch (verb) {
	case TICKET_CALL:
	case TICKET_RECALL:
		return record_ticket_called(t, id, .window = window);
	case TICKET_SERVE:
		return record_ticket_serving(t, id, .window = window);
	case TICKET_HOLD:
		return record_ticket_held(t, id, .window = window, .note = note);
	case TICKET_RESUME:
		return record_ticket_resumed(t, id, .window = window);
	case TICKET_RETURN:
		return record_ticket_returned(t, id, .note = note);
	case TICKET_MISS:
		return record_ticket_missed(t, id, .by_rule = false);
	case TICKET_REQUEUE:
		return requeue(t, row);
	case TICKET_FINISH:
		return record_ticket_finished(t, id, 0);
	case TICKET_CANCEL:
		return record_ticket_cancelled(t, id, .by = cancelled_by(t), .note = note);
	case TICKET_CONFIRM: /* these four have functions of their own */
	case TICKET_TRANSFER:
	case TICKET_LAPSE:
	case TICKET_CLOSE:
	case TICKET_VERBS:
		break;
	}
	return fault("no such verb");
}

int64_t ticket_miss_ms(struct txn *t, const struct row_ticket_row *row)
{
	if (row->state != TICKET_STATE_CALLED)
		return 0;
	int64_t since = t->now - clock_parse(row->called_at);
	return ticket_too_soon_ms(since, setting_int(t, SETTING_TICKET_MISS_SECONDS));
}

static const char *too_soon(struct txn *t, const struct row_ticket_row *row)
{
	int64_t seconds = (ticket_miss_ms(t, row) + 999) / 1000;
	return arena_printf(&t->arena, "%s，还要等 %lld 秒", row->number, (long long)seconds);
}

enum rc ticket_act(
	struct txn *t, const char *id, enum ticket_verb verb, int64_t window, const char *note)
{
	struct row_ticket_row row;
	struct ticket_facts was;
	struct ticket_decision d;
	TRY(load_for(t, id, verb, window, &row, &was));
	enum refusal no = ticket_decide(&was, verb, window, &d);
	if (no)
		return txn_refuse(t, no, row.number);
	if (d.already)
		return RC_OK;
	if (was.state == TICKET_STATE_CALLED && d.is == TICKET_STATE_CALLED &&
		row.tries >= setting_int(t, SETTING_TICKET_RECALLS_MOST))
		return txn_refuse(t, REFUSAL_TICKET_CALLED_OUT, row.number);
	if (verb == TICKET_MISS && ticket_miss_ms(t, &row))
		return txn_refuse(t, REFUSAL_TICKET_MISS_EARLY, too_soon(t, &row));
	if (was.state == TICKET_STATE_WAITING && d.is == TICKET_STATE_CALLED)
		TRY(may_begin(t, window, row.bound_window));
	if (d.is == TICKET_STATE_CALLED || d.is == TICKET_STATE_SERVING)
		TRY(window_is_free(t, window, id));
	return record(t, &row, verb, window, note);
}

enum rc ticket_give_up(struct txn *t, const char *id)
{
	struct row_ticket_row row;
	struct ticket_facts was;
	struct ticket_decision d;
	TRY(ticket_load(t, id, &row, &was));
	enum refusal no = ticket_decide(&was, TICKET_CANCEL, 0, &d);
	if (no)
		return txn_refuse(t, no, row.number);
	return d.already ? RC_OK : record_ticket_cancelled(t, id, .by = CANCELLED_BY_CITIZEN);
}

enum rc ticket_undo(struct txn *t, const char *id, int64_t window)
{
	struct row_ticket_row row;
	struct ticket_facts was;
	TRY(load_for(t, id, TICKET_CALL, window, &row, &was));
	if (was.state == TICKET_STATE_CALLED && was.window != window)
		return txn_refuse(t, REFUSAL_TICKET_ELSEWHERE, row.number);
	if (!ticket_undo_ms(t, &row))
		return txn_refuse(t, REFUSAL_TICKET_UNDO_LATE, row.number);
	return record_ticket_undone(t, id, 0);
}

int64_t ticket_undo_ms(struct txn *t, const struct row_ticket_row *row)
{
	if (row->state != TICKET_STATE_CALLED || row->tries != 1)
		return 0; /* announced again: meant */
	int64_t left = clock_parse(row->called_at) +
		       setting_int(t, SETTING_TICKET_UNDO_SECONDS) * 1000 - t->now;
	return left > 0 ? left : 0;
}

enum rc ticket_transfer(
	struct txn *t, const char *id, int64_t window, const struct ticket_transfer_body *to)
{
	struct row_ticket_row row;
	struct site_window target = { 0 };
	struct ticket_facts was;
	struct ticket_decision d;
	struct category c;
	TRY(load_for(t, id, TICKET_TRANSFER, window, &row, &was));
	enum refusal no = ticket_decide(&was, TICKET_TRANSFER, window, &d);
	if (no)
		return txn_refuse(t, no, row.number);
	int64_t there = to->window == BODY_NO_INT ? 0 : to->window;
	if (!there && !to->zone && !(to->category && to->category[0]))
		return txn_refuse(t, REFUSAL_TRANSFER_WHERE, NULL);
	if (there)
		TRY(site_window(t, there, &target));
	TRY(category_choose(t, there ? target.row.zone : zone_word(to->zone),
		there ? NULL : to->category, NULL, &c));
	return record_ticket_transferred(t, id, .from = window, .zone = c.zone, .category = c.id,
		.window = there, .note = to->note);
}
