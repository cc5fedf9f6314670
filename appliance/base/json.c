/* yyjson with an arena for memory, a depth limit and the canonical form. */
#include "base/json.h"
#include <stdlib.h>
#include <string.h>

static void *arena_malloc(void *ctx, size_t size)
{
	return arena_try_alloc(ctx, size);
}

static void *arena_realloc(void *ctx, void *old, size_t old_size, size_t size)
{
	void *p = arena_try_alloc(ctx, size);
	if (p && old)
		memcpy(p, old, old_size < size ? old_size : size);
	return p;
}

static void arena_free(void *ctx, void *p)
{
	(void)ctx;
	(void)p; /* the arena frees all of it at once */
}

static yyjson_alc arena_allocator(struct arena *a)
{
	return (yyjson_alc){ arena_malloc, arena_realloc, arena_free, a };
}

/* Nesting is bounded and no object names a member twice: two readers could otherwise see two different documents. */
static bool well_formed(const yyjson_val *v, int depth)
{
	yyjson_val *value = (yyjson_val *)(uintptr_t)v; /* yyjson's iterators are not const-correct */
	if (depth > JSON_DEPTH)
		return false;
	size_t i, max;
	yyjson_val *key, *member;
	if (yyjson_is_arr(value)) {
		yyjson_arr_foreach(value, i, max, member)
			if (!well_formed(member, depth + 1))
				return false;
	} else if (yyjson_is_obj(value)) {
		yyjson_obj_foreach(value, i, max, key, member)
			if (yyjson_obj_getn(value, yyjson_get_str(key), yyjson_get_len(key)) != member || !well_formed(member, depth + 1))
				return false;
	}
	return true;
}

enum rc json_read(struct arena *a, const char *text, size_t n, yyjson_val **out)
{
	yyjson_alc allocator = arena_allocator(a);
	yyjson_read_err error;
	yyjson_doc *doc = yyjson_read_opts((char *)(uintptr_t)text, n, YYJSON_READ_NOFLAG, &allocator, &error);
	if (!doc || !well_formed(yyjson_doc_get_root(doc), 0))
		return RC_REFUSED;
	*out = yyjson_doc_get_root(doc);
	return RC_OK;
}

yyjson_mut_doc *json_doc(struct arena *a)
{
	yyjson_alc *allocator = arena_new(a, yyjson_alc);
	*allocator = arena_allocator(a);
	yyjson_mut_doc *doc = yyjson_mut_doc_new(allocator);
	if (!doc)
		abort();
	return doc;
}

char *json_write(struct arena *a, const yyjson_mut_val *v, size_t *n)
{
	yyjson_alc allocator = arena_allocator(a);
	size_t length = 0;
	char *text = yyjson_mut_val_write_opts((yyjson_mut_val *)(uintptr_t)v, YYJSON_WRITE_NOFLAG, &allocator, &length, NULL);
	if (!text)
		abort(); /* values we built ourselves can always be written */
	if (n)
		*n = length;
	return text;
}

struct member { const char *key; yyjson_mut_val *key_value, *value; };

static int by_key(const void *x, const void *y)
{
	return strcmp(((const struct member *)x)->key, ((const struct member *)y)->key);
}

static yyjson_mut_val *sorted(struct arena *a, yyjson_mut_doc *doc, yyjson_mut_val *v)
{
	size_t i, max;
	yyjson_mut_val *key, *member;
	if (yyjson_mut_is_arr(v)) {
		yyjson_mut_val *list = yyjson_mut_arr(doc);
		yyjson_mut_arr_foreach(v, i, max, member)
			yyjson_mut_arr_append(list, sorted(a, doc, member));
		return list;
	}
	if (!yyjson_mut_is_obj(v))
		return yyjson_mut_val_mut_copy(doc, v);
	size_t count = yyjson_mut_obj_size(v), filled = 0;
	struct member *members = arena_array(a, struct member, count + 1);
	yyjson_mut_obj_foreach(v, i, max, key, member)
		members[filled++] = (struct member){ yyjson_mut_get_str(key), key, member };
	qsort(members, count, sizeof *members, by_key);
	yyjson_mut_val *object = yyjson_mut_obj(doc);
	for (i = 0; i < count; i++)
		yyjson_mut_obj_add(object, yyjson_mut_val_mut_copy(doc, members[i].key_value), sorted(a, doc, members[i].value));
	return object;
}

char *json_canonical(struct arena *a, const yyjson_mut_val *v, size_t *n)
{
	yyjson_mut_doc *doc = json_doc(a);
	return json_write(a, sorted(a, doc, (yyjson_mut_val *)(uintptr_t)v), n);
}

static yyjson_val *member_of(const yyjson_val *object, const char *key)
{
	return yyjson_obj_get((yyjson_val *)(uintptr_t)object, key);
}

const char *json_text(const yyjson_val *object, const char *key)
{
	return yyjson_get_str(member_of(object, key));
}

int64_t json_int(const yyjson_val *object, const char *key, int64_t otherwise)
{
	yyjson_val *v = member_of(object, key);
	return yyjson_is_int(v) ? yyjson_get_sint(v) : otherwise;
}

bool json_flag(const yyjson_val *object, const char *key)
{
	return yyjson_get_bool(member_of(object, key));
}
