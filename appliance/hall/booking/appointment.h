/* Appointments: a slot is held while the person fills in, then booked; moved, cancelled, checked
 * in, or missed. Slots come from the roster. */
#ifndef HALL_APPOINTMENT_H
#define HALL_APPOINTMENT_H
#include "appointment_sql.h"
#include "bodies/booking.h"
#include "hall/place/catalogue.h"
#include "hall/place/opening.h"
#include "rules/booking/appointment.h"
#include "store/txn.h"

/* One bookable time of one day for one item. */
struct booking_slot {
	const struct opening_day *day;
	const struct opening_time *session;
	int from, to; /* minutes since midnight */
	int64_t capacity, taken;
	enum refusal why; /* REFUSAL_NONE, or why it cannot be booked now */
};
/* All slots of `count` days from `first`, for the item's zone and hours. In the arena. */
NODISCARD enum rc booking_slots(struct txn *t, const struct row_item_facts *item, int32_t first,
	int count, struct opening_day **days, struct booking_slot **slots, size_t *slot_count);

/* Holds a slot: REFUSAL_BOOKING_STOPPED, _NO_SLOT, _FULL, _TOO_NEAR, _TOO_FAR, _NOT_LISTED. *id is
 * in the arena. */
NODISCARD enum rc appointment_hold(
	struct txn *t, const struct appointment_hold_body *in, const char **id);
/* Books what this actor holds. REFUSAL_APPOINTMENT_LAPSED, _OTHERS, REFUSAL_BOOKING_DUPLICATE,
 * _TOO_MANY, _BLOCKED. */
NODISCARD enum rc appointment_book(
	struct txn *t, const char *id, const struct appointment_book_body *in);
/* To another slot: the old one ends as moved, *fresh is the new one. */
NODISCARD enum rc appointment_move(
	struct txn *t, const char *id, const struct appointment_move_body *in, const char **fresh);
/* in->id_no: the full number, by which a citizen may cancel at the kiosk; NULL otherwise. */
NODISCARD enum rc appointment_cancel(
	struct txn *t, const char *id, const struct appointment_cancel_body *in);

struct appointment_arrived {
	const char *id, *ticket; /* no ticket: NULL */
	const char *text; /* for the citizen */
	enum arrival arrival;
};
/* By the full identity number, at the kiosk or the guide's desk. walk_in: take a normal number
 * although it is too early. REFUSAL_NO_APPOINTMENT. */
NODISCARD enum rc appointment_arrive(
	struct txn *t, const char *id_no, bool walk_in, struct appointment_arrived *out);
/* One appointment from the guide's list. */
NODISCARD enum rc appointment_check_in(
	struct txn *t, const char *id, bool walk_in, struct appointment_arrived *out);
/* Once a minute: no-shows and holds that ran out. */
NODISCARD enum rc appointment_tick(struct txn *t);
NODISCARD enum rc booking_stop(struct txn *t, const struct booking_stop_body *in);

NODISCARD enum rc appointment_view(struct txn *t, const char *id,
	yyjson_mut_val **out); /* shape Appointment, the name masked */
NODISCARD enum rc appointment_list(struct txn *t, const char *date,
	yyjson_mut_val **out); /* shape AppointmentList: a day's, or a village station's own */
NODISCARD enum rc booking_view(
	struct txn *t, const char *item, yyjson_mut_val **out); /* shape Booking */
/* Staff at the desk may see and do what a kiosk or village station may only for what it made
 * itself. */
bool appointment_desk(const struct txn *t);

#endif
