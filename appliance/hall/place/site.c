/* The hall and its windows as everybody sees them. */
#include "hall/place/site.h"
#include <ctype.h>
#include <string.h>
#include "words/node_role.h"
#include "words/windows.h"
#include "hall/place/setting.h"
#include "rules/place/window.h"
#include "store/kept.h"
#include "words/zone.h"

const char *site_address(struct txn *t, const char *base)
{
	const char *set = setting_text(t, SETTING_SLIP_BASE_URL);
	char *address = arena_strdup(&t->arena, set[0] ? set : base ? base : "");
	for (char *p = address; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return address;
}

enum rc site_load(struct txn *t, struct row_site_row *out)
{
	return load_site_row(t, t->self->site, out);
}

enum rc site_windows(struct txn *t, struct site_window **windows, size_t *count)
{
	return site_windows_of(t, t->self->site, windows, count);
}

struct windows {
	struct site_window *list;
	size_t count;
};

static enum rc read_windows(struct txn *t, const void *hall, const void **answer)
{
	struct row_window_rows *rows;
	struct windows *out = arena_new(&t->arena, struct windows);
	size_t n;
	TRY(list_window_rows(t, hall, &rows, &n));
	struct site_window *list = arena_array(&t->arena, struct site_window, n + 1);
	struct window_place *places = arena_array(&t->arena, struct window_place, n + 1);
	struct window_sign *signs = arena_array(&t->arena, struct window_sign, n + 1);
	for (size_t i = 0; i < n; i++) {
		list[i] = (struct site_window){ .row = rows[i],
			.accepts = rows[i].in_zone != ZONE_ISSUE };
		list[i].features = window_features(
			&t->arena, rows[i].features, &list[i].feature_count);
		places[i] = (struct window_place){ rows[i].zone,
			window_alone(list[i].features, list[i].feature_count, rows[i].issues,
				rows[i].exclusive) };
	}
	window_signs(&t->arena, n ? rows[0].kind : HALL_KIND_UNSET, places, n, signs);
	for (size_t i = 0; i < n; i++) {
		list[i].sign = signs[i].name;
		list[i].display = signs[i].display;
		list[i].above = rows[i].shown == ZONE_SIGN_DISPLAY ? signs[i].zone : "";
		list[i].alone = places[i].alone != NULL;
	}
	*out = (struct windows){ list, n };
	*answer = out;
	return RC_OK;
}

enum rc site_windows_of(
	struct txn *t, const char *hall, struct site_window **windows, size_t *count)
{
	const void *answer;
	TRY(kept_answer(t, read_windows, hall, strlen(hall) + 1, &answer));
	const struct windows *all = answer;
	*windows = arena_array(&t->arena, struct site_window, all->count + 1);
	memcpy(*windows, all->list, all->count * sizeof **windows);
	*count = all->count;
	return RC_OK;
}

const char *site_window_number(struct txn *t, int64_t no)
{
	struct row_window_number row;
	return load_window_number(t, t->self->site, no, &row) ? NULL : row.number;
}

bool site_window_serves(const struct site_window *w, const char *zone)
{
	return !strcmp(w->row.zone, zone) || (w->row.helps && !strcmp(w->row.helps, zone));
}

enum rc site_window(struct txn *t, int64_t no, struct site_window *out)
{
	struct site_window *list;
	size_t n;
	TRY(site_windows(t, &list, &n));
	for (size_t i = 0; i < n; i++)
		if (list[i].row.no == no) {
			*out = list[i];
			return RC_OK;
		}
	return txn_refuse(t, REFUSAL_WINDOW_UNKNOWN, NULL);
}

/* Added lines under the name. */
static yyjson_mut_val *signs(struct txn *t, const struct site_window *w)
{
	const char *lines[WINDOW_LINES];
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	size_t n = window_lines(w->row.in_zone, w->row.issues, w->features,
		w->alone ? 0 : w->feature_count, w->row.helps != NULL, lines);
	for (size_t i = 0; i < n; i++)
		yyjson_mut_arr_add_str(t->doc, list, lines[i]);
	return list;
}

/* Codes; a word of the time before codes as it is. */
static yyjson_mut_val *features(struct txn *t, const struct site_window *w)
{
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < w->feature_count; i++) {
		const struct feature_row *row = feature_find(w->features[i]);
		yyjson_mut_arr_add_str(t->doc, list, row ? row->code : w->features[i]);
	}
	return list;
}

yyjson_mut_val *site_window_json(struct txn *t, const struct site_window *w)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "no", w->row.no);
	yyjson_mut_obj_add_str(d, v, "name", w->sign);
	yyjson_mut_obj_add_str(d, v, "display", w->display);
	yyjson_mut_obj_add_str(d, v, "above", w->above);
	yyjson_mut_obj_add_str(d, v, "zone", w->row.zone);
	yyjson_mut_obj_add_val(d, v, "signs", signs(t, w));
	yyjson_mut_obj_add_val(d, v, "features", features(t, w));
	yyjson_mut_obj_add_str(d, v, "place", w->row.place);
	yyjson_mut_obj_add_str(d, v, "state", window_state_word(w->row.state));
	yyjson_mut_obj_add_bool(d, v, "accepts", w->accepts);
	yyjson_mut_obj_add_bool(d, v, "issues", w->row.issues);
	yyjson_mut_obj_add_bool(d, v, "spare", w->row.spare);
	yyjson_mut_obj_add_str(d, v, "helps", w->row.helps);
	yyjson_mut_obj_add_str(d, v, "tide_at", w->row.tide_at);
	/* the wall shows a name, not an account */
	yyjson_mut_obj_add_str(d, v, "clerk_id", t->actor->roles ? w->row.clerk : NULL);
	yyjson_mut_obj_add_str(d, v, "clerk_name", w->row.clerk_name);
	yyjson_mut_obj_add_str(d, v, "ticket_number", site_window_number(t, w->row.no));
	return v;
}

enum rc site_windows_json(struct txn *t, yyjson_mut_val **out)
{
	struct site_window *list;
	size_t n;
	TRY(site_windows(t, &list, &n));
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < n; i++)
		yyjson_mut_arr_append(*out, site_window_json(t, &list[i]));
	return RC_OK;
}

enum rc site_json(struct txn *t, yyjson_mut_val **out)
{
	struct row_site_row s;
	yyjson_mut_val *windows;
	TRY(site_load(t, &s));
	TRY(site_windows_json(t, &windows));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "node", t->self->node);
	yyjson_mut_obj_add_str(
		d, v, "role", node_role_word(t->self->hub ? NODE_ROLE_HUB : NODE_ROLE_HALL));
	yyjson_mut_obj_add_str(d, v, "name", s.name);
	yyjson_mut_obj_add_str(d, v, "place", s.place);
	yyjson_mut_obj_add_str(d, v, "kind", s.kind_word);
	yyjson_mut_obj_add_str(d, v, "county", s.county);
	yyjson_mut_obj_add_bool(d, v, "sample", s.sample);
	yyjson_mut_obj_add_val(d, v, "windows", windows);
	*out = v;
	return RC_OK;
}
