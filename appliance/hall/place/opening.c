/* Opening hours: load, decide, record. */
#include "hall/place/opening.h"
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/setting.h"
#include "store/kept.h"

static struct opening_span span(struct txn *t, enum setting from, enum setting to)
{
	return (struct opening_span){ setting_minute(t, from), setting_minute(t, to) };
}

static struct opening_pattern pattern(struct txn *t)
{
	struct opening_pattern p = { .am = span(t, SETTING_HALL_OPEN_AM, SETTING_HALL_CLOSE_AM),
		.pm = span(t, SETTING_HALL_OPEN_PM, SETTING_HALL_CLOSE_PM) };
	if (setting_int(t, SETTING_NOON_OPEN))
		p.noon = span(t, SETTING_NOON_FROM, SETTING_NOON_TO);
	if (setting_int(t, SETTING_AFTER_OPEN))
		p.after = span(t, SETTING_AFTER_FROM, SETTING_AFTER_TO);
	if (setting_int(t, SETTING_REST_OPEN)) {
		p.rest_am = span(t, SETTING_REST_OPEN_AM, SETTING_REST_CLOSE_AM);
		p.rest_pm = span(t, SETTING_REST_OPEN_PM, SETTING_REST_CLOSE_PM);
	}
	return p;
}

/* "中秋节" on the day itself, "中秋节假期" on the other days of its holiday, "调休上班" on a made-up day. */
static const char *festival_of(
	struct txn *t, const struct row_calendar_days *named, size_t n, const char *date)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(named[i].date, date))
			return named[i].festival[0] ? named[i].festival
			       : named[i].off ? arena_printf(&t->arena, "%s假期", named[i].name)
					      : "调休上班";
	return "";
}

struct stretch {
	int32_t from, count;
};

static enum rc read_days(struct txn *t, const void *question, const void **answer)
{
	struct stretch asked;
	struct workday_calendar calendar;
	struct row_catalogue_current current;
	struct row_calendar_days *named = NULL;
	struct row_opening_exceptions *rows;
	size_t n, names = 0;
	memcpy(&asked, question, sizeof asked);
	struct opening_pattern p = pattern(t);
	TRY(catalogue_calendar(t, &calendar));
	if (!load_catalogue_current(t, t->self->site, t->self->hub, &current))
		TRY(list_calendar_days(t, current.id, &named, &names));
	TRY(list_opening_exceptions(t, t->self->site, arena_date(&t->arena, asked.from),
		arena_date(&t->arena, asked.from + asked.count - 1), &rows, &n));
	struct opening_day *list = arena_array(&t->arena, struct opening_day, (size_t)asked.count);
	for (int i = 0; i < asked.count; i++) {
		struct opening_day *d = &list[i];
		struct opening_change e = { 0 };
		int32_t date = asked.from + i;
		*d = (struct opening_day){ .date = date,
			.text = arena_date(&t->arena, date),
			.reason = "",
			.works = workday_is(&calendar, date),
			.known = workday_known(&calendar, date) };
		d->festival = festival_of(t, named, names, d->text);
		for (size_t k = 0; k < n; k++)
			if (!strcmp(rows[k].date, d->text)) {
				e = (struct opening_change){ rows[k].closed,
					{ (int)rows[k].extra_from, (int)rows[k].extra_to } };
				d->reason = rows[k].reason;
			}
		d->closed = e.closed;
		d->count = opening_of(&calendar, &p, &e, d->date, d->sessions);
	}
	*answer = list;
	return RC_OK;
}

enum rc opening_days(struct txn *t, int32_t from, int count, struct opening_day **days)
{
	const struct stretch asked = { from, count };
	const void *list;
	TRY(kept_answer(t, read_days, &asked, sizeof asked, &list));
	*days = arena_array(&t->arena, struct opening_day, (size_t)count);
	memcpy(*days, list, (size_t)count * sizeof **days);
	return RC_OK;
}

enum rc opening_coming_day(struct txn *t, const char *text, int32_t *date)
{
	int32_t found = text ? date_parse(text) : DATE_NONE;
	if (found == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24");
	if (found < date_of(t->now))
		return txn_refuse(t, REFUSAL_DAY_PAST, text);
	*date = found;
	return RC_OK;
}

enum rc opening_close(struct txn *t, const char *date, const char *reason)
{
	int32_t day;
	TRY(opening_coming_day(t, date, &day));
	return record_opening_closed(t, date, .reason = reason, .by = t->actor->name);
}

/* A day has one extra stretch: a second would silently take the place of the first. And what is
 * open anyway cannot be added. */
static enum rc not_open_yet(struct txn *t, int32_t date, int begin, int end)
{
	struct opening_day *days;
	char from[DATE_MINUTE_TEXT], to[DATE_MINUTE_TEXT];
	TRY(opening_days(t, date, 1, &days));
	for (size_t i = 0; i < days[0].count; i++) {
		const struct opening_time *s = &days[0].sessions[i];
		bool extra = s->kind == OPENING_KIND_EXTRA;
		if (!extra && (end <= s->from || begin >= s->to))
			continue;
		date_minute_text(s->from, from);
		date_minute_text(s->to, to);
		return txn_refuse(t, REFUSAL_OPENING_TWICE,
			extra ? arena_printf(&t->arena, "这天已经临时开放 %s–%s，先恢复那一天再改",
					from, to)
			      : arena_printf(&t->arena, "这天 %s–%s 本来就开放", from, to));
	}
	return RC_OK;
}

enum rc opening_add(
	struct txn *t, const char *date, const char *from, const char *to, const char *reason)
{
	int32_t day;
	int begin = date_minute_parse(from), end = date_minute_parse(to);
	TRY(opening_coming_day(t, date, &day));
	if (begin < 0 || end <= begin)
		return txn_refuse(t, REFUSAL_SHAPE, "临时开放的起止时间应写成 09:00，结束晚于开始");
	TRY(not_open_yet(t, day, begin, end));
	return record_opening_added(
		t, date, .from = begin, .to = end, .reason = reason, .by = t->actor->name);
}

enum rc opening_restore(struct txn *t, const char *date)
{
	int32_t day;
	TRY(opening_coming_day(t, date, &day));
	return record_opening_restored(t, date, .by = t->actor->name);
}

void opening_day_head(struct txn *t, yyjson_mut_val *v, const struct opening_day *day)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_obj_add_str(d, v, "date", day->text);
	yyjson_mut_obj_add_int(d, v, "weekday", date_weekday(day->date));
	yyjson_mut_obj_add_bool(d, v, "works", day->works);
	yyjson_mut_obj_add_bool(d, v, "provisional", !day->known);
	yyjson_mut_obj_add_str(d, v, "festival", day->festival);
	yyjson_mut_obj_add_bool(d, v, "closed", day->closed);
	yyjson_mut_obj_add_str(d, v, "reason", day->reason);
}

void opening_session_head(struct txn *t, yyjson_mut_val *v, const struct opening_time *s)
{
	char text[DATE_MINUTE_TEXT];
	yyjson_mut_obj_add_str(t->doc, v, "session", opening_session_word(s->no));
	yyjson_mut_obj_add_str(t->doc, v, "kind", opening_kind_word(s->kind));
	date_minute_text(s->from, text);
	yyjson_mut_obj_add_strcpy(t->doc, v, "from", text);
	date_minute_text(s->to, text);
	yyjson_mut_obj_add_strcpy(t->doc, v, "to", text);
}

enum rc opening_list(struct txn *t, const char *from, int64_t count, yyjson_mut_val **out)
{
	struct opening_day *days;
	int32_t first = date_parse(from);
	int n = count < 1 ? 1 : count > OPENING_DAYS ? OPENING_DAYS : (int)count;
	TRY(opening_days(t, first == DATE_NONE ? date_of(t->now) : first, n, &days));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "days");
	for (int i = 0; i < n; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		opening_day_head(t, v, &days[i]);
		yyjson_mut_val *sessions = yyjson_mut_obj_add_arr(t->doc, v, "sessions");
		for (size_t k = 0; k < days[i].count; k++)
			opening_session_head(
				t, yyjson_mut_arr_add_obj(t->doc, sessions), &days[i].sessions[k]);
	}
	return RC_OK;
}
