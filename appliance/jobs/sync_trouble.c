/* A short list: only senders with a failure behind them are in it. */
#include "jobs/sync_trouble.h"
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include "base/clock.h"

#define FIRST_MS 1000
#define MOST_MS 60000

struct sync_trouble {
	char sender[48];
	enum sync_work work;
	int failures;
	int64_t again; /* steady ms */
};

static struct sync_trouble *find(
	const struct sync_troubles *all, enum sync_work work, const char *sender)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->list[i].work == work && !strcmp(all->list[i].sender, sender))
			return &all->list[i];
	return NULL;
}

bool sync_trouble_waits(const struct sync_troubles *all, enum sync_work work, const char *sender)
{
	const struct sync_trouble *t = find(all, work, sender);
	return t && clock_steady() < t->again;
}

int sync_trouble_add(struct sync_troubles *all, enum sync_work work, const char *sender)
{
	struct sync_trouble *t = find(all, work, sender);
	if (!t && all->count == all->room) {
		struct sync_trouble *more = realloc(
			all->list, (all->room * 2 + 8) * sizeof *all->list);
		if (!more)
			return SYNC_TRIES; /* nothing can be remembered: no more tries */
		all->list = more;
		all->room = all->room * 2 + 8;
	}
	if (!t) {
		t = &all->list[all->count++];
		*t = (struct sync_trouble){ .work = work };
		snprintf(t->sender, sizeof t->sender, "%s", sender);
	}
	int64_t wait = FIRST_MS;
	for (int i = 0; i < t->failures && wait < MOST_MS; i++)
		wait *= 2;
	t->again = clock_steady() + (wait < MOST_MS ? wait : MOST_MS);
	return ++t->failures;
}

void sync_trouble_clear(struct sync_troubles *all, enum sync_work work, const char *sender)
{
	for (size_t i = all->count; i-- > 0;)
		if (all->list[i].work == work &&
			(!sender[0] || !strcmp(all->list[i].sender, sender)))
			all->list[i] = all->list[--all->count];
}

void sync_trouble_free(struct sync_troubles *all)
{
	free(all->list);
	*all = (struct sync_troubles){ 0 };
}
