/* What may be done with a case, by whom, and when its papers are complete. Argument: none. */
#include "check.h"
#include "rules/casework/casefile.h"

static void cases(void)
{
	struct casefile_facts f = { "accepted", false, "P1", 0 };
	CHECK("who accepted may not approve", casefile_decide(&f, CASEFILE_DECIDE, false, "P1", false, false) == REFUSAL_SAME_PERSON);
	CHECK("another may", casefile_decide(&f, CASEFILE_DECIDE, false, "P2", false, false) == REFUSAL_NONE);
	CHECK("the county may not decide the township's", casefile_decide(&f, CASEFILE_DECIDE, true, "P2", false, false) == REFUSAL_NOT_DECIDED_AT_HUB);
	f = (struct casefile_facts){ "forwarded", true, "P1", 0 };
	CHECK("nor the township the county's", casefile_decide(&f, CASEFILE_DECIDE, false, "P2", false, false) == REFUSAL_NOT_DECIDED_HERE);
	CHECK("the county may", casefile_decide(&f, CASEFILE_DECIDE, true, "C1", false, false) == REFUSAL_NONE);
	f = (struct casefile_facts){ "correcting", false, NULL, 1 };
	CHECK("补正 is told once", casefile_decide(&f, CASEFILE_CORRECT, false, "P1", false, false) == REFUSAL_CORRECTION_TWICE);
	CHECK("again only for a new fact", casefile_decide(&f, CASEFILE_CORRECT, false, "P1", true, false) == REFUSAL_NONE);
	f = (struct casefile_facts){ "issued", false, "P1", 0 };
	CHECK("issued once", casefile_decide(&f, CASEFILE_ISSUE, false, "P3", false, false) == REFUSAL_ALREADY_ISSUED);
	CHECK("reissued with a reason", casefile_decide(&f, CASEFILE_ISSUE, false, "P3", false, true) == REFUSAL_NONE);
	f = (struct casefile_facts){ "nonsense", false, NULL, 0 };
	for (int verb = 0; verb < CASEFILE_VERBS; verb++)
		CHECK("an unknown state allows nothing", casefile_decide(&f, (enum casefile_verb)verb, false, "P1", true, true) == REFUSAL_CASE_STATE);
	struct casefile_material m[] = { { .required = true, .taken = true }, { .required = true, .conditional = true }, { .required = false } };
	CHECK("complete", casefile_complete(m, 3));
	m[0].taken = false;
	CHECK("not complete", !casefile_complete(m, 3));
}

int main(void)
{
	cases();
	return FINISH();
}
