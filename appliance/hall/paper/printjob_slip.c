/* What is on the paper: facts gathered for the layouts of rules/queue/slip.h. */
#include "hall/paper/printjob.h"
#include <string.h>
#include "base/json.h"
#include "words/day_unit.h"
#include "words/material_form.h"
#include "words/material_taken.h"
#include "words/set.h"
#include "words/zone.h"
#include "hall/care/backstop.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "hall/paper/printer.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "hall/queue/ticket.h"

static const char *text_of(yyjson_mut_val *v, const char *key)
{
	return yyjson_mut_get_str(yyjson_mut_obj_get(v, key));
}

static int64_t int_of(yyjson_mut_val *v, const char *key)
{
	yyjson_mut_val *member = yyjson_mut_obj_get(v, key);
	return yyjson_mut_is_int(member) ? yyjson_mut_get_sint(member) : -1;
}

/* "2026-11-24T09:12:01.123+08:00" -> "2026-11-24 09:12" */
static const char *minute_of(struct txn *t, const char *at)
{
	return at && strlen(at) > 16 ? arena_printf(&t->arena, "%.10s %.5s", at, at + 11) : "";
}

/* Where this zone's windows are, each place once. */
static enum rc places(struct txn *t, const char *zone, const char **out)
{
	struct site_window *windows;
	size_t n;
	const char *text = "";
	TRY(site_windows(t, &windows, &n));
	for (size_t i = 0; i < n; i++)
		if (site_window_serves(&windows[i], zone) && windows[i].row.place[0] &&
			!strstr(text, windows[i].row.place))
			text = arena_printf(&t->arena, "%s%s%s", text, text[0] ? "、" : "",
				windows[i].row.place);
	*out = text;
	return RC_OK;
}

static size_t item_names(struct txn *t, yyjson_mut_val *view, const char *const **out)
{
	yyjson_mut_val *items = yyjson_mut_obj_get(view, "items");
	size_t n = yyjson_mut_arr_size(items);
	const char **names = arena_array(&t->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *name = text_of(yyjson_mut_arr_get(items, i), "name");
		names[i] = name ? name : "";
	}
	*out = names;
	return n;
}

enum rc printjob_ticket_slip(struct txn *t, const char *ticket, const char *base, int64_t copy,
	int paper_mm, struct slip *out)
{
	struct row_site_row site;
	yyjson_mut_val *view;
	struct row_print_ahead waiting;
	struct slip_facts f = { .copy = copy };
	TRY(site_load(t, &site));
	TRY(ticket_view(t, ticket, &view));
	TRY(ticket_slip(t, ticket, base, view));
	const char *zone = text_of(view, "zone");
	TRY(places(t, zone, &f.place));
	/* a number still being issued has no place in the queue yet: everybody who waits is before
	 * it */
	TRY(load_print_ahead(t, t->self->site, text_of(view, "day"), zone, &waiting));
	const char *priority = text_of(view, "priority"), *note = text_of(view, "note");
	enum priority known = priority_of(priority);
	f.hall = site.name;
	f.number = text_of(view, "number");
	f.zone = text_of(view, "category_label") ? text_of(view, "category_label")
						 : text_of(view, "zone_label");
	f.priority = known == PRIORITY_NONE ? NULL : known ? priority_label(known) : priority;
	bool issuing = ticket_state_of(text_of(view, "state")) == TICKET_STATE_ISSUING;
	f.ahead = issuing ? waiting.ahead : int_of(view, "ahead");
	f.least = int_of(view, "estimate_low");
	f.most = int_of(view, "estimate_high");
	f.taken = minute_of(t, text_of(view, "taken_at"));
	f.item_count = item_names(t, view, &f.items);
	f.note_count = note && note[0];
	f.notes = &note;
	f.notice = text_of(view, "notice");
	f.url = text_of(view, "slip_url");
	f.code = text_of(view, "slip_code");
	slip_of_ticket(&t->arena, &f, paper_mm, out);
	return RC_OK;
}

#define DEEMED \
	"收件之日起五日内没有告知需要补正的内容，依法自收到材料之日起即为受理（行政许可法第三十二" \
	"条）。"

static const char *name_of(struct txn *t, const char *person)
{
	yyjson_val *v;
	if (!person || json_read(&t->arena, person, strlen(person), &v))
		return NULL;
	return json_text(v, "name");
}

/* The materials of the item, as its catalogue has them, that were taken for this case. */
static enum rc taken_words(struct txn *t, const struct row_case_row *r,
	const struct row_item_facts *item, const char **out)
{
	struct row_material_rows *taken;
	yyjson_val *known, *v;
	size_t n, i, max;
	const char *list = "收到的材料：";
	TRY(list_material_rows(t, r->hall, r->id, &taken, &n));
	TRY(catalogue_materials(t, item->materials, &known));
	yyjson_arr_foreach (known, i, max, v)
		for (size_t k = 0; k < n; k++)
			if (taken[k].no == (int64_t)i + 1 && taken[k].taken)
				list = arena_printf(&t->arena, "%s\n%s（%s）", list,
					json_text(v, "name"), material_taken_label(taken[k].taken));
	*out = list;
	return RC_OK;
}

/* What the paper says below its facts; *out may become NULL. */
static enum rc case_words(
	struct txn *t, const struct row_case_row *r, enum case_voucher paper, const char **out)
{
	struct row_item_facts item = { .materials = "[]" };
	*out = NULL;
	switch (paper) {
	case CASE_VOUCHER_RECEIPT: {
		enum rc rc = load_item_facts(t, r->catalogue, r->item, &item);
		return rc && rc != RC_NOTFOUND ? rc : taken_words(t, r, &item, out);
	}
	case CASE_VOUCHER_CORRECTION:
		*out = r->correction_text;
		break;
	case CASE_VOUCHER_REFUSAL:
		*out = r->refuse_text;
		break;
	case CASE_VOUCHER_DEEMED:
		*out = DEEMED;
		break;
	case CASE_VOUCHER_UNSET:
	case CASE_VOUCHER_ACCEPTANCE:
	case CASE_VOUCHER_COLLECTION:
	case CASE_VOUCHER_COUNT:
		break;
	}
	return RC_OK;
}

/* A day that counts on a calendar not yet published says so, on paper as on the screen. */
static const char *due_words(struct txn *t, const struct row_case_row *r)
{
	if (!r->due_on || !r->due_provisional)
		return r->due_on;
	return arena_printf(&t->arena, "%s（暂定：来年工作日历尚未发布）", r->due_on);
}

static enum rc case_slip(
	struct txn *t, const struct row_print_job_row *job, int paper_mm, struct slip *out)
{
	struct row_case_row r;
	struct row_site_row site;
	const char *words;
	TRY(load_case_row(t, t->self->site, job->subject, &r));
	TRY(site_load(t, &site));
	struct voucher made = casefile_voucher(&r);
	TRY(case_words(t, &r, made.paper, &words));
	struct slip_pair pairs[] = {
		{ "编号", r.id },
		{ "申请人", name_of(t, r.applicant) },
		{ "事项", r.item_name },
		{ "承诺办结", due_words(t, &r) },
		{ "文书号", r.result_no ? r.result_no : r.decision_no },
		{ "查询码", r.query_code },
		{ "经办人", made.by },
		{ "日期", minute_of(t, made.at) },
	};
	slip_of_receipt(&t->arena, site.name, case_voucher_label(made.paper), pairs,
		sizeof pairs / sizeof *pairs, words, r.id, paper_mm, out);
	return RC_OK;
}

/* "original+copy" -> "原件或复印件" */
static const char *form_words(struct txn *t, const char *form)
{
	const char *out = "";
	for (int i = MATERIAL_FORM_UNSET + 1; form && i < MATERIAL_FORM_COUNT; i++)
		if (strstr(form, material_form_word((enum material_form)i)))
			out = arena_printf(&t->arena, "%s%s%s", out, out[0] ? "或" : "",
				material_form_label((enum material_form)i));
	return out;
}

static const char *material_line(struct txn *t, const yyjson_val *m)
{
	struct arena *a = &t->arena;
	const char *form = form_words(t, json_text(m, "form")), *only = json_text(m, "only_if"),
		   *free = json_text(m, "free_if");
	int64_t copies = json_int(m, "copies", 0);
	return arena_printf(a, "□ %lld. %s（%s%s%s%s）%s%s%s%s", (long long)json_int(m, "no", 0),
		json_text(m, "name"), json_flag(m, "required") ? "必要" : "视情况",
		form[0] ? "，" : "", form,
		copies > 0 ? arena_printf(a, "，%lld份", (long long)copies) : "",
		only ? "适用：" : "", only ? only : "", free ? " 免交：" : "", free ? free : "");
}

static const char *days_words(struct txn *t, int64_t days, enum day_unit unit)
{
	if (days == DB_NULL_INT)
		return "按规定";
	if (!days)
		return "当场办结";
	return arena_printf(&t->arena, "%lld个%s", (long long)days, day_unit_label(unit));
}

static enum rc item_slip(
	struct txn *t, const struct row_print_job_row *job, int paper_mm, struct slip *out)
{
	struct row_site_row site;
	struct row_item_facts item;
	yyjson_val *materials, *m;
	const char *place;
	size_t i, max, n = 0;
	TRY(site_load(t, &site));
	TRY(catalogue_item(t, job->subject, &item));
	TRY(places(t, item.zone, &place));
	TRY(catalogue_materials(t, item.materials, &materials));
	const char **lines = arena_array(&t->arena, const char *, yyjson_arr_size(materials) + 1);
	yyjson_arr_foreach (materials, i, max, m)
		lines[n++] = material_line(t, m);
	if (!n)
		lines[n++] = "不用带材料";
	struct slip_pair pairs[] = {
		{ "编号", item.id },
		{ "承诺时限", days_words(t, item.promised_days, item.promised_unit) },
		{ "法定时限", days_words(t, item.statutory_days, item.statutory_unit) },
		{ "收费", item.fee[0] ? item.fee : "目录没有列收费" },
		{ "交到", place[0] ? arena_printf(&t->arena, "%s窗口，%s",
					     set_label("zone", item.zone), place)
				   : arena_printf(
					     &t->arena, "%s窗口", set_label("zone", item.zone)) },
		{ "咨询", setting_text(t, SETTING_HALL_PHONE) },
	};
	slip_of_note(&t->arena,
		&(struct slip_note){ site.name, "材料清单", item.name, pairs,
			sizeof pairs / sizeof *pairs, lines, n,
			arena_printf(&t->arena, "%s/F/%s", site_address(t, job->base), item.id),
			"连大厅Wi-Fi扫码：空白申请表和办事指南\n要纸质申请表，请到咨询引导台",
			minute_of(t, job->at) },
		paper_mm, out);
	return RC_OK;
}

static enum rc report_slip(
	struct txn *t, const struct row_print_job_row *job, int paper_mm, struct slip *out)
{
	struct row_site_row site;
	struct row_backstop_receipt r;
	TRY(site_load(t, &site));
	TRY(load_backstop_receipt(t, t->self->site, job->subject, &r));
	struct slip_pair pairs[] = {
		{ "反映编号", job->subject },
		{ "查询码", r.query_code },
		{ "原因", set_label("backstop_reason", r.reason) },
		{ "反映时间", minute_of(t, r.reported_at) },
		{ "最迟联系您", r.phone ? r.contact_due_on : NULL },
		{ "监督投诉", setting_text(t, SETTING_HALL_COMPLAINT_PHONE) },
	};
	const char *const said[] = { r.phone ? "我们会打您留的电话。"
					     : "您没有留电话，请凭编号和查询码来问结果。" };
	slip_of_note(&t->arena,
		&(struct slip_note){ site.name, "办不成事反映", r.want, pairs,
			sizeof pairs / sizeof *pairs, said, 1, NULL,
			"凭编号和查询码，在自助服务“查办件进度”里看办到哪一步",
			minute_of(t, job->at) },
		paper_mm, out);
	return RC_OK;
}

static enum rc test_slip(
	struct txn *t, const struct row_print_job_row *job, int paper_mm, struct slip *out)
{
	struct row_site_row site;
	TRY(site_load(t, &site));
	slip_of_test(&t->arena, site.name, job->printer_name, minute_of(t, t->at), paper_mm, out);
	return RC_OK;
}

enum rc printjob_slip(
	struct txn *t, const struct row_print_job_row *job, int paper_mm, struct slip *out)
{
	switch (job->what) {
	case PRINT_WHAT_TICKET:
		return printjob_ticket_slip(t, job->subject, job->base, job->copy, paper_mm, out);
	case PRINT_WHAT_CASE:
		return case_slip(t, job, paper_mm, out);
	case PRINT_WHAT_ITEM:
		return item_slip(t, job, paper_mm, out);
	case PRINT_WHAT_REPORT:
		return report_slip(t, job, paper_mm, out);
	case PRINT_WHAT_TEST:
	case PRINT_WHAT_UNSET:
	case PRINT_WHAT_COUNT:
		break;
	}
	return test_slip(t, job, paper_mm, out);
}

yyjson_mut_val *printjob_slip_json(struct txn *t, const struct slip *s, int paper_mm)
{
	static const char *const kinds[] = {
		[SLIP_TEXT] = "text", [SLIP_RULE] = "rule", [SLIP_QR] = "qr", [SLIP_SPACE] = "space"
	};
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "paper", paper_mm);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "lines");
	for (size_t i = 0; i < s->count; i++) {
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "kind", kinds[s->lines[i].kind]);
		yyjson_mut_obj_add_strcpy(d, one, "text", s->lines[i].text);
		yyjson_mut_obj_add_int(d, one, "size", s->lines[i].size);
		yyjson_mut_obj_add_bool(d, one, "centre", s->lines[i].align == SLIP_CENTRE);
		yyjson_mut_obj_add_bool(d, one, "bold", s->lines[i].bold);
	}
	return v;
}
