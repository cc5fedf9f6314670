/* What may be done with a case in which state, and by whom. */
#ifndef RULES_CASEFILE_H
#define RULES_CASEFILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/case_state.h"
#include "words/refusal.h"

enum casefile_verb {
	CASEFILE_MATERIALS,
	CASEFILE_ACCEPT,
	CASEFILE_CORRECT,
	CASEFILE_REFUSE,
	CASEFILE_DECIDE,
	CASEFILE_RESULT,
	CASEFILE_ISSUE,
	CASEFILE_VERBS
};

struct casefile_facts {
	enum case_state state;
	bool decided_at_hub; /* the right to decide was handed to the county (县乡联办) */
	const char *accepted_by; /* staff id or NULL */
	int64_t corrections; /* notices given so far */
};
/* Who wants it, and what he has to say for it. */
struct casefile_wish {
	enum casefile_verb verb;
	bool at_hub;
	const char *actor; /* staff id */
	bool new_fact; /* since the notice before, with CORRECT */
	bool reissue_reason; /* with ISSUE */
};

/* The table of states and verbs; S-1.3: the person who accepts may not approve; a second 补正 needs a
 * new fact (domain 3.2). */
enum refusal casefile_decide(const struct casefile_facts *f, const struct casefile_wish *wish);

struct casefile_material {
	bool required, conditional, taken, deferred;
};
/* All required unconditional materials are there. */
bool casefile_complete(const struct casefile_material *materials, size_t count);

#endif
