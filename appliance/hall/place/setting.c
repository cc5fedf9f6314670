/* Settings: load, decide, record. */
#include "hall/place/setting.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "rules/place/hours.h"
#include "store/kept.h"

/* All of a hall's, by their numbers: a step asks for a dozen of them. */
static enum rc read_all(struct txn *part, const void *hall, const void **answer)
{
	struct row_setting_values *rows;
	size_t n;
	const char **values = arena_array(&part->arena, const char *, setting_count);
	for (size_t s = 0; s < setting_count; s++)
		values[s] = setting_rows[s].initial;
	enum rc rc = list_setting_values(part, hall, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		for (size_t s = 0; s < setting_count; s++)
			if (!strcmp(setting_rows[s].name, rows[i].name))
				values[s] = rows[i].value;
	*answer = values;
	return rc;
}

const char *setting_text_of(struct txn *t, const char *hall, enum setting s)
{
	const void *values;
	enum rc rc = kept_answer(t, read_all, hall, strlen(hall) + 1, &values);
	return rc ? setting_rows[s].initial : ((const char *const *)values)[s];
}

const char *setting_text(struct txn *t, enum setting s)
{
	return setting_text_of(t, t->self->site, s);
}

int64_t setting_int(struct txn *t, enum setting s)
{
	return strtoll(setting_text(t, s), NULL, 10);
}

int setting_minute(struct txn *t, enum setting s)
{
	return date_minute_parse(setting_text(t, s));
}

static size_t characters(const char *text)
{
	size_t n = 0;
	for (const char *p = text; *p; p++)
		n += (*p & 0xc0) != 0x80;
	return n;
}

/* Texts that a rule reads must be readable by it. */
static bool well_formed(enum setting s, const char *value)
{
	struct hours_span spans[HOURS_SPANS];
	size_t n;
	return s != SETTING_BOARD_VOLUME_HOURS || hours_spans(value, spans, &n);
}

/* NULL when the value fits its row, else what would. */
static const char *misfit(struct txn *t, enum setting s, const char *value)
{
	const struct setting_row *row = &setting_rows[s];
	char *end;
	if (row->type == SETTING_TIME) {
		int minute = date_minute_parse(value);
		return minute >= row->least && minute <= row->most
			       ? NULL
			       : arena_printf(&t->arena, "%s：应写成 08:30 这样的时刻", row->label);
	}
	errno = 0;
	long long number = row->type == SETTING_TEXT ? (long long)characters(value)
						     : strtoll(value, &end, 10);
	bool whole = row->type == SETTING_TEXT || (value[0] && !*end && !errno);
	if (whole && number >= row->least && number <= row->most)
		return well_formed(s, value)
			       ? NULL
			       : arena_printf(&t->arena, "%s：%s", row->label, row->help);
	return arena_printf(&t->arena,
		row->type == SETTING_TEXT ? "%s：长度应在 %lld 到 %lld 之间"
					  : "%s：应为 %lld 到 %lld 之间的整数",
		row->label, (long long)row->least, (long long)row->most);
}

enum rc setting_change(struct txn *t, const char *name, const char *value, const char *reason)
{
	size_t s = 0;
	while (s < setting_count && strcmp(setting_rows[s].name, name))
		s++;
	if (s == setting_count)
		return txn_refuse(t, REFUSAL_SETTING_UNKNOWN, name);
	const char *why = misfit(t, (enum setting)s, value);
	if (why)
		return txn_refuse(t, REFUSAL_SETTING_RANGE, why);
	if (!strcmp(setting_text(t, (enum setting)s), value))
		return RC_OK;
	return record_setting_changed(
		t, name, .value = value, .reason = reason, .by = t->actor->name);
}

enum rc setting_list(struct txn *t, yyjson_mut_val **out)
{
	static const char *const types[] = { [SETTING_INT] = "number",
		[SETTING_FLAG] = "flag",
		[SETTING_TEXT] = "text",
		[SETTING_TIME] = "time" };
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "settings");
	for (size_t s = 0; s < setting_count; s++) {
		const struct setting_row *row = &setting_rows[s];
		struct row_setting_row now;
		enum rc rc = load_setting_row(t, t->self->site, row->name, &now);
		if (rc == RC_FAULT)
			return rc;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "name", row->name);
		yyjson_mut_obj_add_str(d, v, "type", types[row->type]);
		yyjson_mut_obj_add_str(d, v, "value", rc ? row->initial : now.value);
		yyjson_mut_obj_add_str(d, v, "initial", row->initial);
		yyjson_mut_obj_add_int(d, v, "least", row->least);
		yyjson_mut_obj_add_int(d, v, "most", row->most);
		yyjson_mut_obj_add_str(d, v, "unit", row->unit);
		yyjson_mut_obj_add_str(d, v, "group", row->group);
		yyjson_mut_obj_add_str(d, v, "label", row->label);
		yyjson_mut_obj_add_str(d, v, "help", row->help);
		yyjson_mut_obj_add_str(d, v, "changed_at", rc ? NULL : now.at);
		yyjson_mut_obj_add_str(d, v, "changed_by", rc ? NULL : now.by_name);
	}
	return RC_OK;
}
