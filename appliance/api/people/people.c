/* The register of people, leaders, organisations. */
#include "api/handlers.h"
#include "base/json.h"
#include "hall/people/account.h"
#include "hall/people/organisation.h"
#include "hall/people/staff.h"

static enum rc detail(struct txn *t, struct request *r, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc : staff_view(t, request_part(r, "id"), reply);
}

enum rc api_staff_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *all;
	TRY(staff_list(t, &all));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "staff", all);
	return RC_OK;
}

enum rc api_staff_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	const char *id;
	TRY(account_add_staff(t, json_text(body, "name"), json_text(body, "login"),
		json_text(body, "password"), json_get(body, "roles"), &id));
	return staff_one(t, id, reply);
}

enum rc api_staff_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return staff_view(t, request_part(r, "id"), reply);
}

enum rc api_staff_profile(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return detail(t, r, staff_describe(t, request_part(r, "id"), request_body(r)), reply);
}

enum rc api_staff_contact(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	return detail(t, r,
		staff_contact(t, request_part(r, "id"), json_text(body, "phone"),
			json_text(body, "id_no")),
		reply);
}

enum rc api_staff_roles(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *roles = json_get(request_body(r), "roles");
	return detail(t, r, staff_roles(t, request_part(r, "id"), roles), reply);
}

enum rc api_staff_leave_service(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	return detail(t, r,
		staff_leave_service(
			t, request_part(r, "id"), json_text(body, "on"), json_text(body, "reason")),
		reply);
}

enum rc api_staff_return(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return detail(t, r,
		staff_return(t, request_part(r, "id"), json_text(request_body(r), "password")),
		reply);
}

enum rc api_staff_password(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return detail(t, r,
		staff_reset_password(
			t, request_part(r, "id"), json_text(request_body(r), "password")),
		reply);
}

enum rc api_staff_unlock(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return detail(t, r, staff_unlock(t, request_part(r, "id")), reply);
}

enum rc api_own_password(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	TRY(staff_change_password(t, json_text(body, "old"), json_text(body, "password")));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_bool(t->doc, *reply, "done", true);
	return RC_OK;
}

enum rc api_supplier_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *all;
	TRY(query_staff_suppliers(t, t->self->site, &all));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "suppliers", all);
	return RC_OK;
}

enum rc api_leader_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return leader_list(t, reply);
}

enum rc api_leader_appoint(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(leader_appoint(t, request_body(r)));
	return leader_list(t, reply);
}

enum rc api_leader_end(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(leader_end(t, request_part(r, "id"), json_text(request_body(r), "to")));
	return leader_list(t, reply);
}

enum rc api_organisation_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return organisation_tree(t, reply);
}

enum rc api_organisation_csv(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	const char *text;
	enum rc rc = organisation_csv(t, &text);
	if (!rc)
		request_reply_text(r, "text/csv; charset=utf-8", text);
	return rc;
}

enum rc api_station_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	TRY(organisation_add_station(t, json_text(body, "code"), json_text(body, "name")));
	return organisation_tree(t, reply);
}

enum rc api_station_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(organisation_close_station(t, request_part(r, "code")));
	return organisation_tree(t, reply);
}
