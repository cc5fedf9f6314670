/* Bodies of requests: whatever JSON comes from outside is either refused with a reason or fits the
 * shape. The first byte picks the shape. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "http/shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	yyjson_val *v;
	struct shape_refusal no = { REFUSAL_NONE, NULL };
	if (size < 2)
		return 0;
	arena_init(&a, 16u << 20);
	const char *shape = shape_fields[(data[0] << 8 | data[1]) % shape_field_count].shape;
	if (json_read(&a, (const char *)data + 2, size - 2, &v) == RC_OK) {
		if (shape_take(&a, shape, v, 20000, &no) != RC_OK && (!no.code || !no.why))
			abort(); /* a refusal says why */
		size_t n;
		yyjson_val *again;
		char *text = json_write(&a, yyjson_val_mut_copy(json_doc(&a), v), &n);
		if (json_read(&a, text, n, &again) != RC_OK || !yyjson_equals(v, again))
			abort(); /* what was read reads the same again */
	}
	arena_release(&a);
	return 0;
}
