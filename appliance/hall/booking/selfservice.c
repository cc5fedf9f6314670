/* The hall in a citizen's words, out of its settings and windows. */
#include "hall/booking/selfservice.h"
#include <string.h>
#include "base/date.h"
#include "words/set.h"
#include "hall/queue/closing.h"
#include "hall/booking/facility.h"
#include "hall/queue/next_day.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "words/zone.h"

static void add_span(struct txn *t, yyjson_mut_val *list, const char *what, enum setting from,
	enum setting to, const char *note)
{
	yyjson_mut_arr_append(list, yyjson_mut_strcpy(t->doc, arena_printf(&t->arena, "%s %s–%s%s",
								      what, setting_text(t, from),
								      setting_text(t, to), note)));
}

static void add_hours(struct txn *t, yyjson_mut_val *v)
{
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "hours");
	add_span(t, list, "工作日上午", SETTING_HALL_OPEN_AM, SETTING_HALL_CLOSE_AM, "");
	add_span(t, list, "工作日下午", SETTING_HALL_OPEN_PM, SETTING_HALL_CLOSE_PM, "");
	if (setting_int(t, SETTING_NOON_OPEN))
		add_span(t, list, "工作日午间延时", SETTING_NOON_FROM, SETTING_NOON_TO,
			"（清单内事项）");
	if (setting_int(t, SETTING_AFTER_OPEN))
		add_span(t, list, "工作日下班延时", SETTING_AFTER_FROM, SETTING_AFTER_TO,
			"（清单内事项）");
	if (setting_int(t, SETTING_REST_OPEN)) {
		add_span(t, list, "周末、节假日上午", SETTING_REST_OPEN_AM, SETTING_REST_CLOSE_AM,
			"（清单内事项，其余预约）");
		add_span(t, list, "周末、节假日下午", SETTING_REST_OPEN_PM, SETTING_REST_CLOSE_PM,
			"（春节、端午、中秋当天除外）");
	}
}

static enum rc add_openings(struct txn *t, yyjson_mut_val *v)
{
	struct opening_day *days;
	TRY(opening_days(t, date_of(t->now), OPENING_AHEAD, &days));
	bool over;
	TRY(next_day_over(t, &over));
	struct closing now;
	closing_at(t, days, date_minute_of(t->now), &now);
	yyjson_mut_obj_add_bool(t->doc, v, "open", now.open);
	yyjson_mut_obj_add_bool(t->doc, v, "over", over);
	yyjson_mut_obj_add_str(t->doc, v, "notice", closing_words(t, &now));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "changes");
	for (int i = 0; i < OPENING_AHEAD; i++) {
		if (days[i].closed)
			yyjson_mut_arr_append(
				list, yyjson_mut_str(t->doc, arena_printf(&t->arena, "%s不开放%s",
								     closing_day(t, &days[i]),
								     closing_why(t, &days[i]))));
		for (size_t k = 0; k < days[i].count; k++) {
			char from[DATE_MINUTE_TEXT], to[DATE_MINUTE_TEXT];
			const struct opening_time *s = &days[i].sessions[k];
			if (s->kind != OPENING_KIND_EXTRA)
				continue;
			date_minute_text(s->from, from);
			date_minute_text(s->to, to);
			yyjson_mut_arr_append(list,
				yyjson_mut_str(t->doc, arena_printf(&t->arena, "%s加开 %s–%s%s",
							       closing_day(t, &days[i]), from, to,
							       closing_why(t, &days[i]))));
		}
	}
	return RC_OK;
}

static enum rc add_zones(struct txn *t, yyjson_mut_val *v)
{
	struct site_window *windows;
	size_t n;
	yyjson_mut_doc *d = t->doc;
	TRY(site_windows(t, &windows, &n));
	yyjson_mut_val *zones = yyjson_mut_obj_add_arr(d, v, "zones");
	for (enum zone z = ZONE_UNSET + 1; z < ZONE_COUNT; z++) {
		yyjson_mut_val *list = yyjson_mut_arr(d);
		for (size_t i = 0; i < n; i++)
			if (windows[i].row.in_zone == z)
				yyjson_mut_arr_append(
					list, yyjson_mut_strcpy(d,
						      arena_printf(&t->arena, "%lld号窗口 %s%s%s",
							      (long long)windows[i].row.no,
							      windows[i].sign,
							      windows[i].row.place[0] ? "，" : "",
							      windows[i].row.place)));
		if (!yyjson_mut_arr_size(list))
			continue;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, zones);
		yyjson_mut_obj_add_str(d, one, "zone", zone_word(z));
		yyjson_mut_obj_add_str(d, one, "label", zone_label(z));
		yyjson_mut_obj_add_val(d, one, "windows", list);
	}
	return RC_OK;
}

static enum rc add_next_day(struct txn *t, yyjson_mut_val *v)
{
	struct next_day day;
	enum rc rc = next_day_offered(t, &day);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	yyjson_mut_val *one = yyjson_mut_obj_add_obj(t->doc, v, "next_day");
	yyjson_mut_obj_add_str(t->doc, one, "date", day.date);
	yyjson_mut_obj_add_int(t->doc, one, "weekday", day.weekday);
	yyjson_mut_obj_add_str(t->doc, one, "festival", day.festival);
	yyjson_mut_obj_add_bool(t->doc, one, "provisional", day.provisional);
	return RC_OK;
}

enum rc selfservice_view(struct txn *t, yyjson_mut_val **out)
{
	struct row_site_row site;
	TRY(site_load(t, &site));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_obj_add_bool(d, v, "sample", site.sample);
	yyjson_mut_obj_add_str(d, v, "at", t->at);
	add_hours(t, v);
	yyjson_mut_obj_add_str(d, v, "phone", setting_text(t, SETTING_HALL_PHONE));
	yyjson_mut_obj_add_str(
		d, v, "complaint_phone", setting_text(t, SETTING_HALL_COMPLAINT_PHONE));
	yyjson_mut_obj_add_str(d, v, "address", setting_text(t, SETTING_SLIP_BASE_URL));
	yyjson_mut_obj_add_bool(d, v, "kiosk_a4", setting_int(t, SETTING_KIOSK_A4));
	yyjson_mut_obj_add_int(d, v, "home_seconds", setting_int(t, SETTING_KIOSK_HOME_SECONDS));
	yyjson_mut_obj_add_int(d, v, "read_volume", setting_int(t, SETTING_KIOSK_READ_VOLUME));
	yyjson_mut_obj_add_int(
		d, v, "reprint_seconds", setting_int(t, SETTING_KIOSK_REPRINT_SECONDS));
	*out = v;
	yyjson_mut_val *facilities;
	TRY(facility_sentences(t, &facilities));
	yyjson_mut_obj_add_val(d, v, "facilities", facilities);
	TRY(add_openings(t, v));
	TRY(add_next_day(t, v));
	return add_zones(t, v);
}
