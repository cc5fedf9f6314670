/* How appointments and free slots look: names masked, the number's last four digits, phones only at
 * the desk, in full only of one that is opened and not over. */
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "hall/booking/appointment.h"
#include "hall/place/catalogue.h"
#include "hall/place/person.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "rules/place/idnumber.h"

#define RECENT_DAYS 30 /* how far back a village station sees its own */

static void add_minute(struct txn *t, yyjson_mut_val *v, const char *key, int64_t minute)
{
	char *text = arena_alloc(&t->arena, DATE_MINUTE_TEXT);
	date_minute_text((int)minute, text);
	yyjson_mut_obj_add_str(t->doc, v, key, text);
}

static void add_person(struct txn *t, yyjson_mut_val *v, const struct row_appointment_row *r)
{
	size_t length = r->id_no ? strlen(r->id_no) : 0;
	char *masked = NULL;
	if (r->name && r->name[0]) {
		masked = arena_alloc(&t->arena, strlen(r->name) + 8);
		idnumber_mask_name(r->name, masked, strlen(r->name) + 8);
	}
	yyjson_mut_obj_add_str(t->doc, v, "name", masked);
	yyjson_mut_obj_add_str(t->doc, v, "id_tail", length > 4 ? r->id_no + length - 4 : NULL);
	yyjson_mut_obj_add_str(t->doc, v, "phone", appointment_desk(t) ? r->phone : NULL);
	yyjson_mut_obj_add_str(t->doc, v, "caller", appointment_desk(t) ? r->caller : NULL);
	yyjson_mut_obj_add_str(
		t->doc, v, "override", appointment_desk(t) ? r->override_reason : NULL);
}

static enum rc ticket_number(
	struct txn *t, const struct row_appointment_row *r, const char **number)
{
	struct row_appointment_ticket ticket = { 0 };
	enum rc rc = load_appointment_ticket(t, t->self->site, r->id, r->date, &ticket);
	*number = rc ? NULL : ticket.number;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

/* What all appointments of a reply share, loaded once. */
struct setting_of_list {
	struct workday_calendar calendar;
	const char *hall_name;
	int64_t early, grace;
};

static enum rc shared(struct txn *t, struct setting_of_list *s)
{
	struct row_site_row site = { .name = "" };
	TRY(catalogue_calendar(t, &s->calendar));
	enum rc rc = site_load(t, &site);
	if (rc == RC_NOTFOUND)
		rc = RC_OK;
	s->hall_name = site.name;
	s->early = setting_int(t, SETTING_BOOKING_EARLY_MINUTES);
	s->grace = setting_int(t, SETTING_BOOKING_GRACE_MINUTES);
	return rc;
}

/* Nobody calls about it any more. */
static bool over(enum appointment_state s)
{
	return s == APPOINTMENT_STATE_CANCELLED || s == APPOINTMENT_STATE_MOVED ||
	       s == APPOINTMENT_STATE_LAPSED;
}

static enum rc one_view(struct txn *t, const char *id, const struct setting_of_list *s, bool listed,
	yyjson_mut_val **out)
{
	struct row_appointment_row r;
	const char *number;
	bool sees_all = appointment_desk(t) || t->actor->roles & (ROLE_DIRECTOR | ROLE_KIOSK);
	TRY(load_appointment_row(t, t->self->site, id, &r));
	if (!sees_all && strcmp(r.holder, t->actor->id))
		return txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	TRY(ticket_number(t, &r, &number));
	struct appointment_facts f = { r.state, clock_parse(r.hold_until), 0 };
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "id", r.id);
	yyjson_mut_obj_add_str(d, v, "hall_name", s->hall_name);
	yyjson_mut_obj_add_str(d, v, "state", appointment_state_word(appointment_at(&f, t->now)));
	yyjson_mut_obj_add_str(d, v, "item_id", r.item);
	yyjson_mut_obj_add_str(d, v, "item_name", r.item_name);
	yyjson_mut_obj_add_str(d, v, "zone", r.zone);
	yyjson_mut_obj_add_str(d, v, "date", r.date);
	yyjson_mut_obj_add_bool(
		d, v, "provisional", !workday_known(&s->calendar, date_parse(r.date)));
	yyjson_mut_obj_add_str(d, v, "kind", r.kind);
	add_minute(t, v, "from", r.slot_from);
	add_minute(t, v, "to", r.slot_to);
	add_minute(t, v, "check_in_from", r.slot_from - s->early);
	add_minute(t, v, "check_in_until", r.slot_from + s->grace);
	add_person(t, v, &r);
	if (listed || over(r.state))
		person_mask(t, v, "phone");
	const struct {
		const char *key, *value;
	} texts[] = {
		{ "channel", booking_channel_word(r.channel) },
		{ "hold_until", r.hold_until },
		{ "booked_at", r.booked_at },
		{ "booked_by", r.booked_by },
		{ "moved_from", r.moved_from },
		{ "moved_to", r.moved_to },
		{ "arrival", arrival_word(r.arrival) },
		{ "ticket_number", number },
		{ "end_reason", r.end_reason },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		yyjson_mut_obj_add_str(d, v, texts[i].key, texts[i].value);
	*out = v;
	return RC_OK;
}

enum rc appointment_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct setting_of_list s;
	TRY(shared(t, &s));
	return one_view(t, id, &s, false, out);
}

static enum rc add_stop(struct txn *t, yyjson_mut_val *v)
{
	struct row_booking_stop_row stop;
	enum rc rc = load_booking_stop_row(t, t->self->site, &stop);
	yyjson_mut_obj_add_bool(t->doc, v, "stopped", !rc);
	yyjson_mut_obj_add_str(t->doc, v, "message", rc ? NULL : stop.message);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc appointment_list(struct txn *t, const char *date, yyjson_mut_val **out)
{
	struct row_appointment_of_day *of_day;
	struct opening_day *days;
	struct setting_of_list s;
	struct row_appointment_of_holder *own;
	char since[DATE_TEXT];
	const char *day = date_parse(date) == DATE_NONE ? txn_today(t) : date;
	size_t n = 0, m = 0;
	bool everything = appointment_desk(t) || t->actor->roles & ROLE_DIRECTOR;
	date_text(date_of(t->now) - RECENT_DAYS, since);
	TRY(everything ? list_appointment_of_day(t, t->self->site, day, &of_day, &n)
		       : list_appointment_of_holder(
				 t, t->self->site, t->actor->id, since, &own, &m));
	TRY(opening_days(t, date_parse(day), 1, &days));
	TRY(shared(t, &s));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "date", day);
	yyjson_mut_obj_add_str(t->doc, *out, "closed", days[0].closed ? days[0].reason : NULL);
	TRY(add_stop(t, *out));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "appointments"), *one;
	for (size_t i = 0; i < n + m && i < 500; i++) {
		TRY(one_view(t, everything ? of_day[i].id : own[i].id, &s, true, &one));
		yyjson_mut_arr_append(list, one);
	}
	return RC_OK;
}

static void add_slots(struct txn *t, yyjson_mut_val *day, const struct booking_slot *slots,
	size_t n, const struct opening_day *of)
{
	yyjson_mut_doc *d = t->doc;
	int64_t free_places = 0;
	yyjson_mut_val *list = yyjson_mut_arr(d);
	for (size_t i = 0; i < n; i++) {
		if (slots[i].day != of)
			continue;
		int64_t left = slots[i].capacity > slots[i].taken
				       ? slots[i].capacity - slots[i].taken
				       : 0;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		add_minute(t, v, "from", slots[i].from);
		add_minute(t, v, "to", slots[i].to);
		yyjson_mut_obj_add_str(d, v, "kind", opening_kind_word(slots[i].session->kind));
		yyjson_mut_obj_add_int(d, v, "capacity", slots[i].capacity);
		yyjson_mut_obj_add_int(d, v, "free", slots[i].why ? 0 : left);
		yyjson_mut_obj_add_str(
			d, v, "why", slots[i].why ? refusal_row(slots[i].why)->text : NULL);
		free_places += slots[i].why ? 0 : left;
	}
	yyjson_mut_obj_add_int(d, day, "free", free_places);
	yyjson_mut_obj_add_val(d, day, "slots", list);
}

enum rc booking_view(struct txn *t, const char *item_id, yyjson_mut_val **out)
{
	struct row_item_facts item;
	struct opening_day *days;
	struct booking_slot *slots;
	size_t n;
	int count = (int)setting_int(t, SETTING_BOOKING_HORIZON_DAYS) + 1;
	TRY(catalogue_item(t, item_id, &item));
	TRY(booking_slots(t, &item, date_of(t->now), count, &days, &slots, &n));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "item_id", item.id);
	yyjson_mut_obj_add_str(t->doc, *out, "item_name", item.name);
	yyjson_mut_obj_add_int(
		t->doc, *out, "hold_minutes", setting_int(t, SETTING_BOOKING_HOLD_MINUTES));
	TRY(add_stop(t, *out));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "days");
	for (int i = 0; i < count; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		opening_day_head(t, v, &days[i]);
		add_slots(t, v, slots, n, &days[i]);
	}
	return RC_OK;
}
