/* The cases of rehearsed days: people bring matters of the catalogue, clerks take them in,
 * approvers decide within the promise (mostly), results wait on the shelf until somebody fetches
 * them, and the work orders of bad ratings are seen to. Everything goes through the hall's own
 * functions; here is only who brings what, and when the back office gets to it. A hall that has
 * adopted no catalogue rehearses without cases. */
#ifndef APPLIANCE_REHEARSAL_CASE_H
#define APPLIANCE_REHEARSAL_CASE_H
#include "rehearsal/rehearsal.h"

/* Reads the catalogue in force; no cases without one. Memory from `arena`, which outlives the
 * days. */
NODISCARD enum rc rehearsal_case_prepare(struct txn *t, struct rehearsal *r, struct arena *arena);
void rehearsal_case_release(struct rehearsal *r);
/* Does this person bring a matter that becomes a case? Changes nothing. */
bool rehearsal_case_brought(const struct rehearsal *r, const struct visitor *person);
/* 收件 some time into the service; or somebody is back with what was missing. `w` holds what is on
 * its desk until rehearsal_case_end(). */
NODISCARD enum rc rehearsal_case_open(struct rehearsal *r, struct rehearsal_window *w,
	const struct visitor *person, const char *ticket);
/* The end of the service: 受理, 一次性补正告知 or 不予受理; at an issuing window the result that has waited
 * longest is fetched. */
NODISCARD enum rc rehearsal_case_end(
	struct rehearsal *r, struct rehearsal_window *w, const struct visitor *person);
/* A bad rating of this ticket was given: the supervisor takes up its work order in the days that
 * follow. */
NODISCARD enum rc rehearsal_case_complaint(
	struct rehearsal *r, const struct visitor *person, const char *ticket);
/* When the back office does something next, ms since 1970; INT64_MAX for never.
 * rehearsal_case_chore() does it. */
int64_t rehearsal_case_next(const struct rehearsal *r);
NODISCARD enum rc rehearsal_case_chore(struct rehearsal *r);

#endif
