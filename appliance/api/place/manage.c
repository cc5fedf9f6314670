/* Ratings, the director's numbers, the link switch. */
#include <string.h>
#include "api/handlers.h"
#include "bodies/link.h"
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
	struct link_set_body in = read_link_set(&t->arena, request_body(r));
	TRY(outbox_set_cut(t, in.cut, in.reason));
	outbox_link(t)->contact_asked = !in.cut;
	outbox_link(t)->seal_wanted = !in.cut;
	return outbox_status(t, reply);
}

enum rc api_link_contact(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	outbox_link(t)->contact_asked = true;
	outbox_link(t)->seal_wanted = true;
	return outbox_status(t, reply);
}
