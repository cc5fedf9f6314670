/* What may be done with a case, by whom, and when its papers are complete. Argument: none. */
#include "check.h"
#include "rules/casework/casefile.h"

static enum refusal asked(
	enum case_state state, bool at_hub_decided, int64_t corrections, struct casefile_wish wish)
{
	struct casefile_facts f = { state, at_hub_decided, "P1", corrections };
	return casefile_decide(&f, &wish);
}

static void cases(void)
{
	CHECK("who accepted may not approve",
		asked(CASE_STATE_ACCEPTED, false, 0,
			(struct casefile_wish){ CASEFILE_DECIDE, .actor = "P1" }) ==
			REFUSAL_SAME_PERSON);
	CHECK("another may",
		asked(CASE_STATE_ACCEPTED, false, 0,
			(struct casefile_wish){ CASEFILE_DECIDE, .actor = "P2" }) == REFUSAL_NONE);
	CHECK("the county may not decide the township's",
		asked(CASE_STATE_ACCEPTED, false, 0,
			(struct casefile_wish){ CASEFILE_DECIDE, .at_hub = true, .actor = "P2" }) ==
			REFUSAL_NOT_DECIDED_AT_HUB);
	CHECK("nor the township the county's",
		asked(CASE_STATE_FORWARDED, true, 0,
			(struct casefile_wish){ CASEFILE_DECIDE, .actor = "P2" }) ==
			REFUSAL_NOT_DECIDED_HERE);
	CHECK("the county may", asked(CASE_STATE_FORWARDED, true, 0,
					(struct casefile_wish){ CASEFILE_DECIDE, .at_hub = true,
						.actor = "C1" }) == REFUSAL_NONE);
	CHECK("补正 is told once", asked(CASE_STATE_CORRECTING, false, 1,
					   (struct casefile_wish){ CASEFILE_CORRECT,
						   .actor = "P1" }) == REFUSAL_CORRECTION_TWICE);
	CHECK("again only for a new fact",
		asked(CASE_STATE_CORRECTING, false, 1,
			(struct casefile_wish){ CASEFILE_CORRECT, .actor = "P1",
				.new_fact = true }) == REFUSAL_NONE);
	CHECK("issued once", asked(CASE_STATE_ISSUED, false, 0,
				     (struct casefile_wish){ CASEFILE_ISSUE, .actor = "P3" }) ==
				     REFUSAL_ALREADY_ISSUED);
	CHECK("reissued with a reason",
		asked(CASE_STATE_ISSUED, false, 0,
			(struct casefile_wish){ CASEFILE_ISSUE, .actor = "P3",
				.reissue_reason = true }) == REFUSAL_NONE);
	for (int verb = 0; verb < CASEFILE_VERBS; verb++)
		CHECK("an unknown state allows nothing",
			asked(case_state_of("nonsense"), false, 0,
				(struct casefile_wish){ (enum casefile_verb)verb, .actor = "P1",
					.new_fact = true, .reissue_reason = true }) ==
				REFUSAL_CASE_STATE);
	struct casefile_material m[] = { { .required = true, .taken = true },
		{ .required = true, .conditional = true }, { .required = false } };
	CHECK("complete", casefile_complete(m, 3));
	m[0].taken = false;
	CHECK("not complete", !casefile_complete(m, 3));
}

int main(void)
{
	cases();
	return FINISH();
}
