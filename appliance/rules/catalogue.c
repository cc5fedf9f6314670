/* What a catalogue's files must look like before anybody works by them. Pure. */
#include "rules/catalogue.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "base/set.h"

static bool good_item(const yyjson_val *v)
{
	static const char *const texts[] = { "id", "name", "initials", "type", "authority", "result_name", "fee", "basis", "certainty" };
	static const struct { const char *key, *set; } words[] = { { "kind", "case_kind" }, { "list_kind", "list_kind" },
		{ "decided_by", "decided_by" }, { "statutory_unit", "day_unit" }, { "promised_unit", "day_unit" } };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!json_text(v, texts[i]))
			return false;
	const char *zone = json_text(v, "zone"); /* an item without a zone is general (S-3.3.3d) */
	if (zone && !set_has("zone", zone))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!json_text(v, words[i].key) || !set_has(words[i].set, json_text(v, words[i].key)))
			return false;
	return yyjson_is_arr(yyjson_obj_get((yyjson_val *)(uintptr_t)v, "materials")) && json_int(v, "seq", -1) >= 0;
}

const char *catalogue_fault(struct arena *a, const char *items, size_t n, const char *calendar, size_t m, const char **name, int64_t *count)
{
	yyjson_val *root, *v, *days;
	size_t i, max;
	if (json_read(a, items, n, &root) || !json_text(root, "name") || !yyjson_is_arr(yyjson_obj_get(root, "items")))
		return "目录文件应含 name 和 items";
	yyjson_arr_foreach(yyjson_obj_get(root, "items"), i, max, v)
		if (!good_item(v))
			return arena_printf(a, "第%zu个事项缺少字段或用词不对：%s", i + 1, json_text(v, "name") ? json_text(v, "name") : "（无名称）");
	if (json_read(a, calendar, m, &days))
		return "日历文件不是合格的 JSON";
	yyjson_arr_foreach(yyjson_obj_get(days, "days"), i, max, v)
		if (!json_text(v, "date") || date_parse(json_text(v, "date")) == DATE_NONE || !json_text(v, "name"))
			return "日历里有不对的日期";
	*name = json_text(root, "name");
	*count = (int64_t)yyjson_arr_size(yyjson_obj_get(root, "items"));
	return NULL;
}

bool catalogue_calendar_knows(struct arena *a, const char *calendar, size_t m, int year)
{
	yyjson_val *root, *v;
	size_t i, max;
	if (json_read(a, calendar, m, &root))
		return false;
	yyjson_arr_foreach(yyjson_obj_get(root, "days"), i, max, v)
		if (json_text(v, "date") && date_parse(json_text(v, "date")) != DATE_NONE && date_year(date_parse(json_text(v, "date"))) == year)
			return true;
	return false;
}
