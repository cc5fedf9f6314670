/* A short list: only senders with a failure behind them are in it. */
#include "jobs/sync_trouble.h"
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include "base/clock.h"

#define FIRST_MS 1000
#define MOST_MS 60000

struct trouble {
	char sender[48];
	enum sync_work work;
	int failures;
	int64_t again;   /* steady ms */
};
static struct trouble *list;
static size_t count, room;

static struct trouble *find(enum sync_work work, const char *sender)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].work == work && !strcmp(list[i].sender, sender))
			return &list[i];
	return NULL;
}

bool sync_trouble_waits(enum sync_work work, const char *sender)
{
	const struct trouble *t = find(work, sender);
	return t && clock_steady() < t->again;
}

int sync_trouble_add(enum sync_work work, const char *sender)
{
	struct trouble *t = find(work, sender);
	if (!t && count == room) {
		struct trouble *more = realloc(list, (room * 2 + 8) * sizeof *list);
		if (!more)
			return SYNC_TRIES; /* nothing can be remembered: no more tries */
		list = more;
		room = room * 2 + 8;
	}
	if (!t) {
		t = &list[count++];
		*t = (struct trouble){ .work = work };
		snprintf(t->sender, sizeof t->sender, "%s", sender);
	}
	int64_t wait = FIRST_MS;
	for (int i = 0; i < t->failures && wait < MOST_MS; i++)
		wait *= 2;
	t->again = clock_steady() + (wait < MOST_MS ? wait : MOST_MS);
	return ++t->failures;
}

void sync_trouble_clear(enum sync_work work, const char *sender)
{
	for (size_t i = count; i-- > 0;)
		if (list[i].work == work && (!sender[0] || !strcmp(list[i].sender, sender)))
			list[i] = list[--count];
}

void sync_trouble_free(void)
{
	free(list);
	list = NULL;
	count = room = 0;
}
