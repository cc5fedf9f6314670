/* The Upload-Metadata line of tus: what is called good gives texts that are UTF-8, and looking for
 * a name never fails. */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "http/metadata.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const keys[] = { "case", "material", "name", "sha256", "" };
	struct arena a;
	arena_init(&a, 1u << 20);
	const char *text = arena_strndup(&a, (const char *)data, size);
	bool good = metadata_good(&a, text);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const char *value = metadata_find(&a, text, keys[i]);
		for (uint32_t code = 1; code;)
			if ((code = text_next(&value)) == TEXT_NOT_UTF8)
				abort(); /* found texts can be written into a record */
	}
	if (good && strspn(text, " ,") == size && metadata_find(&a, text, "name")[0])
		abort(); /* nothing is in an empty line */
	arena_release(&a);
	return 0;
}
