/* 帮办代办 (S-3.6.3): a request from its beginning to the return of the last paper, as a table. Nothing
 * ends while a helper still holds papers. */
#ifndef RULES_HELP_H
#define RULES_HELP_H
#include <stdbool.h>
#include <stdint.h>
#include "words/help_state.h"
#include "words/lateness.h"
#include "words/refusal.h"

enum help_verb {
	HELP_ASSIGN,
	HELP_AGREE,
	HELP_TAKE,
	HELP_VISIT,
	HELP_HAND_IN,
	HELP_REPORT,
	HELP_RETURN,
	HELP_CLOSE,
	HELP_CANCEL,
	HELP_VERBS
};

/* REFUSAL_NONE and the new state, or why not. open_papers: how many the helper holds now. */
enum refusal help_decide(
	enum help_state was, enum help_verb verb, int64_t open_papers, enum help_state *is);
/* Until the principal was told, the day of the report back counts. */
enum lateness help_lateness(enum help_state s, int32_t due, int32_t today);

/* Is 代办 on by default for an item of this name? For setting up an enterprise, approval of
 * construction, and benefits for enterprises only (S-3.6.3d); a personal item may be switched on by
 * hand with a reason. */
bool help_agent_default(const char *item_name);
/* Does this change of an item's listing need a reason? Help covers nearly all (S-3.6.3c): what is
 * taken out says why, and so does what is not the default. */
bool help_needs_reason(const char *item_name, bool helped, bool agent);

#endif
