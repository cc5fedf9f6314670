/* Kiosk, windows and tickets. */
#include <stdlib.h>
#include "api/handlers.h"
#include "api/queue/queue.h"
#include "bodies/queue.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "hall/place/site.h"
#include "hall/queue/site_window.h"
#include "hall/queue/next_day.h"
#include "hall/queue/ticket.h"

static int64_t window_part(const struct request *r)
{
	return strtoll(request_part(r, "no"), NULL, 10);
}

static enum rc ticket_reply(struct txn *t, const char *id, yyjson_mut_val **reply)
{
	yyjson_mut_val *cases;
	enum rc rc = ticket_view(t, id, reply);
	if (!rc)
		rc = casefile_of_ticket(t, id, &cases);
	if (!rc) {
		yyjson_mut_obj_remove_key(*reply, "cases");
		yyjson_mut_obj_add_val(t->doc, *reply, "cases", cases);
	}
	return rc;
}

enum rc api_kiosk_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return ticket_kiosk(t, reply);
}

enum rc queue_slip_reply(struct txn *t, struct request *r, const char *id, yyjson_mut_val **reply)
{
	TRY(ticket_reply(t, id, reply));
	return ticket_slip(t, id, request_origin(r, &t->arena), *reply);
}

enum rc api_ticket_take(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct ticket_take_body in = read_ticket_take(&t->arena, request_body(r));
	const char *id;
	struct ticket_wish wish = {
		.zone = zone_word(in.zone),
		.category = in.category,
		.window = in.window == BODY_NO_INT ? 0 : in.window,
		.priority = in.priority,
		.items = in.items,
		.item_count = in.items_count,
		.note = in.note,
		.channel = t->actor->roles & ROLE_KIOSK ? TICKET_CHANNEL_KIOSK
							: TICKET_CHANNEL_GUIDE,
	};
	TRY(in.day == TICKET_DAY_NEXT ? next_day_take(t, &wish, &id)
				      : next_day_take_today(t, &wish, &id));
	return queue_slip_reply(t, r, id, reply);
}

enum rc api_ticket_check_in(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct ticket_check_in_body in = read_ticket_check_in(&t->arena, request_body(r));
	const char *id = in.ticket;
	TRY(next_day_check_in(t, &id, in.number, in.code));
	return queue_slip_reply(t, r, id, reply);
}

enum rc api_ticket_confirm(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const struct ticket_confirm_body in = read_ticket_confirm(&t->arena, request_body(r));
	TRY(ticket_confirm(t, request_part(r, "id"), in.by));
	return queue_slip_reply(t, r, request_part(r, "id"), reply);
}

enum rc api_ticket_reprint(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(ticket_reprint(t, request_part(r, "id")));
	return queue_slip_reply(t, r, request_part(r, "id"), reply);
}

enum rc api_ticket_walk_up(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id;
	TRY(ticket_walk_up(t, window_part(r), &id));
	return ticket_reply(t, id, reply);
}

enum rc api_ticket_call_next(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id;
	TRY(ticket_call_next(t, window_part(r), &id));
	return ticket_reply(t, id, reply);
}

enum rc api_queue_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return ticket_queue(t, strtoll(request_query(r, "window"), NULL, 10), reply);
}

enum rc api_ticket_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return ticket_reply(t, request_part(r, "id"), reply);
}

/* The window is the one the clerk signed on at; the body may only repeat it. The guide has none. */
static enum rc said_window(struct txn *t, const struct ticket_act_body *in, bool needed)
{
	int64_t said = in->window == BODY_NO_INT ? 0 : in->window;
	bool wrong = (said && said != t->actor->window) || (needed && !t->actor->window);
	return wrong ? txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL) : RC_OK;
}

static enum rc verb_act(struct txn *t, const char *id, enum ticket_verb verb, const char *note)
{
	bool ends = verb == TICKET_FINISH || verb == TICKET_CANCEL;
	return (ends ? casefile_end_ticket : ticket_act)(t, id, verb, t->actor->window, note);
}

static enum rc act(struct txn *t, struct request *r, enum ticket_verb verb, bool at_window,
	yyjson_mut_val **reply)
{
	/* only the guide's desk acts without a window: a clerk must not reach over to another's
	 * citizen */
	struct ticket_act_body in = read_ticket_act(&t->arena, request_body(r));
	TRY(said_window(t, &in, at_window || !(t->actor->roles & ROLE_GUIDE)));
	TRY(verb_act(t, request_part(r, "id"), verb, in.note));
	TRY(site_drain(t));
	return ticket_reply(t, request_part(r, "id"), reply);
}

enum rc api_ticket_call(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_CALL, true, reply);
}

enum rc api_ticket_serve(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_SERVE, true, reply);
}

enum rc api_ticket_hold(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_HOLD, true, reply);
}

enum rc api_ticket_resume(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_RESUME, true, reply);
}

enum rc api_ticket_return(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_RETURN, false, reply);
}

enum rc api_ticket_miss(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_MISS, false, reply);
}

enum rc api_ticket_requeue(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_REQUEUE, false, reply);
}

enum rc api_ticket_finish(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_FINISH, true, reply);
}

enum rc api_ticket_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_CANCEL, false, reply);
}

enum rc api_ticket_undo(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct ticket_act_body in = read_ticket_act(&t->arena, request_body(r));
	TRY(said_window(t, &in, true));
	TRY(ticket_undo(t, request_part(r, "id"), t->actor->window));
	return ticket_reply(t, request_part(r, "id"), reply);
}

enum rc api_ticket_transfer(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct ticket_transfer_body in = read_ticket_transfer(&t->arena, request_body(r));
	if (!t->actor->window && !(t->actor->roles & ROLE_GUIDE))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	TRY(ticket_transfer(t, request_part(r, "id"), t->actor->window, &in));
	return ticket_reply(t, request_part(r, "id"), reply);
}

enum rc api_queue_closed(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return ticket_closed(t, request_query(r, "day"), reply);
}
