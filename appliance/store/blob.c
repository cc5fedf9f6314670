/* Content-addressed files. */
#include "store/blob.h"
#include <stdio.h>
#include <string.h>
#include "base/file.h"

static bool is_name(const char *sha256)
{
	size_t n = strspn(sha256, "0123456789abcdef");
	return n == HASH_HEX - 1 && !sha256[n];
}

char *blob_path(struct arena *a, const char *home, const char *sha256)
{
	if (!is_name(sha256))
		return arena_printf(a, "%s/blobs/none", home);
	return arena_printf(a, "%s/blobs/%.2s/%s", home, sha256, sha256);
}

bool blob_present(const char *home, const char *sha256)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/blobs/%.2s/%s", home, sha256, sha256);
	return is_name(sha256) && file_exists(path);
}

static enum rc make_place(const char *home, const char *sha256, char *path, size_t room)
{
	snprintf(path, room, "%s/blobs/%.2s", home, sha256);
	enum rc rc = dir_make(path, 0700);
	snprintf(path, room, "%s/blobs/%.2s/%s", home, sha256, sha256);
	return rc;
}

enum rc blob_adopt(const char *home, const char *path, const char *sha256)
{
	char to[4096], found[HASH_HEX];
	TRY(hash_file(path, found, NULL));
	if (strcmp(found, sha256)) /* so it is a name */
		return RC_REFUSED;
	TRY(make_place(home, sha256, to, sizeof to));
	return file_exists(to) ? file_remove(path) : file_rename(path, to);
}

enum rc blob_put(const char *home, const void *data, size_t n, char sha256[HASH_HEX])
{
	char to[4096], hex[HASH_HEX];
	hash_bytes_hex(data, n, hex);
	enum rc rc = make_place(home, hex, to, sizeof to);
	if (!rc && !file_exists(to))
		rc = file_write(to, data, n, 0600);
	if (!rc)
		memcpy(sha256, hex, HASH_HEX);
	return rc;
}
