/* Checks JSON against the declared shapes; the first wrong field is named in the user's language. */
#include "http/shape.h"
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/set.h"

static int64_t characters(const char *text)
{
	int64_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

static enum rc wrong(struct arena *a, const struct shape_field *f, const char *what, const char **why)
{
	*why = arena_printf(a, "“%s”%s（%s.%s）", f->label, what, f->shape, f->name);
	return RC_REFUSED;
}

static enum rc check_text(struct arena *a, const struct shape_field *f, yyjson_val *v, const char **why)
{
	if (!yyjson_is_str(v))
		return wrong(a, f, "应为文字", why);
	const char *text = yyjson_get_str(v);
	if (strlen(text) != yyjson_get_len(v))
		return wrong(a, f, "含有不能用的字符", why);
	if (f->ref[0])
		return set_has(f->ref, text) || (!f->required && !text[0]) ? RC_OK : wrong(a, f, "不在可选范围内", why);
	int64_t n = characters(text);
	if (n < f->least)
		return wrong(a, f, n ? "太短" : "没有填写", why);
	return n > f->most ? wrong(a, f, arena_printf(a, "太长，最多%lld个字", (long long)f->most), why) : RC_OK;
}

static enum rc check_list(struct arena *a, const struct shape_field *f, yyjson_val *v, const char **why)
{
	size_t i, max;
	yyjson_val *member;
	if (!yyjson_is_arr(v))
		return wrong(a, f, "应为列表", why);
	if ((int64_t)yyjson_arr_size(v) < f->least)
		return wrong(a, f, "没有填写", why);
	if ((int64_t)yyjson_arr_size(v) > f->most)
		return wrong(a, f, "太多", why);
	yyjson_arr_foreach(v, i, max, member) {
		if (f->type == FIELD_LIST) {
			enum rc rc = shape_check(a, f->ref, member, why);
			if (rc)
				return rc;
		} else if (f->type == FIELD_TEXTS ? !yyjson_is_str(member) : !yyjson_is_int(member)) {
			return wrong(a, f, "里有不对的内容", why);
		}
	}
	return RC_OK;
}

static enum rc check_field(struct arena *a, const struct shape_field *f, yyjson_val *v, const char **why)
{
	if (!v || yyjson_is_null(v))
		return f->required && f->type != FIELD_ANY ? wrong(a, f, "没有填写", why) : RC_OK;
	switch (f->type) {
	case FIELD_TEXT:
		return check_text(a, f, v, why);
	case FIELD_INT:
		if (!yyjson_is_int(v))
			return wrong(a, f, "应为整数", why);
		return yyjson_get_sint(v) < f->least || yyjson_get_sint(v) > f->most ? wrong(a, f, "超出范围", why) : RC_OK;
	case FIELD_NUM:
		return yyjson_is_num(v) ? RC_OK : wrong(a, f, "应为数字", why);
	case FIELD_FLAG:
		return yyjson_is_bool(v) ? RC_OK : wrong(a, f, "应为是或否", why);
	case FIELD_OBJECT:
		return shape_check(a, f->ref, v, why);
	case FIELD_LIST:
	case FIELD_TEXTS:
	case FIELD_INTS:
		return check_list(a, f, v, why);
	case FIELD_ANY:
		return RC_OK;
	}
	return RC_OK;
}

enum rc shape_check(struct arena *a, const char *shape, const yyjson_val *given, const char **why)
{
	yyjson_val *v = (yyjson_val *)(uintptr_t)given;
	size_t known = 0;
	if (!yyjson_is_obj(v)) {
		*why = "应为一组字段";
		return RC_REFUSED;
	}
	for (size_t i = 0; i < shape_field_count; i++) {
		if (strcmp(shape_fields[i].shape, shape))
			continue;
		yyjson_val *member = yyjson_obj_get(v, shape_fields[i].name);
		known += member != NULL;
		enum rc rc = check_field(a, &shape_fields[i], member, why);
		if (rc)
			return rc;
	}
	if (known == yyjson_obj_size(v))
		return RC_OK;
	*why = "含有不认识的字段";
	return RC_REFUSED;
}

enum rc shape_check_reply(struct arena *a, const char *shape, const yyjson_mut_val *v, const char **why)
{
	size_t n;
	char *text = json_write(a, v, &n);
	yyjson_val *copy;
	if (json_read(a, text, n, &copy)) {
		*why = "not JSON";
		return RC_REFUSED;
	}
	return shape_check(a, shape, copy, why);
}
