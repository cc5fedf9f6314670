/* Opening hours and the roster. */
#include <stdlib.h>
#include "api/handlers.h"
#include "bodies/people.h"
#include "bodies/place.h"
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

static enum rc except(struct txn *t, const struct opening_except_body *in)
{
	switch (in->what) {
	case OPENING_EXCEPTION_CLOSED:
		return close_day(t, in->date, in->reason);
	case OPENING_EXCEPTION_ADDED:
		return opening_add(t, in->date, in->from, in->to, in->reason);
	case OPENING_EXCEPTION_RESTORED:
		return opening_restore(t, in->date);
	case OPENING_EXCEPTION_UNSET:
	case OPENING_EXCEPTION_COUNT:
		break;
	}
	return fault("no such exception of a day's hours");
}

enum rc api_opening_except(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct opening_except_body in = read_opening_except(&t->arena, request_body(r));
	TRY(except(t, &in));
	return opening_list(t, in.date, 1, reply);
}

enum rc api_roster_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return roster_week(t, request_query(r, "week"), reply);
}

enum rc api_roster_assign(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct roster_assign_body in = read_roster_assign(&t->arena, request_body(r));
	TRY(roster_assign(t, &in));
	return roster_week(t, in.date, reply);
}

enum rc api_roster_remove(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct roster_remove_body in = read_roster_remove(&t->arena, request_body(r));
	TRY(roster_remove(t, &in));
	return roster_week(t, in.date, reply);
}

enum rc api_roster_swap(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct roster_swap_body in = read_roster_swap(&t->arena, request_body(r));
	TRY(roster_swap(t, &in));
	return roster_week(t, in.date, reply);
}

enum rc api_roster_copy(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	int64_t copied, skipped;
	struct roster_copy_body in = read_roster_copy(&t->arena, request_body(r));
	TRY(roster_copy(t, in.from, in.to, &copied, &skipped));
	TRY(roster_week(t, in.to, reply));
	yyjson_mut_obj_add_int(t->doc, *reply, "copied", copied);
	yyjson_mut_obj_add_int(t->doc, *reply, "skipped", skipped);
	return RC_OK;
}
