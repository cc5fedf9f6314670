/* A rehearsed day (演练): people come by a curve, and the hall's own functions take, call, serve,
 * miss, finish and rate them, on a clock that is set by hand. Only for installations marked as
 * samples. What is decided is decided by the hall; the rehearsal only plays people and clerks. */
#ifndef APPLIANCE_REHEARSAL_H
#define APPLIANCE_REHEARSAL_H
#include "rehearsal/arrival.h"
#include "store/txn.h"

#define REHEARSAL_WINDOWS 200

enum rehearsal_policy {
	REHEARSAL_HALL, /* the next is whom ticket_call_next() finds due */
	/* first come, first served in each zone, whoever it is: what the hall's order is compared
	 * with */
	REHEARSAL_FCFS,
};
enum rehearsal_phase {
	REHEARSAL_FREE,
	REHEARSAL_COMING,
	REHEARSAL_ABSENT,
	REHEARSAL_ASKING,
	REHEARSAL_SERVING,
	REHEARSAL_TIDYING
};
struct rehearsal_window {
	int64_t no;
	const char *zone;
	bool issues;
	struct actor clerk, rater;
	enum rehearsal_phase phase;
	size_t person; /* whom it has, an index of the day's arrivals */
	int64_t until; /* when its phase ends, ms since 1970 */
	const char *case_id; /* on its desk, NULL for none */
	int64_t missing; /* the material that was not brought, 0 for none */
	const char *missing_name;
	uint64_t luck;
};
struct rehearsal_cases;
struct rehearsal {
	struct db *db;
	const struct node_self *self;
	int (*complain)(struct txn *t, enum rc rc); /* says a refusal or fault; exit status */
	struct arrival_curve curve;
	enum rehearsal_policy policy;
	struct arena *arena; /* outlives the days */
	/* issuer: of the first window that issues; no id when there is none */
	struct actor kiosk, desk, approver, supervisor, issuer;
	struct rehearsal_window windows[REHEARSAL_WINDOWS];
	size_t window_count;
	/* who has no window that day but comes to work: staff ids, NULL at the end; NULL without a
	 * roster */
	const char **others;
	struct rehearsal_cases *cases; /* NULL: no catalogue, or not wanted */
	struct {
		int64_t tickets, served, missed, waiting, rated, cases, decided, issued;
	} sum;
};

/* One unit of work by one actor at the time that clock_set() gave. */
NODISCARD enum rc rehearsal_do(struct rehearsal *r, const struct actor *who,
	enum rc (*work)(struct txn *t, void *context), void *context);

#endif
