/* Words for event kinds. */
#include "base/event.h"
#include <string.h>

const char *event_label(const char *kind)
{
	for (size_t i = 0; i < event_word_count; i++)
		if (!strcmp(event_words[i].kind, kind))
			return event_words[i].label;
	return kind;
}
