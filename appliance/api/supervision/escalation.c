/* What waits for the leader. */
#include "api/handlers.h"
#include "base/json.h"
#include "hall/supervision/escalation.h"

enum rc api_escalation_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return escalation_list(t, reply);
}

enum rc api_escalation_answer(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(escalation_answer(t, request_part(r, "id"), json_text(request_body(r), "text")));
	return escalation_list(t, reply);
}
