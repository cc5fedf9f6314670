/* Meeting rooms (S-3.1.4i): who has which room, when, for what. A room is a facility of the kind
 * meeting_room. */
#ifndef HALL_ROOM_H
#define HALL_ROOM_H
#include "room_sql.h"
#include "bodies/booking.h"
#include "store/txn.h"

/* REFUSAL_ROOM_CLOSED, REFUSAL_DAY_PAST, REFUSAL_ROOM_TIME, REFUSAL_ROOM_SMALL, REFUSAL_ROOM_BUSY
 * with whose it is. */
NODISCARD enum rc room_book(struct txn *t, const struct room_book_body *in);
/* The one who booked, or the guide's desk or a director. *date is the week it was in.
 * REFUSAL_ROOM_OTHERS, REFUSAL_ROOM_STATE. */
NODISCARD enum rc room_cancel(struct txn *t, const char *id, const char *reason, const char **date);
NODISCARD enum rc room_week(struct txn *t, const char *date,
	yyjson_mut_val **out); /* shape RoomWeek; "" for this week */
/* Bookings of a room that are not over yet. */
NODISCARD enum rc room_coming(struct txn *t, const char *room, int64_t *count);

#endif
