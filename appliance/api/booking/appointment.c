/* Appointments. */
#include "api/handlers.h"
#include "api/queue/queue.h"
#include "hall/booking/appointment.h"

enum rc api_booking_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return booking_view(t, request_query(r, "item"), reply);
}

enum rc api_booking_stop(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct booking_stop_body in = read_booking_stop(&t->arena, request_body(r));
	TRY(booking_stop(t, &in));
	return appointment_list(t, "", reply);
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
	struct appointment_hold_body in = read_appointment_hold(&t->arena, request_body(r));
	const char *id;
	TRY(appointment_hold(t, &in, &id));
	return appointment_view(t, id, reply);
}

enum rc api_appointment_book(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_book_body in = read_appointment_book(&t->arena, request_body(r));
	TRY(appointment_book(t, request_part(r, "id"), &in));
	return appointment_view(t, request_part(r, "id"), reply);
}

enum rc api_appointment_move(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_move_body in = read_appointment_move(&t->arena, request_body(r));
	const char *id;
	TRY(appointment_move(t, request_part(r, "id"), &in, &id));
	return appointment_view(t, id, reply);
}

enum rc api_appointment_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_cancel_body in = read_appointment_cancel(&t->arena, request_body(r));
	TRY(appointment_cancel(t, request_part(r, "id"), &in));
	return appointment_view(t, request_part(r, "id"), reply);
}

static enum rc arrived_reply(struct txn *t, struct request *r, const struct appointment_arrived *a,
	yyjson_mut_val **reply)
{
	yyjson_mut_val *appointment, *ticket;
	TRY(appointment_view(t, a->id, &appointment));
	if (a->ticket)
		TRY(queue_slip_reply(t, r, a->ticket, &ticket));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *reply, "arrival", arrival_word(a->arrival));
	yyjson_mut_obj_add_str(t->doc, *reply, "text", a->text);
	yyjson_mut_obj_add_val(t->doc, *reply, "appointment", appointment);
	yyjson_mut_obj_add_val(
		t->doc, *reply, "ticket", a->ticket ? ticket : yyjson_mut_null(t->doc));
	return RC_OK;
}

enum rc api_appointment_arrive(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_arrive_body in = read_appointment_arrive(&t->arena, request_body(r));
	struct appointment_arrived a;
	TRY(appointment_arrive(t, in.id_no, in.walk_in, &a));
	return arrived_reply(t, r, &a, reply);
}

enum rc api_appointment_check_in(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct appointment_check_in_body in = read_appointment_check_in(&t->arena, request_body(r));
	struct appointment_arrived a;
	TRY(appointment_check_in(t, request_part(r, "id"), in.walk_in, &a));
	return arrived_reply(t, r, &a, reply);
}
