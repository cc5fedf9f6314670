/* Structs from bodies and back, by the generated tables of their members. */
#include "words/body.h"
#include <assert.h>
#include <string.h>
#include "base/json.h"

static const void *read_object(struct arena *a, const struct body *b, const yyjson_val *v)
{
	void *object = arena_alloc(a, b->size);
	body_read(a, b, v, object);
	return object;
}

static const void *read_list(
	struct arena *a, const struct body_member *m, const yyjson_val *v, size_t count)
{
	char *list = arena_alloc(a, (count + 1) * m->of->size);
	for (size_t i = 0; i < count; i++)
		body_read(a, m->of, json_at(v, i), list + i * m->of->size);
	return list;
}

static const void *read_texts(struct arena *a, const yyjson_val *v, size_t count)
{
	const char **texts = arena_array(a, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		texts[i] = json_text_of(json_at(v, i));
	return texts;
}

static const void *read_ints(struct arena *a, const yyjson_val *v, size_t count)
{
	int64_t *ints = arena_array(a, int64_t, count + 1);
	for (size_t i = 0; i < count; i++)
		ints[i] = json_int_of(json_at(v, i), 0);
	return ints;
}

static void read_many(struct arena *a, const struct body_member *m, const yyjson_val *v, char *out)
{
	size_t count = json_count(v);
	const void *list = NULL;
	if (!v)
		count = 0;
	else if (m->kind == BODY_LIST)
		list = read_list(a, m, v, count);
	else if (m->kind == BODY_TEXTS)
		list = read_texts(a, v, count);
	else
		list = read_ints(a, v, count);
	memcpy(out + m->place, &list, sizeof list);
	memcpy(out + m->count_place, &count, sizeof count);
}

static void read_member(
	struct arena *a, const struct body_member *m, const yyjson_val *v, char *out)
{
	void *to = out + m->place;
	switch (m->kind) {
	case BODY_TEXT: {
		const char *text = json_text_of(v);
		memcpy(to, &text, sizeof text);
		return;
	}
	case BODY_WORD: {
		int value = set_index(m->set, json_text_of(v));
		memcpy(to, &value, sizeof value);
		return;
	}
	case BODY_INT: {
		int64_t n = json_int_of(v, BODY_NO_INT);
		memcpy(to, &n, sizeof n);
		return;
	}
	case BODY_NUM: {
		double x = json_real_of(v);
		memcpy(to, &x, sizeof x);
		return;
	}
	case BODY_FLAG: {
		bool yes = json_flag_of(v);
		memcpy(to, &yes, sizeof yes);
		return;
	}
	case BODY_OBJECT: {
		const void *object = v ? read_object(a, m->of, v) : NULL;
		memcpy(to, &object, sizeof object);
		return;
	}
	case BODY_ANY:
		memcpy(to, &v, sizeof v);
		return;
	case BODY_LIST:
	case BODY_TEXTS:
	case BODY_INTS:
		read_many(a, m, v, out);
		return;
	}
	assert(!"no kind of member");
}

void body_read(struct arena *a, const struct body *b, const yyjson_val *v, void *out)
{
	memset(out, 0, b->size);
	for (size_t i = 0; i < b->member_count; i++)
		read_member(a, &b->members[i], json_member(v, b->members[i].name), out);
}

static const void *pointer_at(const void *place)
{
	const void *pointer;
	memcpy(&pointer, place, sizeof pointer);
	return pointer;
}

static yyjson_mut_val *write_list(yyjson_mut_doc *d, const struct body_member *m, const char *in)
{
	const char *items = pointer_at(in + m->place);
	size_t count;
	yyjson_mut_val *list = yyjson_mut_arr(d);
	memcpy(&count, in + m->count_place, sizeof count);
	for (size_t i = 0; i < count; i++) {
		if (m->kind == BODY_LIST)
			yyjson_mut_arr_append(list, body_write(d, m->of, items + i * m->of->size));
		else if (m->kind == BODY_TEXTS)
			yyjson_mut_arr_add_str(
				d, list, ((const char *const *)(const void *)items)[i]);
		else
			yyjson_mut_arr_add_sint(d, list, ((const int64_t *)(const void *)items)[i]);
	}
	return list;
}

static yyjson_mut_val *write_int(yyjson_mut_doc *d, const char *place)
{
	int64_t n;
	memcpy(&n, place, sizeof n);
	return n == BODY_NO_INT ? NULL : yyjson_mut_sint(d, n);
}

static yyjson_mut_val *write_word(yyjson_mut_doc *d, struct set_span set, const char *place)
{
	int value;
	memcpy(&value, place, sizeof value);
	return value ? yyjson_mut_str(d, set_word_at(set, value)) : NULL;
}

/* NULL for what is absent. */
static yyjson_mut_val *write_member(yyjson_mut_doc *d, const struct body_member *m, const char *in)
{
	const char *place = in + m->place;
	switch (m->kind) {
	case BODY_TEXT:
		return pointer_at(place) ? yyjson_mut_str(d, pointer_at(place)) : NULL;
	case BODY_WORD:
		return write_word(d, m->set, place);
	case BODY_INT:
		return write_int(d, place);
	case BODY_NUM: {
		double x;
		memcpy(&x, place, sizeof x);
		return yyjson_mut_real(d, x);
	}
	case BODY_FLAG:
		return yyjson_mut_bool(d, *place != 0);
	case BODY_OBJECT:
		return pointer_at(place) ? body_write(d, m->of, pointer_at(place)) : NULL;
	case BODY_LIST:
	case BODY_TEXTS:
	case BODY_INTS:
		return write_list(d, m, in);
	case BODY_ANY:
		return json_copy(d, pointer_at(place));
	}
	assert(!"no kind of member");
	return NULL;
}

yyjson_mut_val *body_write(yyjson_mut_doc *d, const struct body *b, const void *in)
{
	yyjson_mut_val *v = yyjson_mut_obj(d);
	for (size_t i = 0; i < b->member_count; i++) {
		yyjson_mut_val *member = write_member(d, &b->members[i], in);
		if (member)
			yyjson_mut_obj_add_val(d, v, b->members[i].name, member);
	}
	return v;
}
