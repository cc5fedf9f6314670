/* Checks JSON against the declared shapes; the first wrong field is named in the user's language.
 */
#include "http/shape.h"
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "words/paper.h"
#include "base/person.h"
#include "words/set.h"
#include "base/sorted.h"
#include "base/text.h"

#define MEMBER_LONGEST 200 /* characters of one text in a list */

/* `object` is what the field is read from. */
struct reader {
	struct arena *arena;
	bool taking;
	int32_t today;
	struct shape_refusal *no;
	yyjson_val *object;
};

static int64_t characters(const char *text)
{
	int64_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xC0) != 0x80;
	return n;
}

static enum rc check_shape(const struct reader *r, const char *shape, yyjson_val *v);

static size_t first_field(const char *shape)
{
	return sorted_first(shape_fields, shape_field_count, sizeof *shape_fields, shape);
}

static bool is_field_of(size_t i, const char *shape)
{
	return i < shape_field_count && !strcmp(shape_fields[i].shape, shape);
}

bool shape_has(const char *shape, const char *field)
{
	for (size_t i = first_field(shape); is_field_of(i, shape); i++)
		if (!strcmp(shape_fields[i].name, field))
			return true;
	return false;
}

static enum rc wrong(const struct reader *r, const struct shape_field *f, const char *what)
{
	*r->no = (struct shape_refusal){ REFUSAL_SHAPE,
		arena_printf(r->arena, "“%s”%s", f->label, what),
		arena_printf(r->arena, "%s.%s", f->shape, f->name) };
	return RC_REFUSED;
}

static const char *unusable(const struct reader *r, uint32_t code)
{
	if (code == '\n' || code == '\r')
		return "只能写一行，不能换行";
	return arena_printf(r->arena, "含有不能用的字符（U+%04X，看不见或无法辨认），请删去重打",
		(unsigned)code);
}

static int64_t respell(yyjson_val *v, const char *text)
{
	if (strcmp(text, yyjson_get_str(v)))
		yyjson_set_str(v, text);
	return characters(text);
}

/* What people wrote: only characters that can be read, and the blanks around them left out. */
static enum rc take_text(
	const struct reader *r, const struct shape_field *f, yyjson_val *v, int64_t *count)
{
	const char *text = yyjson_get_str(v);
	struct text_reading t = text_read(text, f->type == FIELD_LINES);
	if (t.unusable)
		return wrong(r, f, unusable(r, t.unusable));
	*count = t.visible ? t.characters : 0;
	if (t.characters && !t.visible)
		return wrong(r, f, "没有填写（要有看得见的字）");
	if (f->type == FIELD_SECRET)
		*count = t.visible ? characters(text) : 0;
	else if (f->type == FIELD_CODE || f->type == FIELD_ID_NO)
		*count = respell(v, person_number(r->arena, text));
	else if (t.size != yyjson_get_len(v))
		yyjson_set_strn(v, arena_strndup(r->arena, t.from, t.size), t.size);
	return RC_OK;
}

/* The number is good for its kind. */
static enum rc check_number(const struct reader *r, const struct shape_field *f, const char *number)
{
	const char *kind = f->ref;
	if (!number[0] || !kind[0])
		return RC_OK;
	const struct paper *p = paper_of(kind);
	if (!p) {
		const char *named = json_text(r->object, kind);
		p = paper_of(named && named[0] ? named : "identity_card");
	}
	enum paper_fault fault =
		p ? paper_check(p, number, r->today)
		  : PAPER_GOOD; /* a kind that is none is refused as the field it is in */
	if (!fault || fault == PAPER_DOUBT)
		return RC_OK;
	*r->no = (struct shape_refusal){ REFUSAL_ID_NUMBER,
		arena_printf(
			r->arena, "%s：%s", p->label, paper_fault_text(r->arena, p, number, fault)),
		NULL };
	return RC_REFUSED;
}

static enum rc take_phone(const struct reader *r, const struct shape_field *f, yyjson_val *v)
{
	const char *given = yyjson_get_str(v),
		   *phone = given[0] ? person_phone(r->arena, given) : given;
	if (phone) {
		respell(v, phone);
		return RC_OK;
	}
	*r->no = (struct shape_refusal){ REFUSAL_PHONE,
		arena_printf(r->arena, "%s：%s", f->label, given), NULL };
	return RC_REFUSED;
}

static enum rc check_text(const struct reader *r, const struct shape_field *f, yyjson_val *v)
{
	if (!yyjson_is_str(v))
		return wrong(r, f, "应为文字");
	const char *text = yyjson_get_str(v);
	if (strlen(text) != yyjson_get_len(v))
		return wrong(r, f, "含有不能用的字符");
	if (f->type == FIELD_TEXT && f->ref[0])
		return set_has(f->ref, text) || (!f->required && !text[0])
			       ? RC_OK
			       : wrong(r, f, "不在可选范围内");
	int64_t n = characters(text);
	enum rc rc = r->taking ? take_text(r, f, v, &n) : RC_OK;
	if (rc)
		return rc;
	if (n < f->least)
		return wrong(r, f, n ? "太短" : "没有填写");
	if (n > f->most)
		return wrong(
			r, f, arena_printf(r->arena, "太长，最多%lld个字", (long long)f->most));
	if (r->taking && f->type == FIELD_ID_NO)
		return check_number(r, f, yyjson_get_str(v));
	return r->taking && f->type == FIELD_PHONE ? take_phone(r, f, v) : RC_OK;
}

static enum rc check_member(const struct reader *r, const struct shape_field *f, yyjson_val *member)
{
	const struct shape_field text = { f->shape, f->name, FIELD_TEXT, "", true, r->taking,
		MEMBER_LONGEST, f->label };
	if (f->type == FIELD_LIST)
		return check_shape(r, f->ref, member);
	if (f->type == FIELD_TEXTS)
		return check_text(r, &text, member);
	return yyjson_is_int(member) ? RC_OK : wrong(r, f, "里有不对的内容");
}

static enum rc check_list(const struct reader *r, const struct shape_field *f, yyjson_val *v)
{
	size_t i, max;
	yyjson_val *member;
	if (!yyjson_is_arr(v))
		return wrong(r, f, "应为列表");
	if ((int64_t)yyjson_arr_size(v) < f->least)
		return wrong(r, f, "没有填写");
	if ((int64_t)yyjson_arr_size(v) > f->most)
		return wrong(r, f, "太多");
	enum rc rc = RC_OK;
	yyjson_arr_foreach (v, i, max, member)
		if (!rc)
			rc = check_member(r, f, member);
	return rc;
}

static enum rc check_field(const struct reader *r, const struct shape_field *f, yyjson_val *v)
{
	if (!v || yyjson_is_null(v))
		return f->required && f->type != FIELD_ANY ? wrong(r, f, "没有填写") : RC_OK;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_CODE:
	case FIELD_ID_NO:
	case FIELD_PHONE:
		return check_text(r, f, v);
	case FIELD_INT:
		if (!yyjson_is_int(v))
			return wrong(r, f, "应为整数");
		return yyjson_get_sint(v) < f->least || yyjson_get_sint(v) > f->most
			       ? wrong(r, f, "超出范围")
			       : RC_OK;
	case FIELD_NUM:
		return yyjson_is_num(v) ? RC_OK : wrong(r, f, "应为数字");
	case FIELD_FLAG:
		return yyjson_is_bool(v) ? RC_OK : wrong(r, f, "应为是或否");
	case FIELD_OBJECT:
		return check_shape(r, f->ref, v);
	case FIELD_LIST:
	case FIELD_TEXTS:
	case FIELD_INTS:
		return check_list(r, f, v);
	case FIELD_ANY:
		return RC_OK;
	}
	return RC_OK;
}

static enum rc check_shape(const struct reader *reader, const char *shape, yyjson_val *v)
{
	struct reader r = *reader;
	size_t known = 0;
	r.object = v;
	if (!yyjson_is_obj(v)) {
		*r.no = (struct shape_refusal){ REFUSAL_SHAPE, "应为一组字段", NULL };
		return RC_REFUSED;
	}
	for (size_t i = first_field(shape); is_field_of(i, shape); i++) {
		yyjson_val *member = yyjson_obj_get(v, shape_fields[i].name);
		known += member != NULL;
		enum rc rc = check_field(&r, &shape_fields[i], member);
		if (rc)
			return rc;
	}
	if (known == yyjson_obj_size(v))
		return RC_OK;
	*r.no = (struct shape_refusal){ REFUSAL_SHAPE, "含有不认识的字段", NULL };
	return RC_REFUSED;
}

enum rc shape_take(
	struct arena *a, const char *shape, yyjson_val *v, int32_t today, struct shape_refusal *no)
{
	return check_shape(&(struct reader){ a, true, today, no, NULL }, shape, v);
}

enum rc shape_check_reply(
	struct arena *a, const char *shape, const yyjson_mut_val *v, const char **why)
{
	size_t n;
	char *text = json_write(a, v, &n);
	yyjson_val *copy;
	struct shape_refusal no = { REFUSAL_NONE, "", NULL };
	if (json_read(a, text, n, &copy)) {
		*why = "not JSON";
		return RC_REFUSED;
	}
	enum rc rc = check_shape(&(struct reader){ a, false, 0, &no, NULL }, shape, copy);
	*why = no.why;
	return rc;
}
