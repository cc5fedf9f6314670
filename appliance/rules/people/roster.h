/* Who serves when: the A角 of a post, the B角 when the A角 is away, nobody when both are. */
#ifndef RULES_ROSTER_H
#define RULES_ROSTER_H
#include <stdbool.h>
#include <stddef.h>
#include "rules/place/opening.h"
#include "words/duty.h"

/* One post of one session. stand_in may be NULL. */
struct roster_post {
	enum duty duty;
	const char *staff, *stand_in;
	bool away, stand_in_away;
};

const char *roster_serves(const struct roster_post *p); /* NULL: nobody */
/* Whoever serves posts[at] serves another of these posts of the same session too. */
bool roster_clash(const struct roster_post *posts, size_t count, size_t at);
/* How many different people serve the duty. */
int roster_count(const struct roster_post *posts, size_t count, enum duty duty);
/* The session cannot do without somebody in this duty: clerk and approver always (weekends must
 * really work, S-3.6.2d), 出件 in normal hours. */
bool roster_needs(enum opening_kind kind, enum duty duty);

#endif
