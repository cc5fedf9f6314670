/* Signs as they hang and as they would. */
#include "hall/place/site_sign.h"
#include <string.h>
#include "words/windows.h"
#include "hall/place/site.h"
#include "rules/place/window.h"

static enum rc add_zones(
	struct txn *t, yyjson_mut_val *into, const struct site_window *windows, size_t n)
{
	struct row_site_row site;
	struct row_zone_signs *signs;
	size_t m;
	TRY(site_load(t, &site));
	TRY(list_zone_signs(t, t->self->site, &signs, &m));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, into, "zones");
	for (size_t z = 0; z < zone_count; z++) {
		const char *zone = zone_rows[z].code;
		enum zone_sign shown = ZONE_SIGN_DISPLAY;
		int64_t count = 0;
		if (!window_zone_allowed(site.kind, zone))
			continue;
		for (size_t i = 0; i < m; i++)
			if (!strcmp(signs[i].zone, zone))
				shown = signs[i].shown;
		for (size_t i = 0; i < n; i++)
			count += !strcmp(windows[i].row.zone, zone);
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "zone", zone);
		yyjson_mut_obj_add_bool(
			t->doc, v, "classified", window_classified(site.kind, zone));
		yyjson_mut_obj_add_str(t->doc, v, "shown", zone_sign_word(shown));
		yyjson_mut_obj_add_bool(
			t->doc, v, "expected", window_zone_expected(site.kind, zone));
		yyjson_mut_obj_add_int(t->doc, v, "windows", count);
	}
	return RC_OK;
}

static enum rc add_features(
	struct txn *t, yyjson_mut_val *into, const struct site_window *windows, size_t n)
{
	struct row_site_row site;
	struct row_feature_order_rows *orders;
	size_t m;
	TRY(site_load(t, &site));
	TRY(list_feature_order_rows(t, t->self->site, &orders, &m));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, into, "features");
	for (size_t f = 0; f < feature_count; f++) {
		const struct feature_row *row = &feature_rows[f];
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "feature", row->code);
		yyjson_mut_obj_add_bool(t->doc, v, "must", row->must & HALL_BIT(site.kind));
		bool exclusive = false;
		for (size_t i = 0; i < m; i++)
			if (!strcmp(orders[i].feature, row->code)) {
				exclusive = orders[i].exclusive;
				yyjson_mut_obj_add_str(t->doc, v, "document", orders[i].document);
			}
		yyjson_mut_obj_add_bool(t->doc, v, "exclusive", exclusive);
		yyjson_mut_val *at = yyjson_mut_obj_add_arr(t->doc, v, "windows");
		for (size_t i = 0; i < n; i++)
			for (size_t k = 0; k < windows[i].feature_count; k++)
				if (feature_find(windows[i].features[k]) == row)
					yyjson_mut_arr_add_int(t->doc, at, windows[i].row.no);
	}
	return RC_OK;
}

enum rc site_sign_settings(struct txn *t, yyjson_mut_val *into)
{
	struct site_window *windows;
	size_t n;
	TRY(site_windows(t, &windows, &n));
	TRY(add_zones(t, into, windows, n));
	return add_features(t, into, windows, n);
}

/* "unresolved,express" -> words, in the arena */
static const char *const *split(struct txn *t, const char *joined, size_t *count)
{
	char *rest = arena_strdup(&t->arena, joined);
	const char **words = arena_array(&t->arena, const char *, strlen(joined) + 1);
	*count = 0;
	for (char *one; (one = strsep(&rest, ","));)
		if (*one)
			words[(*count)++] = one;
	return words;
}

/* The windows as they would stand, in the order of their numbers. */
struct arrangement {
	struct {
		int64_t no;
		const char *was; /* its sign now, NULL of one that is not set up */
	} * as;
	struct window_place *places;
	size_t count, here; /* here: the wished one, `count` when it is withdrawn */
};

static void stand(struct arrangement *a, int64_t no, const char *was, struct window_place place)
{
	a->as[a->count].no = no;
	a->as[a->count].was = was;
	a->places[a->count++] = place;
}

/* wish: NULL for one that is withdrawn. */
static struct arrangement rearrange(struct arena *a, const struct site_window *windows, size_t n,
	int64_t no, const struct window_place *wish)
{
	struct arrangement all = { .as = arena_alloc(a, (n + 2) * sizeof *all.as),
		.places = arena_array(a, struct window_place, n + 2) };
	bool placed = !wish;
	size_t here = SIZE_MAX;
	for (size_t i = 0; i <= n; i++) {
		const struct site_window *w = &windows[i];
		if (!placed && (i == n || w->row.no >= no)) {
			placed = true;
			here = all.count;
			stand(&all, no, i < n && w->row.no == no ? w->sign : NULL, *wish);
		}
		if (i == n || w->row.no == no)
			continue;
		stand(&all, w->row.no, w->sign,
			(struct window_place){
				w->row.zone, window_alone(w->features, w->feature_count,
						     w->row.issues, w->row.exclusive) });
	}
	all.here = here == SIZE_MAX ? all.count : here;
	return all;
}

static bool hangs_on_zone(struct txn *t, const char *zone)
{
	struct row_zone_signs *rows;
	size_t n;
	if (list_zone_signs(t, t->self->site, &rows, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].zone, zone))
			return rows[i].shown == ZONE_SIGN_ZONE;
	return false;
}

enum rc site_sign_preview(struct txn *t, int64_t no, const char *zone, bool issues,
	const char *features, yyjson_mut_val **out)
{
	struct row_site_row site;
	struct row_feature_orders orders;
	struct site_window *windows;
	size_t n, words;
	const char *lines[WINDOW_LINES];
	TRY(site_load(t, &site));
	TRY(load_feature_orders(t, t->self->site, &orders));
	TRY(site_windows(t, &windows, &n));
	const char *const *list = split(t, features, &words);
	struct window_place wish = { zone, window_alone(list, words, issues, orders.exclusive) };
	struct arrangement all = rearrange(&t->arena, windows, n, no, zone[0] ? &wish : NULL);
	struct window_sign *signs = arena_array(&t->arena, struct window_sign, all.count + 1);
	window_signs(&t->arena, site.kind, all.places, all.count, signs);
	const struct window_sign none = { "", "", "" },
				 *mine = all.here < all.count ? &signs[all.here] : &none;
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, *out, "name", mine->name);
	yyjson_mut_obj_add_str(d, *out, "display", mine->display);
	yyjson_mut_obj_add_str(d, *out, "above", hangs_on_zone(t, zone) ? "" : mine->zone);
	yyjson_mut_val *added = yyjson_mut_obj_add_arr(d, *out, "signs");
	size_t k = zone[0] ? window_lines(zone_of(zone), issues, list, wish.alone ? 0 : words,
				     false, lines)
			   : 0;
	for (size_t i = 0; i < k; i++)
		yyjson_mut_arr_add_str(d, added, lines[i]);
	yyjson_mut_val *renamed = yyjson_mut_obj_add_arr(d, *out, "renamed");
	for (size_t i = 0; i < all.count; i++)
		if (i != all.here && strcmp(all.as[i].was, signs[i].name))
			yyjson_mut_arr_add_strcpy(d, renamed,
				arena_printf(&t->arena, "%lld号：%s → %s", (long long)all.as[i].no,
					all.as[i].was, signs[i].name));
	return RC_OK;
}
