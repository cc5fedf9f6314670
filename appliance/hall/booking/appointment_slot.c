/* What may be booked: the coming sessions cut into slots, with who is on duty and what is taken. */
#include <string.h>
#include "base/date.h"
#include "hall/booking/appointment.h"
#include "hall/booking/service_list.h"
#include "hall/people/roster.h"
#include "hall/place/setting.h"

#define SLOTS_A_SESSION 64
#define MINUTE_MS 60000LL

static enum refusal why_not(
	struct txn *t, const struct booking_slot *s, unsigned hours, bool stopped)
{
	int64_t lead = setting_int(t, SETTING_BOOKING_LEAD_MINUTES) * MINUTE_MS;
	bool ordinary = s->session->kind == OPENING_KIND_NORMAL ||
			s->session->kind == OPENING_KIND_EXTRA;
	if (stopped)
		return REFUSAL_BOOKING_STOPPED;
	if (date_moment(s->day->date, s->from) < t->now + lead)
		return REFUSAL_BOOKING_TOO_NEAR;
	if (!ordinary && !(hours & 1u << s->session->kind))
		return REFUSAL_BOOKING_NOT_LISTED;
	return s->taken >= s->capacity ? REFUSAL_BOOKING_FULL : REFUSAL_NONE;
}

struct slot_facts {
	struct roster_place *places;
	struct row_appointment_taken *taken;
	size_t place_count, taken_count;
	unsigned hours;
	bool stopped;
};

static enum rc slot_facts(struct txn *t, const struct row_item_facts *item, const char *first,
	const char *last, struct slot_facts *f)
{
	struct row_booking_stop_row stop;
	TRY(roster_load(t, first, last, &f->places, &f->place_count));
	TRY(list_appointment_taken(
		t, t->self->site, first, last, t->at, &f->taken, &f->taken_count));
	TRY(service_list_item(t, item->id, &f->hours));
	enum rc rc = load_booking_stop_row(t, t->self->site, &stop);
	f->stopped = !rc;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static size_t session_slots(struct txn *t, const struct row_item_facts *item,
	const struct slot_facts *f, const struct opening_day *day,
	const struct opening_time *session, struct booking_slot *out)
{
	struct roster_post *posts;
	int from[SLOTS_A_SESSION], minutes = (int)setting_int(t, SETTING_BOOKING_SLOT_MINUTES);
	size_t count = roster_session(
		t, f->places, f->place_count, day->text, session->no, item->zone, &posts);
	int capacity = appointment_capacity(roster_count(posts, count, DUTY_CLERK),
		(int)setting_int(t, SETTING_BOOKING_PER_CLERK),
		(int)setting_int(t, SETTING_BOOKING_WALK_IN_PERCENT));
	size_t n = capacity ? appointment_slots(session, minutes, from, SLOTS_A_SESSION) : 0;
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct booking_slot){ .day = day,
			.session = session,
			.from = from[i],
			.to = from[i] + minutes,
			.capacity = capacity };
		for (size_t k = 0; k < f->taken_count; k++)
			if (f->taken[k].slot_from == from[i] &&
				!strcmp(f->taken[k].date, day->text) &&
				!strcmp(f->taken[k].zone, item->zone))
				out[i].taken = f->taken[k].taken;
		out[i].why = why_not(t, &out[i], f->hours, f->stopped);
	}
	return n;
}

enum rc booking_slots(struct txn *t, const struct row_item_facts *item, int32_t first, int count,
	struct opening_day **days, struct booking_slot **slots, size_t *slot_count)
{
	struct slot_facts f;
	size_t n = 0;
	TRY(opening_days(t, first, count, days));
	TRY(slot_facts(t, item, (*days)[0].text, (*days)[count - 1].text, &f));
	*slots = arena_array(
		&t->arena, struct booking_slot, (size_t)count * OPENING_TIMES * SLOTS_A_SESSION);
	for (int d = 0; d < count; d++)
		for (size_t s = 0; s < (*days)[d].count; s++)
			n += session_slots(
				t, item, &f, &(*days)[d], &(*days)[d].sessions[s], *slots + n);
	*slot_count = n;
	return RC_OK;
}
