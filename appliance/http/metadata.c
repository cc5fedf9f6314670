/* One reader for both: what metadata_good() passed, metadata_find() finds. */
#include "http/metadata.h"
#include <openssl/evp.h>
#include <string.h>
#include "base/text.h"

struct pair {
	const char *key, *value;
	size_t key_size, value_size;
};

/* The pair at *p, which moves to the next; false at the end. */
static bool next_pair(const char **p, struct pair *out)
{
	*p += strspn(*p, " ,");
	if (!**p)
		return false;
	*out = (struct pair){ .key = *p, .key_size = strcspn(*p, " ,") };
	*p += out->key_size;
	*p += strspn(*p, " ");
	out->value = *p;
	out->value_size = strcspn(*p, " ,");
	*p += strcspn(*p, ",");
	return true;
}

/* NULL when it is not base64 of UTF-8, or holds a NUL. */
static const char *decode(struct arena *a, const struct pair *pair)
{
	size_t n = pair->value_size, padding = 0;
	if (n % 4)
		return NULL;
	while (padding < 2 && padding < n && pair->value[n - 1 - padding] == '=')
		padding++;
	char *out = arena_alloc(a, n + 1);
	int size = n ? EVP_DecodeBlock(
			       (unsigned char *)out, (const unsigned char *)pair->value, (int)n)
		     : 0;
	if (size < 0 || (size_t)size < padding)
		return NULL;
	out[(size_t)size - padding] = '\0';
	if (strlen(out) != (size_t)size - padding)
		return NULL;
	const char *p = out;
	for (uint32_t code = 1; code;)
		if ((code = text_next(&p)) == TEXT_NOT_UTF8)
			return NULL;
	return out;
}

bool metadata_good(struct arena *a, const char *text)
{
	struct pair pair;
	while (next_pair(&text, &pair))
		if (!decode(a, &pair))
			return false;
	return true;
}

const char *metadata_find(struct arena *a, const char *text, const char *key)
{
	struct pair pair;
	while (next_pair(&text, &pair))
		if (pair.key_size == strlen(key) && !memcmp(pair.key, key, pair.key_size)) {
			const char *value = decode(a, &pair);
			return value ? value : "";
		}
	return "";
}
