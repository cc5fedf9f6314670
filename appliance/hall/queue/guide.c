/* The guidance desk: load, decide, record. */
#include "hall/queue/guide.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/queue/ticket_row.h"

static bool has(const int64_t *list, size_t count, int64_t no)
{
	size_t i = 0;
	while (i < count && list[i] != no)
		i++;
	return i < count;
}

/* Every number named is one of the item's materials. */
static bool all_known(const int64_t *named, size_t count, const yyjson_val *materials)
{
	for (size_t i = 0; i < count; i++) {
		bool known = false;
		for (size_t k = 0; k < json_count(materials); k++)
			known |= json_int(json_at(materials, k), "no", 0) == named[i];
		if (!known)
			return false;
	}
	return true;
}

static yyjson_mut_val *missing_of(
	struct txn *t, const yyjson_val *materials, const struct precheck_give_body *in)
{
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < json_count(materials); i++) {
		const yyjson_val *m = json_at(materials, i);
		int64_t no = json_int(m, "no", 0);
		if (!json_flag(m, "required") || has(in->brought, in->brought_count, no) ||
			has(in->not_needed, in->not_needed_count, no))
			continue;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_int(t->doc, one, "no", no);
		yyjson_mut_obj_add_strcpy(t->doc, one, "name", json_text(m, "name"));
	}
	return list;
}

enum rc guide_precheck(struct txn *t, const char *ticket, const struct precheck_give_body *in)
{
	struct row_item_facts item;
	struct row_ticket_row row;
	struct ticket_facts facts;
	yyjson_val *materials;
	TRY(ticket_load(t, ticket, &row, &facts));
	TRY(catalogue_item(t, in->item_id, &item));
	if (row.ended_at)
		return txn_refuse(t, REFUSAL_TICKET_ENDED, row.number);
	TRY(catalogue_materials(t, item.materials, &materials));
	if (!all_known(in->brought, in->brought_count, materials) ||
		!all_known(in->not_needed, in->not_needed_count, materials))
		return txn_refuse(t, REFUSAL_MATERIAL_UNKNOWN, item.name);
	return record_ticket_prechecked(t, ticket, .item = item.id, .item_name = item.name,
		.brought = yyjson_mut_arr_with_sint64(t->doc, in->brought, in->brought_count),
		.missing = missing_of(t, materials, in), .note = in->note, .by = t->actor->name);
}

enum rc guide_prechecks(struct txn *t, const char *ticket, yyjson_mut_val **list)
{
	return query_guide_prechecks(t, t->self->site, ticket, list);
}

enum rc guide_log(struct txn *t, const struct guide_log_add_body *in)
{
	struct row_guide_log_count today;
	struct row_item_facts known;
	const char *day = txn_today(t), *item = in->item_id && in->item_id[0] ? in->item_id : NULL;
	TRY(load_guide_log_count(t, t->self->site, day, &today));
	if (item)
		TRY(catalogue_item(t, item, &known));
	const char *id = arena_printf(
		&t->arena, "G%s-%s-%03lld", t->self->node, day, (long long)today.count + 1);
	return record_guide_logged(t, id, .day = day, .kind = in->kind, .item = item,
		.text = in->text, .by = t->actor->name);
}

enum rc guide_log_view(struct txn *t, const char *day, yyjson_mut_val **out)
{
	yyjson_mut_val *entries;
	if (day[0] && date_parse(day) == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24 的样子");
	const char *asked = day[0] ? day : txn_today(t);
	TRY(query_guide_log_entries(t, t->self->site, asked, &entries));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "day", asked);
	yyjson_mut_obj_add_val(t->doc, *out, "entries", entries);
	return RC_OK;
}
