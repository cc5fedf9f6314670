/* Appointments. */
#include "api/handlers.h"
#include "api/queue/queue.h"
#include "base/json.h"
#include "hall/booking/appointment.h"

enum rc api_booking_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return booking_view(t, request_query(r, "item"), reply);
}

enum rc api_booking_stop(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = booking_stop(t, json_flag(request_body(r), "stopped"), json_text(request_body(r), "message"));
	return rc ? rc : appointment_list(t, "", reply);
}

enum rc api_appointment_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return appointment_list(t, request_query(r, "date"), reply);
}

enum rc api_appointment_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return appointment_view(t, request_part(r, "id"), reply);
}

enum rc api_appointment_hold(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	const char *id;
	enum rc rc = appointment_hold(t, json_text(body, "item"), json_text(body, "date"), json_text(body, "from"), &id);
	return rc ? rc : appointment_view(t, id, reply);
}

enum rc api_appointment_book(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = appointment_book(t, request_part(r, "id"), request_body(r));
	return rc ? rc : appointment_view(t, request_part(r, "id"), reply);
}

enum rc api_appointment_move(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id;
	enum rc rc = appointment_move(t, request_part(r, "id"), request_body(r), &id);
	return rc ? rc : appointment_view(t, id, reply);
}

enum rc api_appointment_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = appointment_cancel(t, request_part(r, "id"), json_text(request_body(r), "id_no"), json_text(request_body(r), "reason"));
	return rc ? rc : appointment_view(t, request_part(r, "id"), reply);
}

static enum rc arrived_reply(struct txn *t, struct request *r, const struct appointment_arrived *a, yyjson_mut_val **reply)
{
	yyjson_mut_val *appointment, *ticket;
	enum rc rc = appointment_view(t, a->id, &appointment);
	if (!rc && a->ticket)
		rc = queue_slip_reply(t, r, a->ticket, &ticket);
	if (rc)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *reply, "arrival", appointment_arrival_word(a->arrival));
	yyjson_mut_obj_add_str(t->doc, *reply, "text", a->text);
	yyjson_mut_obj_add_val(t->doc, *reply, "appointment", appointment);
	yyjson_mut_obj_add_val(t->doc, *reply, "ticket", a->ticket ? ticket : yyjson_mut_null(t->doc));
	return RC_OK;
}

enum rc api_appointment_arrive(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_arrived a;
	enum rc rc = appointment_arrive(t, json_text(request_body(r), "id_no"), json_flag(request_body(r), "walk_in"), &a);
	return rc ? rc : arrived_reply(t, r, &a, reply);
}

enum rc api_appointment_check_in(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_arrived a;
	enum rc rc = appointment_check_in(t, request_part(r, "id"), json_flag(request_body(r), "walk_in"), &a);
	return rc ? rc : arrived_reply(t, r, &a, reply);
}
