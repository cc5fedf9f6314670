/* Devices. */
#include "api/handlers.h"
#include "base/json.h"
#include "hall/people/account.h"
#include "hall/queue/device.h"

enum rc api_device_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return device_list(t, reply);
}

/* The token is told once: what a repeated request gets has none. */
enum rc api_device_add(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct device_add_body in = read_device_add(&t->arena, request_body(r));
	const char *id, *path;
	TRY(device_add(t, &in, &id, &path));
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *reply, "id", id);
	request_keep_instead(r, json_write(&t->arena, *reply, NULL));
	yyjson_mut_obj_add_str(t->doc, *reply, "path", path);
	return RC_OK;
}

enum rc api_device_retire(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(account_retire_device(t, request_part(r, "id")));
	return device_list(t, reply);
}
