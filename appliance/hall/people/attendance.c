/* Days and months of attendance. */
#include "hall/people/attendance.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "events.h"
#include "hall/people/leave.h"
#include "hall/place/opening.h"
#include "hall/people/roster.h"
#include "hall/place/setting.h"
#include "hall/people/staff.h"

enum rc presence_set(struct txn *t, bool present)
{
	struct row_presence_on_duty open;
	const char *id = t->actor->id;
	enum rc rc = load_presence_on_duty(t, t->self->site, id, &open);
	if (rc && rc != RC_NOTFOUND)
		return rc;
	bool there = rc == RC_OK;
	if (there && present && strncmp(open.began, t->at, 10)) { /* yesterday's was left open */
		TRY(record_presence_ended(t, id, 0));
		there = false;
	}
	if (there == present)
		return txn_refuse(t, REFUSAL_PRESENCE_STATE, there ? "已经签到" : "还没有签到");
	return present ? record_presence_begun(t, id, 0) : record_presence_ended(t, id, 0);
}

/* Everything a range of days needs, read once. */
struct book {
	struct opening_day *days;
	int32_t first;
	struct attendance_hours hours; /* of an ordinary day */
	struct roster_place *places;
	size_t place_count;
	struct row_attendance_people *people;
	struct row_presence_spans *spans;
	struct leave_of *leaves;
	struct attendance_span *scratch; /* room for one person's day */
	size_t people_count, span_count, leave_count;
};

static int minute_of(const char *hhmm)
{
	return ((hhmm[0] - '0') * 10 + hhmm[1] - '0') * 60 + (hhmm[3] - '0') * 10 + hhmm[4] - '0';
}

static enum rc open_book(struct txn *t, int32_t from, int32_t to, const char *staff, struct book *b)
{
	const char *first = arena_date(&t->arena, from), *last = arena_date(&t->arena, to),
		   *after = arena_date(&t->arena, to + 1);
	*b = (struct book){ .first = from };
	b->hours.from[DAY_HALF_AM] = setting_minute(t, SETTING_HALL_OPEN_AM);
	b->hours.to[DAY_HALF_AM] = setting_minute(t, SETTING_HALL_CLOSE_AM);
	b->hours.from[DAY_HALF_PM] = setting_minute(t, SETTING_HALL_OPEN_PM);
	b->hours.to[DAY_HALF_PM] = setting_minute(t, SETTING_HALL_CLOSE_PM);
	b->hours.grace = (int)setting_int(t, SETTING_ATTENDANCE_GRACE_MINUTES);
	TRY(opening_days(t, from, to - from + 1, &b->days));
	TRY(roster_load(t, first, last, &b->places, &b->place_count));
	TRY(list_attendance_people(t, t->self->site, staff, &b->people, &b->people_count));
	TRY(list_presence_spans(t, t->self->site, first, after, &b->spans, &b->span_count));
	TRY(leave_spans(t, staff, first, last, false, &b->leaves, &b->leave_count));
	b->scratch = arena_array(&t->arena, struct attendance_span, b->span_count + 1);
	return RC_OK;
}

/* Is he on the register that day, and are his hours asked for? */
static bool on_register(const struct row_attendance_people *p, const char *day)
{
	return p->attends && (!p->from_day || strcmp(p->from_day, day) <= 0) &&
	       (!p->to_day || strcmp(p->to_day, day) >= 0) &&
	       (!p->left_on || strcmp(p->left_on, day) > 0);
}

static const enum opening_session session_of[DAY_HALF_COUNT] = {
	[DAY_HALF_AM] = OPENING_SESSION_AM,
	[DAY_HALF_PM] = OPENING_SESSION_PM,
};

/* Is he on the roster of that day, and for this half (0: for any) of it? The A角, or the B角 while
 * the A角 is away. */
static bool rostered(const struct book *b, const char *staff, const char *day, int half)
{
	for (size_t i = 0; i < b->place_count; i++) {
		const char *serves = roster_serves(&b->places[i].post);
		if (serves && !strcmp(serves, staff) && !strcmp(b->places[i].row.date, day) &&
			(!half || b->places[i].session == session_of[half]))
			return true;
	}
	return false;
}

/* On working days everybody is due in the hall's hours, or in the part of the day the roster gives
 * him; on rest days only who is on the roster. */
static void hours_of(const struct book *b, const struct opening_day *day, const char *staff,
	struct attendance_hours *hours, bool due[DAY_HALF_COUNT])
{
	bool named = rostered(b, staff, day->text, 0);
	*hours = b->hours;
	for (int h = DAY_HALF_AM; h < DAY_HALF_COUNT; h++) {
		due[h] = false;
		for (size_t i = 0; i < day->count; i++)
			if (day->sessions[i].no == session_of[h]) {
				hours->from[h] = day->sessions[i].from;
				hours->to[h] = day->sessions[i].to;
				due[h] = named ? rostered(b, staff, day->text, h) : day->works;
			}
	}
}

struct reading {
	struct attendance_day day;
	enum leave_kind leave_kind;
	int leave_halves;
	bool here;
	yyjson_mut_val *places;
};

/* Somebody who forgot to sign off counts until the hall closed. */
static int end_of(const struct attendance_hours *hours, const struct row_presence_spans *s,
	bool today, int now)
{
	if (s->ended && !strncmp(s->ended, s->began, 10))
		return minute_of(s->ended + 11);
	int close = today && !s->ended ? now : hours->to[DAY_HALF_PM],
	    from = minute_of(s->began + 11);
	return close > from ? close : from;
}

static void read_day(struct txn *t, const struct book *b, const struct row_attendance_people *p,
	int32_t date, struct reading *out)
{
	char day[DATE_TEXT];
	int32_t today = date_of(t->now);
	int now = date < today ? 1440 : date > today ? 0 : date_minute_of(t->now);
	bool due[DAY_HALF_COUNT];
	struct attendance_hours hours;
	size_t n = 0;
	date_text(date, day);
	hours_of(b, &b->days[date - b->first], p->id, &hours, due);
	bool listed = on_register(p, day);
	*out = (struct reading){ .places = yyjson_mut_arr(t->doc) };
	for (size_t i = 0; i < b->span_count; i++) {
		const struct row_presence_spans *s = &b->spans[i];
		if (strcmp(s->staff, p->id) || strncmp(s->began, day, 10))
			continue;
		b->scratch[n++] = (struct attendance_span){ minute_of(s->began + 11),
			end_of(&hours, s, date == today, now) };
		out->here |= date == today && !s->ended;
		if (!strncmp(s->place, "window:", 7))
			yyjson_mut_arr_add_strcpy(t->doc, out->places, s->place + 7);
	}
	for (int h = DAY_HALF_AM; h < DAY_HALF_COUNT; h++) {
		bool away = false;
		for (size_t i = 0; i < b->leave_count; i++)
			if (!strcmp(b->leaves[i].staff, p->id) &&
				leave_span_covers(b->leaves[i].span, date, (enum day_half)h)) {
				away = true;
				out->leave_kind = b->leaves[i].kind;
			}
		out->leave_halves += away && due[h] && listed;
		due[h] = due[h] && listed && !away;
	}
	out->day = attendance_of(b->scratch, n, &hours, due, out->leave_halves > 0, now);
}

static void add_minute(struct txn *t, yyjson_mut_val *v, const char *key, int minute)
{
	yyjson_mut_obj_add_str(t->doc, v, key,
		minute < 0 ? NULL : arena_printf(&t->arena, "%02d:%02d", minute / 60, minute % 60));
}

static enum rc day_line(struct txn *t, yyjson_mut_val *list, const struct row_attendance_people *p,
	const char *day, struct reading *r)
{
	const char *id = NULL, *name = NULL;
	if (r->leave_halves)
		TRY(staff_stand_in(t, p->id, day, &id, &name));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
	yyjson_mut_obj_add_str(d, v, "staff", p->id);
	yyjson_mut_obj_add_str(d, v, "name", p->name);
	yyjson_mut_obj_add_str(d, v, "post", p->post);
	yyjson_mut_obj_add_str(d, v, "state", attendance_state_word(r->day.state));
	add_minute(t, v, "first_on", r->day.first);
	add_minute(t, v, "last_off", r->day.last);
	yyjson_mut_obj_add_int(d, v, "minutes", r->day.minutes);
	yyjson_mut_obj_add_int(d, v, "late", r->day.late);
	yyjson_mut_obj_add_int(d, v, "early", r->day.early);
	yyjson_mut_obj_add_val(d, v, "places", r->places);
	yyjson_mut_obj_add_bool(d, v, "here", r->here);
	yyjson_mut_obj_add_str(
		d, v, "leave_kind", r->leave_halves ? leave_kind_word(r->leave_kind) : NULL);
	yyjson_mut_obj_add_str(d, v, "stand_in_name", name);
	return RC_OK;
}

enum rc attendance_day(struct txn *t, const char *day, yyjson_mut_val **out)
{
	struct book b;
	int32_t date = day[0] ? date_parse(day) : date_of(t->now);
	if (date == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24");
	TRY(open_book(t, date, date, "", &b));
	const char *text = arena_date(&t->arena, date);
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "day", text);
	yyjson_mut_obj_add_bool(t->doc, *out, "works", b.days[0].works);
	yyjson_mut_obj_add_bool(t->doc, *out, "provisional", !b.days[0].known);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "people");
	for (size_t i = 0; i < b.people_count; i++) {
		struct reading r;
		read_day(t, &b, &b.people[i], date, &r);
		if (on_register(&b.people[i], text) || r.day.first >= 0)
			TRY(day_line(t, list, &b.people[i], text, &r));
	}
	return RC_OK;
}

static void month_line(struct txn *t, yyjson_mut_val *list, const struct book *b,
	const struct row_attendance_people *p, int32_t from, int32_t to)
{
	yyjson_mut_doc *d = t->doc;
	int64_t due = 0, absent = 0, away = 0, late = 0, early = 0, minutes = 0, listed = 0;
	yyjson_mut_val *states = yyjson_mut_arr(d);
	for (int32_t date = from; date <= to; date++) {
		struct reading r;
		char day[DATE_TEXT];
		date_text(date, day);
		bool on = on_register(p, day);
		read_day(t, b, p, date, &r);
		bool silent = (!on && r.day.first < 0) || r.day.state == ATTENDANCE_STATE_EXPECTED;
		yyjson_mut_arr_add_str(d, states, silent ? "" : attendance_state_word(r.day.state));
		listed += on || r.day.first >= 0;
		due += r.day.due;
		absent += r.day.absent;
		away += r.leave_halves;
		late += r.day.late > 0;
		early += r.day.early > 0;
		minutes += r.day.minutes;
	}
	if (!listed)
		return;
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
	yyjson_mut_obj_add_str(d, v, "staff", p->id);
	yyjson_mut_obj_add_str(d, v, "name", p->name);
	yyjson_mut_obj_add_str(d, v, "post", p->post);
	yyjson_mut_obj_add_int(d, v, "due", due);
	yyjson_mut_obj_add_int(d, v, "absent", absent);
	yyjson_mut_obj_add_int(d, v, "leave", away);
	yyjson_mut_obj_add_int(d, v, "late", late);
	yyjson_mut_obj_add_int(d, v, "early", early);
	yyjson_mut_obj_add_int(d, v, "minutes", minutes);
	yyjson_mut_obj_add_val(d, v, "states", states);
}

enum rc attendance_month(struct txn *t, const char *month, const char *staff, yyjson_mut_val **out)
{
	struct book b;
	char text[DATE_TEXT];
	int32_t from = date_parse(arena_printf(
			&t->arena, "%s-01", month[0] ? month : arena_strndup(&t->arena, t->at, 7))),
		to = from;
	if (from == DATE_NONE || (month[0] && strlen(month) != 7))
		return txn_refuse(t, REFUSAL_SHAPE, "月份应写成 2026-11");
	while (date_month(to + 1) == date_month(from))
		to++;
	TRY(open_book(t, from, to, staff, &b));
	int64_t workdays = 0;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *days = yyjson_mut_arr(t->doc);
	for (int32_t date = from; date <= to; date++) {
		date_text(date, text);
		workdays += b.days[date - from].works;
		yyjson_mut_arr_add_strcpy(t->doc, days, text);
	}
	date_text(from, text);
	yyjson_mut_obj_add_strncpy(t->doc, *out, "month", text, 7);
	yyjson_mut_obj_add_int(t->doc, *out, "workdays", workdays);
	yyjson_mut_obj_add_bool(t->doc, *out, "provisional", !b.days[0].known);
	yyjson_mut_obj_add_val(t->doc, *out, "days", days);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "people");
	for (size_t i = 0; i < b.people_count; i++)
		month_line(t, list, &b, &b.people[i], from, to);
	return RC_OK;
}
