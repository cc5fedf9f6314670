/* The Upload-Metadata line of tus: "key base64, key base64". */
#ifndef HTTP_METADATA_H
#define HTTP_METADATA_H
#include <stdbool.h>
#include "base/arena.h"

bool metadata_good(
	struct arena *a, const char *text); /* every value is base64 of UTF-8 without NUL */
const char *metadata_find(
	struct arena *a, const char *text, const char *key); /* decoded; "" when absent */

#endif
