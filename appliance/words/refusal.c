/* The row of a refusal. */
#include "words/refusal.h"
#include <assert.h>

const struct refusal_row *refusal_row(enum refusal r)
{
	assert(r > REFUSAL_NONE && r < REFUSAL_COUNT);
	return &refusal_rows[r];
}
