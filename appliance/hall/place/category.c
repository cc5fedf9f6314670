/* Categories: load, decide, record. */
#include "hall/place/category.h"
#include <string.h>
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/site.h"
#include "rules/place/window.h"
#include "store/kept.h"
#include "words/zone.h"

#define CATEGORIES 24 /* letters, less I and O */

static bool set_up(const struct site_window *windows, size_t n, const char *zone)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(windows[i].row.zone, zone))
			return true;
	return false;
}

struct categories {
	const struct category *list;
	size_t count;
};

static enum rc read_all(struct txn *t, const void *hall, const void **answer)
{
	struct row_category_rows *rows;
	struct site_window *windows;
	struct categories *all = arena_new(&t->arena, struct categories);
	size_t n, m, found = 0;
	TRY(list_category_rows(t, hall, &rows, &n));
	TRY(site_windows_of(t, hall, &windows, &m));
	struct category *out = arena_array(&t->arena, struct category, n + CATEGORIES);
	for (enum zone z = ZONE_UNSET + 1; z < ZONE_COUNT; z++) {
		const char *zone = zone_word(z);
		if (!set_up(windows, m, zone))
			continue;
		out[found++] = (struct category){ zone, zone, zone_label(z), "[]",
			window_letter(zone), false };
		for (size_t i = 0; i < n && found < n + CATEGORIES - 1; i++)
			if (!rows[i].retired && !strcmp(rows[i].zone, zone))
				out[found++] = (struct category){ rows[i].id, rows[i].zone,
					rows[i].label, rows[i].items, rows[i].letter[0], true };
	}
	*all = (struct categories){ out, found };
	*answer = all;
	return RC_OK;
}

enum rc category_all(struct txn *t, const struct category **list, size_t *count)
{
	const char *hall = t->self->site;
	const void *answer;
	TRY(kept_answer(t, read_all, hall, strlen(hall) + 1, &answer));
	const struct categories *all = answer;
	*list = all->list;
	*count = all->count;
	return RC_OK;
}

static bool lists(struct txn *t, const struct category *c, const char *item)
{
	yyjson_val *items, *v;
	size_t i, max;
	if (json_read(&t->arena, c->items, strlen(c->items), &items))
		return false;
	yyjson_arr_foreach (items, i, max, v)
		if (!strcmp(yyjson_get_str(v), item))
			return true;
	return false;
}

enum rc category_choose(
	struct txn *t, const char *zone, const char *id, const char *item, struct category *out)
{
	const struct category *all, *own = NULL, *listed = NULL;
	size_t n;
	bool named = id && id[0];
	if (!named && (!zone || !window_letter(zone)))
		return txn_refuse(t, REFUSAL_ZONE_UNKNOWN, zone);
	TRY(category_all(t, &all, &n));
	for (size_t i = 0; i < n; i++) {
		if (named ? !strcmp(all[i].id, id) : !strcmp(all[i].zone, zone) && !all[i].own)
			own = &all[i];
		if (!named && item && item[0] && all[i].own && !strcmp(all[i].zone, zone) &&
			lists(t, &all[i], item))
			listed = &all[i];
	}
	/* what no other zone of this hall takes is general's (S-3.3.3d), so is an item of a zone
	 * that only a county has (S-3.2.4d) */
	if (!own && !named && item && item[0] && zone_of(zone) != ZONE_GENERAL)
		return category_choose(t, zone_word(ZONE_GENERAL), NULL, item, out);
	if (!own)
		return named ? txn_refuse(t, REFUSAL_CATEGORY_UNKNOWN, id)
			     : txn_refuse(t, REFUSAL_ZONE_CLOSED, set_label("zone", zone));
	*out = listed ? *listed : *own;
	return RC_OK;
}

const char *category_label(struct txn *t, const char *id)
{
	struct row_category_named row;
	if (!strncmp(id, "window-", 7))
		return "窗口专号";
	return window_letter(id)                                 ? set_label("zone", id)
	       : load_category_named(t, t->self->site, id, &row) ? id
								 : row.label;
}

/* By another category, or by a zone that the hall may yet set up. */
static bool letter_taken(
	enum hall_kind kind, const struct row_category_rows *rows, size_t n, char letter)
{
	/* W stands in the ids of a window's own numbers */
	bool taken = letter < 'A' || letter > 'Z' || letter == 'I' || letter == 'O' ||
		     letter == 'W';
	for (enum zone z = ZONE_UNSET + 1; z < ZONE_COUNT; z++)
		taken |= window_zone_allowed(kind, zone_word(z)) &&
			 window_letter(zone_word(z)) == letter;
	for (size_t i = 0; i < n; i++)
		taken |= !rows[i].retired && rows[i].letter[0] == letter;
	return taken;
}

enum rc category_define(struct txn *t, const struct category_define_body *in, const char **id)
{
	struct row_category_rows *rows;
	struct row_site_row site;
	size_t n;
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	TRY(list_category_rows(t, t->self->site, &rows, &n));
	TRY(site_load(t, &site));
	if (letter_taken(site.kind, rows, n, in->letter[0]))
		return txn_refuse(t, REFUSAL_CATEGORY_LETTER, in->letter);
	for (size_t i = 0; i < in->items_count; i++) {
		struct row_item_facts item;
		TRY(catalogue_item(t, in->items[i], &item));
		yyjson_mut_arr_add_strcpy(t->doc, list, in->items[i]);
	}
	*id = arena_printf(&t->arena, "K%zu", n + 1);
	return record_category_defined(t, *id, .zone = zone_word(in->zone), .letter = in->letter,
		.label = in->label, .items = list);
}

enum rc category_retire(struct txn *t, const char *id)
{
	struct row_category_rows *rows;
	size_t n;
	TRY(list_category_rows(t, t->self->site, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].id, id))
			return rows[i].retired ? RC_OK : record_category_retired(t, id, 0);
	return txn_refuse(t, REFUSAL_CATEGORY_UNKNOWN, id);
}

enum rc category_list(struct txn *t, yyjson_mut_val **out)
{
	const struct category *all;
	size_t n;
	TRY(category_all(t, &all, &n));
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "categories");
	for (size_t i = 0; i < n; i++) {
		yyjson_val *items;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "id", all[i].id);
		yyjson_mut_obj_add_str(d, v, "zone", all[i].zone);
		yyjson_mut_obj_add_strncpy(d, v, "letter", &all[i].letter, 1);
		yyjson_mut_obj_add_str(d, v, "label", all[i].label);
		if (json_read(&t->arena, all[i].items, strlen(all[i].items), &items))
			return fault("a category's items are not JSON");
		yyjson_mut_obj_add_val(d, v, "items", yyjson_val_mut_copy(d, items));
		yyjson_mut_obj_add_bool(d, v, "own", all[i].own);
	}
	return RC_OK;
}
