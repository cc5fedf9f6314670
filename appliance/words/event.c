/* Kinds of events: a look-up, and the check of a body against its row. */
#include "words/event.h"
#include <string.h>
#include "base/json.h"

const struct event_word *event_find(const char *kind)
{
	for (size_t i = 0; i < event_word_count; i++)
		if (!strcmp(event_words[i].kind, kind))
			return &event_words[i];
	return NULL;
}

const char *event_label(const char *kind)
{
	const struct event_word *word = event_find(kind);
	return word ? word->label : kind;
}

static bool fits(enum event_field_type type, yyjson_val *v)
{
	switch (type) {
	case EVENT_TEXT:
		return yyjson_is_str(v);
	case EVENT_INT:
		return yyjson_is_int(v);
	case EVENT_FLAG:
		return yyjson_is_bool(v);
	case EVENT_JSON:
		return v != NULL;
	}
	return false;
}

const char *event_wrong_member(const struct event_word *kind, const yyjson_val *body)
{
	yyjson_val *members = json_loose(body);
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct event_field *f = &kind->fields[i];
		yyjson_val *v = yyjson_obj_get(members, f->name);
		bool absent = !v || yyjson_is_null(v);
		if (absent ? f->required : !fits(f->type, v))
			return f->name;
	}
	return yyjson_is_obj(members) ? NULL : "body";
}
