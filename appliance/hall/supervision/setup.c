/* Loads a hall's facts, asks the rule, tells and records. */
#include "hall/supervision/setup.h"
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/booking/facility.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "hall/place/opening.h"
#include "rules/place/opening.h"
#include "words/zone.h"

#define SENTENCES 50

static struct opening_span span_of(
	struct txn *t, const char *hall, enum setting from, enum setting to)
{
	return (struct opening_span){ date_minute_parse(setting_text_of(t, hall, from)),
		date_minute_parse(setting_text_of(t, hall, to)) };
}

/* Within normal hours of a working day that the hall has not closed: in extended hours not every
 * window is manned. */
static enum rc open_now(struct txn *t, const char *hall, bool *out)
{
	struct workday_calendar calendar;
	struct opening_time sessions[OPENING_TIMES];
	struct row_opening_exceptions *decided;
	struct opening_change exception = { 0 };
	char today[DATE_TEXT];
	size_t m;
	date_text(date_of(t->now), today);
	TRY(catalogue_calendar(t, &calendar));
	TRY(list_opening_exceptions(t, hall, today, today, &decided, &m));
	struct opening_pattern pattern = {
		.am = span_of(t, hall, SETTING_HALL_OPEN_AM, SETTING_HALL_CLOSE_AM),
		.pm = span_of(t, hall, SETTING_HALL_OPEN_PM, SETTING_HALL_CLOSE_PM),
	};
	exception.closed = m && decided[0].closed;
	size_t n = opening_of(&calendar, &pattern, &exception, date_of(t->now), sessions);
	*out = opening_at(sessions, n, date_minute_of(t->now)) != NULL;
	return RC_OK;
}

static enum rc windows_of(
	struct txn *t, const char *hall, struct setup_facts *facts, struct setup_result *out)
{
	struct site_window *list;
	struct row_setup_raters *raters;
	size_t n, m;
	TRY(site_windows_of(t, hall, &list, &n));
	TRY(list_setup_raters(t, hall, &raters, &m));
	struct setup_window *windows = arena_array(&t->arena, struct setup_window, n + 1);
	for (size_t i = 0; i < n; i++) {
		const struct site_window *w = &list[i];
		windows[i] = (struct setup_window){ .no = w->row.no,
			.zone = w->row.zone,
			.sign = w->sign,
			.place = w->row.place,
			.state = w->row.state,
			.issues = w->row.issues,
			.staffed = w->row.clerk != NULL,
			.features = w->features,
			.feature_count = w->feature_count,
			.rater_silent = true };
		for (size_t r = 0; r < m; r++)
			if (raters[r].window_no == w->row.no) {
				windows[i].rater = true;
				windows[i].rater_silent &= raters[r].silent;
			}
		out->general += w->row.in_zone == ZONE_GENERAL;
		facts->exclusive = w->row.exclusive;
	}
	facts->windows = windows;
	facts->count = out->windows = n;
	return RC_OK;
}

static enum rc items_of(struct txn *t, const char *hall, struct setup_facts *facts)
{
	struct row_setup_catalogue_of catalogue;
	struct row_setup_items_by_department *rows;
	size_t n;
	enum rc rc = load_setup_catalogue_of(t, hall, &catalogue);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	facts->catalogue = true;
	TRY(list_setup_items_by_department(t, catalogue.id, &rows, &n));
	struct setup_items *items = arena_array(&t->arena, struct setup_items, n + 1);
	for (size_t i = 0; i < n; i++)
		items[i] = (struct setup_items){ rows[i].zone, rows[i].department, rows[i].count };
	facts->items = items;
	facts->item_count = n;
	return RC_OK;
}

enum rc setup_look(struct txn *t, const char *hall, struct setup_result *out)
{
	struct row_site_row site;
	struct setup_facts facts = { 0 };
	*out = (struct setup_result){ .kind = "" };
	enum rc rc = load_site_row(t, hall, &site);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc; /* nothing is known of it yet */
	facts.kind = site.kind;
	out->kind = site.kind_word;
	TRY(open_now(t, hall, &facts.open_now));
	TRY(windows_of(t, hall, &facts, out));
	TRY(items_of(t, hall, &facts));
	TRY(facility_kinds_of(t, hall, &facts.facilities, &facts.facility_count));
	out->open_now = facts.open_now;
	out->count = setup_check(&t->arena, &facts, &out->findings);
	for (size_t i = 0; i < out->count; i++)
		out->errors += setup_is_error(&out->findings[i]);
	return RC_OK;
}

static const char *gap_id(struct txn *t, const struct setup_finding *f)
{
	return arena_printf(&t->arena, "%s:%lld:%s", finding_rows[f->finding].code,
		(long long)f->window, f->what);
}

static const char *sign_of(struct txn *t, const char *hall, int64_t no)
{
	struct site_window *list;
	size_t n;
	if (no && !site_windows_of(t, hall, &list, &n))
		for (size_t i = 0; i < n; i++)
			if (list[i].row.no == no)
				return list[i].sign;
	return NULL;
}

enum rc setup_json(
	struct txn *t, const char *hall, const struct setup_result *r, yyjson_mut_val **out)
{
	struct row_setup_gaps *gaps;
	struct row_setup_confirmation confirmed = { 0 };
	size_t n;
	TRY(list_setup_gaps(t, hall, &gaps, &n));
	if (load_setup_confirmation(t, hall, &confirmed) == RC_FAULT)
		return RC_FAULT;
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "findings");
	for (size_t i = 0; i < r->count; i++) {
		const struct setup_finding *f = &r->findings[i];
		const struct finding_row *row = &finding_rows[f->finding];
		const char *since = NULL;
		for (size_t k = 0; k < n; k++)
			if (!strcmp(gaps[k].id, gap_id(t, f)))
				since = gaps[k].since;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "code", row->code);
		yyjson_mut_obj_add_str(d, v, "severity", severity_word(row->severity));
		if (f->window)
			yyjson_mut_obj_add_int(d, v, "window", f->window);
		yyjson_mut_obj_add_str(d, v, "sign", sign_of(t, hall, f->window));
		yyjson_mut_obj_add_str(d, v, "what", f->what);
		yyjson_mut_obj_add_str(d, v, "text", f->text);
		yyjson_mut_obj_add_str(d, v, "advice", f->advice);
		yyjson_mut_obj_add_str(d, v, "since", since);
	}
	yyjson_mut_obj_add_int(d, *out, "errors", (int64_t)r->errors);
	yyjson_mut_obj_add_int(d, *out, "warnings", (int64_t)(r->count - r->errors));
	yyjson_mut_obj_add_bool(d, *out, "open_now", r->open_now);
	yyjson_mut_obj_add_str(d, *out, "confirmed_at", confirmed.at);
	yyjson_mut_obj_add_str(d, *out, "confirmed_by", confirmed.by_name);
	return RC_OK;
}

static const char *sentence(struct txn *t, const struct setup_finding *f)
{
	return f->window ? arena_printf(&t->arena, "%lld号窗口%s", (long long)f->window, f->text)
			 : f->text;
}

enum rc setup_sentences(struct txn *t, yyjson_mut_val **texts)
{
	struct setup_result r;
	TRY(setup_look(t, t->self->site, &r));
	*texts = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < r.count && i < SENTENCES; i++)
		yyjson_mut_arr_add_strcpy(t->doc, *texts, sentence(t, &r.findings[i]));
	return RC_OK;
}

enum rc setup_confirm(struct txn *t)
{
	struct setup_result r;
	TRY(setup_look(t, t->self->site, &r));
	for (size_t i = 0; i < r.count; i++)
		if (setup_is_error(&r.findings[i]))
			return txn_refuse(t, REFUSAL_SETUP_INCOMPLETE, sentence(t, &r.findings[i]));
	return record_setup_confirmed(
		t, t->self->site, .by = t->actor->name, .warnings = (int64_t)r.count);
}

static enum rc watch_devices(struct txn *t)
{
	struct row_setup_devices *rows;
	size_t n;
	int64_t limit = setting_int(t, SETTING_DEVICE_SILENT_MINUTES) * 60000;
	TRY(list_setup_devices(t, t->self->site, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		bool silent = t->now - rows[i].seen > limit;
		if (silent == rows[i].silent)
			continue;
		TRY(silent ? record_device_silent(t, rows[i].id, 0)
			   : record_device_heard(t, rows[i].id, 0));
	}
	return RC_OK;
}

static enum rc watch_gaps(struct txn *t)
{
	struct setup_result r;
	struct row_setup_gaps *gaps;
	size_t n;
	TRY(setup_look(t, t->self->site, &r));
	TRY(list_setup_gaps(t, t->self->site, &gaps, &n));
	bool *still = arena_array(&t->arena, bool, n + 1);
	for (size_t i = 0; i < r.count; i++) {
		const struct setup_finding *f = &r.findings[i];
		const char *id = gap_id(t, f);
		bool known = false;
		for (size_t k = 0; k < n; k++)
			if (!strcmp(gaps[k].id, id))
				known = still[k] = true;
		if (!known)
			TRY(record_setup_gap_found(t, id, .code = finding_rows[f->finding].code,
				.error = setup_is_error(f), .window = f->window, .what = f->what));
	}
	for (size_t k = 0; k < n; k++)
		if (!still[k])
			TRY(record_setup_gap_mended(t, gaps[k].id, 0));
	return RC_OK;
}

enum rc setup_watch(struct txn *t)
{
	TRY(watch_devices(t));
	return watch_gaps(t);
}
