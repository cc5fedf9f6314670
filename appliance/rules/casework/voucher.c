/* One row a state: the paper, and the act that it records. */
#include "rules/casework/voucher.h"
#include <stddef.h>
#include <string.h>

#define ACT(name) offsetof(struct voucher_facts, name)

static const struct { const char *state, *word; size_t act; } rows[] = {
	{ "received",   "receipt",    ACT(received) },
	{ "correcting", "correction", ACT(told) },
	{ "refused",    "refusal",    ACT(refused) },
	{ "ready",      "collection", ACT(result) },
	{ "issued",     "collection", ACT(issued) },
};

static struct voucher made(const char *word, const struct voucher_act *act)
{
	return (struct voucher){ word, act->at, act->by ? act->by : "" };
}

struct voucher voucher_of(const struct voucher_facts *f)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!strcmp(rows[i].state, f->state))
			return made(rows[i].word, (const struct voucher_act *)(const void *)((const char *)f + rows[i].act));
	/* who handles a case that the law accepted is who received it: the law signs nothing */
	if (f->by_law)
		return (struct voucher){ "deemed", f->accepted.at, f->received.by ? f->received.by : "" };
	return made("acceptance", &f->accepted);
}
