/* Files embedded at build time: the sample catalogue and the OpenAPI document. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H
#include <stddef.h>

struct embed {
	const char *name, *data, *end;
};
extern const struct embed embeds[];
extern const size_t embed_count;
/* The file's bytes (a NUL follows them); NULL when there is none of that name. */
const char *embed_find(const char *name, size_t *n);

#endif
