/* A ticket's life as a table. */
#include "rules/queue/ticket.h"
#include <string.h>

#define NO (-1)   /* refused */
#define SO (-2)   /* already so */

static const signed char next[TICKET_STATES][TICKET_VERBS] = {
	[TICKET_ISSUING] = {
		[TICKET_CONFIRM] = TICKET_WAITING, [TICKET_CALL] = NO, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = NO,
		[TICKET_TRANSFER] = NO, [TICKET_MISS] = NO, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = NO, [TICKET_CANCEL] = TICKET_CANCELLED, [TICKET_LAPSE] = TICKET_VOID, [TICKET_CLOSE] = TICKET_VOID },
	[TICKET_WAITING] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = TICKET_CALLED, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = SO,
		[TICKET_TRANSFER] = TICKET_WAITING, [TICKET_MISS] = NO, [TICKET_REQUEUE] = SO, [TICKET_FINISH] = NO, [TICKET_CANCEL] = TICKET_CANCELLED, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = TICKET_CANCELLED },
	[TICKET_CALLED] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = TICKET_CALLED, [TICKET_RECALL] = TICKET_CALLED, [TICKET_SERVE] = TICKET_SERVING, [TICKET_HOLD] = TICKET_HELD, [TICKET_RESUME] = NO, [TICKET_RETURN] = TICKET_WAITING,
		[TICKET_TRANSFER] = TICKET_WAITING, [TICKET_MISS] = TICKET_MISSED, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = NO, [TICKET_CANCEL] = TICKET_CANCELLED, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = TICKET_CANCELLED },
	[TICKET_SERVING] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = NO, [TICKET_RECALL] = NO, [TICKET_SERVE] = SO, [TICKET_HOLD] = TICKET_HELD, [TICKET_RESUME] = SO, [TICKET_RETURN] = TICKET_WAITING,
		[TICKET_TRANSFER] = TICKET_WAITING, [TICKET_MISS] = NO, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = TICKET_FINISHED, [TICKET_CANCEL] = NO, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = TICKET_FINISHED },
	[TICKET_HELD] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = TICKET_CALLED, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = SO, [TICKET_RESUME] = TICKET_SERVING, [TICKET_RETURN] = TICKET_WAITING,
		[TICKET_TRANSFER] = TICKET_WAITING, [TICKET_MISS] = TICKET_MISSED, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = TICKET_FINISHED, [TICKET_CANCEL] = TICKET_CANCELLED, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = TICKET_CANCELLED },
	[TICKET_MISSED] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = TICKET_CALLED, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = NO,
		[TICKET_TRANSFER] = TICKET_WAITING, [TICKET_MISS] = SO, [TICKET_REQUEUE] = TICKET_WAITING, [TICKET_FINISH] = NO, [TICKET_CANCEL] = TICKET_CANCELLED, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = TICKET_CANCELLED },
	[TICKET_FINISHED] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = NO, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = NO,
		[TICKET_TRANSFER] = NO, [TICKET_MISS] = NO, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = SO, [TICKET_CANCEL] = NO, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = NO },
	[TICKET_CANCELLED] = {
		[TICKET_CONFIRM] = SO, [TICKET_CALL] = NO, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = NO,
		[TICKET_TRANSFER] = NO, [TICKET_MISS] = NO, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = NO, [TICKET_CANCEL] = SO, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = NO },
	[TICKET_VOID] = {
		[TICKET_CONFIRM] = NO, [TICKET_CALL] = NO, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = NO,
		[TICKET_TRANSFER] = NO, [TICKET_MISS] = NO, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = NO, [TICKET_CANCEL] = NO, [TICKET_LAPSE] = SO, [TICKET_CLOSE] = NO },
	[TICKET_RESERVED] = {
		[TICKET_CONFIRM] = TICKET_WAITING, [TICKET_CALL] = NO, [TICKET_RECALL] = NO, [TICKET_SERVE] = NO, [TICKET_HOLD] = NO, [TICKET_RESUME] = NO, [TICKET_RETURN] = NO,
		[TICKET_TRANSFER] = NO, [TICKET_MISS] = NO, [TICKET_REQUEUE] = NO, [TICKET_FINISH] = NO, [TICKET_CANCEL] = TICKET_CANCELLED, [TICKET_LAPSE] = NO, [TICKET_CLOSE] = TICKET_CANCELLED },
};
static const char *const words[TICKET_STATES] = { "issuing", "waiting", "called", "serving", "held", "missed", "finished", "cancelled", "void", "reserved" };

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

enum refusal ticket_decide(const struct ticket_facts *was, enum ticket_verb verb, int64_t window, struct ticket_decision *out)
{
	int to = next[was->state][verb];
	if (verb == TICKET_CONFIRM && was->coming && to == TICKET_WAITING)
		to = was->state == TICKET_RESERVED ? SO : TICKET_RESERVED;
	if (to == NO && verb == TICKET_CONFIRM)
		return REFUSAL_TICKET_LAPSED;
	if (to == NO)
		return verb == TICKET_CALL ? REFUSAL_TICKET_NOT_WAITING : REFUSAL_TICKET_STATE;
	bool at_a_window = was->state == TICKET_CALLED || was->state == TICKET_SERVING || was->state == TICKET_HELD;
	if (at_a_window && window && was->window != window)
		return REFUSAL_TICKET_ELSEWHERE;
	*out = (struct ticket_decision){ .is = to == SO ? was->state : (enum ticket_state)to, .already = to == SO };
	return REFUSAL_NONE;
}

static bool before(const struct ticket_waiting *a, const struct ticket_waiting *b)
{
	return a->rank < b->rank;
}

int ticket_next(const struct ticket_waiting *waiting, size_t count, int64_t since_priority, struct ticket_order order)
{
	int starved = -1, begun = -1, priority = -1, normal = -1;
	for (size_t i = 0; i < count; i++) {
		if (waiting[i].waited_ms >= order.starved_ms && (starved < 0 || before(&waiting[i], &waiting[starved])))
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
	return ranks[places - 1] + (ranks[places] - ranks[places - 1]) / 2;
}

bool ticket_unanswered(int64_t calls, int64_t since_call_ms, struct ticket_patience p)
{
	return since_call_ms >= p.most_minutes * 60000 || (calls >= p.least_calls && since_call_ms >= p.minutes * 60000);
}

int64_t ticket_too_soon_ms(int64_t since_call_ms, int64_t least_s)
{
	int64_t least = least_s * 1000, left = least - since_call_ms;
	return left < 0 ? 0 : left > least ? least : left;
}

enum ticket_fate ticket_fate(enum ticket_state state, struct ticket_evening e)
{
	switch (state) {
	case TICKET_ISSUING:
	case TICKET_WAITING:
	case TICKET_HELD:
	case TICKET_MISSED:
	case TICKET_RESERVED:
		return e.day_over ? TICKET_FATE_OVER : e.hall_over ? TICKET_FATE_CLOSING : TICKET_FATE_OPEN;
	case TICKET_CALLED:
		return e.day_over ? TICKET_FATE_OVER : TICKET_FATE_OPEN;
	case TICKET_CANCELLED:
		return e.by_night ? TICKET_FATE_OVER : TICKET_FATE_OPEN;
	case TICKET_SERVING:
	case TICKET_FINISHED:
	case TICKET_VOID:
	case TICKET_STATES:
		break;
	}
	return TICKET_FATE_OPEN;
}

const char *ticket_fate_word(enum ticket_fate fate)
{
	static const char *const fates[] = { "open", "closing", "over" };
	return fates[fate];
}
