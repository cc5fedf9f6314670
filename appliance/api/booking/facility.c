/* Rooms and equipment of the hall, meeting rooms. */
#include "api/handlers.h"
#include "base/json.h"
#include "hall/booking/facility.h"
#include "hall/booking/room.h"

static struct facility_words words_of(const yyjson_val *body)
{
	const char *note = json_text(body, "note");
	return (struct facility_words){ json_text(body, "kind"), json_text(body, "name"), json_text(body, "place"), note ? note : "", json_int(body, "count", 1), json_int(body, "seats", 0) };
}

static enum rc list_after(struct txn *t, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc : facility_list(t, reply);
}

enum rc api_facility_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return facility_list(t, reply);
}

enum rc api_facility_register(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct facility_words w = words_of(request_body(r));
	return list_after(t, facility_register(t, &w), reply);
}

enum rc api_facility_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct facility_words w = words_of(request_body(r));
	return list_after(t, facility_change(t, request_part(r, "id"), &w), reply);
}

enum rc api_facility_state(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	return list_after(t, facility_state(t, request_part(r, "id"), json_flag(body, "usable"), json_text(body, "reason")), reply);
}

enum rc api_facility_withdraw(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return list_after(t, facility_withdraw(t, request_part(r, "id"), json_text(request_body(r), "reason")), reply);
}

enum rc api_room_week(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return room_week(t, request_query(r, "week"), reply);
}

enum rc api_room_book(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	enum rc rc = room_book(t, body);
	return rc ? rc : room_week(t, json_text(body, "date"), reply);
}

enum rc api_room_cancel(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *date;
	enum rc rc = room_cancel(t, request_part(r, "id"), json_text(request_body(r), "reason"), &date);
	return rc ? rc : room_week(t, date, reply);
}
