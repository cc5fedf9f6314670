/* Leave and stand-ins (S-3.4.2a): asked for by the person, decided by the director; while it lasts
 * the B角 stands in. */
#ifndef HALL_LEAVE_H
#define HALL_LEAVE_H
#include "leave_sql.h"
#include "rules/people/leave.h"
#include "store/txn.h"

struct leave_ask_body; /* bodies/people.h */
struct leave_back_body;

/* For the actor. REFUSAL_LEAVE_DATES, REFUSAL_LEAVE_OVERLAP, REFUSAL_LEAVE_NO_WORKDAY. */
NODISCARD enum rc leave_ask(struct txn *t, const struct leave_ask_body *in);
/* verb APPROVE, REFUSE or CANCEL. A director's own leave needs a note that names who agreed
 * (REFUSAL_LEAVE_OWN). */
NODISCARD enum rc leave_act(struct txn *t, const char *id, enum leave_verb verb, const char *note);
/* Back early: what is left of the leave ends before that half of that day. */
NODISCARD enum rc leave_back(struct txn *t, const char *id, const struct leave_back_body *in);
/* staff "" for all, state "" for all. Shape LeaveList. */
NODISCARD enum rc leave_list(
	struct txn *t, const char *staff, const char *state, yyjson_mut_val **out);
/* Of approved leaves, those that touch from … to. `open`: also those not decided yet. */
struct leave_of {
	const char *staff;
	enum leave_kind kind;
	struct leave_span span;
};
NODISCARD enum rc leave_spans(struct txn *t, const char *staff, const char *from, const char *to,
	bool open, struct leave_of **out, size_t *count);
bool leave_away(const struct leave_of *spans, size_t count, const char *staff, int32_t date,
	enum day_half half);

/* Who stands in for `staff` on `day` ("2026-11-24"): *id is NULL when he is there himself, and when
 * nobody can: he has no B角, or that one left or is on leave too. In the arena. */
NODISCARD enum rc staff_stand_in(
	struct txn *t, const char *staff, const char *day, const char **id, const char **name);

#endif
