/* The streams of a journal by name. */
#include "store/journal_name.h"
#include <string.h>

const char *journal_voice(struct arena *a, const char *hub, const char *hall)
{
	return arena_printf(a, "%s>%s", hub, hall);
}

const char *journal_hall(struct arena *a, const char *stream)
{
	const char *voice = strchr(stream, '>');
	const char *node = voice ? voice + 1 : stream;
	return arena_strndup(a, node, strcspn(node, "-"));
}
