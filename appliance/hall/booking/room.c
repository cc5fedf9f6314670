/* Meeting rooms: load, decide, record. */
#include "hall/booking/room.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
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
	enum rc rc = load_room_bookings_coming(t, t->self->site, room, today, now, &row);
	*count = row.count;
	return rc;
}

static enum rc room_of(struct txn *t, const char *id, int64_t people, struct row_facility_row *room)
{
	enum rc rc = load_facility_row(t, t->self->site, id, room);
	if (rc)
		return rc;
	if (strcmp(room->kind, "meeting_room"))
		return RC_NOTFOUND;
	if (room->broken)
		return txn_refuse(t, REFUSAL_ROOM_CLOSED, room->broken);
	return room->seats && people > room->seats ? txn_refuse(t, REFUSAL_ROOM_SMALL, arena_printf(&t->arena, "%s只有 %lld 个座位", room->name, (long long)room->seats)) : RC_OK;
}

static enum rc free_then(struct txn *t, const char *room, const char *date, const struct room_span *wish)
{
	struct row_room_bookings_of *rows;
	size_t n;
	enum rc rc = list_room_bookings_of(t, t->self->site, room, date, &rows, &n);
	if (rc)
		return rc;
	struct room_span *booked = arena_array(&t->arena, struct room_span, n + 1);
	for (size_t i = 0; i < n; i++)
		booked[i] = (struct room_span){ date_minute_parse(rows[i].from_time), date_minute_parse(rows[i].to_time) };
	size_t at = room_conflict(wish, booked, n);
	return at == n ? RC_OK : txn_refuse(t, REFUSAL_ROOM_BUSY, arena_printf(&t->arena, "%s–%s %s（%s）", rows[at].from_time, rows[at].to_time, rows[at].title, rows[at].by_name));
}

static enum rc fresh_id(struct txn *t, const char **id)
{
	struct row_room_booking_count n;
	enum rc rc = load_room_booking_count(t, t->self->site, &n);
	*id = rc ? NULL : arena_printf(&t->arena, "M%s-%04lld", t->self->node, (long long)n.count + 1);
	return rc;
}

enum rc room_book(struct txn *t, const yyjson_val *body)
{
	struct row_facility_row room;
	struct row_case_hall of;
	const char *date = json_text(body, "date"), *from = json_text(body, "from"), *to = json_text(body, "to"), *case_id = json_text(body, "case_id"), *id;
	int64_t people = json_int(body, "people", 0);
	struct room_span wish = { date_minute_parse(from), date_minute_parse(to) };
	struct room_limits limits = { setting_minute(t, SETTING_ROOM_FROM), setting_minute(t, SETTING_ROOM_TO), setting_int(t, SETTING_ROOM_HORIZON_DAYS) };
	if (date_parse(date) == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期写成 2026-11-24");
	enum rc rc = room_of(t, json_text(body, "room"), people, &room);
	enum refusal no = rc ? REFUSAL_NONE : room_time(&wish, date_parse(date), date_of(t->now), date_minute_of(t->now), &limits);
	if (no)
		return txn_refuse(t, no, no == REFUSAL_ROOM_TIME ? arena_printf(&t->arena, "%s–%s，%lld 天之内", setting_text(t, SETTING_ROOM_FROM), setting_text(t, SETTING_ROOM_TO), (long long)limits.horizon_days) : NULL);
	if (!rc)
		rc = free_then(t, room.id, date, &wish);
	if (!rc && case_id && case_id[0])
		rc = load_case_hall(t, case_id, &of);
	if (!rc)
		rc = fresh_id(t, &id);
	return rc ? rc : event_room_booked(t, NULL, id, &(struct event_room_booked){ .room = room.id, .date = date, .from = from, .to = to, .purpose = json_text(body, "purpose"), .title = json_text(body, "title"),
		.people = people, .case_id = case_id && case_id[0] ? case_id : NULL, .by = t->actor->name });
}

static bool may_cancel_any(const struct txn *t)
{
	return t->actor->roles & (ROLE_GUIDE | ROLE_DIRECTOR);
}

enum rc room_cancel(struct txn *t, const char *id, const char *reason, const char **date)
{
	struct row_room_booking_row row;
	const char *today, *now;
	enum rc rc = load_room_booking_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	now_text(t, &today, &now);
	int later = strcmp(row.date, today);
	if (row.cancelled || later < 0 || (!later && strcmp(row.to_time, now) <= 0))
		return txn_refuse(t, REFUSAL_ROOM_STATE, row.cancelled);
	if (strcmp(row.by_id, t->actor->id) && !may_cancel_any(t))
		return txn_refuse(t, REFUSAL_ROOM_OTHERS, NULL);
	*date = row.date;
	return event_room_cancelled(t, NULL, id, &(struct event_room_cancelled){ .reason = reason, .by = t->actor->name });
}

enum rc room_week(struct txn *t, const char *date, yyjson_mut_val **out)
{
	struct opening_day *days;
	const char *today, *now;
	yyjson_mut_val *rooms, *bookings;
	int32_t day = date_parse(date);
	if (day == DATE_NONE)
		day = date_of(t->now);
	enum rc rc = opening_days(t, day - (date_weekday(day) - 1), 7, &days);
	if (!rc)
		rc = query_facility_all(t, t->self->site, "meeting_room", &rooms);
	if (rc)
		return rc;
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
		rc = query_room_bookings_on(t, t->self->site, days[i].text, arena_printf(&t->arena, "%s%s", today, now), t->actor->id, may_cancel_any(t), &bookings);
		if (rc)
			return rc;
		yyjson_mut_obj_add_val(d, v, "bookings", bookings);
	}
	yyjson_mut_obj_add_val(d, *out, "rooms", rooms);
	return RC_OK;
}
