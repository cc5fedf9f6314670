/* What a citizen is told while the hall is shut: since when, when it opens again, and what becomes
 * of a number that is still open then. The words are the same on slip, phone, board and progress
 * page. */
#ifndef HALL_CLOSING_H
#define HALL_CLOSING_H
#include "hall/place/opening.h"
#include "rules/queue/ticket.h"

struct row_ticket_row;

struct closing {
	bool open; /* a session runs now */
	bool over; /* none runs, and none is to come today */
	const char *shut; /* "大厅今天已经关门（17:00）。"; "" while open */
	const char *
		opens; /* "11月26日（星期四）08:30 开门"; "" while open, and when no day is in sight */
};
NODISCARD enum rc closing_now(struct txn *t, struct closing *out);
/* The same of days[0] at `minute`; days: OPENING_AHEAD of them. */
void closing_at(struct txn *t, const struct opening_day *days, int minute, struct closing *out);
/* both sentences; "" while open */
const char *closing_words(struct txn *t, const struct closing *c);
const char *closing_day(struct txn *t, const struct opening_day *d); /* "11月26日（星期四）" */
/* "（停电）", "" without a reason */
const char *closing_why(struct txn *t, const struct opening_day *d);

/* One number's: words is "" as long as nothing is over. */
struct closing_number {
	enum ticket_fate fate;
	const char *words;
};
NODISCARD enum rc closing_of(
	struct txn *t, const struct row_ticket_row *row, struct closing_number *out);
/* What a board says of all that are still open; "" before the hall has closed. */
NODISCARD enum rc closing_board(struct txn *t, const char **words);

#endif
