/* Growing waits and minutes. */
#include "rules/place/patience.h"

#define FIRST_MS 5000

int64_t patience_wait(const struct patience *p, int64_t wrong)
{
	int64_t wait = FIRST_MS;
	if (wrong <= p->free)
		return 0;
	for (int64_t i = p->free + 1; i < wrong && wait < p->most_ms; i++)
		wait *= 2;
	return wait < p->most_ms ? wait : p->most_ms;
}

int64_t patience_left(const struct patience *p, int64_t wrong, int64_t quiet_ms)
{
	int64_t forgotten = quiet_ms / (2 * p->most_ms);
	return wrong > forgotten ? wrong - forgotten : 0;
}

bool allowance_over(const struct allowance *a, int64_t most, int64_t now)
{
	return a->taken >= most && now - a->since < ALLOWANCE_MS;
}

int64_t allowance_take(struct allowance *a, int64_t most, int64_t now)
{
	if (!a->taken || now - a->since >= ALLOWANCE_MS)
		*a = (struct allowance){ .since = now };
	if (a->taken >= most)
		return a->since + ALLOWANCE_MS - now;
	a->taken++;
	return 0;
}
