/* Kiosk, windows and tickets. */
#include <stdlib.h>
#include "api/handlers.h"
#include "base/json.h"
#include "hall/casefile.h"
#include "hall/site.h"
#include "hall/ticket.h"

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

/* For who hands the slip out: with its QR, whose address is the one this request came to. */
static enum rc slip_reply(struct txn *t, struct request *r, const char *id, yyjson_mut_val **reply)
{
	const char *host = request_header(r, "host");
	enum rc rc = ticket_reply(t, id, reply);
	return rc ? rc : ticket_slip(t, id, host[0] ? arena_printf(&t->arena, "%s://%s", request_secure(r) ? "https" : "http", host) : NULL, *reply);
}

enum rc api_ticket_take(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	const char *id;
	struct ticket_wish wish = { .zone = json_text(body, "zone"), .priority = json_text(body, "priority"), .items = yyjson_obj_get((yyjson_val *)(uintptr_t)body, "items"),
	                            .note = json_text(body, "note"), .channel = t->actor->roles & ROLE_KIOSK ? "kiosk" : "guide" };
	enum rc rc = ticket_take(t, &wish, &id);
	return rc ? rc : slip_reply(t, r, id, reply);
}

enum rc api_ticket_confirm(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = ticket_confirm(t, request_part(r, "id"), json_text(request_body(r), "by"));
	return rc ? rc : slip_reply(t, r, request_part(r, "id"), reply);
}

enum rc api_ticket_reprint(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = ticket_reprint(t, request_part(r, "id"));
	return rc ? rc : slip_reply(t, r, request_part(r, "id"), reply);
}

enum rc api_ticket_call_next(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id;
	enum rc rc = ticket_call_next(t, window_part(r), &id);
	return rc ? rc : ticket_reply(t, id, reply);
}

enum rc api_queue_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return ticket_queue(t, strtoll(request_query(r, "window"), NULL, 10), reply);
}

enum rc api_ticket_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return ticket_reply(t, request_part(r, "id"), reply);
}

/* The window is the one the clerk signed on at; the body may only repeat it. */
static enum rc act(struct txn *t, struct request *r, enum ticket_verb verb, yyjson_mut_val **reply)
{
	int64_t window = t->actor->window, said = json_int(request_body(r), "window", 0);
	if (said && said != window)
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	if (!window && (verb == TICKET_CALL || verb == TICKET_SERVE || verb == TICKET_FINISH))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	enum rc rc = ticket_act(t, request_part(r, "id"), verb, window, json_text(request_body(r), "note"));
	return rc ? rc : ticket_reply(t, request_part(r, "id"), reply);
}

enum rc api_ticket_call(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_CALL, reply);
}

enum rc api_ticket_serve(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_SERVE, reply);
}

enum rc api_ticket_miss(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_MISS, reply);
}

enum rc api_ticket_requeue(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_REQUEUE, reply);
}

enum rc api_ticket_finish(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_FINISH, reply);
}

enum rc api_ticket_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return act(t, r, TICKET_CANCEL, reply);
}
