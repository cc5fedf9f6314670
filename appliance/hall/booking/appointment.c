/* What is recorded of an appointment; how one looks is in appointment_view.c, what may be booked in
 * appointment_slot.c. */
#include "hall/booking/appointment.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/setting.h"
#include "hall/queue/ticket.h"

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
	TRY(load_appointment_sequence(t, t->self->site, day, &made));
	const char *out = arena_printf(&t->arena, "Y%s%.2s%.2s%.2s%04lld", t->self->node, day + 2,
		day + 5, day + 8, (long long)made.made + 1);
	*id = arena_without(&t->arena, out, '-');
	return RC_OK;
}

/* ---- hold, book, move, cancel ---- */

static enum rc find_slot(struct txn *t, const struct row_item_facts *item, const char *date,
	const char *from, struct booking_slot *out)
{
	struct opening_day *days;
	struct booking_slot *slots;
	size_t n;
	int32_t day;
	int minute = date_minute_parse(from);
	enum refusal no = REFUSAL_BOOKING_NO_SLOT;
	TRY(opening_coming_day(t, date, &day));
	if (day > date_of(t->now) + setting_int(t, SETTING_BOOKING_HORIZON_DAYS))
		return txn_refuse(t, REFUSAL_BOOKING_TOO_FAR, date);
	TRY(booking_slots(t, item, day, 1, &days, &slots, &n));
	for (size_t i = 0; i < n; i++)
		if (slots[i].from == minute) {
			*out = slots[i];
			no = slots[i].why;
			break;
		}
	return no ? txn_refuse(t, no, arena_printf(&t->arena, "%s %s", date, from)) : RC_OK;
}

enum rc appointment_hold(struct txn *t, const struct appointment_hold_body *in, const char **id)
{
	struct row_item_facts item;
	struct booking_slot slot = { 0 };
	struct row_booking_stop_row stop;
	char until[CLOCK_TEXT];
	enum rc rc = load_booking_stop_row(t, t->self->site, &stop);
	if (!rc)
		return txn_refuse(t, REFUSAL_BOOKING_STOPPED, stop.message);
	if (rc != RC_NOTFOUND)
		return rc;
	TRY(catalogue_item(t, in->item, &item));
	TRY(find_slot(t, &item, in->date, in->from, &slot));
	TRY(fresh_id(t, id));
	clock_text(t->now + setting_int(t, SETTING_BOOKING_HOLD_MINUTES) * MINUTE_MS, until);
	return record_appointment_held(t, *id, .item = item.id, .item_name = item.name,
		.zone = item.zone, .date = slot.day->text,
		.session = opening_session_word(slot.session->no),
		.kind = opening_kind_word(slot.session->kind), .from = slot.from, .to = slot.to,
		.until = until);
}

/* Loads the appointment and asks the table. A kiosk or village station may touch its own; desk
 * staff all. */
static enum rc decide(
	struct txn *t, const char *id, enum appointment_verb verb, struct row_appointment_row *row)
{
	enum appointment_state is;
	int64_t late = setting_int(t, SETTING_BOOKING_NO_SHOW_MINUTES);
	int64_t grace = setting_int(t, SETTING_BOOKING_GRACE_MINUTES);
	TRY(load_appointment_row(t, t->self->site, id, row));
	int64_t starts = date_moment(date_parse(row->date), (int)row->slot_from);
	struct appointment_facts f = {
		.state = row->state,
		.hold_until = clock_parse(row->hold_until),
		.missed_at = starts + (late > grace ? late : grace) * MINUTE_MS,
	};
	enum refusal no = appointment_decide(&f, verb, t->now, &is);
	return no ? txn_refuse(t, no, NULL) : RC_OK;
}

static enum rc allowed(
	struct txn *t, const char *id_no, const char *date, const char *except, bool overridden)
{
	struct row_appointment_person row;
	int32_t today = date_of(t->now);
	int64_t days = setting_int(t, SETTING_NO_SHOW_DAYS);
	TRY(load_appointment_person(t, t->self->site, id_no, arena_date(&t->arena, today), date,
		arena_date(&t->arena, today - (int32_t)days), except, &row));
	struct appointment_person p = {
		.open = row.open,
		.same_day = row.same_day,
		.missed = row.missed,
		.days_since_missed = row.last_missed ? today - date_parse(row.last_missed) : 0,
	};
	struct appointment_limits limits = {
		.open_most = setting_int(t, SETTING_BOOKING_OPEN_MOST),
		.missed_most = setting_int(t, SETTING_NO_SHOW_MOST),
		.block_days = setting_int(t, SETTING_NO_SHOW_BLOCK_DAYS),
	};
	enum refusal no = appointment_allowed(&p, &limits, overridden);
	if (no != REFUSAL_BOOKING_BLOCKED)
		return no ? txn_refuse(t, no, NULL) : RC_OK;
	return txn_refuse(t, no,
		arena_printf(
			&t->arena, "近%lld天爽约%lld次", (long long)days, (long long)p.missed));
}

static enum booking_channel channel_of(const struct txn *t, enum booking_channel said)
{
	bool phone = said == BOOKING_CHANNEL_PHONE;
	if (appointment_desk(t))
		return phone ? BOOKING_CHANNEL_PHONE : BOOKING_CHANNEL_COUNTER;
	return t->actor->roles & ROLE_VILLAGE ? BOOKING_CHANNEL_VILLAGE : BOOKING_CHANNEL_KIOSK;
}

enum rc appointment_book(struct txn *t, const char *id, const struct appointment_book_body *in)
{
	struct row_appointment_row row;
	bool overridden = appointment_desk(t) && in->override && in->override[0];
	TRY(decide(t, id, APPOINTMENT_BOOK, &row));
	if (strcmp(row.holder, t->actor->id))
		return txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	TRY(allowed(t, in->id_no, row.date, id, overridden));
	return record_appointment_booked(t, id, .name = in->name ? in->name : "",
		.id_kind = in->id_kind, .id_no = in->id_no,
		.phone = in->phone && in->phone[0] ? in->phone : NULL,
		.channel = channel_of(t, in->channel), .caller = in->caller,
		.override = overridden ? in->override : NULL, .by = t->actor->name);
}

enum rc appointment_move(
	struct txn *t, const char *id, const struct appointment_move_body *in, const char **fresh)
{
	struct row_appointment_row row;
	bool overridden = appointment_desk(t) && in->reason && in->reason[0];
	const char *next;
	TRY(decide(t, id, APPOINTMENT_MOVE, &row));
	if (!appointment_desk(t) && strcmp(row.holder, t->actor->id))
		return txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	TRY(fresh_id(t, &next));
	/* first, so that its own place is free for the move; the hold takes the same next id */
	TRY(record_appointment_moved(
		t, id, .to = next, .reason = in->reason, .by = t->actor->name));
	struct appointment_hold_body to = { .item = row.item, .date = in->date, .from = in->from };
	TRY(appointment_hold(t, &to, fresh));
	TRY(allowed(t, row.id_no, in->date, *fresh, overridden));
	return record_appointment_booked(t, *fresh, .name = row.name, .id_kind = row.id_kind,
		.id_no = row.id_no, .phone = row.phone, .channel = row.channel,
		.caller = row.caller, .override = row.override_reason, .moved_from = id,
		.by = t->actor->name);
}

enum rc appointment_cancel(struct txn *t, const char *id, const struct appointment_cancel_body *in)
{
	struct row_appointment_row row;
	TRY(decide(t, id, APPOINTMENT_CANCEL, &row));
	bool own = !strcmp(row.holder, t->actor->id) &&
		   (row.state == APPOINTMENT_STATE_HELD || t->actor->roles & ROLE_VILLAGE);
	bool person = in->id_no && row.id_no && !strcmp(in->id_no, row.id_no);
	if (!own && !person && !appointment_desk(t))
		return txn_refuse(t, REFUSAL_APPOINTMENT_OTHERS, NULL);
	return record_appointment_cancelled(t, id, .reason = in->reason, .by = t->actor->name);
}

/* ---- arrival ---- */

static enum rc take_ticket(
	struct txn *t, const struct row_appointment_row *row, bool first, const char **ticket)
{
	const struct ticket_wish wish = {
		.zone = row->zone,
		.priority = first ? PRIORITY_APPOINTMENT : PRIORITY_NONE,
		.channel = t->actor->roles & ROLE_KIOSK ? TICKET_CHANNEL_KIOSK
							: TICKET_CHANNEL_GUIDE,
		.items = &row->item,
		.item_count = 1,
		.note = first ? arena_printf(&t->arena, "预约 %s", minute_words(t, row->slot_from))
			      : NULL,
		.appointment = row->id,
	};
	return ticket_take(t, &wish, ticket);
}

static const char *told(struct txn *t, const struct row_appointment_row *row, enum arrival arrival,
	bool missed, bool walk_in)
{
	const char *at = minute_words(t, row->slot_from);
	int64_t early = setting_int(t, SETTING_BOOKING_EARLY_MINUTES);
	int64_t grace = setting_int(t, SETTING_BOOKING_GRACE_MINUTES);
	if (arrival == ARRIVAL_EARLY)
		return walk_in ? arena_printf(
					 &t->arena, "您预约的是%s，现在来得早，给您取了普通号", at)
			       : arena_printf(&t->arena,
					 "您预约的是%s，%s以后签到可按预约叫号；不想等可以现在取普通号",
					 at, minute_words(t, row->slot_from - early));
	if (arrival == ARRIVAL_ON_TIME)
		return arena_printf(&t->arena, "您预约的是%s，已签到，请等候叫号", at);
	return arena_printf(&t->arena, "您预约的是%s，已超过%lld分钟%s，给您取了普通号", at,
		(long long)grace, missed ? "并记为爽约" : "");
}

/* The ticket that this appointment has already, when it is still good: a second press is not a
 * second ticket. RC_NOTFOUND: none. */
static enum rc ticket_already(
	struct txn *t, const struct row_appointment_row *row, struct appointment_arrived *out)
{
	struct row_appointment_ticket ticket;
	TRY(load_appointment_ticket(t, t->self->site, row->id, row->date, &ticket));
	if (ticket.state == TICKET_STATE_FINISHED || ticket.state == TICKET_STATE_CANCELLED)
		return txn_refuse(t, REFUSAL_APPOINTMENT_STATE,
			arena_printf(&t->arena, "%s 号已经办完或取消", ticket.number));
	*out = (struct appointment_arrived){ row->id, ticket.id,
		arena_printf(&t->arena, "您已经签到，号码是 %s", ticket.number), ARRIVAL_ON_TIME };
	return RC_OK;
}

static const char *booked_for(struct txn *t, const char *date, int64_t minute)
{
	return arena_printf(&t->arena, "预约的是%s %s", date, minute_words(t, minute));
}

/* A missed one is late for good. */
static enum arrival arrival_now(struct txn *t, const struct row_appointment_row *row)
{
	if (row->state == APPOINTMENT_STATE_NO_SHOW)
		return ARRIVAL_LATE;
	return appointment_arrival(date_moment(date_parse(row->date), (int)row->slot_from), t->now,
		setting_int(t, SETTING_BOOKING_EARLY_MINUTES) * MINUTE_MS,
		setting_int(t, SETTING_BOOKING_GRACE_MINUTES) * MINUTE_MS);
}

enum rc appointment_check_in(
	struct txn *t, const char *id, bool walk_in, struct appointment_arrived *out)
{
	struct row_appointment_row row;
	const char *ticket = NULL;
	TRY(load_appointment_row(t, t->self->site, id, &row));
	if (strcmp(row.date, txn_today(t)))
		return txn_refuse(
			t, REFUSAL_NO_APPOINTMENT, booked_for(t, row.date, row.slot_from));
	enum rc rc = ticket_already(t, &row, out);
	if (rc != RC_NOTFOUND)
		return rc;
	bool missed = row.state == APPOINTMENT_STATE_NO_SHOW;
	if (!missed)
		TRY(decide(t, id, APPOINTMENT_CHECK_IN, &row));
	enum arrival arrival = arrival_now(t, &row);
	if (arrival != ARRIVAL_EARLY || walk_in)
		TRY(take_ticket(t, &row, arrival == ARRIVAL_ON_TIME, &ticket));
	if (ticket && !missed)
		TRY(record_appointment_checked_in(
			t, id, .ticket = ticket, .arrival = arrival, .by = t->actor->name));
	*out = (struct appointment_arrived){
		.id = row.id,
		.ticket = ticket,
		.text = told(t, &row, arrival, missed, walk_in),
		.arrival = arrival,
	};
	return RC_OK;
}

enum rc appointment_arrive(
	struct txn *t, const char *id_no, bool walk_in, struct appointment_arrived *out)
{
	struct row_appointment_of_person *rows;
	size_t n;
	const char *today = txn_today(t);
	TRY(list_appointment_of_person(t, t->self->site, id_no, today, &rows, &n));
	if (!n)
		return txn_refuse(t, REFUSAL_NO_APPOINTMENT, NULL);
	if (strcmp(rows[0].date, today)) /* who has the full number may know of the other day */
		return txn_refuse(
			t, REFUSAL_NO_APPOINTMENT, booked_for(t, rows[0].date, rows[0].slot_from));
	return appointment_check_in(t, rows[0].id, walk_in, out);
}

/* ---- what time asks for ---- */

/* A no-show, unless it was the hall that was not there: that is nobody's fault but ours. */
static enum rc nobody_came(struct txn *t, const struct row_appointment_row *row)
{
	struct opening_day *days;
	TRY(opening_days(t, date_parse(row->date), 1, &days));
	if (!days[0].closed)
		return record_appointment_no_show(t, row->id, 0);
	return record_appointment_cancelled(t, row->id,
		.reason = arena_printf(&t->arena, "大厅当天不开放：%s", days[0].reason),
		.by = t->actor->name);
}

/* One whose time has come, or nothing when it has not: RC_REFUSED. */
static enum rc time_came(struct txn *t, const char *id)
{
	struct row_appointment_row row;
	enum rc rc = decide(t, id, APPOINTMENT_MISS, &row);
	if (!rc)
		return nobody_came(t, &row);
	if (rc != RC_REFUSED)
		return rc;
	TRY(decide(t, id, APPOINTMENT_LAPSE, &row));
	return record_appointment_lapsed(t, id, 0);
}

enum rc appointment_tick(struct txn *t)
{
	struct row_appointment_due *rows;
	size_t n;
	if (!t->clock_trusted)
		return RC_OK;
	enum rc rc = list_appointment_due(t, t->self->site, txn_today(t), t->at, &rows, &n);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	for (size_t i = 0; i < n; i++) {
		rc = time_came(t, rows[i].id);
		if (rc && rc != RC_REFUSED)
			return rc;
	}
	return RC_OK;
}

enum rc booking_stop(struct txn *t, const struct booking_stop_body *in)
{
	struct row_booking_stop_row stop;
	const char *said = in->message && in->message[0] ? in->message : NULL;
	enum rc rc = load_booking_stop_row(t, t->self->site, &stop);
	if (rc == RC_FAULT)
		return rc;
	if (in->stopped)
		return record_booking_stopped(t, "booking",
			.message = said ? said : "暂停预约，请到大厅现场取号",
			.by = t->actor->name);
	if (rc == RC_NOTFOUND)
		return RC_OK;
	return record_booking_resumed(t, "booking", .by = t->actor->name);
}
