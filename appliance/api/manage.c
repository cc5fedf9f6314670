/* Ratings, the director's numbers, the link switch, staff. */
#include <string.h>
#include "api/handlers.h"
#include "base/json.h"
#include "hall/account.h"
#include "hall/casefile.h"
#include "hall/outbox.h"
#include "hall/rating.h"
#include "hall/setup.h"

enum rc api_summary_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *warnings, *v = yyjson_mut_obj(t->doc);
	enum rc rc = rating_day(t, v);
	if (!rc)
		rc = casefile_summary(t, v);
	if (!rc)
		rc = setup_sentences(t, &warnings);
	if (rc)
		return rc;
	yyjson_mut_obj_add_val(t->doc, v, "warnings", warnings);
	*reply = v;
	return RC_OK;
}

enum rc api_status_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return outbox_status(t, reply);
}

enum rc api_link_set(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	bool cut = json_flag(body, "cut");
	enum rc rc = outbox_set_cut(t, cut, json_text(body, "reason"));
	if (rc)
		return rc;
	outbox_link.contact_wanted = !cut;
	outbox_link.seal_wanted = !cut;
	return outbox_status(t, reply);
}

enum rc api_link_contact(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	outbox_link.contact_wanted = true;
	outbox_link.seal_wanted = true;
	return outbox_status(t, reply);
}

enum rc api_staff_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *all;
	enum rc rc = query_staff_all(t, t->self->site, &all);
	if (rc)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "staff", all);
	return RC_OK;
}

enum rc api_staff_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	yyjson_val *roles = yyjson_obj_get((yyjson_val *)(uintptr_t)body, "roles");
	const char *id;
	enum rc rc = account_add_staff(t, json_text(body, "name"), json_text(body, "login"), json_text(body, "password"), roles, &id);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	*reply = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, *reply, "id", id);
	yyjson_mut_obj_add_strcpy(d, *reply, "name", json_text(body, "name"));
	yyjson_mut_obj_add_strcpy(d, *reply, "login", json_text(body, "login"));
	yyjson_mut_obj_add_val(d, *reply, "roles", yyjson_val_mut_copy(d, roles));
	yyjson_mut_obj_add_bool(d, *reply, "active", true);
	return RC_OK;
}
