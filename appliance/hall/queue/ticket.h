/* Tickets and the queue. Numbers are labels that begin anew each civil day in each zone; ids are
 * unique for ever. */
#ifndef HALL_TICKET_H
#define HALL_TICKET_H
#include "bodies/queue.h"
#include "hall/queue/ticket_row.h"
#include "words/issued_by.h"
#include "words/priority.h"
#include "words/ticket_channel.h"

#define TICKET_SECRET 6 /* characters on the slip that prove it is the holder's: 32^6 */

/* What somebody asks a ticket for. zone: a word of the set. Of zone, category and window the most
 * particular counts: a window's own number ("3-012"), a category's ("E007"), or the zone's, where a
 * category that lists the first item goes before the zone's own (hall/place/category.h). */
struct ticket_wish {
	const char *zone, *category; /* either may be NULL */
	int64_t window; /* 0: any */
	enum priority priority;
	enum ticket_channel channel;
	const char *const *items; /* ids */
	size_t item_count;
	const char *note; /* or NULL */
	const char *appointment; /* id of the appointment that was checked in, or NULL */
	const char *day; /* a later day's number (hall/queue/next_day.h), or NULL for today */
};
/* Assigns a number in the state issuing: not queued, not on boards, not counted until
 * ticket_confirm(). *id is in the arena. REFUSAL_ZONE_UNKNOWN, REFUSAL_ZONE_CLOSED,
 * REFUSAL_ITEM_UNKNOWN. */
NODISCARD enum rc ticket_take(struct txn *t, const struct ticket_wish *wish, const char **id);
/* The number is out: on a screen, printed, or written down at the desk. Confirming again is RC_OK
 * and no event. A later day's number is then reserved, and confirming it on that day checks it in.
 * REFUSAL_TICKET_LAPSED when it came too late. */
NODISCARD enum rc ticket_confirm(struct txn *t, const char *id, enum issued_by by);
/* The same number once more; counted. REFUSAL_TICKET_LAPSED, REFUSAL_TICKET_ENDED. */
NODISCARD enum rc ticket_reprint(struct txn *t, const char *id);
/* Once a minute: voids what nobody confirmed in ticket_confirm_minutes (its number is not used
 * again), misses what nobody answers, and ends what the last civil day left open. */
NODISCARD enum rc ticket_tick(struct txn *t);
/* The ticket whose slip somebody holds. A wrong secret and an unknown id are the same refusal, and
 * counted: REFUSAL_SLIP_WRONG, REFUSAL_GUESS_WAIT. */
NODISCARD enum rc ticket_by_slip(
	struct txn *t, const char *id, const char *secret, struct row_ticket_row *row);
/* The same without counting: RC_NOTFOUND. */
NODISCARD enum rc ticket_fits_slip(
	struct txn *t, const char *id, const char *secret, struct row_ticket_row *row);
/* What the QR on the slip says: BASE/Q/id/secret in capitals. base: "https://host:port" as the
 * caller was reached, or NULL; the setting slip_base_url goes before it. In the arena. */
const char *ticket_slip_url(struct txn *t, const char *id, const char *secret, const char *base);
/* Adds slip_url and slip_code to a shape Ticket: only for who hands the slip out. */
NODISCARD enum rc ticket_slip(
	struct txn *t, const char *id, const char *base, yyjson_mut_val *view);
/* Calls whoever is due at this window by rules/queue/ticket.h. REFUSAL_QUEUE_EMPTY,
 * REFUSAL_TICKET_OPEN. */
NODISCARD enum rc ticket_call_next(struct txn *t, int64_t window, const char **id);
/* Somebody stands at the window without a number, nobody is waiting for it, the ticket machine may
 * be off or absent (S-3.1.4g): a number of the window's zone, called and being served at once.
 * REFUSAL_WALK_UP_WAITING, REFUSAL_TICKET_OPEN. */
NODISCARD enum rc ticket_walk_up(struct txn *t, int64_t window, const char **id);
/* One verb on one ticket by the clerk at `window` (0: the guide's desk, or the citizen). What is so
 * already is RC_OK and no event. TICKET_MISS: REFUSAL_TICKET_MISS_EARLY within ticket_miss_seconds
 * of the last call. */
NODISCARD enum rc ticket_act(
	struct txn *t, const char *id, enum ticket_verb verb, int64_t window, const char *note);
/* The holder gives his number up with his slip: on record as the citizen's act, whoever is signed
 * in where he does it. */
NODISCARD enum rc ticket_give_up(struct txn *t, const char *id);
/* Takes back a call of a few seconds ago: as if it had not been. REFUSAL_TICKET_UNDO_LATE. */
NODISCARD enum rc ticket_undo(struct txn *t, const char *id, int64_t window);
/* To another zone, category or window; its place and what it waited stay. REFUSAL_TRANSFER_WHERE
 * and those of category_choose(). */
NODISCARD enum rc ticket_transfer(
	struct txn *t, const char *id, int64_t window, const struct ticket_transfer_body *to);

struct estimate;
/* How many are called before a waiting ticket and how long that takes (hall/queue/estimate.h). */
NODISCARD enum rc ticket_estimate(
	struct txn *t, const struct row_ticket_row *row, struct estimate *out);

/* For the other files of this noun. */
struct site_window;
/* What this window may call, by place. */
NODISCARD enum rc ticket_candidates(
	struct txn *t, const struct site_window *w, struct ticket_waiting **list, size_t *count);
/* how long a call may still be taken back */
int64_t ticket_undo_ms(struct txn *t, const struct row_ticket_row *row);
/* how long until a called one may be passed over */
int64_t ticket_miss_ms(struct txn *t, const struct row_ticket_row *row);
/* shape Ticket without its cases */
NODISCARD enum rc ticket_view(struct txn *t, const char *id, yyjson_mut_val **out);
/* shape Queue */
NODISCARD enum rc ticket_queue(struct txn *t, int64_t window, yyjson_mut_val **out);
/* shape QueueClosed; REFUSAL_SHAPE */
NODISCARD enum rc ticket_closed(struct txn *t, const char *day, yyjson_mut_val **out);
NODISCARD enum rc ticket_kiosk(struct txn *t, yyjson_mut_val **out); /* shape Kiosk */

#endif
