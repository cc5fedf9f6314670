/* Loads catalogue blobs into the item and calendar caches, and answers from them. */
#include "hall/place/catalogue.h"
#include <ctype.h>
#include <string.h>
#include "base/date.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "words/set.h"
#include "store/blob.h"
#include "store/effect.h"

static enum rc read_blob(struct txn *t, struct arena *a, const char *sha256, yyjson_val **out)
{
	char *text, found[HASH_HEX];
	size_t n;
	TRY(file_read(a, blob_path(a, t->self->home, sha256), CATALOGUE_LIMIT, &text, &n));
	hash_bytes_hex(text, n, found);
	if (strcmp(found, sha256) || json_read(a, text, n, out))
		return fault("catalogue blob %s is damaged", sha256);
	return RC_OK;
}

static enum rc load_items(struct txn *t, struct arena *a, const char *id, const char *sha256)
{
	yyjson_val *root, *item;
	size_t i, max;
	enum rc rc = read_blob(t, a, sha256, &root);
	if (rc)
		return rc;
	yyjson_arr_foreach (yyjson_obj_get(root, "items"), i, max, item) {
		yyjson_mut_doc *doc = json_doc(a);
		rc = exec_item_put(
			t, id, json_write(a, yyjson_val_mut_copy(doc, item), NULL), NULL);
		if (rc)
			return rc;
	}
	return RC_OK;
}

static enum rc load_days(struct txn *t, struct arena *a, const char *id, const char *sha256)
{
	yyjson_val *root, *v;
	size_t i, max;
	enum rc rc = read_blob(t, a, sha256, &root);
	if (rc)
		return rc;
	yyjson_arr_foreach (yyjson_obj_get(root, "days"), i, max, v) {
		const char *date = json_text(v, "date");
		rc = exec_calendar_day_put(t, id, date_year(date_parse(date)), date,
			json_flag(v, "off"), json_text(v, "name"), json_text(v, "festival"), NULL);
		if (rc)
			return rc;
	}
	return RC_OK;
}

/* At a hall the hub's publication and its own adoption fill the caches, whichever finds the blobs
 * here; at the hub its own publication alone: the caches belong to no hall, so no hall's word fills
 * them. A blob that has not arrived yet leaves its cache empty until it does. */
static enum rc apply_catalogue(struct txn *t, const struct event_row *e)
{
	struct row_catalogue_cached held;
	struct arena a;
	yyjson_val *body;
	if (t->self->hub && strcmp(e->kind, "catalogue.published"))
		return RC_OK;
	enum rc rc = load_catalogue_cached(t, e->subject, &held);
	if (rc || (held.items > 0 && held.days > 0))
		return rc;
	arena_init(&a, 64u << 20);
	if (json_read(&a, e->body, strlen(e->body), &body) || !json_text(body, "items") ||
		!json_text(body, "calendar"))
		rc = fault("catalogue event %s/%lld has no blobs", e->stream, (long long)e->seq);
	if (!rc && !held.items)
		rc = load_items(t, &a, e->subject, json_text(body, "items"));
	if (!rc && !held.days)
		rc = load_days(t, &a, e->subject, json_text(body, "calendar"));
	arena_release(&a);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

const struct effect_hook effect_hooks[] = {
	{ "catalogue.adopted", apply_catalogue },
	{ "catalogue.published", apply_catalogue },
};
const size_t effect_hook_count = sizeof effect_hooks / sizeof *effect_hooks;

enum rc catalogue_load(struct txn *t, struct row_catalogue_current *out)
{
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, out);
	return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_NO_CATALOGUE, NULL) : rc;
}

enum rc catalogue_calendar(struct txn *t, struct workday_calendar *out)
{
	struct row_catalogue_current current;
	struct row_calendar_days *rows;
	size_t n;
	*out = (struct workday_calendar){ 0 };
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &current);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	rc = list_calendar_days(t, current.id, &rows, &n);
	if (rc)
		return rc;
	struct workday_exception *list = arena_array(&t->arena, struct workday_exception, n + 1);
	int *years = arena_array(&t->arena, int, n + 1);
	size_t year_count = 0;
	for (size_t i = 0; i < n; i++) {
		list[i] = (struct workday_exception){ date_parse(rows[i].date), rows[i].off,
			rows[i].festival[0] != 0 };
		if (!year_count || years[year_count - 1] != rows[i].year)
			years[year_count++] = (int)rows[i].year;
	}
	*out = (struct workday_calendar){ list, n, years, year_count };
	return RC_OK;
}

enum rc catalogue_item(struct txn *t, const char *id, struct row_item_facts *out)
{
	struct row_catalogue_current current;
	enum rc rc = catalogue_load(t, &current);
	if (!rc)
		rc = load_item_facts(t, current.id, id, out);
	return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_ITEM_UNKNOWN, id) : rc;
}

enum rc catalogue_materials(struct txn *t, const char *text, yyjson_val **out)
{
	if (json_read(&t->arena, text, strlen(text), out))
		return fault("materials of an item are not JSON: %.80s", text);
	return RC_OK;
}

/* "cssb" or "CSSB" searches initials; anything with other characters does not. */
static const char *initials_of(struct txn *t, const char *q)
{
	char *out = arena_strdup(&t->arena, q);
	for (char *p = out; *p; p++) {
		if (!isalpha((unsigned char)*p))
			return "";
		*p = (char)toupper((unsigned char)*p);
	}
	return out;
}

/* "SR-042", "sr042", "042.1": an item's code as typed or as a scanner types it, without signs and
 * in capitals; "" for what is no code. */
static const char *code_of(struct txn *t, const char *q)
{
	char *out = arena_strdup(&t->arena, q), *to = out;
	bool digit = false;
	for (const char *p = q; *p; p++) {
		if (*p == '-' || *p == '.')
			continue;
		if (!isalnum((unsigned char)*p))
			return "";
		digit |= isdigit((unsigned char)*p) != 0;
		*to++ = (char)toupper((unsigned char)*p);
	}
	*to = '\0';
	return digit ? out : "";
}

enum rc catalogue_search(
	struct txn *t, const char *q, const char *zone, int64_t limit, yyjson_mut_val **out)
{
	struct row_catalogue_current current = { .id = "", .name = "" };
	yyjson_mut_val *items;
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &current);
	if (rc == RC_NOTFOUND) {
		rc = RC_OK;
		items = yyjson_mut_arr(t->doc);
	} else if (!rc) {
		rc = query_item_search(
			t, current.id, q, initials_of(t, q), code_of(t, q), zone, limit, &items);
	}
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_int(t->doc, *out, "total", (int64_t)yyjson_mut_arr_size(items));
	yyjson_mut_obj_add_strcpy(t->doc, *out, "catalogue", current.name);
	yyjson_mut_obj_add_val(t->doc, *out, "items", items);
	return RC_OK;
}
