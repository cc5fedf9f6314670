/* Every way a rule can say no, from tbl/common/refusals.def: a stable code, and words for the user that say what to do next. */
#ifndef BASE_REFUSAL_H
#define BASE_REFUSAL_H

enum refusal {
	REFUSAL_NONE = 0,
#define REFUSAL(id, status, text, advice) REFUSAL_##id,
#include "tbl/common/refusals.def"
#undef REFUSAL
	REFUSAL_COUNT
};

struct refusal_row {
	const char *code;   /* "TICKET_NOT_WAITING": stable, read out on the phone */
	int status;         /* what the dispatcher answers */
	const char *text;   /* what is wrong */
	const char *advice; /* what to do next */
};
const struct refusal_row *refusal_row(enum refusal r); /* r must not be REFUSAL_NONE */

#endif
