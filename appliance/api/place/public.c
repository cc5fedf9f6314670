/* What anybody may ask: version, hall, sign-in, guides, progress. */
#include <stdlib.h>
#include <string.h>
#include "api/handlers.h"
#include "base/date.h"
#include "base/json.h"
#include "bodies/common.h"
#include "base/person.h"
#include "base/version.h"
#include "hall/people/account.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "hall/place/disk.h"
#include "hall/place/site.h"
#include "hall/people/staff.h"
#include "hall/queue/site_window.h"
#include "hall/link/vouch.h"
#include "http/assets.h"
#include "hall/booking/service_list.h"

enum rc api_version_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, v, "version", MINIHALL_VERSION);
	yyjson_mut_obj_add_str(t->doc, v, "assets", assets_version);
	yyjson_mut_obj_add_str(t->doc, v, "node", t->self->node);
	yyjson_mut_obj_add_str(t->doc, v, "role", t->self->hub ? "hub" : "hall");
	*reply = v;
	TRY(vouch_add(t, v));
	return disk_add(t, v);
}

enum rc api_clock_vouch(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct clock_vouch_body in = read_clock_vouch(&t->arena, request_body(r));
	TRY(vouch_for_clock(t, in.time));
	return api_version_get(t, r, reply);
}

enum rc api_site_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return site_json(t, reply);
}

static const char *hall_name(struct txn *t)
{
	struct row_site_row site;
	return site_load(t, &site) ? "" : site.name;
}

enum rc api_login(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct actor actor;
	const struct actor *before = t->actor;
	const char *token;
	struct login_body in = read_login(&t->arena, request_body(r));
	TRY(account_login(t, in.login, in.password, &token, &actor));
	t->actor = &actor;
	enum rc rc = staff_seen(t, actor.id);
	t->actor = before;
	if (rc)
		return rc;
	request_set_cookie(r, token, ACCOUNT_STAFF_SESSION_S);
	*reply = account_me(t, &actor, hall_name(t));
	return RC_OK;
}

enum rc api_device_enrol(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct actor actor;
	const char *token;
	struct enrol_body in = read_enrol(&t->arena, request_body(r));
	TRY(account_enrol(t, in.token, &token, &actor));
	request_set_cookie(r, token, ACCOUNT_DEVICE_SESSION_S);
	*reply = account_me(t, &actor, hall_name(t));
	return RC_OK;
}

enum rc api_logout(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(site_leave(t));
	TRY(account_logout(t));
	request_set_cookie(r, "", 0);
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_bool(t->doc, *reply, "done", true);
	return RC_OK;
}

enum rc api_me_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	*reply = account_me(t, t->actor, hall_name(t));
	return RC_OK;
}

enum rc api_progress_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *id = person_number(&t->arena, request_query(r, "id"));
	return casefile_progress(t, id, person_number(&t->arena, request_query(r, "code")), reply);
}

enum rc api_item_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	long limit = strtol(request_query(r, "limit"), NULL, 10);
	return catalogue_search(t, request_query(r, "q"), request_query(r, "zone"),
		limit > 0 && limit <= 500 ? limit : 50, reply);
}

enum rc api_item_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_catalogue_current current;
	yyjson_mut_val *listed;
	TRY(catalogue_load(t, &current));
	TRY(query_item_view(t, current.id, request_part(r, "id"), reply));
	enum rc rc = query_list_of_item(t, t->self->site, request_part(r, "id"), &listed);
	if (!rc)
		yyjson_mut_obj_add_val(t->doc, *reply, "service", listed);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc api_workday_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct workday_calendar calendar;
	struct row_catalogue_current current;
	struct row_calendar_days *named = NULL;
	size_t n = 0;
	const char *month = request_query(r, "month");
	int32_t first = date_parse(
		arena_printf(&t->arena, "%s-01", strlen(month) == 7 ? month : "0000-00"));
	if (first == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "月份应写成 2026-11");
	TRY(catalogue_calendar(t, &calendar));
	if (load_catalogue_current(t, t->self->site, t->self->hub, &current) == RC_OK)
		TRY(list_calendar_days(t, current.id, &named, &n));
	yyjson_mut_doc *d = t->doc;
	*reply = yyjson_mut_obj(d);
	yyjson_mut_obj_add_bool(d, *reply, "known", workday_known(&calendar, first));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *reply, "days");
	for (int32_t day = first; date_month(day) == date_month(first); day++) {
		char text[DATE_TEXT];
		date_text(day, text);
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_strcpy(d, v, "date", text);
		yyjson_mut_obj_add_bool(d, v, "works", workday_is(&calendar, day));
		for (size_t i = 0; i < n; i++)
			if (!strcmp(named[i].date, text))
				yyjson_mut_obj_add_str(d, v, "name", named[i].name);
	}
	return RC_OK;
}
