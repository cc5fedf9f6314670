/* The queue's categories. */
#include "api/handlers.h"
#include "base/json.h"
#include "hall/place/category.h"

enum rc api_category_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return category_list(t, reply);
}

enum rc api_category_define(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	const char *id;
	TRY(category_define(t, json_text(body, "zone"), json_text(body, "letter"),
		json_text(body, "label"), json_get(body, "items"), &id));
	return category_list(t, reply);
}

enum rc api_category_retire(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(category_retire(t, request_part(r, "id")));
	return category_list(t, reply);
}
