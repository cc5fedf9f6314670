/* Look-up among the embedded files. */
#include "base/embed.h"
#include <string.h>

const char *embed_find(const char *name, size_t *n)
{
	for (size_t i = 0; i < embed_count; i++)
		if (!strcmp(embeds[i].name, name)) {
			*n = (size_t)(embeds[i].end - embeds[i].data);
			return embeds[i].data;
		}
	return NULL;
}
