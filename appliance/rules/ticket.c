/* A ticket's life as a table. */
#include "rules/ticket.h"
#include <string.h>

#define NO (-1)

static const signed char next[TICKET_STATES][TICKET_VERBS] = {
	/*                     CALL           SERVE           MISS           REQUEUE         FINISH            CANCEL */
	[TICKET_ISSUING]   = { NO,            NO,             NO,            NO,             NO,               TICKET_CANCELLED },
	[TICKET_WAITING]   = { TICKET_CALLED, NO,             NO,            NO,             NO,               TICKET_CANCELLED },
	[TICKET_CALLED]    = { TICKET_CALLED, TICKET_SERVING, TICKET_MISSED, TICKET_WAITING, NO,               TICKET_CANCELLED },
	[TICKET_SERVING]   = { NO,            TICKET_SERVING, NO,            TICKET_WAITING, TICKET_FINISHED,  NO },
	[TICKET_MISSED]    = { TICKET_CALLED, NO,             NO,            TICKET_WAITING, NO,               TICKET_CANCELLED },
	[TICKET_FINISHED]  = { NO,            NO,             NO,            NO,             NO,               NO },
	[TICKET_CANCELLED] = { NO,            NO,             NO,            NO,             NO,               NO },
	[TICKET_VOID]      = { NO,            NO,             NO,            NO,             NO,               NO },
};
static const char *const words[TICKET_STATES] = { "issuing", "waiting", "called", "serving", "missed", "finished", "cancelled", "void" };

int ticket_state_of(const char *word)
{
	for (int i = 0; i < TICKET_STATES; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

const char *ticket_state_word(enum ticket_state s)
{
	return words[s];
}

enum refusal ticket_decide(const struct ticket_facts *was, enum ticket_verb verb, int64_t window, enum ticket_state *is)
{
	int to = next[was->state][verb];
	if (to == NO)
		return verb == TICKET_CALL ? REFUSAL_TICKET_NOT_WAITING : REFUSAL_TICKET_STATE;
	bool held = was->state == TICKET_CALLED || was->state == TICKET_SERVING;
	if (held && window && was->window != window)
		return REFUSAL_TICKET_ELSEWHERE;
	*is = (enum ticket_state)to;
	return REFUSAL_NONE;
}

static bool before(const struct ticket_waiting *a, const struct ticket_waiting *b)
{
	return a->rank < b->rank;
}

int ticket_next(const struct ticket_waiting *waiting, size_t count, int64_t since_priority, struct ticket_order order)
{
	int starved = -1, priority = -1, normal = -1;
	for (size_t i = 0; i < count; i++) {
		if (waiting[i].waited_ms >= order.starved_ms && (starved < 0 || before(&waiting[i], &waiting[starved])))
			starved = (int)i;
		int *kind = waiting[i].priority ? &priority : &normal;
		if (*kind < 0 || before(&waiting[i], &waiting[*kind]))
			*kind = (int)i;
	}
	if (starved >= 0)
		return starved;
	if (priority < 0 || normal < 0)
		return priority < 0 ? normal : priority;
	return since_priority >= order.normal_per_priority ? priority : normal;
}
