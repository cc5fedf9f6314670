/* The kinds of events (tbl/events.def) and their words for a timeline. */
#ifndef BASE_EVENT_H
#define BASE_EVENT_H
#include <stddef.h>

struct event_word { const char *kind, *label; };
extern const struct event_word event_words[];
extern const size_t event_word_count;
const char *event_label(const char *kind); /* the kind itself when it is from a newer version */

#endif
