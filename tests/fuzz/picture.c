/* A photo as somebody sends it: told and walked without reading past it; only what is kept can be
 * whole. */
#include <stdlib.h>
#include "rules/casework/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum picture_kind kind = picture_kind_of(data, size);
	if ((unsigned)kind >= PICTURE_KINDS || (picture_whole(data, size) && !picture_mime(kind)))
		abort();
	return 0;
}
