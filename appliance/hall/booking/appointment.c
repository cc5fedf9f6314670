/* Appointments: load, decide, record. How they look is in appointment_view.c. */
#include "hall/booking/appointment.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/roster.h"
#include "hall/booking/service_list.h"
#include "hall/place/setting.h"
#include "hall/queue/ticket.h"

#define SLOTS_A_SESSION 64
#define MINUTE_MS 60000LL

bool appointment_desk(const struct txn *t)
{
	return t->actor->roles & (ROLE_GUIDE | ROLE_CLERK);
}

static const char *minute_words(struct txn *t, int64_t minute)
{
	char *text = arena_alloc(&t->arena, DATE_MINUTE_TEXT);
	date_minute_text((int)minute, text);
	return text;
}

/* "Y3611271021" 2026-11-24 and a number of the day: digits and one capital, fit for a scanner. */
static enum rc fresh_id(struct txn *t, const char **id)
{
	struct row_appointment_sequence made;
	const char *day = txn_today(t);
	enum rc rc = load_appointment_sequence(t, t->self->site, day, &made);
	if (rc)
		return rc;
	char *out = arena_printf(&t->arena, "Y%s%.2s%.2s%.2s%04lld", t->self->node, day + 2, day + 5, day + 8, (long long)made.made + 1);
	char *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '-')
			*to++ = *p;
	*to = '\0';
	*id = out;
	return RC_OK;
}

/* ---- slots ---- */

static enum refusal why_not(struct txn *t, const struct booking_slot *s, unsigned hours, bool stopped)
{
	int64_t lead = setting_int(t, SETTING_BOOKING_LEAD_MINUTES) * MINUTE_MS;
	bool ordinary = s->session->kind == OPENING_NORMAL || s->session->kind == OPENING_EXTRA;
	if (stopped)
		return REFUSAL_BOOKING_STOPPED;
	if (date_moment(s->day->date, s->from) < t->now + lead)
		return REFUSAL_BOOKING_TOO_NEAR;
	if (!ordinary && !(hours & 1u << s->session->kind))
		return REFUSAL_BOOKING_NOT_LISTED;
	return s->taken >= s->capacity ? REFUSAL_BOOKING_FULL : REFUSAL_NONE;
}

struct slot_facts { struct roster_place *places; struct row_appointment_taken *taken; size_t place_count, taken_count; unsigned hours; bool stopped; };

static enum rc slot_facts(struct txn *t, const struct row_item_facts *item, const char *first, const char *last, struct slot_facts *f)
{
	struct row_booking_stop_row stop;
	enum rc rc = roster_load(t, first, last, &f->places, &f->place_count);
	if (!rc)
		rc = list_appointment_taken(t, t->self->site, first, last, t->at, &f->taken, &f->taken_count);
	if (!rc)
		rc = service_list_item(t, item->id, &f->hours);
	if (rc)
		return rc;
	rc = load_booking_stop_row(t, t->self->site, &stop);
	f->stopped = !rc;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static size_t session_slots(struct txn *t, const struct row_item_facts *item, const struct slot_facts *f, const struct opening_day *day, const struct opening_session *session, struct booking_slot *out)
{
	struct roster_post *posts;
	int from[SLOTS_A_SESSION], minutes = (int)setting_int(t, SETTING_BOOKING_SLOT_MINUTES);
	size_t count = roster_session(t, f->places, f->place_count, day->text, session->no, item->zone, &posts);
	int capacity = appointment_capacity(roster_count(posts, count, ROSTER_CLERK), (int)setting_int(t, SETTING_BOOKING_PER_CLERK), (int)setting_int(t, SETTING_BOOKING_WALK_IN_PERCENT));
	size_t n = capacity ? appointment_slots(session, minutes, from, SLOTS_A_SESSION) : 0;
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct booking_slot){ .day = day, .session = session, .from = from[i], .to = from[i] + minutes, .capacity = capacity };
		for (size_t k = 0; k < f->taken_count; k++)
			if (f->taken[k].slot_from == from[i] && !strcmp(f->taken[k].date, day->text) && !strcmp(f->taken[k].zone, item->zone))
				out[i].taken = f->taken[k].taken;
		out[i].why = why_not(t, &out[i], f->hours, f->stopped);
	}
	return n;
}

enum rc booking_slots(struct txn *t, const struct row_item_facts *item, int32_t first, int count, struct opening_day **days, struct booking_slot **slots, size_t *slot_count)
{
	struct slot_facts f;
	size_t n = 0;
	enum rc rc = opening_days(t, first, count, days);
	if (!rc)
		rc = slot_facts(t, item, (*days)[0].text, (*days)[count - 1].text, &f);
	if (rc)
		return rc;
	*slots = arena_array(&t->arena, struct booking_slot, (size_t)count * OPENING_SESSIONS * SLOTS_A_SESSION);
	for (int d = 0; d < count; d++)
		for (size_t s = 0; s < (*days)[d].count; s++)
			n += session_slots(t, item, &f, &(*days)[d], &(*days)[d].sessions[s], *slots + n);
	*slot_count = n;
	return RC_OK;
}

/* ---- hold, book, move, cancel ---- */

static enum rc find_slot(struct txn *t, const struct row_item_facts *item, const char *date, const char *from, struct booking_slot *out)
{
	struct opening_day *days;
	struct booking_slot *slots;
	size_t n;
	int32_t day;
	int minute = date_minute_parse(from);
	enum rc rc = opening_coming_day(t, date, &day);
	if (!rc && day > date_of(t->now) + setting_int(t, SETTING_BOOKING_HORIZON_DAYS))
		rc = txn_refuse(t, REFUSAL_BOOKING_TOO_FAR, date);
	if (!rc)
		rc = booking_slots(t, item, day, 1, &days, &slots, &n);
	for (size_t i = 0; !rc && i < n; i++)
		if (slots[i].from == minute) {
			*out = slots[i];
			return slots[i].why ? txn_refuse(t, slots[i].why, arena_printf(&t->arena, "%s %s", date, from)) : RC_OK;
		}
	return rc ? rc : txn_refuse(t, REFUSAL_BOOKING_NO_SLOT, arena_printf(&t->arena, "%s %s", date, from));
}

enum rc appointment_hold(struct txn *t, const char *item_id, const char *date, const char *from, const char **id)
{
	struct row_item_facts item;
	struct booking_slot slot = { 0 };
	struct row_booking_stop_row stop;
	char until[CLOCK_TEXT];
	enum rc rc = load_booking_stop_row(t, t->self->site, &stop);
	if (!rc)
		return txn_refuse(t, REFUSAL_BOOKING_STOPPED, stop.message);
	rc = rc == RC_NOTFOUND ? catalogue_item(t, item_id, &item) : rc;
	if (!rc)
		rc = find_slot(t, &item, date, from, &slot);
	if (!rc)
		rc = fresh_id(t, id);
	if (rc)
		return rc;
	clock_text(t->now + setting_int(t, SETTING_BOOKING_HOLD_MINUTES) * MINUTE_MS, until);
	return event_appointment_held(t, NULL, *id, &(struct event_appointment_held){ .item = item.id, .item_name = item.name, .zone = item.zone, .date = slot.day->text,
		.session = opening_session_word(slot.session->no), .kind = opening_kind_word(slot.session->kind), .from = slot.from, .to = slot.to, .until = until });
}

/* Loads the appointment and asks the table. A kiosk or village station may touch its own; desk staff all. */
static enum rc decide(struct txn *t, const char *id, enum appointment_verb verb, struct row_appointment_row *row)
{
	enum appointment_state is;
	int64_t late = setting_int(t, SETTING_BOOKING_NO_SHOW_MINUTES), grace = setting_int(t, SETTING_BOOKING_GRACE_MINUTES);
	enum rc rc = load_appointment_row(t, t->self->site, id, row);
	if (rc)
		return rc;
	struct appointment_facts f = { (enum appointment_state)appointment_state_of(row->state), clock_parse(row->hold_until),
	                               date_moment(date_parse(row->date), (int)row->slot_from) + (late > grace ? late : grace) * MINUTE_MS };
	enum refusal no = appointment_decide(&f, verb, t->now, &is);
	return no ? txn_refuse(t, no, NULL) : RC_OK;
}

static enum rc allowed(struct txn *t, const char *id_no, const char *date, const char *except, bool overridden)
{
	struct row_appointment_person row;
	int32_t today = date_of(t->now);
	enum rc rc = load_appointment_person(t, t->self->site, id_no, arena_date(&t->arena, today), date, arena_date(&t->arena, today - (int32_t)setting_int(t, SETTING_NO_SHOW_DAYS)), except, &row);
	if (rc)
		return rc;
	struct appointment_person p = { row.open, row.same_day, row.missed, row.last_missed ? today - date_parse(row.last_missed) : 0 };
	struct appointment_limits limits = { setting_int(t, SETTING_BOOKING_OPEN_MOST), setting_int(t, SETTING_NO_SHOW_MOST), setting_int(t, SETTING_NO_SHOW_BLOCK_DAYS) };
	enum refusal no = appointment_allowed(&p, &limits, overridden);
	return no ? txn_refuse(t, no, no == REFUSAL_BOOKING_BLOCKED ? arena_printf(&t->arena, "近%lld天爽约%lld次", (long long)setting_int(t, SETTING_NO_SHOW_DAYS), (long long)p.missed) : NULL) : RC_OK;
}

static const char *channel_of(const struct txn *t, const char *said)
{
	if (appointment_desk(t))
		return said && !strcmp(said, "phone") ? "phone" : "counter";
	return t->actor->roles & ROLE_VILLAGE ? "village" : "kiosk";
}

enum rc appointment_book(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_appointment_row row;
	const char *id_kind = json_text(body, "id_kind"), *id_no = json_text(body, "id_no"), *phone = json_text(body, "phone");
	const char *override = appointment_desk(t) ? json_text(body, "override") : NULL;
	bool overridden = override && override[0];
	enum rc rc = decide(t, id, APPOINTMENT_BOOK, &row);
	if (!rc && strcmp(row.holder, t->actor->id))
		rc = txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	if (!rc)
		rc = allowed(t, id_no, row.date, id, overridden);
	return rc ? rc : event_appointment_booked(t, NULL, id, &(struct event_appointment_booked){ .name = json_text(body, "name") ? json_text(body, "name") : "", .id_kind = id_kind, .id_no = id_no, .phone = phone && phone[0] ? phone : NULL,
		.channel = channel_of(t, json_text(body, "channel")), .caller = json_text(body, "caller"), .override = overridden ? override : NULL, .by = t->actor->name });
}

enum rc appointment_move(struct txn *t, const char *id, const yyjson_val *body, const char **fresh)
{
	struct row_appointment_row row;
	const char *date = json_text(body, "date"), *reason = json_text(body, "reason"), *next;
	enum rc rc = decide(t, id, APPOINTMENT_MOVE, &row);
	if (!rc && !appointment_desk(t) && strcmp(row.holder, t->actor->id))
		rc = txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	if (!rc)
		rc = fresh_id(t, &next);
	if (!rc) /* first, so that its own place is free for the move; the hold takes the same next id */
		rc = event_appointment_moved(t, NULL, id, &(struct event_appointment_moved){ .to = next, .reason = reason, .by = t->actor->name });
	if (!rc)
		rc = appointment_hold(t, row.item, date, json_text(body, "from"), fresh);
	if (!rc)
		rc = allowed(t, row.id_no, date, *fresh, appointment_desk(t) && reason && reason[0]);
	return rc ? rc : event_appointment_booked(t, NULL, *fresh, &(struct event_appointment_booked){ .name = row.name, .id_kind = row.id_kind, .id_no = row.id_no, .phone = row.phone,
		.channel = row.channel, .caller = row.caller, .override = row.override_reason, .moved_from = id, .by = t->actor->name });
}

enum rc appointment_cancel(struct txn *t, const char *id, const char *id_no, const char *reason)
{
	struct row_appointment_row row;
	enum rc rc = decide(t, id, APPOINTMENT_CANCEL, &row);
	if (rc)
		return rc;
	bool own = !strcmp(row.holder, t->actor->id) && (!strcmp(row.state, "held") || t->actor->roles & ROLE_VILLAGE);
	bool person = id_no && row.id_no && !strcmp(id_no, row.id_no);
	if (!own && !person && !appointment_desk(t))
		return txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	return event_appointment_cancelled(t, NULL, id, &(struct event_appointment_cancelled){ .reason = reason, .by = t->actor->name });
}

/* ---- arrival ---- */

static enum rc take_ticket(
	struct txn *t, const struct row_appointment_row *row, bool first, const char **ticket)
{
	const struct ticket_wish wish = {
		.zone = row->zone,
		.priority = first ? PRIORITY_APPOINTMENT : PRIORITY_NONE,
		.channel = t->actor->roles & ROLE_KIOSK ? TICKET_CHANNEL_KIOSK : TICKET_CHANNEL_GUIDE,
		.items = &row->item,
		.item_count = 1,
		.note = first ? arena_printf(&t->arena, "预约 %s", minute_words(t, row->slot_from)) : NULL,
		.appointment = row->id,
	};
	return ticket_take(t, &wish, ticket);
}

static const char *told(struct txn *t, const struct row_appointment_row *row, enum appointment_arrival arrival, bool missed, bool walk_in)
{
	const char *at = minute_words(t, row->slot_from);
	int64_t early = setting_int(t, SETTING_BOOKING_EARLY_MINUTES), grace = setting_int(t, SETTING_BOOKING_GRACE_MINUTES);
	if (arrival == APPOINTMENT_EARLY)
		return walk_in ? arena_printf(&t->arena, "您预约的是%s，现在来得早，给您取了普通号", at)
		               : arena_printf(&t->arena, "您预约的是%s，%s以后签到可按预约叫号；不想等可以现在取普通号", at, minute_words(t, row->slot_from - early));
	if (arrival == APPOINTMENT_ON_TIME)
		return arena_printf(&t->arena, "您预约的是%s，已签到，请等候叫号", at);
	return arena_printf(&t->arena, "您预约的是%s，已超过%lld分钟%s，给您取了普通号", at, (long long)grace, missed ? "并记为爽约" : "");
}

/* The ticket that this appointment has already, when it is still good: a second press is not a second ticket. RC_NOTFOUND: none. */
static enum rc ticket_already(struct txn *t, const struct row_appointment_row *row, struct appointment_arrived *out)
{
	struct row_appointment_ticket ticket;
	enum rc rc = load_appointment_ticket(t, t->self->site, row->id, row->date, &ticket);
	if (rc)
		return rc;
	if (!strcmp(ticket.state, "finished") || !strcmp(ticket.state, "cancelled"))
		return txn_refuse(t, REFUSAL_APPOINTMENT_STATE, arena_printf(&t->arena, "%s 号已经办完或取消", ticket.number));
	*out = (struct appointment_arrived){ row->id, ticket.id, arena_printf(&t->arena, "您已经签到，号码是 %s", ticket.number), APPOINTMENT_ON_TIME };
	return RC_OK;
}

enum rc appointment_check_in(struct txn *t, const char *id, bool walk_in, struct appointment_arrived *out)
{
	struct row_appointment_row row;
	const char *ticket = NULL;
	enum rc rc = load_appointment_row(t, t->self->site, id, &row);
	if (!rc && strcmp(row.date, txn_today(t)))
		rc = txn_refuse(t, REFUSAL_NO_APPOINTMENT, arena_printf(&t->arena, "预约的是%s %s", row.date, minute_words(t, row.slot_from)));
	if (rc)
		return rc;
	rc = ticket_already(t, &row, out);
	if (rc != RC_NOTFOUND)
		return rc;
	bool missed = !strcmp(row.state, "no_show");
	rc = missed ? RC_OK : decide(t, id, APPOINTMENT_CHECK_IN, &row);
	if (rc)
		return rc;
	enum appointment_arrival arrival = missed ? APPOINTMENT_LATE : appointment_arrival(date_moment(date_parse(row.date), (int)row.slot_from), t->now,
		setting_int(t, SETTING_BOOKING_EARLY_MINUTES) * MINUTE_MS, setting_int(t, SETTING_BOOKING_GRACE_MINUTES) * MINUTE_MS);
	if (arrival != APPOINTMENT_EARLY || walk_in)
		rc = take_ticket(t, &row, arrival == APPOINTMENT_ON_TIME, &ticket);
	if (!rc && ticket && !missed)
		rc = event_appointment_checked_in(t, NULL, id, &(struct event_appointment_checked_in){ .ticket = ticket, .arrival = appointment_arrival_word(arrival), .by = t->actor->name });
	if (!rc)
		*out = (struct appointment_arrived){ row.id, ticket, told(t, &row, arrival, missed, walk_in), arrival };
	return rc;
}

enum rc appointment_arrive(struct txn *t, const char *id_no, bool walk_in, struct appointment_arrived *out)
{
	struct row_appointment_of_person *rows;
	size_t n;
	const char *today = txn_today(t);
	enum rc rc = list_appointment_of_person(t, t->self->site, id_no, today, &rows, &n);
	if (rc)
		return rc;
	if (!n || strcmp(rows[0].date, today)) /* who has the full number may know of the other day */
		return txn_refuse(t, REFUSAL_NO_APPOINTMENT, n ? arena_printf(&t->arena, "预约的是%s %s", rows[0].date, minute_words(t, rows[0].slot_from)) : NULL);
	return appointment_check_in(t, rows[0].id, walk_in, out);
}

/* ---- what time asks for ---- */

/* A no-show, unless it was the hall that was not there: that is nobody's fault but ours. */
static enum rc nobody_came(struct txn *t, const struct row_appointment_row *row)
{
	struct opening_day *days;
	enum rc rc = opening_days(t, date_parse(row->date), 1, &days);
	if (rc)
		return rc;
	if (days[0].closed)
		return event_appointment_cancelled(t, NULL, row->id, &(struct event_appointment_cancelled){ .reason = arena_printf(&t->arena, "大厅当天不开放：%s", days[0].reason), .by = t->actor->name });
	return event_appointment_no_show(t, NULL, row->id, &(struct event_appointment_no_show){ 0 });
}

enum rc appointment_tick(struct txn *t)
{
	struct row_appointment_due *rows;
	size_t n;
	enum rc rc = t->clock_trusted ? list_appointment_due(t, t->self->site, txn_today(t), t->at, &rows, &n) : RC_NOTFOUND;
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	for (size_t i = 0; !rc && i < n; i++) {
		struct row_appointment_row row;
		rc = decide(t, rows[i].id, APPOINTMENT_MISS, &row);
		if (!rc)
			rc = nobody_came(t, &row);
		else if (rc == RC_REFUSED && !(rc = decide(t, rows[i].id, APPOINTMENT_LAPSE, &row)))
			rc = event_appointment_lapsed(t, NULL, rows[i].id, &(struct event_appointment_lapsed){ 0 });
		if (rc == RC_REFUSED) /* not its time yet */
			rc = RC_OK;
	}
	return rc;
}

enum rc booking_stop(struct txn *t, bool stopped, const char *message)
{
	struct row_booking_stop_row stop;
	enum rc rc = load_booking_stop_row(t, t->self->site, &stop);
	if (rc == RC_FAULT)
		return rc;
	if (stopped)
		return event_booking_stopped(t, NULL, "booking", &(struct event_booking_stopped){ .message = message && message[0] ? message : "暂停预约，请到大厅现场取号", .by = t->actor->name });
	return rc == RC_NOTFOUND ? RC_OK : event_booking_resumed(t, NULL, "booking", &(struct event_booking_resumed){ .by = t->actor->name });
}
