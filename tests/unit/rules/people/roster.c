/* Who serves a post, exhaustively over absence. Argument: a scratch directory (unused). */
#include "check.h"
#include "rules/people/roster.h"

int main(void)
{
	for (int bits = 0; bits < 8; bits++) {
		bool has_b = bits & 1, away = bits & 2, b_away = bits & 4;
		struct roster_post p = { DUTY_CLERK, "A", has_b ? "B" : NULL, away, b_away };
		const char *want = !away ? "A" : has_b && !b_away ? "B" : NULL;
		const char *got = roster_serves(&p);
		CHECK("A角, else B角, else nobody",
			(!want && !got) || (want && got && !strcmp(want, got)));
	}
	struct roster_post posts[] = {
		{ DUTY_CLERK, "P1", "P2", false, false },
		{ DUTY_APPROVER, "P3", NULL, false, false },
		{ DUTY_CLERK, "P4", "P1", true, false },
		{ DUTY_ISSUER, "P5", NULL, true, false },
	};
	CHECK("one person stands in for another while serving",
		roster_clash(posts, 4, 0) && roster_clash(posts, 4, 2) &&
			!roster_clash(posts, 4, 1) && !roster_clash(posts, 4, 3));
	CHECK("people, not posts, are counted",
		roster_count(posts, 4, DUTY_CLERK) == 1 &&
			roster_count(posts, 4, DUTY_APPROVER) == 1 &&
			roster_count(posts, 4, DUTY_ISSUER) == 0 &&
			roster_count(posts, 4, DUTY_GUIDE) == 0);
	posts[0].away = true;
	CHECK("the stand-in serves",
		roster_count(posts, 4, DUTY_CLERK) == 2 && !strcmp(roster_serves(&posts[0]), "P2"));
	for (int kind = OPENING_KIND_UNSET + 1; kind < OPENING_KIND_COUNT; kind++) {
		CHECK("clerk and approver are always needed",
			roster_needs((enum opening_kind)kind, DUTY_CLERK) &&
				roster_needs((enum opening_kind)kind, DUTY_APPROVER));
		CHECK("issuing in normal hours",
			roster_needs((enum opening_kind)kind, DUTY_ISSUER) ==
				(kind == OPENING_KIND_NORMAL));
		CHECK("a guide is never a gap", !roster_needs((enum opening_kind)kind, DUTY_GUIDE));
	}
	return FINISH();
}
