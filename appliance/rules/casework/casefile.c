/* The case's life as a table: which verbs a state allows. */
#include "rules/casework/casefile.h"
#include <assert.h>
#include <string.h>

#define NO false
#define YES true

/* clang-format off */
static const bool may[CASE_STATE_COUNT][CASEFILE_VERBS] = {
	/*                          MATERIALS ACCEPT CORRECT REFUSE DECIDE RESULT ISSUE */
	[CASE_STATE_UNSET]      = { NO,       NO,    NO,     NO,    NO,    NO,    NO },
	[CASE_STATE_RECEIVED]   = { YES,      YES,   YES,    YES,   NO,    NO,    NO },
	[CASE_STATE_CORRECTING] = { YES,      YES,   YES,    YES,   NO,    NO,    NO },
	[CASE_STATE_REFUSED]    = { NO,       NO,    NO,     NO,    NO,    NO,    NO },
	[CASE_STATE_ACCEPTED]   = { YES,      NO,    NO,     NO,    YES,   NO,    NO },
	[CASE_STATE_FORWARDED]  = { YES,      NO,    NO,     NO,    YES,   NO,    NO },
	[CASE_STATE_DECIDED]    = { NO,       NO,    NO,     NO,    NO,    YES,   NO },
	[CASE_STATE_READY]      = { NO,       NO,    NO,     NO,    NO,    YES,   YES },
	[CASE_STATE_ISSUED]     = { NO,       NO,    NO,     NO,    NO,    NO,    YES },
};
/* clang-format on */

enum refusal casefile_decide(const struct casefile_facts *f, const struct casefile_wish *wish)
{
	assert(f->state < CASE_STATE_COUNT && wish->verb < CASEFILE_VERBS);
	assert(f->corrections >= 0);
	if (!may[f->state][wish->verb])
		return REFUSAL_CASE_STATE;
	if (wish->verb == CASEFILE_DECIDE && f->decided_at_hub != wish->at_hub)
		return wish->at_hub ? REFUSAL_NOT_DECIDED_AT_HUB : REFUSAL_NOT_DECIDED_HERE;
	if (wish->verb == CASEFILE_DECIDE && f->accepted_by && !strcmp(f->accepted_by, wish->actor))
		return REFUSAL_SAME_PERSON;
	if (wish->verb == CASEFILE_CORRECT && f->corrections > 0 && !wish->new_fact)
		return REFUSAL_CORRECTION_TWICE;
	if (wish->verb == CASEFILE_ISSUE && f->state == CASE_STATE_ISSUED && !wish->reissue_reason)
		return REFUSAL_ALREADY_ISSUED;
	return REFUSAL_NONE;
}

bool casefile_complete(const struct casefile_material *materials, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (materials[i].required && !materials[i].conditional && !materials[i].taken)
			return false;
	return true;
}
