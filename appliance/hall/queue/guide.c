/* The guidance desk: load, decide, record. */
#include "hall/queue/guide.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/queue/ticket_row.h"

static bool has(const yyjson_val *list, int64_t no)
{
	size_t i, max;
	yyjson_val *v;
	yyjson_arr_foreach (json_loose(list), i, max, v)
		if (yyjson_get_sint(v) == no)
			return true;
	return false;
}

/* Every number named is one of the item's materials. */
static bool all_known(const yyjson_val *named, const yyjson_val *materials)
{
	size_t i, max, k, count;
	yyjson_val *v, *m;
	yyjson_arr_foreach (json_loose(named), i, max, v) {
		bool known = false;
		yyjson_arr_foreach (json_loose(materials), k, count, m)
			known |= json_int(m, "no", 0) == yyjson_get_sint(v);
		if (!known)
			return false;
	}
	return true;
}

static yyjson_mut_val *missing_of(struct txn *t, const yyjson_val *materials,
	const yyjson_val *brought, const yyjson_val *not_needed)
{
	size_t i, max;
	yyjson_val *m;
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	yyjson_arr_foreach (json_loose(materials), i, max, m) {
		int64_t no = json_int(m, "no", 0);
		if (!json_flag(m, "required") || has(brought, no) || has(not_needed, no))
			continue;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_int(t->doc, one, "no", no);
		yyjson_mut_obj_add_strcpy(t->doc, one, "name", json_text(m, "name"));
	}
	return list;
}

enum rc guide_precheck(struct txn *t, const char *ticket, const yyjson_val *body)
{
	struct row_item_facts item;
	struct row_ticket_row row;
	struct ticket_facts facts;
	yyjson_val *materials, *b = json_loose(body), *brought = yyjson_obj_get(b, "brought"),
			       *not_needed = yyjson_obj_get(b, "not_needed");
	enum rc rc = ticket_load(t, ticket, &row, &facts);
	if (!rc)
		rc = catalogue_item(t, json_text(body, "item_id"), &item);
	if (rc)
		return rc;
	if (row.ended_at)
		return txn_refuse(t, REFUSAL_TICKET_ENDED, row.number);
	TRY(catalogue_materials(t, item.materials, &materials));
	if (!all_known(brought, materials) || !all_known(not_needed, materials))
		return txn_refuse(t, REFUSAL_MATERIAL_UNKNOWN, item.name);
	return event_ticket_prechecked(t, NULL, ticket,
		&(struct event_ticket_prechecked){ .item = item.id,
			.item_name = item.name,
			.brought = yyjson_val_mut_copy(t->doc, brought),
			.missing = missing_of(t, materials, brought, not_needed),
			.note = json_text(body, "note"),
			.by = t->actor->name });
}

enum rc guide_prechecks(struct txn *t, const char *ticket, yyjson_mut_val **list)
{
	return query_guide_prechecks(t, t->self->site, ticket, list);
}

enum rc guide_log(struct txn *t, const char *kind, const char *item, const char *text)
{
	struct row_guide_log_count today;
	struct row_item_facts known;
	const char *day = txn_today(t);
	enum rc rc = load_guide_log_count(t, t->self->site, day, &today);
	if (!rc && item && item[0])
		rc = catalogue_item(t, item, &known);
	if (rc)
		return rc;
	const char *id = arena_printf(
		&t->arena, "G%s-%s-%03lld", t->self->node, day, (long long)today.count + 1);
	return event_guide_logged(t, NULL, id,
		&(struct event_guide_logged){ .day = day,
			.kind = kind,
			.item = item && item[0] ? item : NULL,
			.text = text,
			.by = t->actor->name });
}

enum rc guide_log_view(struct txn *t, const char *day, yyjson_mut_val **out)
{
	yyjson_mut_val *entries;
	if (day[0] && date_parse(day) == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24 的样子");
	const char *asked = day[0] ? day : txn_today(t);
	enum rc rc = query_guide_log_entries(t, t->self->site, asked, &entries);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "day", asked);
	yyjson_mut_obj_add_val(t->doc, *out, "entries", entries);
	return RC_OK;
}
