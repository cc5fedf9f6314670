/* The files of uploads. */
#include "http/upload_store.h"
#include <string.h>
#include "base/file.h"
#include "base/json.h"

#define INFO_MOST 16384

char *upload_path(struct arena *a, const char *home, const char *id, const char *tail)
{
	return arena_printf(a, "%s/uploads/%s%s", home, id, tail);
}

bool upload_id_good(const char *id)
{
	return strlen(id) == UPLOAD_ID - 1 && strspn(id, "0123456789abcdef") == UPLOAD_ID - 1;
}

enum rc upload_info_read(struct arena *a, const char *home, const char *id, struct upload_info *out)
{
	char *text;
	size_t n;
	yyjson_val *v;
	if (!upload_id_good(id))
		return RC_NOTFOUND;
	enum rc rc = file_read(a, upload_path(a, home, id, ".json"), INFO_MOST, &text, &n);
	if (rc)
		return rc;
	if (json_read(a, text, n, &v))
		return fault("upload %s has no readable description", id);
	*out = (struct upload_info){ json_int(v, "length", -1), json_text(v, "route"),
		json_text(v, "actor"), json_text(v, "metadata") };
	bool good = out->length >= 0 && out->route && out->actor && out->metadata;
	return good ? RC_OK : fault("upload %s has a damaged description", id);
}

enum rc upload_info_write(
	struct arena *a, const char *home, const char *id, const struct upload_info *info)
{
	yyjson_mut_doc *doc = json_doc(a);
	yyjson_mut_val *v = yyjson_mut_obj(doc);
	size_t n;
	yyjson_mut_obj_add_int(doc, v, "length", info->length);
	yyjson_mut_obj_add_str(doc, v, "route", info->route);
	yyjson_mut_obj_add_str(doc, v, "actor", info->actor);
	yyjson_mut_obj_add_str(doc, v, "metadata", info->metadata);
	char *text = json_write(a, v, &n);
	return file_write(upload_path(a, home, id, ".json"), text, n, 0600);
}

enum rc upload_remove(struct arena *a, const char *home, const char *id)
{
	enum rc rc = file_remove(upload_path(a, home, id, ""));
	return rc ? rc : file_remove(upload_path(a, home, id, ".json"));
}
