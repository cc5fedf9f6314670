/* One ticket as pages see it, and its slip. */
#include "hall/queue/ticket.h"
#include <string.h>
#include "base/json.h"
#include "words/set.h"
#include "hall/place/catalogue.h"
#include "hall/place/category.h"
#include "hall/queue/closing.h"
#include "hall/queue/estimate.h"
#include "hall/queue/guide.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"

static enum rc items_json(struct txn *t, const char *ids, yyjson_mut_val **out)
{
	yyjson_val *list, *v;
	size_t i, max;
	*out = yyjson_mut_arr(t->doc);
	if (json_read(&t->arena, ids, strlen(ids), &list))
		return fault("ticket items are not JSON");
	yyjson_arr_foreach (list, i, max, v) {
		yyjson_mut_val *found;
		enum rc rc = catalogue_search(t, yyjson_get_str(v), "", 1, &found);
		if (rc)
			return rc;
		yyjson_mut_val *items = yyjson_mut_obj_get(found, "items");
		if (yyjson_mut_arr_size(items))
			yyjson_mut_arr_append(*out, yyjson_mut_arr_remove_first(items));
	}
	return RC_OK;
}

static void add_int(yyjson_mut_doc *d, yyjson_mut_val *v, const char *name, int64_t value)
{
	if (value == DB_NULL_INT)
		yyjson_mut_obj_add_null(d, v, name);
	else
		yyjson_mut_obj_add_int(d, v, name, value);
}

static void add_window(struct txn *t, yyjson_mut_val *v, int64_t no)
{
	struct site_window w;
	if (no == DB_NULL_INT) {
		yyjson_mut_obj_add_null(t->doc, v, "window_no");
		yyjson_mut_obj_add_null(t->doc, v, "window_name");
		return;
	}
	yyjson_mut_obj_add_int(t->doc, v, "window_no", no);
	bool known = site_window(t, no, &w) == RC_OK;
	yyjson_mut_obj_add_str(t->doc, v, "window_name", known ? w.sign : "");
}

enum rc ticket_estimate(struct txn *t, const struct row_ticket_row *row, struct estimate *out)
{
	struct estimate_hall h;
	TRY(estimate_load(t, &h));
	return estimate_of(t, &h,
		&(struct estimate_whose){ .zone = row->zone,
			.category = row->category,
			.id = row->id,
			.rank = row->rank },
		out);
}

enum rc ticket_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_ticket_row r;
	struct estimate e = { 0 };
	struct closing_number evening;
	yyjson_mut_val *items, *prechecks;
	TRY(load_ticket_row(t, t->self->site, id, &r));
	TRY(guide_prechecks(t, id, &prechecks));
	if (r.state == TICKET_STATE_WAITING)
		TRY(ticket_estimate(t, &r, &e));
	TRY(items_json(t, r.items, &items));
	TRY(closing_of(t, &r, &evening));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, v, "id", id);
	yyjson_mut_obj_add_str(d, v, "number", r.number);
	yyjson_mut_obj_add_str(d, v, "day", r.day);
	yyjson_mut_obj_add_str(d, v, "zone", r.zone);
	yyjson_mut_obj_add_str(d, v, "zone_label", set_label("zone", r.zone));
	yyjson_mut_obj_add_str(d, v, "category", r.category);
	yyjson_mut_obj_add_str(d, v, "category_label", category_label(t, r.category));
	yyjson_mut_obj_add_str(d, v, "channel", r.channel);
	yyjson_mut_obj_add_str(d, v, "note", r.note);
	yyjson_mut_obj_add_str(d, v, "appointment", r.appointment);
	yyjson_mut_obj_add_str(d, v, "priority", priority_word(r.priority));
	yyjson_mut_obj_add_str(d, v, "state", ticket_state_word(r.state));
	yyjson_mut_obj_add_int(d, v, "ahead", e.ahead);
	estimate_add(t, v, &e);
	yyjson_mut_obj_add_int(d, v, "undo_ms", ticket_undo_ms(t, &r));
	yyjson_mut_obj_add_int(d, v, "miss_ms", ticket_miss_ms(t, &r));
	yyjson_mut_obj_add_str(d, v, "notice", evening.words);
	add_int(d, v, "bound_window", r.bound_window);
	yyjson_mut_obj_add_str(d, v, "transfer_note", r.transfer_note);
	add_int(d, v, "transfer_from", r.transfer_from);
	yyjson_mut_obj_add_str(d, v, "cancelled_by", r.cancelled_by);
	add_window(t, v, r.window_no);
	yyjson_mut_obj_add_int(d, v, "calls", r.calls);
	yyjson_mut_obj_add_str(d, v, "taken_at", r.taken_at);
	yyjson_mut_obj_add_str(d, v, "issued_at", r.issued_at);
	yyjson_mut_obj_add_int(d, v, "reprints", r.reprints);
	yyjson_mut_obj_add_str(d, v, "called_at", r.called_at);
	yyjson_mut_obj_add_str(d, v, "served_at", r.served_at);
	yyjson_mut_obj_add_str(d, v, "ended_at", r.ended_at);
	yyjson_mut_obj_add_val(d, v, "items", items);
	yyjson_mut_obj_add_val(d, v, "prechecks", prechecks);
	yyjson_mut_obj_add_arr(d, v, "cases");
	*out = v;
	return RC_OK;
}

const char *ticket_slip_url(struct txn *t, const char *id, const char *secret, const char *base)
{
	return arena_printf(&t->arena, "%s/Q/%s/%s", site_address(t, base), id, secret);
}

enum rc ticket_slip(struct txn *t, const char *id, const char *base, yyjson_mut_val *view)
{
	struct row_ticket_secret row;
	TRY(load_ticket_secret(t, t->self->site, id, &row));
	yyjson_mut_obj_add_strcpy(
		t->doc, view, "slip_url", ticket_slip_url(t, id, row.secret, base));
	yyjson_mut_obj_add_strcpy(t->doc, view, "slip_code", row.secret);
	return RC_OK;
}
