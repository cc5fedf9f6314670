/* Boards: everything one request reads, so that what hangs on the wall is one moment of the
 * hall. */
#include "hall/queue/board.h"
#include <string.h>
#include "words/set.h"
#include "hall/people/account.h"
#include "hall/place/category.h"
#include "hall/queue/closing.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "rules/place/hours.h"
#include "words/zone.h"

bool board_zones_known(const char *zones)
{
	while (*zones) {
		char word[40];
		size_t n = strcspn(zones, ",");
		if (n >= sizeof word)
			return false;
		memcpy(word, zones, n);
		word[n] = '\0';
		if (!set_has("zone", word))
			return false;
		zones += n;
		zones += *zones == ',' && zones[1];
	}
	return true;
}

/* What this board shows: what was asked for, else what the device was set up for. */
static enum rc zones_of(struct txn *t, const char *asked, const char **zones)
{
	struct row_device_row device = { 0 };
	*zones = asked;
	if (!asked[0] && (t->actor->roles & ROLE_BOARD)) {
		enum rc rc = load_device_row(t, t->self->site, t->actor->id, &device);
		if (rc)
			return rc;
		*zones = device.zones ? device.zones : "";
	}
	return board_zones_known(*zones) ? RC_OK : txn_refuse(t, REFUSAL_ZONE_UNKNOWN, *zones);
}

static bool shows(const char *fenced, const char *zone)
{
	size_t n = strlen(zone);
	if (!fenced[0])
		return true;
	for (const char *p = fenced; (p = strstr(p, zone)); p += n)
		if (p[-1] == ',' && p[n] == ',')
			return true;
	return false;
}

static enum rc add_calls(struct txn *t, const char *day, const char *fenced, yyjson_mut_val *v)
{
	struct row_board_calls *calls;
	struct site_window *windows;
	size_t n, m;
	yyjson_mut_doc *d = t->doc;
	TRY(list_board_calls(t, t->self->site, day, fenced, &calls, &n));
	TRY(site_windows(t, &windows, &m));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "calls");
	for (size_t i = 0; i < n; i++) {
		const struct site_window *w = NULL;
		for (size_t k = 0; k < m; k++)
			if (windows[k].row.no == calls[i].window_no)
				w = &windows[k];
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "number", calls[i].number);
		yyjson_mut_obj_add_str(d, one, "zone", calls[i].zone);
		yyjson_mut_obj_add_int(d, one, "window_no", calls[i].window_no);
		yyjson_mut_obj_add_str(d, one, "window_name", w ? w->sign : "窗口");
		yyjson_mut_obj_add_str(d, one, "window_place", w ? w->row.place : "");
		yyjson_mut_obj_add_int(d, one, "calls", calls[i].calls);
		yyjson_mut_obj_add_str(d, one, "called_at", calls[i].called_at);
		yyjson_mut_obj_add_str(d, one, "state", calls[i].state);
	}
	return RC_OK;
}

/* A category is there when somebody waits or was called in it, or a window is set up for it. */
struct board_zone {
	enum zone zone;
	int64_t waiting;
	const struct row_board_last_called *lasts; /* the newest call first */
	size_t last_count;
};

static enum rc add_category(
	struct txn *t, const char *day, const struct board_zone *z, yyjson_mut_val *list)
{
	struct row_board_next *next = NULL;
	size_t n = 0;
	yyjson_mut_doc *d = t->doc;
	if (z->waiting)
		TRY(list_board_next(t, t->self->site, day, zone_word(z->zone), &next, &n));
	yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
	yyjson_mut_obj_add_str(d, one, "zone", zone_word(z->zone));
	yyjson_mut_obj_add_str(d, one, "label", zone_label(z->zone));
	yyjson_mut_obj_add_int(d, one, "waiting", z->waiting);
	yyjson_mut_val *numbers = yyjson_mut_obj_add_arr(d, one, "next");
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *w = yyjson_mut_arr_add_obj(d, numbers);
		yyjson_mut_obj_add_str(d, w, "number", next[i].number);
		yyjson_mut_obj_add_str(d, w, "priority", next[i].priority);
	}
	yyjson_mut_obj_add_str(d, one, "last_called", z->last_count ? z->lasts[0].number : NULL);
	yyjson_mut_val *called = yyjson_mut_obj_add_arr(d, one, "lasts");
	for (size_t i = 0; i < z->last_count && i < 24; i++) {
		yyjson_mut_val *l = yyjson_mut_arr_add_obj(d, called);
		yyjson_mut_obj_add_str(d, l, "category", category_label(t, z->lasts[i].category));
		yyjson_mut_obj_add_str(d, l, "number", z->lasts[i].number);
	}
	return RC_OK;
}

static enum rc add_categories(struct txn *t, const char *day, const char *fenced, yyjson_mut_val *v)
{
	struct row_board_waiting_counts *counts = NULL;
	struct row_board_last_called *lasts = NULL;
	struct site_window *windows = NULL;
	size_t n = 0, m = 0, w = 0;
	int64_t total = 0;
	TRY(list_board_waiting_counts(t, t->self->site, day, &counts, &n));
	TRY(list_board_last_called(t, t->self->site, day, &lasts, &m));
	TRY(site_windows(t, &windows, &w));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "categories");
	for (enum zone z = ZONE_UNSET + 1; z < ZONE_COUNT; z++) {
		struct board_zone one = { .zone = z };
		bool there = false;
		if (!shows(fenced, zone_word(z)))
			continue;
		for (size_t i = 0; i < n; i++)
			if (counts[i].zone == z)
				one.waiting = counts[i].waiting;
		for (size_t i = 0; i < m; i++)
			if (lasts[i].zone == z && !one.last_count++)
				one.lasts = &lasts[i]; /* a zone's stand together */
		for (size_t i = 0; i < w; i++)
			there |= windows[i].row.in_zone == z;
		total += one.waiting;
		if (there || one.waiting || one.last_count)
			TRY(add_category(t, day, &one, list));
	}
	yyjson_mut_obj_add_int(t->doc, v, "waiting", total);
	return RC_OK;
}

static void add_voice(struct txn *t, yyjson_mut_val *v)
{
	struct hours_span spans[HOURS_SPANS];
	size_t n = 0;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *voice = yyjson_mut_obj_add_obj(d, v, "voice");
	yyjson_mut_obj_add_bool(d, voice, "speaks", setting_int(t, SETTING_BOARD_VOICE));
	yyjson_mut_obj_add_bool(d, voice, "chimes", setting_int(t, SETTING_BOARD_CHIME));
	yyjson_mut_obj_add_int(d, voice, "times", setting_int(t, SETTING_BOARD_CALL_TIMES));
	yyjson_mut_obj_add_int(d, voice, "volume", setting_int(t, SETTING_BOARD_VOLUME));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, voice, "hours");
	if (!hours_spans(setting_text(t, SETTING_BOARD_VOLUME_HOURS), spans, &n))
		return; /* the usual volume */
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_int(d, one, "from", spans[i].from);
		yyjson_mut_obj_add_int(d, one, "to", spans[i].to);
		yyjson_mut_obj_add_int(d, one, "volume", spans[i].volume);
	}
}

static enum rc add_missed(struct txn *t, const char *day, const char *fenced, yyjson_mut_val *v)
{
	struct row_board_missed *missed;
	size_t n;
	TRY(list_board_missed(t, t->self->site, day, fenced, &missed, &n));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "missed");
	for (size_t i = 0; i < n; i++)
		yyjson_mut_arr_add_str(t->doc, list, missed[i].number);
	return RC_OK;
}

/* Numbers that are still open when the hall has closed: what becomes of them. */
static enum rc add_notice(struct txn *t, yyjson_mut_val *v)
{
	const char *words = "";
	bool open = yyjson_mut_get_sint(yyjson_mut_obj_get(v, "waiting")) > 0;
	open |= yyjson_mut_arr_size(yyjson_mut_obj_get(v, "missed")) > 0;
	TRY(open ? closing_board(t, &words) : RC_OK);
	yyjson_mut_obj_add_str(t->doc, v, "notice", words);
	return RC_OK;
}

enum rc board_view(struct txn *t, const char *asked, yyjson_mut_val **out)
{
	struct row_site_row site;
	const char *zones, *day = txn_today(t);
	TRY(site_load(t, &site));
	TRY(zones_of(t, asked, &zones));
	const char *fenced = zones[0] ? arena_printf(&t->arena, ",%s,", zones) : "";
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_obj_add_str(d, v, "at", t->at);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "zones");
	for (enum zone z = ZONE_UNSET + 1; zones[0] && z < ZONE_COUNT; z++)
		if (shows(fenced, zone_word(z)))
			yyjson_mut_arr_add_str(d, list, zone_word(z));
	TRY(add_calls(t, day, fenced, v));
	TRY(add_categories(t, day, fenced, v));
	TRY(add_missed(t, day, fenced, v));
	TRY(add_notice(t, v));
	add_voice(t, v);
	*out = v;
	return RC_OK;
}
