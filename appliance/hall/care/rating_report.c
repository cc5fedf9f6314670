/* What ratings add up to: the director's summary, a clerk's own month, the export. */
#include <string.h>
#include "base/csv.h"
#include "base/date.h"
#include "base/json.h"
#include "hall/care/order.h"
#include "hall/care/rating.h"
#include "hall/care/rating_device.h"
#include "hall/place/setting.h"
#include "rules/care/order.h"
#include "rules/care/rating.h"

#define LINES 20000 /* of one export; the query asks for one more, to see that there are */

static void add_levels(
	struct txn *t, yyjson_mut_val *into, const int64_t counts[RATING_LEVEL_COUNT])
{
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, into, "levels");
	for (int i = RATING_LEVEL_UNSET + 1; i < RATING_LEVEL_COUNT; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "level", rating_level_word((enum rating_level)i));
		yyjson_mut_obj_add_int(t->doc, v, "count", counts[i]);
	}
}

enum rc rating_summary(struct txn *t, yyjson_mut_val **out)
{
	struct row_rating_counts *rows;
	struct row_rating_services s;
	yyjson_mut_val *negatives, *devices;
	struct rating_tally tally = { 0 };
	int64_t counted, excluded = 0;
	size_t n;
	TRY(list_rating_counts(t, t->self->site, &rows, &n));
	TRY(load_rating_services(t, t->self->site, &s));
	TRY(query_rating_negatives(t, t->self->site, t->actor->id, &negatives));
	TRY(rating_devices(t, &devices));
	for (size_t k = 0; k < n; k++) {
		enum rating_level level = rows[k].level;
		if (!level)
			continue;
		tally.given[level] = rows[k].count;
		tally.excluded[level] = rows[k].excluded;
		excluded += rows[k].excluded;
	}
	int per_mille = rating_per_mille(&tally, &counted);
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	add_levels(t, *out, tally.given);
	yyjson_mut_obj_add_int(d, *out, "services", s.services);
	yyjson_mut_obj_add_int(d, *out, "unrated", s.unrated);
	yyjson_mut_obj_add_int(d, *out, "counted", counted);
	yyjson_mut_obj_add_int(d, *out, "excluded", excluded);
	if (per_mille < 0)
		yyjson_mut_obj_add_null(d, *out, "satisfied_per_mille");
	else
		yyjson_mut_obj_add_int(d, *out, "satisfied_per_mille", per_mille);
	yyjson_mut_obj_add_val(d, *out, "negatives", negatives);
	yyjson_mut_obj_add_val(d, *out, "devices", devices);
	return RC_OK;
}

enum rc rating_own(struct txn *t, yyjson_mut_val **out)
{
	struct row_rating_own *rows;
	char first[DATE_TEXT], below[DATE_TEXT];
	size_t n;
	int32_t today = date_of(t->now), begin = today - date_day(today) + 1;
	int64_t counts[RATING_LEVEL_COUNT] = { 0 }, sum = 0,
		least = setting_int(t, SETTING_RATING_LEAST_SHOWN);
	date_text(begin, below);
	date_text(begin - date_day(begin - 1), first);
	TRY(list_rating_own(t, t->self->site, t->actor->id, first, below, &rows, &n));
	for (size_t i = 0; i < n; i++)
		sum += rows[i].count;
	for (size_t i = 0; sum >= least && i < n; i++)
		if (rows[i].level)
			counts[rows[i].level] = rows[i].count;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strncpy(t->doc, *out, "month", first, 7);
	yyjson_mut_obj_add_int(t->doc, *out, "least", least);
	yyjson_mut_obj_add_bool(t->doc, *out, "enough", sum >= least);
	add_levels(t, *out, counts);
	return RC_OK;
}

enum rc rating_export(
	struct txn *t, const char *name, const char *from, const char *to, struct buf *out)
{
	struct row_rating_export *rows;
	size_t n;
	const struct rating_scale *scale = rating_scale_find(name);
	if (!scale)
		return txn_refuse(t, REFUSAL_RATING_SCALE, NULL);
	if ((from[0] && date_parse(from) == DATE_NONE) || (to[0] && date_parse(to) == DATE_NONE))
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24");
	TRY(list_rating_export(t, t->self->site, t->actor->id, from,
		to[0] ? arena_printf(&t->arena, "%sZ", to) : "Z", &rows, &n));
	if (n > LINES)
		return txn_refuse(t, REFUSAL_TOO_LARGE, "一次最多20000行，请分几段日期导出");
	csv_begin(out);
	buf_puts(out, "档次代码,代码,满意度,第几次,渠道代码,渠道,时间,窗口号,评价内容,内容版本,"
		      "分项评价,意见,评价表编号,录入人,核实结论,计入满意率\r\n");
	for (size_t i = 0; i < n; i++) {
		enum rating_level level = rows[i].level;
		enum rating_channel channel = rows[i].channel;
		if (!level || !channel)
			continue; /* from a newer version: this one has no code for it */
		csv_text(out, scale->label);
		csv_int(out, rating_code(scale, level));
		csv_text(out, rating_level_label(level));
		csv_int(out, rows[i].nth);
		csv_int(out, rating_channel_code(channel));
		csv_text(out, rating_channel_label(channel));
		csv_text(out, rows[i].at);
		csv_int(out, rows[i].window_no);
		csv_text(out, rows[i].options);
		csv_text(out, rows[i].options_version);
		csv_text(out, rows[i].indicators);
		csv_text(out, rows[i].text);
		csv_text(out, rows[i].paper_no);
		csv_text(out, rows[i].entered_by);
		csv_text(out, order_verdict_label(rows[i].verdict));
		csv_text(out, rows[i].nth == 1 && !order_excludes(rows[i].verdict) ? "是" : "否");
		csv_line(out);
	}
	return out->full ? fault("the export is too large") : RC_OK;
}
