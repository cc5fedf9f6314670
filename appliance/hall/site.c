/* Windows: load, decide, record. */
#include "hall/site.h"
#include <string.h>
#include "base/json.h"
#include "events.h"
#include "rules/window.h"

enum rc site_load(struct txn *t, struct row_site_row *out)
{
	return load_site_row(t, t->self->site, out);
}

enum rc site_windows(struct txn *t, struct site_window **windows, size_t *count)
{
	struct row_window_rows *rows;
	size_t n;
	enum rc rc = list_window_rows(t, t->self->site, &rows, &n);
	if (rc)
		return rc;
	struct site_window *list = arena_array(&t->arena, struct site_window, n + 1);
	for (size_t i = 0; i < n; i++) {
		int ordinal = 0, same = 0;
		for (size_t k = 0; k < n; k++)
			if (!strcmp(rows[k].zone, rows[i].zone)) {
				same++;
				ordinal += k <= i;
			}
		list[i] = (struct site_window){ rows[i], window_sign(&t->arena, rows[i].zone, ordinal, same), strcmp(rows[i].zone, "issue") != 0 };
	}
	*windows = list;
	*count = n;
	return RC_OK;
}

enum rc site_window(struct txn *t, int64_t no, struct site_window *out)
{
	struct site_window *list;
	size_t n;
	enum rc rc = site_windows(t, &list, &n);
	for (size_t i = 0; !rc && i < n; i++)
		if (list[i].row.no == no) {
			*out = list[i];
			return RC_OK;
		}
	return rc ? rc : txn_refuse(t, REFUSAL_WINDOW_UNKNOWN, NULL);
}

/* Added lines under the name: 出件 on a window that also issues, and the feature signs. */
static yyjson_mut_val *signs(struct txn *t, const struct site_window *w)
{
	yyjson_mut_val *list = yyjson_mut_arr(t->doc), *member;
	yyjson_val *features;
	if (w->row.issues && w->accepts)
		yyjson_mut_arr_add_str(t->doc, list, "出件");
	if (!json_read(&t->arena, w->row.features, strlen(w->row.features), &features)) {
		size_t i, max;
		yyjson_val *v;
		yyjson_arr_foreach(features, i, max, v) {
			member = yyjson_mut_strcpy(t->doc, yyjson_get_str(v));
			yyjson_mut_arr_append(list, member);
		}
	}
	return list;
}

yyjson_mut_val *site_window_json(struct txn *t, const struct site_window *w)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "no", w->row.no);
	yyjson_mut_obj_add_str(d, v, "name", w->sign);
	yyjson_mut_obj_add_str(d, v, "zone", w->row.zone);
	yyjson_mut_obj_add_val(d, v, "signs", signs(t, w));
	yyjson_mut_obj_add_str(d, v, "place", w->row.place);
	yyjson_mut_obj_add_str(d, v, "state", w->row.state);
	yyjson_mut_obj_add_bool(d, v, "accepts", w->accepts);
	yyjson_mut_obj_add_bool(d, v, "issues", w->row.issues);
	yyjson_mut_obj_add_str(d, v, "clerk_id", w->row.clerk);
	yyjson_mut_obj_add_str(d, v, "clerk_name", w->row.clerk_name);
	yyjson_mut_obj_add_str(d, v, "ticket_number", w->row.number);
	return v;
}

enum rc site_windows_json(struct txn *t, yyjson_mut_val **out)
{
	struct site_window *list;
	size_t n;
	enum rc rc = site_windows(t, &list, &n);
	if (rc)
		return rc;
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < n; i++)
		yyjson_mut_arr_append(*out, site_window_json(t, &list[i]));
	return RC_OK;
}

enum rc site_json(struct txn *t, yyjson_mut_val **out)
{
	struct row_site_row s;
	yyjson_mut_val *windows;
	enum rc rc = site_load(t, &s);
	if (!rc)
		rc = site_windows_json(t, &windows);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "node", t->self->node);
	yyjson_mut_obj_add_str(d, v, "role", t->self->hub ? "hub" : "hall");
	yyjson_mut_obj_add_str(d, v, "name", s.name);
	yyjson_mut_obj_add_str(d, v, "place", s.place);
	yyjson_mut_obj_add_str(d, v, "kind", s.kind);
	yyjson_mut_obj_add_str(d, v, "county", s.county);
	yyjson_mut_obj_add_bool(d, v, "sample", s.sample);
	yyjson_mut_obj_add_val(d, v, "windows", windows);
	*out = v;
	return RC_OK;
}

/* Signing on elsewhere signs off here: a clerk sits at one window. */
enum rc site_sign_on(struct txn *t, int64_t no)
{
	struct site_window *list;
	size_t n;
	enum rc rc = site_windows(t, &list, &n);
	const struct site_window *want = NULL;
	for (size_t i = 0; !rc && i < n; i++)
		if (list[i].row.no == no)
			want = &list[i];
	if (rc)
		return rc;
	if (!want)
		return txn_refuse(t, REFUSAL_WINDOW_UNKNOWN, NULL);
	bool issuing = t->actor->roles & ROLE_ISSUER, accepting = t->actor->roles & ROLE_CLERK;
	if (!(want->accepts && accepting) && !(want->row.issues && issuing))
		return txn_refuse(t, REFUSAL_ROLE, "这个窗口的职能与您的角色不符");
	if (want->row.clerk && strcmp(want->row.clerk, t->actor->id))
		return txn_refuse(t, REFUSAL_WINDOW_TAKEN, want->row.clerk_name);
	for (size_t i = 0; !rc && i < n; i++)
		if (list[i].row.no != no && list[i].row.clerk && !strcmp(list[i].row.clerk, t->actor->id))
			rc = event_window_signed_off(t, NULL, arena_printf(&t->arena, "%lld", (long long)list[i].row.no), &(struct event_window_signed_off){ 0 });
	if (rc || want->row.clerk)
		return rc;
	return event_window_signed_on(t, NULL, arena_printf(&t->arena, "%lld", (long long)no), &(struct event_window_signed_on){ .name = t->actor->name });
}

enum rc site_pause(struct txn *t, int64_t no, bool paused, const char *reason)
{
	struct site_window w;
	enum rc rc = site_window(t, no, &w);
	if (rc)
		return rc;
	if (!w.row.clerk || strcmp(w.row.clerk, t->actor->id))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	const char *subject = arena_printf(&t->arena, "%lld", (long long)no);
	if (paused == !strcmp(w.row.state, "paused"))
		return RC_OK;
	return paused ? event_window_paused(t, NULL, subject, &(struct event_window_paused){ .reason = reason })
	              : event_window_resumed(t, NULL, subject, &(struct event_window_resumed){ 0 });
}

enum rc site_warnings(struct txn *t, yyjson_mut_val **texts)
{
	static const char *const must[] = { "办不成事反映", "帮办代办" }; /* S-3.3.5d: exactly these two for a township */
	struct site_window *list;
	size_t n;
	enum rc rc = site_windows(t, &list, &n);
	if (rc)
		return rc;
	*texts = yyjson_mut_arr(t->doc);
	bool general = false, issues = false;
	for (size_t i = 0; i < n; i++) {
		general |= !strcmp(list[i].row.zone, "general");
		issues |= list[i].row.issues;
	}
	if (!general)
		yyjson_mut_arr_add_str(t->doc, *texts, "没有设立通用综合受理窗口");
	if (!issues)
		yyjson_mut_arr_add_str(t->doc, *texts, "没有能出件的窗口");
	for (size_t m = 0; m < 2; m++) {
		bool set = false, open = false;
		for (size_t i = 0; i < n; i++)
			if (strstr(list[i].row.features, must[m])) {
				set = true;
				open |= !strcmp(list[i].row.state, "open");
			}
		if (!set || !open)
			yyjson_mut_arr_append(*texts, yyjson_mut_strcpy(t->doc, arena_printf(&t->arena, "“%s”%s", must[m], set ? "所在窗口现在没有开放" : "没有挂在任何窗口上")));
	}
	return RC_OK;
}
