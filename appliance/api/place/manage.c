/* Ratings, the director's numbers, the link switch. */
#include <string.h>
#include "api/handlers.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "hall/link/outbox.h"
#include "hall/care/rating.h"
#include "hall/supervision/setup.h"

enum rc api_status_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return outbox_status(t, reply);
}

enum rc api_link_set(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	bool cut = json_flag(body, "cut");
	TRY(outbox_set_cut(t, cut, json_text(body, "reason")));
	outbox_link(t)->contact_asked = !cut;
	outbox_link(t)->seal_wanted = !cut;
	return outbox_status(t, reply);
}

enum rc api_link_contact(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	outbox_link(t)->contact_asked = true;
	outbox_link(t)->seal_wanted = true;
	return outbox_status(t, reply);
}
