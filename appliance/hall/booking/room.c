/* What is recorded of meeting rooms, and the week as a table. */
#include "hall/booking/room.h"
#include <string.h>
#include "base/date.h"
#include "hall/casework/casefile.h"
#include "events.h"
#include "facility_sql.h"
#include "hall/place/opening.h"
#include "hall/place/setting.h"
#include "rules/booking/room.h"

/* "2026-11-24", "09:30" */
static void now_text(struct txn *t, const char **today, const char **minute)
{
	*today = arena_strndup(&t->arena, t->at, 10);
	*minute = arena_strndup(&t->arena, t->at + 11, 5);
}

enum rc room_coming(struct txn *t, const char *room, int64_t *count)
{
	struct row_room_bookings_coming row = { 0 };
	const char *today, *now;
	now_text(t, &today, &now);
	TRY(load_room_bookings_coming(t, t->self->site, room, today, now, &row));
	*count = row.count;
	return RC_OK;
}

static enum rc room_of(struct txn *t, const char *id, int64_t people, struct row_facility_row *room)
{
	TRY(load_facility_row(t, t->self->site, id, room));
	if (room->kind != FACILITY_KIND_MEETING_ROOM)
		return RC_NOTFOUND;
	if (room->broken)
		return txn_refuse(t, REFUSAL_ROOM_CLOSED, room->broken);
	if (!room->seats || people <= room->seats)
		return RC_OK;
	return txn_refuse(t, REFUSAL_ROOM_SMALL,
		arena_printf(&t->arena, "%s只有 %lld 个座位", room->name, (long long)room->seats));
}

static enum rc free_then(
	struct txn *t, const char *room, const char *date, const struct room_span *wish)
{
	struct row_room_bookings_of *rows;
	size_t n;
	TRY(list_room_bookings_of(t, t->self->site, room, date, &rows, &n));
	struct room_span *booked = arena_array(&t->arena, struct room_span, n + 1);
	for (size_t i = 0; i < n; i++)
		booked[i] = (struct room_span){ date_minute_parse(rows[i].from_time),
			date_minute_parse(rows[i].to_time) };
	size_t at = room_conflict(wish, booked, n);
	return at == n ? RC_OK
		       : txn_refuse(t, REFUSAL_ROOM_BUSY,
				 arena_printf(&t->arena, "%s–%s %s（%s）", rows[at].from_time,
					 rows[at].to_time, rows[at].title, rows[at].by_name));
}

static enum rc fresh_id(struct txn *t, const char **id)
{
	struct row_room_booking_count n;
	enum rc rc = load_room_booking_count(t, t->self->site, &n);
	*id = rc ? NULL
		 : arena_printf(&t->arena, "M%s-%04lld", t->self->node, (long long)n.count + 1);
	return rc;
}

enum rc room_book(struct txn *t, const struct room_book_body *in)
{
	struct row_facility_row room;
	struct row_case_hall of;
	const char *id, *case_id = in->case_id && in->case_id[0] ? in->case_id : NULL;
	int64_t people = in->people == BODY_NO_INT ? 0 : in->people;
	struct room_span wish = { date_minute_parse(in->from), date_minute_parse(in->to) };
	int32_t day = date_parse(in->date);
	struct room_limits limits = {
		.from = setting_minute(t, SETTING_ROOM_FROM),
		.to = setting_minute(t, SETTING_ROOM_TO),
		.horizon_days = setting_int(t, SETTING_ROOM_HORIZON_DAYS),
	};
	if (day == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期写成 2026-11-24");
	TRY(room_of(t, in->room, people, &room));
	enum refusal no = room_time(&wish, day, date_of(t->now), date_minute_of(t->now), &limits);
	if (no == REFUSAL_ROOM_TIME)
		return txn_refuse(t, no,
			arena_printf(&t->arena, "%s–%s，%lld 天之内",
				setting_text(t, SETTING_ROOM_FROM),
				setting_text(t, SETTING_ROOM_TO), (long long)limits.horizon_days));
	if (no)
		return txn_refuse(t, no, NULL);
	TRY(free_then(t, room.id, in->date, &wish));
	if (case_id)
		TRY(load_case_hall(t, case_id, &of));
	TRY(fresh_id(t, &id));
	return record_room_booked(t, id, .room = room.id, .date = in->date, .from = in->from,
		.to = in->to, .purpose = in->purpose, .title = in->title, .people = people,
		.case_id = case_id, .by = t->actor->name);
}

static bool may_cancel_any(const struct txn *t)
{
	return t->actor->roles & (ROLE_GUIDE | ROLE_DIRECTOR);
}

enum rc room_cancel(struct txn *t, const char *id, const char *reason, const char **date)
{
	struct row_room_booking_row row;
	const char *today, *now;
	TRY(load_room_booking_row(t, t->self->site, id, &row));
	now_text(t, &today, &now);
	int later = strcmp(row.date, today);
	if (row.cancelled || later < 0 || (!later && strcmp(row.to_time, now) <= 0))
		return txn_refuse(t, REFUSAL_ROOM_STATE, row.cancelled);
	if (strcmp(row.by_id, t->actor->id) && !may_cancel_any(t))
		return txn_refuse(t, REFUSAL_ROOM_OTHERS, NULL);
	*date = row.date;
	return record_room_cancelled(t, id, .reason = reason, .by = t->actor->name);
}

enum rc room_week(struct txn *t, const char *date, yyjson_mut_val **out)
{
	struct opening_day *days;
	const char *today, *now;
	yyjson_mut_val *rooms, *bookings;
	int32_t day = date_parse(date);
	if (day == DATE_NONE)
		day = date_of(t->now);
	TRY(opening_days(t, day - (date_weekday(day) - 1), 7, &days));
	TRY(query_facility_all(
		t, t->self->site, facility_kind_word(FACILITY_KIND_MEETING_ROOM), &rooms));
	now_text(t, &today, &now);
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, *out, "from", days[0].text);
	yyjson_mut_obj_add_str(d, *out, "today", today);
	yyjson_mut_obj_add_str(d, *out, "room_from", setting_text(t, SETTING_ROOM_FROM));
	yyjson_mut_obj_add_str(d, *out, "room_to", setting_text(t, SETTING_ROOM_TO));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "days");
	for (int i = 0; i < 7; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		opening_day_head(t, v, &days[i]);
		TRY(query_room_bookings_on(t, t->self->site, days[i].text,
			arena_printf(&t->arena, "%s%s", today, now), t->actor->id,
			may_cancel_any(t), &bookings));
		yyjson_mut_obj_add_val(d, v, "bookings", bookings);
	}
	yyjson_mut_obj_add_val(d, *out, "rooms", rooms);
	return RC_OK;
}
