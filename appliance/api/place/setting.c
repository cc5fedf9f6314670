/* Settings. */
#include "api/handlers.h"
#include "bodies/place.h"
#include "hall/place/setting.h"

enum rc api_setting_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return setting_list(t, reply);
}

enum rc api_setting_change(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct setting_change_body in = read_setting_change(&t->arena, request_body(r));
	TRY(setting_change(t, request_part(r, "name"), in.value, in.reason));
	return setting_list(t, reply);
}
