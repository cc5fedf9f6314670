/* The kinds of events (tbl/WING/events.def): their words for a timeline, who may write them and
 * what their bodies hold. */
#ifndef WORDS_EVENT_H
#define WORDS_EVENT_H
#include <stdbool.h>
#include <stddef.h>
#include <yyjson.h>

enum event_writer { EVENT_BY_HALL = 1, EVENT_BY_HUB = 2, EVENT_BY_VOICE = 4 };
enum event_field_type { EVENT_TEXT, EVENT_INT, EVENT_FLAG, EVENT_JSON };
struct event_field {
	const char *name;
	enum event_field_type type;
	bool required;
};
struct event_word {
	const char *kind, *label;
	unsigned writers; /* EVENT_BY_… */
	const struct event_field *fields;
	size_t field_count;
};
extern const struct event_word event_words[];
extern const size_t event_word_count;

const struct event_word *event_find(const char *kind); /* NULL when it is from a newer version */
const char *event_label(const char *kind); /* the kind itself when it is from a newer version */
/* The first member that is missing or of another type than the table's, NULL when the body is as
 * its kind wants it. More members are fine. */
const char *event_wrong_member(const struct event_word *kind, const yyjson_val *body);

#endif
