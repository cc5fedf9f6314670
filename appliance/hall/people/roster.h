/* The roster: who is on duty in which session, with A角 and B角. Slots, lists and gaps are read from
 * it. */
#ifndef HALL_ROSTER_H
#define HALL_ROSTER_H
#include "hall/place/opening.h"
#include "roster_sql.h"
#include "rules/people/roster.h"

/* One post with who serves it today: the A角, or the B角 while the A角 is away. */
struct roster_place {
	struct row_roster_rows row;
	enum opening_session session;
	struct roster_post post; /* words that nobody here knows are in the row */
	const char *serving_name; /* NULL: nobody */
};
/* Dates as text, both included. In the arena, sorted by date and session. */
NODISCARD enum rc roster_load(struct txn *t, const char *from, const char *to,
	struct roster_place **places, size_t *count);
/* Posts of one session; zone NULL for all. *posts is in the arena. */
size_t roster_session(struct txn *t, const struct roster_place *places, size_t count,
	const char *date, enum opening_session session, const char *zone,
	struct roster_post **posts);

struct roster_assign_body;
struct roster_remove_body;
struct roster_swap_body;
/* REFUSAL_DAY_PAST, REFUSAL_ROSTER_CLOSED, REFUSAL_ROSTER_ROLE,
 * REFUSAL_ROSTER_TAKEN. */
NODISCARD enum rc roster_assign(struct txn *t, const struct roster_assign_body *in);
NODISCARD enum rc roster_remove(struct txn *t, const struct roster_remove_body *in);
NODISCARD enum rc roster_swap(struct txn *t, const struct roster_swap_body *in);
/* The week of `from` again in the week of `to`, where the hall is open then; what is there already
 * stays. */
NODISCARD enum rc roster_copy(
	struct txn *t, const char *from, const char *to, int64_t *copied, int64_t *skipped);
/* shape Roster: the week that holds `date` (text; "" for this week). */
NODISCARD enum rc roster_week(struct txn *t, const char *date, yyjson_mut_val **out);

#endif
