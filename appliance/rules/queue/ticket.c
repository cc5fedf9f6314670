/* A ticket's life as a table. */
#include "rules/queue/ticket.h"
#include <assert.h>

#define NO TICKET_STATE_UNSET /* refused */
#define SO TICKET_STATE_COUNT /* already so */
#define WAIT TICKET_STATE_WAITING
#define CALL TICKET_STATE_CALLED
#define SERV TICKET_STATE_SERVING
#define HELD TICKET_STATE_HELD
#define MISS TICKET_STATE_MISSED
#define DONE TICKET_STATE_FINISHED
#define GONE TICKET_STATE_CANCELLED
#define VOID TICKET_STATE_VOID
#define KEPT TICKET_STATE_RESERVED

/* Rows: what is done; columns: the state in which it is done; a cell: the state it then has. */
/* clang-format off */
static const unsigned char next[TICKET_VERBS][TICKET_STATE_COUNT] = {
	/*                    unset out   wait  call  serv  held  miss  done  gone  void  kept */
	[TICKET_CONFIRM]  = { NO,   WAIT, SO,   SO,   SO,   SO,   SO,   SO,   SO,   NO,   WAIT },
	[TICKET_CALL]     = { NO,   NO,   CALL, CALL, NO,   CALL, CALL, NO,   NO,   NO,   NO },
	[TICKET_RECALL]   = { NO,   NO,   NO,   CALL, NO,   NO,   NO,   NO,   NO,   NO,   NO },
	[TICKET_SERVE]    = { NO,   NO,   NO,   SERV, SO,   NO,   NO,   NO,   NO,   NO,   NO },
	[TICKET_HOLD]     = { NO,   NO,   NO,   HELD, HELD, SO,   NO,   NO,   NO,   NO,   NO },
	[TICKET_RESUME]   = { NO,   NO,   NO,   NO,   SO,   SERV, NO,   NO,   NO,   NO,   NO },
	[TICKET_RETURN]   = { NO,   NO,   SO,   WAIT, WAIT, WAIT, NO,   NO,   NO,   NO,   NO },
	[TICKET_TRANSFER] = { NO,   NO,   WAIT, WAIT, WAIT, WAIT, WAIT, NO,   NO,   NO,   NO },
	[TICKET_MISS]     = { NO,   NO,   NO,   MISS, NO,   MISS, SO,   NO,   NO,   NO,   NO },
	[TICKET_REQUEUE]  = { NO,   NO,   SO,   NO,   NO,   NO,   WAIT, NO,   NO,   NO,   NO },
	[TICKET_FINISH]   = { NO,   NO,   NO,   NO,   DONE, DONE, NO,   SO,   NO,   NO,   NO },
	[TICKET_CANCEL]   = { NO,   GONE, GONE, GONE, NO,   GONE, GONE, NO,   SO,   NO,   GONE },
	[TICKET_LAPSE]    = { NO,   VOID, NO,   NO,   NO,   NO,   NO,   NO,   NO,   SO,   NO },
	[TICKET_CLOSE]    = { NO,   VOID, GONE, GONE, DONE, GONE, GONE, NO,   NO,   NO,   GONE },
};
/* clang-format on */

enum refusal ticket_decide(const struct ticket_facts *was, enum ticket_verb verb, int64_t window,
	struct ticket_decision *out)
{
	assert(was->state < TICKET_STATE_COUNT && verb < TICKET_VERBS);
	unsigned to = next[verb][was->state];
	if (verb == TICKET_CONFIRM && was->coming && to == TICKET_STATE_WAITING)
		to = was->state == TICKET_STATE_RESERVED ? SO : TICKET_STATE_RESERVED;
	if (to == NO && verb == TICKET_CONFIRM)
		return REFUSAL_TICKET_LAPSED;
	if (to == NO)
		return verb == TICKET_CALL ? REFUSAL_TICKET_NOT_WAITING : REFUSAL_TICKET_STATE;
	bool at_a_window = was->state == TICKET_STATE_CALLED ||
			   was->state == TICKET_STATE_SERVING || was->state == TICKET_STATE_HELD;
	assert(to < TICKET_STATE_COUNT || to == SO);
	if (at_a_window && window && was->window != window)
		return REFUSAL_TICKET_ELSEWHERE;
	*out = (struct ticket_decision){ .is = to == SO ? was->state : (enum ticket_state)to,
		.already = to == SO };
	return REFUSAL_NONE;
}

static bool before(const struct ticket_waiting *a, const struct ticket_waiting *b)
{
	return a->rank < b->rank;
}

int ticket_next(const struct ticket_waiting *waiting, size_t count, int64_t since_priority,
	struct ticket_order order)
{
	int starved = -1, begun = -1, priority = -1, normal = -1;
	for (size_t i = 0; i < count; i++) {
		if (waiting[i].waited_ms >= order.starved_ms &&
			(starved < 0 || before(&waiting[i], &waiting[starved])))
			starved = (int)i;
		if (waiting[i].begun && (begun < 0 || before(&waiting[i], &waiting[begun])))
			begun = (int)i;
		int *kind = waiting[i].priority ? &priority : &normal;
		if (*kind < 0 || before(&waiting[i], &waiting[*kind]))
			*kind = (int)i;
	}
	if (starved >= 0 || begun >= 0)
		return starved >= 0 ? starved : begun;
	if (priority < 0 || normal < 0)
		return priority < 0 ? normal : priority;
	return since_priority >= order.normal_per_priority ? priority : normal;
}

int64_t ticket_place_behind(const int64_t *ranks, size_t count, size_t places, int64_t end)
{
	if (count <= places)
		return end;
	if (places == 0)
		return ranks[0] - 1;
	assert(ranks[places] >= ranks[places - 1]); /* in order */
	return ranks[places - 1] + (ranks[places] - ranks[places - 1]) / 2;
}

bool ticket_unanswered(int64_t calls, int64_t since_call_ms, struct ticket_patience p)
{
	return since_call_ms >= p.most_minutes * 60000 ||
	       (calls >= p.least_calls && since_call_ms >= p.minutes * 60000);
}

int64_t ticket_too_soon_ms(int64_t since_call_ms, int64_t least_s)
{
	int64_t least = least_s * 1000, left = least - since_call_ms;
	return left < 0 ? 0 : left > least ? least : left;
}

enum ticket_fate ticket_fate(enum ticket_state state, struct ticket_evening e)
{
	switch (state) {
	case TICKET_STATE_ISSUING:
	case TICKET_STATE_WAITING:
	case TICKET_STATE_HELD:
	case TICKET_STATE_MISSED:
	case TICKET_STATE_RESERVED:
		return e.day_over    ? TICKET_FATE_OVER
		       : e.hall_over ? TICKET_FATE_CLOSING
				     : TICKET_FATE_OPEN;
	case TICKET_STATE_CALLED:
		return e.day_over ? TICKET_FATE_OVER : TICKET_FATE_OPEN;
	case TICKET_STATE_CANCELLED:
		return e.by_night ? TICKET_FATE_OVER : TICKET_FATE_OPEN;
	case TICKET_STATE_SERVING:
	case TICKET_STATE_FINISHED:
	case TICKET_STATE_VOID:
	case TICKET_STATE_UNSET:
	case TICKET_STATE_COUNT:
		break;
	}
	return TICKET_FATE_OPEN;
}
