/* One row a state: the paper, and the act that it records. */
#include "rules/casework/voucher.h"
#include <assert.h>
#include <stddef.h>

struct paper {
	enum case_voucher paper;
	size_t act;
};
#define ACT(name) offsetof(struct voucher_facts, name)

/* clang-format off */
static const struct paper papers[CASE_STATE_COUNT] = {
	[CASE_STATE_RECEIVED]   = { CASE_VOUCHER_RECEIPT,    ACT(received) },
	[CASE_STATE_CORRECTING] = { CASE_VOUCHER_CORRECTION, ACT(told) },
	[CASE_STATE_REFUSED]    = { CASE_VOUCHER_REFUSAL,    ACT(refused) },
	[CASE_STATE_READY]      = { CASE_VOUCHER_COLLECTION, ACT(result) },
	[CASE_STATE_ISSUED]     = { CASE_VOUCHER_COLLECTION, ACT(issued) },
};
/* clang-format on */

static struct voucher made(enum case_voucher paper, const struct voucher_act *act)
{
	return (struct voucher){ paper, act->at, act->by ? act->by : "" };
}

struct voucher voucher_of(const struct voucher_facts *f)
{
	assert(f->state < CASE_STATE_COUNT);
	const struct paper *p = &papers[f->state];
	if (p->paper)
		return made(p->paper,
			(const struct voucher_act *)(const void *)((const char *)f + p->act));
	/* who handles a case that the law accepted is who received it: the law signs nothing */
	if (f->by_law)
		return made(CASE_VOUCHER_DEEMED,
			&(struct voucher_act){ f->accepted.at, f->received.by });
	return made(CASE_VOUCHER_ACCEPTANCE, &f->accepted);
}
