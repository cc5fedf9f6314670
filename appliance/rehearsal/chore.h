/* What the files of rehearsed cases share. Two lists carry a matter from day to day: the back
 * office's chores by time, and who comes back with a missing paper or for a result. */
#ifndef APPLIANCE_REHEARSAL_CHORE_H
#define APPLIANCE_REHEARSAL_CHORE_H
#include "rehearsal/rehearsal.h"
#include "rules/care/order.h"
#include "rules/place/workday.h"

enum chore { CHORE_DECIDE, CHORE_RESULT, CHORE_ISSUE, CHORE_ORDER, CHORE_RETURN, CHORE_SHELF };
struct rehearsal_chore {
	enum chore what;
	int64_t at; /* not before this; what comes back or is fetched waits for a person */
	const char *id, *zone; /* of the case; CHORE_ORDER: of the ticket */
	enum order_verb verb; /* CHORE_ORDER: the step that comes next */
	int64_t missing; /* CHORE_RETURN: the material's number */
	bool here; /* CHORE_SHELF: the applicant waits for it in the hall */
	uint64_t luck;
};
struct rehearsal_item {
	const char *id, *zone;
	double weight;
	bool county;
};
struct rehearsal_cases {
	struct arena *arena;
	struct rehearsal_item *items;
	size_t item_count, count, room;
	struct rehearsal_chore *chores;
};
/* One unit of work and what it needs. */
struct rehearsal_step {
	struct rehearsal *r;
	struct rehearsal_window *window;
	const struct visitor *person;
	const char *ticket;
	struct rehearsal_chore chore;
};

double rehearsal_between(uint64_t *luck, double from, double to);
/* Remembered with an id of its own. */
NODISCARD enum rc rehearsal_chore_add(struct rehearsal *r, struct rehearsal_chore chore);
struct rehearsal_chore rehearsal_chore_take(struct rehearsal_cases *c, size_t i);
/* The oldest that waits for a person: a return in this zone, or (zone NULL) a result on the shelf.
 * c->count: nobody's. */
size_t rehearsal_chore_waiting(
	const struct rehearsal_cases *c, enum chore what, const char *zone, int64_t now);
/* A moment in the office's hours, `days` working days after today. */
int64_t rehearsal_office_time(
	const struct workday_calendar *c, int64_t now, int days, uint64_t *luck);
/* A unit of work (struct rehearsal_step): a result goes to whom it is for. */
NODISCARD enum rc rehearsal_hand_over(struct txn *t, void *context);

#endif
