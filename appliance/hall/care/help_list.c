/* Which items are helped and by whom. */
#include <string.h>
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/care/help.h"

enum rc help_items(struct txn *t, yyjson_mut_val **out)
{
	struct row_catalogue_current current;
	struct row_help_items *rows;
	size_t n;
	int64_t helped = 0, agents = 0;
	TRY(catalogue_load(t, &current));
	TRY(list_help_items(t, t->self->site, current.id, &rows, &n));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d), *list = yyjson_mut_arr(d);
	for (size_t i = 0; i < n; i++) {
		bool initial = help_agent_default(rows[i].name);
		bool agent = rows[i].agent == DB_NULL_INT ? initial : rows[i].agent != 0;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "id", rows[i].id);
		yyjson_mut_obj_add_str(d, one, "name", rows[i].name);
		yyjson_mut_obj_add_str(d, one, "authority", rows[i].authority);
		yyjson_mut_obj_add_bool(d, one, "helped", rows[i].helped);
		yyjson_mut_obj_add_bool(d, one, "agent", agent);
		yyjson_mut_obj_add_bool(d, one, "agent_default", initial);
		yyjson_mut_obj_add_str(d, one, "reason", rows[i].reason);
		helped += rows[i].helped;
		agents += agent;
	}
	yyjson_mut_obj_add_int(d, v, "total", (int64_t)n);
	yyjson_mut_obj_add_int(d, v, "helped", helped);
	yyjson_mut_obj_add_int(d, v, "agent", agents);
	yyjson_mut_obj_add_int(d, v, "coverage_per_mille", n ? helped * 1000 / (int64_t)n : 0);
	yyjson_mut_obj_add_val(d, v, "items", list);
	*out = v;
	return RC_OK;
}

enum rc help_item_set(struct txn *t, const char *id, const struct help_item_set_body *in)
{
	struct row_item_facts item;
	bool said = in->reason && in->reason[0];
	TRY(catalogue_item(t, id, &item));
	if (help_needs_reason(item.name, in->helped, in->agent) && !said)
		return txn_refuse(t, REFUSAL_HELP_REASON, item.name);
	return record_help_item_set(t, id, .helped = in->helped, .agent = in->agent,
		.text = in->reason, .by = t->actor->name);
}

/* Of the helper who is changed, or the next free one. */
static enum rc number(struct txn *t, const char *given, const char **id)
{
	struct row_helper_row held;
	struct row_helper_count count;
	if (given && given[0]) {
		*id = given;
		return load_helper_row(t, t->self->site, given, &held);
	}
	TRY(load_helper_count(t, t->self->site, &count));
	*id = arena_printf(&t->arena, "B%03lld", (long long)count.count + 1);
	return RC_OK;
}

enum rc helper_set(struct txn *t, const struct helper_set_body *in)
{
	struct row_helper_by_badge holder;
	const char *id;
	TRY(number(t, in->id, &id));
	enum rc rc = load_helper_by_badge(t, t->self->site, in->badge, &holder);
	if (rc == RC_OK && strcmp(holder.id, id))
		return txn_refuse(t, REFUSAL_HELP_BADGE, NULL);
	if (rc == RC_FAULT)
		return rc;
	yyjson_mut_val *items = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < in->items_count; i++)
		yyjson_mut_arr_add_str(t->doc, items, in->items[i]);
	return record_help_helper_set(t, id, .name = in->name, .village = in->village,
		.phone = in->phone, .badge = in->badge, .items = items, .active = in->active);
}

enum rc helper_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	TRY(query_helper_all(t, t->self->site, &list));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "helpers", list);
	return RC_OK;
}
