/* The case's life as a table: which verbs a state allows. */
#include "rules/casework/casefile.h"
#include <string.h>

static const struct { const char *state; bool may[CASEFILE_VERBS]; } table[] = {
	/*                materials accept correct refuse decide result issue */
	{ "received",   { true,     true,  true,   true,  false, false, false } },
	{ "correcting", { true,     true,  true,   true,  false, false, false } },
	{ "refused",    { false,    false, false,  false, false, false, false } },
	{ "accepted",   { true,     false, false,  false, true,  false, false } },
	{ "forwarded",  { true,     false, false,  false, true,  false, false } },
	{ "decided",    { false,    false, false,  false, false, true,  false } },
	{ "ready",      { false,    false, false,  false, false, true,  true } },
	{ "issued",     { false,    false, false,  false, false, false, true } },
};

enum refusal casefile_decide(const struct casefile_facts *f, enum casefile_verb verb, bool at_hub, const char *actor, bool has_new_fact, bool has_reissue_reason)
{
	bool may = false;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(table[i].state, f->state))
			may = table[i].may[verb];
	if (!may)
		return REFUSAL_CASE_STATE;
	if (verb == CASEFILE_DECIDE && f->decided_at_hub != at_hub)
		return at_hub ? REFUSAL_NOT_DECIDED_AT_HUB : REFUSAL_NOT_DECIDED_HERE;
	if (verb == CASEFILE_DECIDE && f->accepted_by && !strcmp(f->accepted_by, actor))
		return REFUSAL_SAME_PERSON;
	if (verb == CASEFILE_CORRECT && f->corrections > 0 && !has_new_fact)
		return REFUSAL_CORRECTION_TWICE;
	if (verb == CASEFILE_ISSUE && !strcmp(f->state, "issued") && !has_reissue_reason)
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
