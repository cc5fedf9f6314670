/* Tide windows (S-3.3.5b): when to suggest opening or closing one, and which. Pure. */
#ifndef RULES_TIDE_H
#define RULES_TIDE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/tide_advice.h"
#include "words/tide_outcome.h"

/* The tide is high while more than waiting_over people wait or their mean wait is over
 * minutes_over; a state counts once it lasted lasting_ms. */
struct tide_limits {
	int64_t waiting_over, minutes_over, lasting_ms;
};
struct tide_load {
	int64_t waiting, mean_minutes,
		helpers; /* windows that help the zone now, without those that finish */
};
/* What is remembered of a zone from one look to the next. */
struct tide_memory {
	enum tide_advice wanted; /* what the load asked for at the last look, unset for nothing */
	int64_t since; /* since when */
	int64_t helpers; /* then */
	enum tide_advice suggested; /* the suggestion that stands */
};
struct tide_step {
	enum tide_outcome ended; /* of the suggestion that stood; unset: it stands, or none did */
	enum tide_advice begins;
};
/* High water lasting: suggest opening (another one too, when it stays high after the first). Low
 * water lasting while somebody helps: suggest closing. A suggestion is made once an episode: it
 * ends when the load no longer asks for it or when a window was opened or closed; then time counts
 * anew. */
struct tide_step tide_look(struct tide_memory *m, const struct tide_load *load,
	const struct tide_limits *limits, int64_t now);

struct tide_window {
	int64_t no;
	const char *zone, *helps;
	bool accepts, spare, open;
	int64_t own_waiting;
};
/* Who could help `zone`: a spare window first, a manned one before an unmanned one; else an open
 * window of another zone where nobody waits. Lowest number of equals; 0: nobody. */
int64_t tide_helper(const struct tide_window *windows, size_t count, const char *zone);

#endif
