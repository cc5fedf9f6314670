/* What hangs in the self-service area. */
#include "hall/booking/selfservice.h"
#include "api/handlers.h"

enum rc api_selfservice_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return selfservice_view(t, reply);
}
