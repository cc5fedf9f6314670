/* What a catalogue's files must look like before anybody works by them. Pure. Whoever wrote them
 * learns of several faults at a time, each with its place. */
#include "rules/place/catalogue.h"
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/date.h"
#include "base/json.h"
#include "words/set.h"

#define TOLD 5 /* faults told by name; the rest are counted */
#define ITEMS_MOST 5000
#define MATERIALS_MOST 50 /* a case's list of materials has no more (tbl/casework/shapes.def) */
#define ID_MOST 40

struct faults {
	struct arena *a;
	struct buf text;
	size_t count;
};

static void wrong(struct faults *f, const char *where, const char *what)
{
	if (f->count++ < TOLD)
		buf_printf(&f->text, "%s%s：%s", f->count > 1 ? "；" : "", where, what);
}

static bool filled(const yyjson_val *v, const char *key)
{
	const char *text = json_text(v, key);
	return text && text[strspn(text, " ")];
}

static void check_words(struct faults *f, const char *where, const yyjson_val *v)
{
	static const char *const texts[] = { "initials", "result_name", "fee", "basis",
		"certainty" };
	static const char *const needed[] = { "type", "authority" };
	static const struct {
		const char *key, *set;
	} words[] = {
		{ "kind", "case_kind" },
		{ "list_kind", "list_kind" },
		{ "decided_by", "decided_by" },
		{ "statutory_unit", "day_unit" },
		{ "promised_unit", "day_unit" },
	};
	const char *zone = json_text(v, "zone"); /* an item without a zone is general (S-3.3.3d) */
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!json_text(v, texts[i]))
			wrong(f, where,
				arena_printf(f->a, "缺少 %s（没有内容时写空的引号）", texts[i]));
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!filled(v, needed[i]))
			wrong(f, where, arena_printf(f->a, "%s 没有填写", needed[i]));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!json_text(v, words[i].key) ||
			!set_has(words[i].set, json_text(v, words[i].key)))
			wrong(f, where,
				arena_printf(f->a, "%s 没有填写，或不在可选的词里", words[i].key));
	if (zone && !set_has("zone", zone))
		wrong(f, where, arena_printf(f->a, "没有“%s”这个专区", zone));
}

static void check_days(struct faults *f, const char *where, const yyjson_val *v)
{
	static const char *const keys[] = { "statutory_days", "promised_days" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		yyjson_val *days = json_get(v, keys[i]);
		if (days && !yyjson_is_null(days) && json_int(v, keys[i], -1) < 0)
			wrong(f, where,
				arena_printf(
					f->a, "%s 应为不小于 0 的整数，不知道时写 null", keys[i]));
	}
	if (json_int(v, "seq", -1) < 0)
		wrong(f, where, "seq 应为不小于 0 的整数（在清单里的次序）");
}

/* A material is called by its number everywhere, and by its place in the list in the catalogue: the
 * two must be one. */
static void check_materials(struct faults *f, const char *where, const yyjson_val *v)
{
	yyjson_val *list = json_get(v, "materials"), *m;
	size_t i, max;
	if (!yyjson_is_arr(list) || yyjson_arr_size(list) > MATERIALS_MOST) {
		wrong(f, where, "materials 应为列表，至多50种材料");
		return;
	}
	yyjson_arr_foreach (list, i, max, m) {
		if (!filled(m, "name"))
			wrong(f, where, arena_printf(f->a, "第%zu种材料没有名称", i + 1));
		if (json_int(m, "no", -1) != (int64_t)i + 1)
			wrong(f, where,
				arena_printf(f->a, "第%zu种材料的 no 应为 %zu，按次序编号", i + 1,
					i + 1));
	}
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Says each text that is there twice. */
static void check_once(struct faults *f, const char **texts, size_t n, const char *what)
{
	qsort(texts, n, sizeof *texts, by_text);
	for (size_t i = 1; i < n; i++)
		if (!strcmp(texts[i], texts[i - 1]))
			wrong(f, texts[i], what);
}

static void check_items(struct faults *f, yyjson_val *items)
{
	size_t i, max, n = 0;
	yyjson_val *v;
	if (!yyjson_is_arr(items) || !yyjson_arr_size(items) ||
		yyjson_arr_size(items) > ITEMS_MOST) {
		wrong(f, "items", "应为事项的列表，一项至五千项");
		return;
	}
	const char **ids = arena_array(f->a, const char *, yyjson_arr_size(items) + 1);
	yyjson_arr_foreach (items, i, max, v) {
		const char *id = json_text(v, "id"), *name = json_text(v, "name");
		const char *where = arena_printf(
			f->a, "第%zu个事项（%s）", i + 1, name && name[0] ? name : "无名称");
		if (!filled(v, "name"))
			wrong(f, where, "没有名称");
		if (!id || !id[0] || strlen(id) > ID_MOST ||
			strcspn(id, " /?#%&\"'\\") != strlen(id))
			wrong(f, where, "id 没有填写、太长，或含有空格、斜线一类的字符");
		else
			ids[n++] = id;
		check_words(f, where, v);
		check_days(f, where, v);
		check_materials(f, where, v);
	}
	check_once(f, ids, n, "两个事项用了同一个 id");
}

static void check_calendar(struct faults *f, yyjson_val *days)
{
	size_t i, max, n = 0;
	yyjson_val *v;
	if (!yyjson_is_arr(days) || !yyjson_arr_size(days)) {
		wrong(f, "日历", "应含 days，列出放假和调休上班的日子");
		return;
	}
	const char **dates = arena_array(f->a, const char *, yyjson_arr_size(days) + 1);
	yyjson_arr_foreach (days, i, max, v) {
		const char *date = json_text(v, "date"),
			   *where = arena_printf(f->a, "日历第%zu天", i + 1);
		if (!date || date_parse(date) == DATE_NONE) {
			wrong(f, where, "date 应像 2026-10-01");
			continue;
		}
		dates[n++] = date;
		if (!filled(v, "name") || !yyjson_is_bool(json_get(v, "off")))
			wrong(f, where, "要写明 name 和 off（放假为 true，调休上班为 false）");
	}
	check_once(f, dates, n, "日历里同一天写了两次");
}

const char *catalogue_fault(struct arena *a, const char *items, size_t n, const char *calendar,
	size_t m, const char **name, int64_t *count)
{
	yyjson_val *root, *days;
	struct faults f = { .a = a };
	if (json_read(a, items, n, &root) || !filled(root, "name"))
		return "目录文件不是合格的 JSON，或没有 name：应含 name（目录名称）和 items（事项）";
	if (json_read(a, calendar, m, &days))
		return "日历文件不是合格的 JSON";
	buf_init(&f.text, 16384);
	check_items(&f, yyjson_obj_get(root, "items"));
	check_calendar(&f, yyjson_obj_get(days, "days"));
	if (f.count > TOLD)
		buf_printf(&f.text, "；……共%zu处", f.count);
	const char *said = f.count ? arena_strdup(a, f.text.data) : NULL;
	buf_release(&f.text);
	*name = json_text(root, "name");
	*count = (int64_t)yyjson_arr_size(yyjson_obj_get(root, "items"));
	return said;
}

bool catalogue_calendar_knows(struct arena *a, const char *calendar, size_t m, int year)
{
	yyjson_val *root, *v;
	size_t i, max;
	if (json_read(a, calendar, m, &root))
		return false;
	yyjson_arr_foreach (yyjson_obj_get(root, "days"), i, max, v)
		if (json_text(v, "date") && date_parse(json_text(v, "date")) != DATE_NONE &&
			date_year(date_parse(json_text(v, "date"))) == year)
			return true;
	return false;
}
