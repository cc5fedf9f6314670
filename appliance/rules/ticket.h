/* The whole life of a ticket, as a table, and who is called next. */
#ifndef RULES_TICKET_H
#define RULES_TICKET_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/refusal.h"

enum ticket_state { TICKET_ISSUING, TICKET_WAITING, TICKET_CALLED, TICKET_SERVING, TICKET_MISSED, TICKET_FINISHED, TICKET_CANCELLED, TICKET_VOID, TICKET_STATES };
enum ticket_verb { TICKET_CALL, TICKET_SERVE, TICKET_MISS, TICKET_REQUEUE, TICKET_FINISH, TICKET_CANCEL, TICKET_VERBS };

int ticket_state_of(const char *word); /* -1 for an unknown word */
const char *ticket_state_word(enum ticket_state s);

struct ticket_facts { enum ticket_state state; int64_t window; /* 0: none yet */ };
/* REFUSAL_NONE and the new state, or why not. `window` is where the clerk who asks sits. */
enum refusal ticket_decide(const struct ticket_facts *was, enum ticket_verb verb, int64_t window, enum ticket_state *is);

/* One waiting ticket. rank grows with every ticket taken that day. */
struct ticket_waiting { const char *id; bool priority; int64_t rank, waited_ms; };
/* After each priority ticket `normal_per_priority` normal ones are due, so nobody starves; anybody who waited `starved_ms` goes first, longest
 * first. `since_priority` is how many normal tickets were called since the last priority one. Returns an index, or -1 for an empty list. Deterministic. */
struct ticket_order { int64_t normal_per_priority, starved_ms; };
int ticket_next(const struct ticket_waiting *waiting, size_t count, int64_t since_priority, struct ticket_order order);

#endif
