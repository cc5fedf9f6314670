/* Which items are helped and by whom. */
#include <string.h>
#include "base/json.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/care/help.h"

enum rc help_items(struct txn *t, yyjson_mut_val **out)
{
	struct row_catalogue_current current;
	struct row_help_items *rows;
	size_t n;
	int64_t helped = 0, agents = 0;
	enum rc rc = catalogue_load(t, &current);
	if (!rc)
		rc = list_help_items(t, t->self->site, current.id, &rows, &n);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d), *list = yyjson_mut_arr(d);
	for (size_t i = 0; i < n; i++) {
		bool initial = help_agent_default(rows[i].name), agent = rows[i].agent == DB_NULL_INT ? initial : rows[i].agent != 0;
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

enum rc help_item_set(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_item_facts item;
	const char *reason = json_text(body, "reason");
	bool helped = json_flag(body, "helped"), agent = json_flag(body, "agent");
	enum rc rc = catalogue_item(t, id, &item);
	if (!rc && help_needs_reason(item.name, helped, agent) && !(reason && reason[0]))
		rc = txn_refuse(t, REFUSAL_HELP_REASON, item.name);
	return rc ? rc : event_help_item_set(t, NULL, id, &(struct event_help_item_set){ .helped = helped, .agent = agent, .text = reason, .by = t->actor->name });
}

enum rc helper_set(struct txn *t, const yyjson_val *body)
{
	struct row_helper_by_badge holder;
	struct row_helper_row held;
	struct row_helper_count count;
	const char *id = json_text(body, "id");
	yyjson_val *items = json_get(body, "items");
	enum rc rc;
	if (id && id[0]) {
		rc = load_helper_row(t, t->self->site, id, &held);
	} else {
		rc = load_helper_count(t, t->self->site, &count);
		if (!rc)
			id = arena_printf(&t->arena, "B%03lld", (long long)count.count + 1);
	}
	if (rc)
		return rc;
	rc = load_helper_by_badge(t, t->self->site, json_text(body, "badge"), &holder);
	if (rc == RC_OK && strcmp(holder.id, id))
		return txn_refuse(t, REFUSAL_HELP_BADGE, NULL);
	if (rc == RC_FAULT)
		return rc;
	return event_help_helper_set(t, NULL, id, &(struct event_help_helper_set){ .name = json_text(body, "name"), .village = json_text(body, "village"), .phone = json_text(body, "phone"), .badge = json_text(body, "badge"),
		.items = items ? yyjson_val_mut_copy(t->doc, items) : yyjson_mut_arr(t->doc), .active = json_flag(body, "active") });
}

enum rc helper_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	enum rc rc = query_helper_all(t, t->self->site, &list);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "helpers", list);
	return RC_OK;
}
