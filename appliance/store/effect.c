/* What an event does to the views. */
#include "store/effect.h"
#include <assert.h>
#include <ctype.h>
#include <string.h>
#include "store/db_internal.h"
#include "store/journal_name.h"

#define EFFECT_PARAMS 40 /* the longest has 24 */
#define DATE_CHARACTERS 10 /* "2026-11-24" */

/* Two digits of a time as clock_text() writes it; -1 when they are none. */
static int64_t two_digits(const char *at, size_t from)
{
	if (strlen(at) < from + 2 || !isdigit((unsigned char)at[from]) ||
		!isdigit((unsigned char)at[from + 1]))
		return -1;
	return (at[from] - '0') * 10 + at[from + 1] - '0';
}

static int64_t hour_of(const char *at)
{
	int64_t hour = two_digits(at, 11);
	return hour < 0 ? DB_NULL_INT : hour;
}

static int64_t second_of(const char *at)
{
	int64_t hour = two_digits(at, 11), minute = two_digits(at, 14), second = two_digits(at, 17);
	if (hour < 0 || minute < 0 || second < 0)
		return DB_NULL_INT;
	return hour * 3600 + minute * 60 + second;
}

static int64_t ms_of(const char *at)
{
	int64_t ms = clock_parse(at);
	return ms < 0 ? DB_NULL_INT : ms;
}

/* An event with what is read of it once for all its effects. */
struct effect_source {
	const struct event_row *event;
	const char *hall, *day;
	yyjson_val *body;
};

/* By the names of tbl/gen/queries.py; the generator lets no other pass. */
static union db_value effect_value(const struct effect_source *s, const struct db_param *p)
{
	const struct event_row *e = s->event;
	const char *name = p->name + 1;
	if (p->type == DB_MEMBER)
		return (union db_value){ .member = yyjson_obj_get(s->body, name) };
	if (!strcmp(name, "seq"))
		return (union db_value){ .integer = e->seq };
	if (!strcmp(name, "at_ms"))
		return (union db_value){ .integer = ms_of(e->at) };
	if (!strcmp(name, "at_second"))
		return (union db_value){ .integer = second_of(e->at) };
	if (!strcmp(name, "at_hour"))
		return (union db_value){ .integer = hour_of(e->at) };
	if (!strcmp(name, "at_day"))
		return (union db_value){ .text = s->day };
	if (!strcmp(name, "node"))
		return (union db_value){ .text = e->stream };
	if (!strcmp(name, "hall"))
		return (union db_value){ .text = s->hall };
	if (!strcmp(name, "at"))
		return (union db_value){ .text = e->at };
	if (!strcmp(name, "actor"))
		return (union db_value){ .text = e->actor };
	assert(!strcmp(name, "id"));
	return (union db_value){ .text = e->subject };
}

static size_t first_effect(const struct db *db, const char *kind)
{
	size_t low = 0, high = db->effect_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(db->effects[middle].kind, kind) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum rc run_effects(struct txn *t, const struct effect_source *s, size_t first)
{
	for (size_t i = first; i < t->db->effect_count; i++) {
		size_t q = t->db->effects[i].query;
		union db_value values[EFFECT_PARAMS];
		if (strcmp(db_queries[q].name, s->event->kind))
			break;
		assert(db_queries[q].param_count <= EFFECT_PARAMS);
		for (size_t p = 0; p < db_queries[q].param_count; p++)
			values[p] = effect_value(s, &db_queries[q].params[p]);
		enum rc rc = db_query_exec(t->db, q, values, NULL);
		if (rc)
			return rc;
	}
	return RC_OK;
}

enum rc effect_apply(struct txn *t, const struct event_row *e)
{
	assert(e->kind && e->subject && e->body);
	struct effect_source s = { .event = e, .hall = journal_hall(&t->arena, e->stream) };
	size_t first = first_effect(t->db, e->kind);
	digest_changed(t->db, s.hall);
	yyjson_doc *body = yyjson_read(e->body, strlen(e->body), YYJSON_READ_NOFLAG);
	if (!body)
		return fault("event %s of %s: its body is no JSON", e->kind, e->stream);
	s.body = yyjson_doc_get_root(body);
	s.day = arena_strndup(&t->arena, e->at, strnlen(e->at, DATE_CHARACTERS));
	enum rc rc = run_effects(t, &s, first);
	yyjson_doc_free(body);
	for (size_t i = 0; !rc && i < effect_hook_count; i++)
		if (!strcmp(effect_hooks[i].kind, e->kind))
			return effect_hooks[i].run(t, e);
	return rc;
}
