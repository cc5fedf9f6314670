/* Every shape of the tables, filled in by its own rows: the input chooses the shape and what stands
 * in each field, so that what lies behind the first refusal is met too. What is taken keeps within
 * its row. */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "http/shape.h"

#define TODAY 20783 /* some day */
#define DEEPEST 5

struct input {
	const uint8_t *data;
	size_t left;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t next(struct input *in)
{
	if (!in->left)
		return 0;
	in->left--;
	return *in->data++;
}

static yyjson_mut_val *text(struct input *in, yyjson_mut_doc *d)
{
	size_t n = next(in) % 64;
	n = n < in->left ? n : in->left;
	yyjson_mut_val *v = yyjson_mut_strncpy(d, (const char *)in->data, n);
	in->data += n;
	in->left -= n;
	return v;
}

static yyjson_mut_val *any(struct input *in, yyjson_mut_doc *d)
{
	switch (next(in) % 7) {
	case 0:
		return yyjson_mut_null(d);
	case 1:
		return yyjson_mut_bool(d, next(in) & 1);
	case 2:
		return yyjson_mut_sint(
			d, (int64_t)next(in) * next(in) * next(in) * next(in) - 100000);
	case 3:
		return yyjson_mut_real(d, (double)next(in) / 7);
	case 4:
		return yyjson_mut_arr(d);
	case 5:
		return yyjson_mut_obj(d);
	default:
		return text(in, d);
	}
}

static yyjson_mut_val *object(struct input *in, yyjson_mut_doc *d, const char *shape, int depth);

static yyjson_mut_val *list(
	struct input *in, yyjson_mut_doc *d, const struct shape_field *f, int depth)
{
	yyjson_mut_val *v = yyjson_mut_arr(d);
	for (int n = next(in) % 4; n > 0; n--)
		yyjson_mut_arr_append(v, f->type == FIELD_LIST    ? object(in, d, f->ref, depth + 1)
					 : f->type == FIELD_TEXTS ? text(in, d)
								  : yyjson_mut_sint(d, next(in)));
	return v;
}

static yyjson_mut_val *fitting(
	struct input *in, yyjson_mut_doc *d, const struct shape_field *f, int depth)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_CODE:
	case FIELD_ID_NO:
	case FIELD_PHONE:
		return text(in, d);
	case FIELD_INT:
		return yyjson_mut_sint(d, f->least + next(in));
	case FIELD_NUM:
		return yyjson_mut_real(d, next(in));
	case FIELD_FLAG:
		return yyjson_mut_bool(d, next(in) & 1);
	case FIELD_OBJECT:
		return object(in, d, f->ref, depth + 1);
	case FIELD_LIST:
	case FIELD_TEXTS:
	case FIELD_INTS:
		return list(in, d, f, depth);
	case FIELD_ANY:
		break;
	}
	return any(in, d);
}

static yyjson_mut_val *object(struct input *in, yyjson_mut_doc *d, const char *shape, int depth)
{
	yyjson_mut_val *v = yyjson_mut_obj(d);
	for (size_t i = 0; depth < DEEPEST && i < shape_field_count; i++) {
		const struct shape_field *f = &shape_fields[i];
		if (strcmp(f->shape, shape))
			continue;
		uint8_t how = next(in);
		if (how % 16 == 1 && !f->required)
			continue;
		yyjson_mut_obj_add(v, yyjson_mut_str(d, f->name),
			how % 16 == 2 ? any(in, d) : fitting(in, d, f, depth));
	}
	return v;
}

static void check_taken(const char *shape, yyjson_val *v)
{
	for (size_t i = 0; i < shape_field_count; i++) {
		const struct shape_field *f = &shape_fields[i];
		yyjson_val *member = strcmp(f->shape, shape) ? NULL : yyjson_obj_get(v, f->name);
		const char *said = yyjson_get_str(member);
		if (f->type == FIELD_INT && member && !yyjson_is_null(member) &&
			(yyjson_get_sint(member) < f->least || yyjson_get_sint(member) > f->most))
			abort();
		if ((f->type != FIELD_TEXT && f->type != FIELD_LINES) || !said)
			continue;
		struct text_reading r = text_read(said, f->type == FIELD_LINES);
		if (r.unusable || (!f->ref[0] && r.characters > f->most) || r.size != strlen(said))
			abort(); /* what nobody can read, more than fits, or blanks around it */
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { data, size };
	struct shape_refusal no = { REFUSAL_NONE, NULL };
	struct arena a;
	yyjson_val *v;
	size_t n;
	arena_init(&a, 16u << 20);
	size_t at = (size_t)(next(&in) << 8 | next(&in)) % shape_field_count;
	yyjson_mut_doc *d = json_doc(&a);
	char *body = json_write(&a, object(&in, d, shape_fields[at].shape, 0), &n);
	if (json_read_most(&a, body, n, 20000, &v) == RC_OK) {
		if (shape_take(&a, shape_fields[at].shape, v, TODAY, &no) == RC_OK)
			check_taken(shape_fields[at].shape, v);
		else if (!a.unwritable && (!no.code || !no.why))
			abort(); /* a refusal says why */
	}
	fault_clear();
	arena_release(&a);
	return 0;
}
