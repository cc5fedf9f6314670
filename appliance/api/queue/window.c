/* Windows: set up, manned, opened and closed with the tide. */
#include <stdlib.h>
#include "api/handlers.h"
#include "base/json.h"
#include "hall/place/site.h"
#include "hall/place/site_sign.h"
#include "hall/queue/site_window.h"
#include "hall/queue/tide.h"

static int64_t window_part(const struct request *r)
{
	return strtoll(request_part(r, "no"), NULL, 10);
}

static enum rc list_reply(struct txn *t, enum rc rc, yyjson_mut_val **reply)
{
	yyjson_mut_val *windows;
	if (!rc)
		rc = site_windows_json(t, &windows);
	if (rc)
		return rc;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "windows", windows);
	return site_sign_settings(t, *reply);
}

static enum rc window_reply(struct txn *t, enum rc rc, int64_t no, yyjson_mut_val **reply)
{
	struct site_window w;
	if (!rc)
		rc = site_window(t, no, &w);
	if (!rc)
		*reply = site_window_json(t, &w);
	return rc;
}

static struct site_window_wish wish_of(const yyjson_val *body)
{
	return (struct site_window_wish){ json_text(body, "zone"), json_text(body, "place"),
		json_flag(body, "issues"), json_flag(body, "spare"), json_get(body, "features") };
}

enum rc api_window_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return list_reply(t, RC_OK, reply);
}

enum rc api_window_preview(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return site_sign_preview(t, strtoll(request_query(r, "no"), NULL, 10),
		request_query(r, "zone"), request_query(r, "issues")[0] == '1',
		request_query(r, "features"), reply);
}

enum rc api_window_set_up(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	struct site_window_wish wish = wish_of(body);
	return list_reply(t, site_window_set_up(t, json_int(body, "no", 0), &wish), reply);
}

enum rc api_window_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct site_window_wish wish = wish_of(request_body(r));
	return list_reply(t, site_window_change(t, window_part(r), &wish), reply);
}

enum rc api_window_retire(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return list_reply(t, site_window_retire(t, window_part(r)), reply);
}

enum rc api_window_sign_on(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return window_reply(t, site_sign_on(t, window_part(r)), window_part(r), reply);
}

enum rc api_window_sign_off(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return window_reply(t, site_sign_off(t, window_part(r)), window_part(r), reply);
}

enum rc api_window_pause(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	return window_reply(t,
		site_pause(t, window_part(r), json_flag(body, "paused"), json_text(body, "reason")),
		window_part(r), reply);
}

enum rc api_window_tide_open(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	enum rc rc = site_tide_open(
		t, window_part(r), json_text(body, "zone"), json_text(body, "reason"));
	return window_reply(t, rc ? rc : tide_watch(t), window_part(r), reply);
}

enum rc api_window_tide_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	enum rc rc = site_tide_close(t, window_part(r), json_text(request_body(r), "reason"));
	return window_reply(t, rc ? rc : tide_watch(t), window_part(r), reply);
}

enum rc api_tide_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return tide_json(t, reply);
}

enum rc api_zone_sign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return list_reply(t,
		site_zone_sign(t, request_part(r, "zone"), json_text(request_body(r), "shown")),
		reply);
}

enum rc api_feature_order(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	return list_reply(t,
		site_feature_order(t, request_part(r, "feature"), json_flag(body, "exclusive"),
			json_text(body, "document")),
		reply);
}
