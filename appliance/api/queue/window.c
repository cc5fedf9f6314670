/* Windows: set up, manned, opened and closed with the tide. */
#include <stdlib.h>
#include "api/handlers.h"
#include "bodies/place.h"
#include "hall/place/site.h"
#include "hall/place/site_sign.h"
#include "hall/queue/site_window.h"
#include "hall/queue/tide.h"

static int64_t window_part(const struct request *r)
{
	return strtoll(request_part(r, "no"), NULL, 10);
}

static enum rc list_reply(struct txn *t, yyjson_mut_val **reply)
{
	yyjson_mut_val *windows;
	TRY(site_windows_json(t, &windows));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *reply, "windows", windows);
	return site_sign_settings(t, *reply);
}

static enum rc window_reply(struct txn *t, int64_t no, yyjson_mut_val **reply)
{
	struct site_window w;
	TRY(site_window(t, no, &w));
	*reply = site_window_json(t, &w);
	return RC_OK;
}

enum rc api_window_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return list_reply(t, reply);
}

enum rc api_window_preview(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return site_sign_preview(t, strtoll(request_query(r, "no"), NULL, 10),
		request_query(r, "zone"), request_query(r, "issues")[0] == '1',
		request_query(r, "features"), reply);
}

enum rc api_window_set_up(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct window_set_up_body in = read_window_set_up(&t->arena, request_body(r));
	struct site_window_wish wish = { in.zone, in.place, in.issues, in.spare, in.features,
		in.features_count };
	TRY(site_window_set_up(t, in.no, &wish));
	return list_reply(t, reply);
}

enum rc api_window_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct window_change_body in = read_window_change(&t->arena, request_body(r));
	struct site_window_wish wish = { in.zone, in.place, in.issues, in.spare, in.features,
		in.features_count };
	TRY(site_window_change(t, window_part(r), &wish));
	return list_reply(t, reply);
}

enum rc api_window_retire(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(site_window_retire(t, window_part(r)));
	return list_reply(t, reply);
}

enum rc api_window_sign_on(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(site_sign_on(t, window_part(r)));
	return window_reply(t, window_part(r), reply);
}

enum rc api_window_sign_off(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(site_sign_off(t, window_part(r)));
	return window_reply(t, window_part(r), reply);
}

enum rc api_window_pause(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct window_pause_body in = read_window_pause(&t->arena, request_body(r));
	TRY(site_pause(t, window_part(r), in.paused, in.reason));
	return window_reply(t, window_part(r), reply);
}

enum rc api_window_tide_open(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct tide_open_body in = read_tide_open(&t->arena, request_body(r));
	TRY(site_tide_open(t, window_part(r), in.zone, in.reason));
	TRY(tide_watch(t));
	return window_reply(t, window_part(r), reply);
}

enum rc api_window_tide_close(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct tide_close_body in = read_tide_close(&t->arena, request_body(r));
	TRY(site_tide_close(t, window_part(r), in.reason));
	TRY(tide_watch(t));
	return window_reply(t, window_part(r), reply);
}

enum rc api_tide_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return tide_json(t, reply);
}

enum rc api_zone_sign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct zone_sign_body in = read_zone_sign(&t->arena, request_body(r));
	TRY(site_zone_sign(t, request_part(r, "zone"), in.shown));
	return list_reply(t, reply);
}

enum rc api_feature_order(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct feature_order_body in = read_feature_order(&t->arena, request_body(r));
	TRY(site_feature_order(t, request_part(r, "feature"), in.exclusive, in.document));
	return list_reply(t, reply);
}
