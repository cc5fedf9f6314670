/* The whole life of a ticket, as a table, and who is called next.
 *
 * The order (S-3.1.4c; 排队 settings): four rules, tried in this order, over the tickets that a
 * window may call.
 *   1. The cap. Whoever has waited ticket_starved_minutes goes first, of whatever class; among
 *      several the one whose place is first.
 *   2. Who had begun. A citizen returned to the queue or sent on from a window had his turn
 *      already: he comes next, by his place.
 *   3. The ratio. After each priority ticket at least ticket_normal_per_priority normal ones are
 *      called before the next priority one is due; elder, disabled, pregnant, soldier and
 *      appointment are one priority class and keep their places among themselves.
 *   4. A class with nobody waiting gives its turn to the other: nobody waits for a ratio.
 * A place is a rank: it grows with every ticket taken that day in the whole hall. Hold, return and
 * transfer keep it, so what was waited counts; a number that was missed comes back behind
 * ticket_requeue_places others. The same tickets always give the same order. */
#ifndef RULES_TICKET_H
#define RULES_TICKET_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/refusal.h"
#include "words/ticket_fate.h"
#include "words/ticket_state.h"

enum ticket_verb {
	TICKET_CONFIRM,
	TICKET_CALL,
	TICKET_RECALL,
	TICKET_SERVE,
	TICKET_HOLD,
	TICKET_RESUME,
	TICKET_RETURN,
	TICKET_TRANSFER,
	TICKET_MISS,
	TICKET_REQUEUE,
	TICKET_FINISH,
	TICKET_CANCEL,
	TICKET_LAPSE,
	TICKET_CLOSE,
	TICKET_VERBS
};

/* coming: its day has not begun. Such a number is reserved when it is out, and waits once its
 * holder checks in on the day. */
struct ticket_facts {
	enum ticket_state state;
	int64_t window; /* 0: none yet */
	bool coming;
};
/* already: it is so; nothing is to be recorded, a second press is not a second act. */
struct ticket_decision {
	enum ticket_state is;
	bool already;
};
/* REFUSAL_NONE and the decision, or why not. `window` is where the clerk who asks sits, 0 for the
 * guide's desk, the citizen and the rules. */
enum refusal ticket_decide(const struct ticket_facts *was, enum ticket_verb verb, int64_t window,
	struct ticket_decision *out);

/* One waiting ticket. waited_ms counts towards the cap; begun: it was called and came back without
 * being missed. */
struct ticket_waiting {
	const char *id;
	bool priority;
	int64_t rank, waited_ms;
	bool begun;
};
/* `since_priority` is how many normal tickets were called since the last priority one. Returns an
 * index, or -1 for an empty list. */
struct ticket_order {
	int64_t normal_per_priority, starved_ms;
};
int ticket_next(const struct ticket_waiting *waiting, size_t count, int64_t since_priority,
	struct ticket_order order);

/* Where a ticket with this rank comes back: behind `places` of the waiting (ascending ranks), at
 * the end when there are fewer. `end` is a rank behind everybody's. */
int64_t ticket_place_behind(const int64_t *ranks, size_t count, size_t places, int64_t end);

/* A called ticket that nobody answers (S-3.1.4 no-show): missed when it was called `least_calls`
 * times and `minutes` passed since the last call, and in any case when `most_minutes` passed. */
struct ticket_patience {
	int64_t least_calls, minutes, most_minutes;
};
bool ticket_unanswered(int64_t calls, int64_t since_call_ms, struct ticket_patience p);
/* By hand nobody is passed over before he could have come: what is left of `least_s` seconds since
 * the last call, 0 when he may be. A clock that went back leaves no more than all of it. */
int64_t ticket_too_soon_ms(int64_t since_call_ms, int64_t least_s);

/* What becomes of a number when its hall has closed. CLOSING: what is not called today is void at
 * midnight; whoever is called or being served is seen to. OVER: its day ended and it was not. */
/* hall_over: no opening runs or is to come on its day; day_over: that day is past; by_night: it was
 * the end of the day that ended it, and nobody else. */
struct ticket_evening {
	bool hall_over, day_over, by_night;
};
enum ticket_fate ticket_fate(enum ticket_state state, struct ticket_evening e);

#endif
