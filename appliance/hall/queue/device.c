#include "hall/queue/device.h"
#include <string.h>
#include "base/clock.h"
#include "hall/people/account.h"
#include "hall/queue/board.h"
#include "hall/place/site.h"
#include "setup_sql.h"

enum rc device_list(struct txn *t, yyjson_mut_val **out)
{
	struct row_device_rows *rows;
	size_t n;
	TRY(list_device_rows(t, t->self->site, &rows, &n));
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "devices");
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		char seen[CLOCK_TEXT];
		clock_text(rows[i].seen, seen);
		yyjson_mut_obj_add_str(d, v, "id", rows[i].id);
		yyjson_mut_obj_add_str(d, v, "kind", rows[i].kind);
		if (rows[i].window_no > 0)
			yyjson_mut_obj_add_int(d, v, "window", rows[i].window_no);
		yyjson_mut_obj_add_str(d, v, "name", rows[i].name);
		yyjson_mut_obj_add_str(d, v, "zones", rows[i].zones);
		if (rows[i].seen)
			yyjson_mut_obj_add_strcpy(d, v, "seen_at", seen);
		yyjson_mut_obj_add_str(d, v, "silent_since", rows[i].silent_since);
	}
	return RC_OK;
}

static const char *const pages[DEVICE_KIND_COUNT] = {
	[DEVICE_KIND_KIOSK] = "kiosk",
	[DEVICE_KIND_BOARD] = "board",
	[DEVICE_KIND_RATER] = "rate",
};

enum rc device_add(
	struct txn *t, const struct device_add_body *in, const char **id, const char **path)
{
	const char *token, *zones = in->zones && in->zones[0] ? in->zones : NULL;
	struct site_window w;
	bool rates = in->kind == DEVICE_KIND_RATER;
	if (rates)
		TRY(site_window(t, in->window, &w));
	if (zones && !board_zones_known(zones))
		return txn_refuse(t, REFUSAL_ZONE_UNKNOWN, zones);
	TRY(account_add_device(t, device_kind_word(in->kind), rates ? in->window : 0, in->name,
		zones, id, &token));
	*path = arena_printf(&t->arena, "/%s.html#token=%s", pages[in->kind], token);
	return RC_OK;
}
