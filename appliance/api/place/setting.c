/* Settings. */
#include "api/handlers.h"
#include "base/json.h"
#include "hall/place/setting.h"

enum rc api_setting_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return setting_list(t, reply);
}

enum rc api_setting_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	TRY(setting_change(
		t, request_part(r, "name"), json_text(body, "value"), json_text(body, "reason")));
	return setting_list(t, reply);
}
