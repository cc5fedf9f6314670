/* Rooms and equipment of the hall, meeting rooms. */
#include "api/handlers.h"
#include "hall/booking/facility.h"
#include "hall/booking/room.h"

enum rc api_facility_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return facility_list(t, reply);
}

enum rc api_facility_register(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct facility_put_body in = read_facility_put(&t->arena, request_body(r));
	TRY(facility_register(t, &in));
	return facility_list(t, reply);
}

enum rc api_facility_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct facility_put_body in = read_facility_put(&t->arena, request_body(r));
	TRY(facility_change(t, request_part(r, "id"), &in));
	return facility_list(t, reply);
}

enum rc api_facility_state(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct facility_state_body in = read_facility_state(&t->arena, request_body(r));
	TRY(facility_state(t, request_part(r, "id"), &in));
	return facility_list(t, reply);
}

enum rc api_facility_withdraw(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct facility_withdraw_body in = read_facility_withdraw(&t->arena, request_body(r));
	TRY(facility_withdraw(t, request_part(r, "id"), &in));
	return facility_list(t, reply);
}

enum rc api_room_week(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return room_week(t, request_query(r, "week"), reply);
}

enum rc api_room_book(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct room_book_body in = read_room_book(&t->arena, request_body(r));
	TRY(room_book(t, &in));
	return room_week(t, in.date, reply);
}

enum rc api_room_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct room_cancel_body in = read_room_cancel(&t->arena, request_body(r));
	const char *date;
	TRY(room_cancel(t, request_part(r, "id"), in.reason, &date));
	return room_week(t, date, reply);
}
