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

static void *arena_remalloc(void *ctx, void *old, size_t old_size, size_t size)
{
	void *p = arena_alloc(ctx, size);
	if (old)
		memcpy(p, old, old_size < size ? old_size : size);
	return p;
}

static void *arena_malloc_on(void *ctx, size_t size)
{
	return arena_alloc(ctx, size);
}

/* Reading stops at the arena's limit. Building goes on past it: a document without memory would
 * drop members without a word. */
static yyjson_alc reading(struct arena *a)
{
	return (yyjson_alc){ arena_malloc, arena_realloc, arena_free, a };
}

static yyjson_alc building(struct arena *a)
{
	return (yyjson_alc){ arena_malloc_on, arena_remalloc, arena_free, a };
}

/* Where the string that begins at i ends; n when it does not. */
static size_t string_end(const char *text, size_t n, size_t i)
{
	for (i++; i < n && text[i] != '"'; i++)
		if (text[i] == '\\')
			i++;
	return i;
}

/* Before any memory is asked for: how deep it nests and how many values it holds at most, told by
 * its punctuation alone. */
static bool bounded(const char *text, size_t n, size_t most)
{
	size_t values = 1;
	int depth = 0;
	for (size_t i = 0; i < n; i++) {
		switch (text[i]) {
		case '"':
			i = string_end(text, n, i);
			break;
		case '[':
		case '{':
			if (++depth > JSON_DEPTH)
				return false;
			values++;
			break;
		case ']':
		case '}':
			depth--;
			break;
		case ',':
		case ':':
			values++;
			break;
		default:
			break;
		}
	}
	return values <= most;
}

static bool plain(const yyjson_val *v)
{
	return memchr(unsafe_yyjson_get_str((void *)(uintptr_t)v), '\0',
		       unsafe_yyjson_get_len((void *)(uintptr_t)v)) == NULL;
}

struct named {
	const char *text;
	size_t n;
};

static int by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	return a->n != b->n ? (a->n < b->n ? -1 : 1) : memcmp(a->text, b->text, a->n);
}

/* No object names a member twice: two readers could otherwise see two different documents. */
static bool names_differ(struct arena *a, yyjson_val *object)
{
	struct named few[16], *names = few;
	size_t count = yyjson_obj_size(object), filled = 0, i, max;
	yyjson_val *key, *member;
	if (count > sizeof few / sizeof *few &&
		!(names = arena_try_alloc(a, count * sizeof *names)))
		return false;
	yyjson_obj_foreach (object, i, max, key, member)
		names[filled++] = (struct named){ yyjson_get_str(key), yyjson_get_len(key) };
	qsort(names, filled, sizeof *names, by_name);
	for (i = 1; i < filled; i++)
		if (!by_name(&names[i - 1], &names[i]))
			return false;
	return true;
}

/* The depth was bounded before. */
static bool well_formed(struct arena *a, const yyjson_val *v)
{
	yyjson_val *value = json_loose(v);
	size_t i, max;
	yyjson_val *key, *member;
	if (yyjson_is_str(value))
		return plain(value);
	if (yyjson_is_arr(value)) {
		yyjson_arr_foreach (value, i, max, member)
			if (!well_formed(a, member))
				return false;
	} else if (yyjson_is_obj(value)) {
		yyjson_obj_foreach (value, i, max, key, member)
			if (!plain(key) || !well_formed(a, member))
				return false;
		return names_differ(a, value);
	}
	return true;
}

enum rc json_read_most(struct arena *a, const char *text, size_t n, size_t values, yyjson_val **out)
{
	yyjson_alc allocator = reading(a);
	yyjson_read_err error;
	if (!bounded(text, n, values))
		return RC_REFUSED;
	yyjson_doc *doc = yyjson_read_opts(
		(char *)(uintptr_t)text, n, YYJSON_READ_NOFLAG, &allocator, &error);
	if (!doc || !well_formed(a, yyjson_doc_get_root(doc)))
		return RC_REFUSED;
	*out = yyjson_doc_get_root(doc);
	return RC_OK;
}

enum rc json_read(struct arena *a, const char *text, size_t n, yyjson_val **out)
{
	return json_read_most(a, text, n, SIZE_MAX, out);
}

yyjson_mut_doc *json_doc(struct arena *a)
{
	yyjson_alc *allocator = arena_new(a, yyjson_alc);
	*allocator = building(a);
	return yyjson_mut_doc_new(allocator);
}

struct arena *json_arena(const yyjson_mut_doc *doc)
{
	return doc->alc.ctx;
}

char *json_write(struct arena *a, const yyjson_mut_val *v, size_t *n)
{
	yyjson_alc allocator = building(a);
	size_t length = 4;
	yyjson_write_err error;
	char *text = yyjson_mut_val_write_opts(
		(yyjson_mut_val *)(uintptr_t)v, YYJSON_WRITE_NOFLAG, &allocator, &length, &error);
	if (!text) {
		a->unwritable = true;
		fault("a text cannot be written as JSON: %s", error.msg);
		text = arena_strdup(a, "null");
		length = 4;
	}
	if (n)
		*n = length;
	return text;
}

struct member {
	const char *key;
	yyjson_mut_val *key_value, *value;
};

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
		yyjson_mut_arr_foreach (v, i, max, member)
			yyjson_mut_arr_append(list, sorted(a, doc, member));
		return list;
	}
	if (!yyjson_mut_is_obj(v))
		return yyjson_mut_val_mut_copy(doc, v);
	size_t count = yyjson_mut_obj_size(v), filled = 0;
	struct member *members = arena_array(a, struct member, count + 1);
	yyjson_mut_obj_foreach (v, i, max, key, member)
		members[filled++] = (struct member){ yyjson_mut_get_str(key), key, member };
	qsort(members, count, sizeof *members, by_key);
	yyjson_mut_val *object = yyjson_mut_obj(doc);
	for (i = 0; i < count; i++)
		yyjson_mut_obj_add(object, yyjson_mut_val_mut_copy(doc, members[i].key_value),
			sorted(a, doc, members[i].value));
	return object;
}

char *json_canonical(struct arena *a, const yyjson_mut_val *v, size_t *n)
{
	yyjson_mut_doc *doc = json_doc(a);
	return json_write(a, sorted(a, doc, (yyjson_mut_val *)(uintptr_t)v), n);
}

yyjson_val *json_loose(const yyjson_val *v)
{
	return (yyjson_val *)(uintptr_t)v;
}

yyjson_val *json_get(const yyjson_val *object, const char *key)
{
	return yyjson_obj_get(json_loose(object), key);
}

yyjson_mut_val *json_copy(yyjson_mut_doc *doc, const yyjson_val *v)
{
	return yyjson_val_mut_copy(doc, json_loose(v));
}

const yyjson_val *json_member(const yyjson_val *object, const char *key)
{
	yyjson_val *v = json_get(object, key);
	return yyjson_is_null(v) ? NULL : v;
}

const yyjson_val *json_at(const yyjson_val *list, size_t i)
{
	return yyjson_arr_get(json_loose(list), i);
}

size_t json_count(const yyjson_val *list)
{
	return yyjson_arr_size(json_loose(list));
}

const char *json_text_of(const yyjson_val *v)
{
	return yyjson_get_str(json_loose(v));
}

int64_t json_int_of(const yyjson_val *v, int64_t otherwise)
{
	return yyjson_is_int(json_loose(v)) ? yyjson_get_sint(json_loose(v)) : otherwise;
}

double json_real_of(const yyjson_val *v)
{
	return yyjson_get_num(json_loose(v));
}

bool json_flag_of(const yyjson_val *v)
{
	return yyjson_get_bool(json_loose(v));
}

const char *json_text(const yyjson_val *object, const char *key)
{
	return json_text_of(json_get(object, key));
}

int64_t json_int(const yyjson_val *object, const char *key, int64_t otherwise)
{
	return json_int_of(json_get(object, key), otherwise);
}

bool json_flag(const yyjson_val *object, const char *key)
{
	return json_flag_of(json_get(object, key));
}
