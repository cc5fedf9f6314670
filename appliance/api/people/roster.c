/* Opening hours and the roster. */
#include <stdlib.h>
#include <string.h>
#include "api/handlers.h"
#include "base/json.h"
#include "hall/people/roster.h"
#include "hall/queue/next_day.h"

enum rc api_opening_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return opening_list(
		t, request_query(r, "from"), strtoll(request_query(r, "days"), NULL, 10), reply);
}

/* The day is shut, and the numbers given for it go to the next that is open. */
static enum rc close_day(struct txn *t, const char *date, const char *reason)
{
	TRY(opening_close(t, date, reason));
	return next_day_move(t, date, reason);
}

enum rc api_opening_except(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	const char *what = json_text(body, "what"), *date = json_text(body, "date"),
		   *reason = json_text(body, "reason");
	TRY(!strcmp(what, "closed")      ? close_day(t, date, reason)
		: !strcmp(what, "added") ? opening_add(t, date, json_text(body, "from"),
						   json_text(body, "to"), reason)
					 : opening_restore(t, date));
	return opening_list(t, date, 1, reply);
}

enum rc api_roster_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return roster_week(t, request_query(r, "week"), reply);
}

static enum rc week_after(struct txn *t, struct request *r, enum rc rc, yyjson_mut_val **reply)
{
	return rc ? rc : roster_week(t, json_text(request_body(r), "date"), reply);
}

enum rc api_roster_assign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return week_after(t, r, roster_assign(t, request_body(r)), reply);
}

enum rc api_roster_remove(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return week_after(t, r, roster_remove(t, request_body(r)), reply);
}

enum rc api_roster_swap(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return week_after(t, r, roster_swap(t, request_body(r)), reply);
}

enum rc api_roster_copy(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	int64_t copied, skipped;
	const char *to = json_text(request_body(r), "to");
	TRY(roster_copy(t, json_text(request_body(r), "from"), to, &copied, &skipped));
	TRY(roster_week(t, to, reply));
	yyjson_mut_obj_add_int(t->doc, *reply, "copied", copied);
	yyjson_mut_obj_add_int(t->doc, *reply, "skipped", skipped);
	return RC_OK;
}
