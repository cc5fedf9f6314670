/* Every way a rule can say no, from tbl/WING/refusals.def: a stable code, and words for the user
 * that say what to do next. REFUSAL(id, HTTP status, what is wrong, what to do next). */
#ifndef WORDS_REFUSAL_H
#define WORDS_REFUSAL_H
#include "refusals.h"

struct refusal_row {
	const char *code; /* "TICKET_NOT_WAITING": stable, read out on the phone */
	int status; /* what the dispatcher answers */
	const char *text; /* what is wrong */
	const char *advice; /* what to do next */
};
extern const struct refusal_row refusal_rows[REFUSAL_COUNT]; /* gen/refusals.c */
const struct refusal_row *refusal_row(enum refusal r); /* r must not be REFUSAL_NONE */

#endif
