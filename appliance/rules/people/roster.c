/* Posts and who serves them. */
#include "rules/people/roster.h"
#include <assert.h>
#include <string.h>

const char *roster_serves(const struct roster_post *p)
{
	if (!p->away)
		return p->staff;
	return p->stand_in && !p->stand_in_away ? p->stand_in : NULL;
}

bool roster_clash(const struct roster_post *posts, size_t count, size_t at)
{
	assert(at < count);
	const char *person = roster_serves(&posts[at]);
	for (size_t i = 0; person && i < count; i++) {
		const char *other = roster_serves(&posts[i]);
		if (i != at && other && !strcmp(other, person))
			return true;
	}
	return false;
}

int roster_count(const struct roster_post *posts, size_t count, enum duty duty)
{
	int people = 0;
	for (size_t i = 0; i < count; i++) {
		const char *person = posts[i].duty == duty ? roster_serves(&posts[i]) : NULL;
		bool seen = false;
		for (size_t k = 0; person && k < i; k++) {
			const char *other = posts[k].duty == duty ? roster_serves(&posts[k]) : NULL;
			seen |= other && !strcmp(other, person);
		}
		people += person && !seen;
	}
	return people;
}

bool roster_needs(enum opening_kind kind, enum duty duty)
{
	return duty == DUTY_CLERK || duty == DUTY_APPROVER ||
	       (duty == DUTY_ISSUER && kind == OPENING_KIND_NORMAL);
}
