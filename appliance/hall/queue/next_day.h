/* 次日号: numbers for the next working day, taken in the self-service area when the hall is closed.
 * Such a number is reserved; on its day its holder checks in and it waits, at the place it was
 * taken at, so whoever came the evening before is before whoever comes in the morning. */
#ifndef HALL_NEXT_DAY_H
#define HALL_NEXT_DAY_H
#include "hall/place/opening.h"
#include "hall/queue/ticket.h"

struct next_day {
	const char *date, *festival;
	int weekday;
	bool provisional;
};
/* The day a number may be taken for now. RC_NOTFOUND while the hall is open, before it opens on a
 * day that it opens, and when the setting next_day_tickets is off. */
enum rc next_day_offered(struct txn *t, struct next_day *out);
/* The hall stays shut on `date`: numbers taken for it go, in their order, to the next day that it
 * opens, with that day's numbers; the paper's code keeps leading to them. Nothing moves when no
 * open day is in sight. */
NODISCARD enum rc next_day_move(struct txn *t, const char *date, const char *reason);
/* Whether machines give no more numbers for today: no session runs and none is to come, extended
 * and extra ones included. Never with the setting today_after_close. */
NODISCARD enum rc next_day_over(struct txn *t, bool *over);
/* A number for today from whoever asks; a kiosk gets REFUSAL_TODAY_OVER after closing, the guide's
 * desk does not: there somebody knows better. And those of ticket_take(). */
NODISCARD enum rc next_day_take_today(struct txn *t, struct ticket_wish *wish, const char **id);
/* REFUSAL_NEXT_DAY_OPEN, REFUSAL_NEXT_DAY_FULL and those of ticket_take(). */
NODISCARD enum rc next_day_take(struct txn *t, struct ticket_wish *wish, const char **id);
/* By *id, or by the number on the paper when *id is NULL (*id is then set); code: the slip's.
 * Checking in again is RC_OK. REFUSAL_SLIP_WRONG, REFUSAL_NOT_ITS_DAY. */
NODISCARD enum rc next_day_check_in(
	struct txn *t, const char **id, const char *number, const char *code);

#endif
