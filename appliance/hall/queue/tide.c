/* The tide as it is watched and told. */
#include "hall/queue/tide.h"
#include <string.h>
#include "words/windows.h"
#include "events.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "rules/queue/tide.h"
#include "tide_sql.h"

struct view {
	struct site_window *windows;
	size_t count;
	struct row_tide_waiting *waiting;
	size_t waiting_count;
	struct row_tide_suggestions *suggestions;
	size_t suggestion_count;
};

static enum rc load(struct txn *t, struct view *v)
{
	TRY(site_windows(t, &v->windows, &v->count));
	TRY(list_tide_waiting(t, t->self->site, txn_today(t), &v->waiting, &v->waiting_count));
	return list_tide_suggestions(t, t->self->site, &v->suggestions, &v->suggestion_count);
}

static bool draining(const struct site_window *w)
{
	return w->row.state == WINDOW_STATE_DRAINING;
}

static struct tide_load load_of(struct txn *t, const struct view *v, const char *zone)
{
	struct tide_load l = { 0 };
	int64_t sum = 0;
	for (size_t i = 0; i < v->waiting_count; i++)
		if (!strcmp(v->waiting[i].zone, zone)) {
			l.waiting++;
			sum += t->now - clock_parse(v->waiting[i].waits_since);
		}
	l.mean_minutes = l.waiting && sum > 0 ? sum / l.waiting / 60000 : 0;
	for (size_t i = 0; i < v->count; i++)
		l.helpers += v->windows[i].row.helps && !strcmp(v->windows[i].row.helps, zone) &&
			     !draining(&v->windows[i]);
	return l;
}

/* A zone is watched when it has a window of its own. */
static bool served(const struct view *v, const char *zone)
{
	for (size_t i = 0; i < v->count; i++)
		if (!strcmp(v->windows[i].row.zone, zone))
			return true;
	return false;
}

static int64_t window_for(
	struct txn *t, const struct view *v, const char *zone, enum tide_advice advice)
{
	struct tide_window *list = arena_array(&t->arena, struct tide_window, v->count + 1);
	const struct site_window *latest = NULL;
	for (size_t i = 0; i < v->count; i++) {
		const struct site_window *w = &v->windows[i];
		list[i] = (struct tide_window){ w->row.no, w->row.zone, w->row.helps, w->accepts,
			w->row.spare, w->row.state == WINDOW_STATE_OPEN,
			load_of(t, v, w->row.zone).waiting };
		if (w->row.helps && !strcmp(w->row.helps, zone) && !draining(w) &&
			(!latest || strcmp(w->row.tide_at, latest->row.tide_at) > 0))
			latest = w;
	}
	if (advice == TIDE_ADVICE_CLOSE)
		return latest ? latest->row.no : 0;
	return tide_helper(list, v->count, zone);
}

static struct tide_limits limits_of(struct txn *t)
{
	return (struct tide_limits){ setting_int(t, SETTING_TIDE_WAITING_OVER),
		setting_int(t, SETTING_TIDE_MINUTES_OVER),
		setting_int(t, SETTING_TIDE_LASTING_MINUTES) * 60000 };
}

static enum rc watch_zone(
	struct txn *t, const struct view *v, const char *zone, const struct tide_limits *limits)
{
	struct row_tide_memory row = { .since = t->now, .helpers = 0 };
	struct tide_load now = load_of(t, v, zone);
	if (load_tide_memory(t, zone, &row) == RC_FAULT)
		return RC_FAULT;
	struct tide_memory memory = { row.wanted, row.since, row.helpers, TIDE_ADVICE_UNSET };
	for (size_t i = 0; i < v->suggestion_count; i++)
		if (!strcmp(v->suggestions[i].zone, zone))
			memory.suggested = v->suggestions[i].advice;
	struct tide_step step = tide_look(&memory, &now, limits, t->now);
	if (step.ended)
		TRY(record_tide_suggestion_ended(t, zone, .outcome = step.ended));
	if (step.begins)
		TRY(record_tide_suggested(t, zone, .advice = step.begins,
			.window = window_for(t, v, zone, step.begins), .waiting = now.waiting,
			.minutes = now.mean_minutes));
	if (memory.wanted == row.wanted && memory.since == row.since &&
		memory.helpers == row.helpers)
		return RC_OK;
	return exec_tide_remember(t, zone, memory.wanted ? tide_advice_word(memory.wanted) : "none",
		memory.since, memory.helpers, NULL);
}

enum rc tide_watch(struct txn *t)
{
	struct view v;
	struct tide_limits limits = limits_of(t);
	TRY(load(t, &v));
	for (size_t z = 0; z < zone_count; z++)
		if (served(&v, zone_rows[z].code) && zone_rows[z].need != ZONE_NEED_ISSUE)
			TRY(watch_zone(t, &v, zone_rows[z].code, &limits));
	return RC_OK;
}

static void add_suggestions(struct txn *t, const struct view *v, yyjson_mut_val *out)
{
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, out, "suggestions");
	for (size_t i = 0; i < v->suggestion_count; i++) {
		const struct row_tide_suggestions *s = &v->suggestions[i];
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, one, "zone", s->zone);
		yyjson_mut_obj_add_str(t->doc, one, "advice", tide_advice_word(s->advice));
		for (size_t w = 0; w < v->count; w++)
			if (v->windows[w].row.no == s->window_no) {
				yyjson_mut_obj_add_int(t->doc, one, "window", s->window_no);
				yyjson_mut_obj_add_str(t->doc, one, "sign", v->windows[w].sign);
			}
		yyjson_mut_obj_add_int(t->doc, one, "waiting", s->waiting);
		yyjson_mut_obj_add_int(t->doc, one, "minutes", s->minutes);
		yyjson_mut_obj_add_str(t->doc, one, "at", s->at);
	}
}

enum rc tide_json(struct txn *t, yyjson_mut_val **out)
{
	struct view v;
	yyjson_mut_val *log;
	struct tide_limits limits = limits_of(t);
	TRY(load(t, &v));
	TRY(query_tide_entries(t, t->self->site, &log));
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	add_suggestions(t, &v, *out);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "zones");
	for (size_t z = 0; z < zone_count; z++) {
		if (!served(&v, zone_rows[z].code))
			continue;
		struct tide_load l = load_of(t, &v, zone_rows[z].code);
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "zone", zone_rows[z].code);
		yyjson_mut_obj_add_int(d, one, "waiting", l.waiting);
		yyjson_mut_obj_add_int(d, one, "minutes", l.mean_minutes);
		yyjson_mut_obj_add_int(d, one, "helpers", l.helpers);
	}
	yyjson_mut_obj_add_val(d, *out, "log", log);
	yyjson_mut_obj_add_int(d, *out, "waiting_over", limits.waiting_over);
	yyjson_mut_obj_add_int(d, *out, "minutes_over", limits.minutes_over);
	yyjson_mut_obj_add_int(d, *out, "lasting_minutes", limits.lasting_ms / 60000);
	return RC_OK;
}
