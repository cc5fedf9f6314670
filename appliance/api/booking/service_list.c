/* Service lists. */
#include "api/handlers.h"
#include "hall/booking/service_list.h"

enum rc api_service_list_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return service_list_view(t, reply);
}

enum rc api_service_list_draft(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct service_draft_body in = read_service_draft(&t->arena, request_body(r));
	TRY(service_list_draft(t, &in));
	return service_list_view(t, reply);
}

enum rc api_service_list_publish(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct service_publish_body in = read_service_publish(&t->arena, request_body(r));
	TRY(service_list_publish(t, in.note));
	return service_list_view(t, reply);
}

enum rc api_service_list_published(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return service_list_published(t, t->self->site, reply);
}

enum rc api_hub_service_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return service_list_published(t, request_query(r, "hall"), reply);
}
