/* The set-up check, at the hall and at the county. */
#include "api/handlers.h"
#include "hub/fleet.h"
#include "hall/supervision/setup.h"
#include "store/journal.h"

enum rc api_setup_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	struct setup_result result;
	TRY(setup_look(t, t->self->site, &result));
	return setup_json(t, t->self->site, &result, reply);
}

enum rc api_setup_confirm(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(setup_confirm(t));
	return api_setup_get(t, r, reply);
}

/* The same rule over the records that each hall has sent. */
enum rc api_hub_setup_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	struct row_fleet_nodes *rows;
	size_t n;
	int64_t with = 0, without = 0;
	enum rc rc = list_fleet_nodes(t, t->self->site, &rows, &n);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	*reply = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *reply, "halls");
	for (size_t i = 0; i < n; i++) {
		const char *hall = journal_hall(&t->arena, rows[i].node);
		struct setup_result result;
		yyjson_mut_val *check, *v = yyjson_mut_arr_add_obj(d, list);
		rc = setup_look(t, hall, &result);
		if (!rc)
			rc = setup_json(t, hall, &result, &check);
		if (rc)
			return rc;
		with += result.general > 0;
		without += result.kind[0] && result.general == 0;
		yyjson_mut_obj_add_str(d, v, "node", rows[i].node);
		yyjson_mut_obj_add_str(d, v, "name", rows[i].name);
		yyjson_mut_obj_add_str(d, v, "kind", result.kind[0] ? result.kind : NULL);
		yyjson_mut_obj_add_int(d, v, "windows", (int64_t)result.windows);
		yyjson_mut_obj_add_int(d, v, "general", (int64_t)result.general);
		yyjson_mut_obj_add_val(d, v, "check", check);
	}
	yyjson_mut_obj_add_int(d, *reply, "with_general", with);
	yyjson_mut_obj_add_int(d, *reply, "without_general", without);
	return RC_OK;
}
