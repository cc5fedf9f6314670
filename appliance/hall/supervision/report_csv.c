/* The report's tables for a spreadsheet: the same values as the page, one row of headings before
 * them. */
#include <string.h>
#include "base/csv.h"
#include "words/set.h"
#include "hall/supervision/report.h"

#define COLUMNS 15
#define LINES 20000 /* of one export; the query asks for one more, to see that there are */
#define CSV_LIMIT (6u << 20)

struct column {
	const char *member, *heading, *set;
}; /* set: the value is a word of it and is written as its Chinese */
static const struct table {
	const char *name, *list;
	struct column columns[COLUMNS];
} tables[] = {
	{ "waits", "waits",
		{ { "grouping", "分组", "report_grouping" }, { "name", "哪一组", NULL },
			{ "count", "人次", NULL }, { "mean_s", "平均等候（秒）", NULL },
			{ "p90_s", "九成不超过（秒）", NULL },
			{ "worst_s", "最长（秒）", NULL } } },
	{ "services", "services",
		{ { "grouping", "分组", "report_grouping" }, { "name", "哪一组", NULL },
			{ "count", "人次", NULL }, { "mean_s", "平均办理（秒）", NULL },
			{ "p90_s", "九成不超过（秒）", NULL },
			{ "worst_s", "最长（秒）", NULL } } },
	{ "load", "load",
		{ { "hour", "几点", NULL }, { "window_no", "窗口号", NULL },
			{ "services", "叫号次数", NULL }, { "no_shows", "过号次数", NULL },
			{ "busy_s", "占用（秒）", NULL } } },
	{ "days", "days",
		{ { "day", "日期", NULL }, { "tickets", "取号", NULL }, { "served", "办毕", NULL },
			{ "no_shows", "过号人数", NULL }, { "uncalled", "没有叫到", NULL } } },
	{ "windows", "windows",
		{ { "window_no", "窗口号", NULL }, { "staffed_s", "有人在岗（秒）", NULL },
			{ "services", "叫号次数", NULL }, { "busy_s", "占用（秒）", NULL },
			{ "cases", "收件", NULL }, { "items", "不同事项", NULL } } },
	{ "staffing", "staffing",
		{ { "zone", "专区", "zone" }, { "hour", "几点", NULL },
			{ "per_hour", "每小时来几人", NULL },
			{ "occupied_s", "每人占用窗口（秒）", NULL },
			{ "staffed", "平均在岗窗口", NULL },
			{ "suggested", "建议窗口数", NULL } } },
	{ "ratings", "ratings",
		{ { "level", "满意度", "rating_level" }, { "count", "次数", NULL } } },
	{ "coverage", "coverage",
		{ { "list_kind", "清单", "list_kind" }, { "items", "事项数", NULL },
			{ "accepted", "综合窗口受理过的事项数", NULL } } },
	{ "visits", NULL,
		{ { "number", "号码", NULL }, { "day", "日期", NULL }, { "zone", "专区", "zone" },
			{ "priority", "优先", "priority" }, { "channel", "渠道", "ticket_channel" },
			{ "state", "状态", "ticket_state" }, { "issued_at", "出票", NULL },
			{ "called_at", "最后呼叫", NULL }, { "served_at", "开始办理", NULL },
			{ "ended_at", "结束", NULL }, { "window_no", "窗口号", NULL },
			{ "wait_s", "等候（秒）", NULL }, { "estimate_s", "预计等候（秒）", NULL },
			{ "service_s", "办理（秒）", NULL }, { "misses", "过号次数", NULL } } },
};

static void write_cell(struct buf *b, const struct column *c, yyjson_mut_val *v)
{
	if (yyjson_mut_is_real(v))
		csv_real(b, yyjson_mut_get_real(v));
	else if (yyjson_mut_is_int(v))
		csv_int(b, yyjson_mut_get_sint(v));
	else if (c->set && yyjson_mut_is_str(v))
		csv_text(b, set_label(c->set, yyjson_mut_get_str(v)));
	else
		csv_text(b, yyjson_mut_get_str(v));
}

static const char *write_table(struct txn *t, const struct table *table, yyjson_mut_val *rows)
{
	struct buf b CLEANUP(buf_release);
	yyjson_mut_val *row;
	size_t i, max;
	buf_init(&b, CSV_LIMIT);
	csv_begin(&b);
	for (size_t c = 0; c < COLUMNS && table->columns[c].member; c++)
		csv_text(&b, table->columns[c].heading);
	csv_line(&b);
	yyjson_mut_arr_foreach (rows, i, max, row) {
		for (size_t c = 0; c < COLUMNS && table->columns[c].member; c++)
			write_cell(&b, &table->columns[c],
				yyjson_mut_obj_get(row, table->columns[c].member));
		csv_line(&b);
	}
	return b.full ? NULL : arena_strndup(&t->arena, b.data, b.len);
}

enum rc report_csv(
	struct txn *t, const struct report_span *span, const char *name, const char **text)
{
	yyjson_mut_val *report, *rows;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		const struct table *table = &tables[i];
		if (strcmp(table->name, name))
			continue;
		enum rc rc = table->list ? report_view(t, t->self->site, span, &report)
					 : query_report_visits(t, t->self->site, span->first,
						   span->last, &rows);
		if (rc)
			return rc;
		if (table->list)
			rows = yyjson_mut_obj_get(report, table->list);
		if (yyjson_mut_is_obj(rows))
			rows = yyjson_mut_obj_get(rows, "levels");
		if (yyjson_mut_arr_size(rows) > LINES)
			return txn_refuse(
				t, REFUSAL_TOO_LARGE, "一次最多20000行，请分几段日期导出");
		*text = write_table(t, table, rows);
		return *text ? RC_OK
			     : txn_refuse(t, REFUSAL_TOO_LARGE, "表格太大，请分几段日期导出");
	}
	return RC_NOTFOUND;
}
