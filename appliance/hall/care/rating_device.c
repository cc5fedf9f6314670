/* Rating tablets by window. */
#include "hall/care/rating_device.h"
#include <string.h>
#include "base/clock.h"
#include "hall/place/running.h"
#include "hall/place/site.h"

void rating_device_seen(struct txn *t, int64_t window)
{
	if (t->self->running && window > 0 && window < RUNNING_WINDOWS)
		t->self->running->rater_seen[window] = clock_steady();
}

static bool is_live(const struct txn *t, int64_t window)
{
	if (!t->self->running || window < 1 || window >= RUNNING_WINDOWS)
		return false;
	int64_t seen = t->self->running->rater_seen[window];
	return seen && clock_steady() - seen < RATING_DEVICE_SILENT_MS;
}

enum rc rating_devices(struct txn *t, yyjson_mut_val **list)
{
	struct site_window *windows;
	size_t n;
	TRY(site_windows(t, &windows, &n));
	*list = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, *list);
		yyjson_mut_obj_add_int(t->doc, v, "window_no", windows[i].row.no);
		yyjson_mut_obj_add_str(t->doc, v, "window_name", windows[i].sign);
		yyjson_mut_obj_add_bool(
			t->doc, v, "open", windows[i].row.state == WINDOW_STATE_OPEN);
		yyjson_mut_obj_add_bool(t->doc, v, "live", is_live(t, windows[i].row.no));
	}
	return RC_OK;
}
