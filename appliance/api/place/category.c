/* The queue's categories. */
#include "api/handlers.h"
#include "hall/place/category.h"

enum rc api_category_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return category_list(t, reply);
}

enum rc api_category_define(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct category_define_body in = read_category_define(&t->arena, request_body(r));
	const char *id;
	TRY(category_define(t, &in, &id));
	return category_list(t, reply);
}

enum rc api_category_retire(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(category_retire(t, request_part(r, "id")));
	return category_list(t, reply);
}
