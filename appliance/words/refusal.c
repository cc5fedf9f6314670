/* The rows of tbl/common/refusals.def as a table. */
#include "words/refusal.h"
#include <assert.h>
#include <stddef.h>

static const struct refusal_row rows[REFUSAL_COUNT] = {
#define REFUSAL(id, status, text, advice) [REFUSAL_##id] = { #id, status, text, advice },
#include "tbl/common/refusals.def"
#undef REFUSAL
};

const struct refusal_row *refusal_row(enum refusal r)
{
	assert(r > REFUSAL_NONE && r < REFUSAL_COUNT);
	return &rows[r];
}
