/* Which tables each statement reads and writes: SQLite asks for leave when it prepares one. */
#include <stdlib.h>
#include <assert.h>
#include <string.h>
#include "store/db_internal.h"

static size_t number_of(struct touch_names *names, const char *table)
{
	for (size_t i = 0; i < names->count; i++)
		if (!strcmp(names->name[i], table))
			return i;
	if (names->count < DB_TABLES && (names->name[names->count] = strdup(table)))
		return names->count++;
	names->full = true;
	return 0;
}

static void add(struct db_tables *set, size_t number)
{
	assert(number < DB_TABLES);
	set->word[number / 64] |= (uint64_t)1 << number % 64;
}

static int asked(void *context, int action, const char *first, const char *second,
	const char *database, const char *trigger)
{
	struct touch_names *names = context;
	assert(names->now);
	(void)second;
	(void)database;
	(void)trigger;
	if (action == SQLITE_READ)
		add(&names->now->reads, number_of(names, first));
	if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE)
		add(&names->now->writes, number_of(names, first));
	return SQLITE_OK;
}

void touch_begin(struct db *d, struct touch_names *names)
{
	sqlite3_set_authorizer(d->handle, asked, names);
}

enum rc touch_end(struct db *d, struct touch_names *names)
{
	sqlite3_set_authorizer(d->handle, NULL, NULL);
	for (size_t i = 0; i < names->count; i++)
		free(names->name[i]);
	return names->full ? fault("more than %d tables", DB_TABLES) : RC_OK;
}
