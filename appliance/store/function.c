/* What the named statements call beyond SQLite's own: spellings, so that a view can hold what a
 * search compares (base/person.h). */
#include <stdlib.h>
#include <string.h>
#include "base/person.h"
#include "store/db_internal.h"

#define PHONE_ARENA (1u << 16)
#define PHONE_LONGEST 256

static void spell(sqlite3_context *c, sqlite3_value *value, void (*how)(const char *, char *))
{
	const char *text = (const char *)sqlite3_value_text(value);
	char *out = text ? malloc(PERSON_ROOM(text)) : NULL;
	if (!text) {
		sqlite3_result_text(c, "", 0, SQLITE_STATIC);
	} else if (!out) {
		sqlite3_result_error_nomem(c);
	} else {
		how(text, out);
		sqlite3_result_text(c, out, -1, free);
	}
}

static void spelled_name(sqlite3_context *c, int n, sqlite3_value **values)
{
	(void)n;
	spell(c, values[0], person_spell_name);
}

static void spelled_number(sqlite3_context *c, int n, sqlite3_value **values)
{
	(void)n;
	spell(c, values[0], person_spell_number);
}

/* What is no telephone is found as it was written. */
static void spelled_phone(sqlite3_context *c, int n, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct arena a;
	(void)n;
	arena_init(&a, PHONE_ARENA);
	const char *phone = text && strlen(text) < PHONE_LONGEST ? person_phone(&a, text) : NULL;
	if (phone)
		sqlite3_result_text(c, phone, -1, SQLITE_TRANSIENT);
	else
		spell(c, values[0], person_spell_number);
	arena_release(&a);
}

enum rc db_functions(struct db *d)
{
	static const struct {
		const char *name;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} rows[] = {
		{ "spelled_name", spelled_name },
		{ "spelled_number", spelled_number },
		{ "spelled_phone", spelled_phone },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (sqlite3_create_function(d->handle, rows[i].name, 1,
			    SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, rows[i].call, NULL,
			    NULL) != SQLITE_OK)
			return db_fault(d, rows[i].name);
	return RC_OK;
}
