/* What the holder of a slip sees and may do. */
#include "hall/queue/slip.h"
#include <string.h>
#include "base/json.h"
#include "base/person.h"
#include "hall/place/catalogue.h"
#include "hall/place/category.h"
#include "hall/queue/closing.h"
#include "hall/queue/estimate.h"
#include "hall/place/site.h"

/* By the number on the paper: today's, or, when the code is that one's, the last one of another
 * day. */
static const char *id_of_number(struct txn *t, const char *number, const char *code)
{
	struct row_ticket_id_by_number now;
	struct row_ticket_id_by_old_number old;
	struct row_ticket_row row;
	const char *today = txn_today(t), *id = number;
	if (load_ticket_id_by_number(t, t->self->site, today, number, &now) == RC_OK)
		id = now.id;
	if (ticket_fits_slip(t, id, code, &row) != RC_OK &&
		load_ticket_id_by_old_number(t, t->self->site, today, number, &old) == RC_OK &&
		ticket_fits_slip(t, old.id, code, &row) == RC_OK)
		id = old.id;
	return id;
}

enum rc slip_find(struct txn *t, const char *id, const char *secret, struct row_ticket_row *row)
{
	const char *said = person_number(&t->arena, id), *code = person_number(&t->arena, secret);
	return ticket_by_slip(t, id_of_number(t, said, code), code, row);
}

static enum rc add_items(struct txn *t, yyjson_mut_val *v, const char *ids)
{
	yyjson_val *list, *one;
	size_t i, max;
	yyjson_mut_val *names = yyjson_mut_obj_add_arr(t->doc, v, "items");
	if (json_read(&t->arena, ids, strlen(ids), &list))
		return fault("ticket items are not JSON");
	yyjson_arr_foreach (list, i, max, one) {
		struct row_item_facts item;
		if (catalogue_item(t, yyjson_get_str(one), &item) == RC_OK)
			yyjson_mut_arr_add_str(t->doc, names, item.name);
	}
	t->refusal = REFUSAL_NONE; /* an item that left the catalogue is left out */
	return RC_OK;
}

static enum rc add_place(struct txn *t, yyjson_mut_val *v, const struct row_ticket_row *row)
{
	struct row_ticket_last_called last;
	struct site_window w;
	yyjson_mut_doc *d = t->doc;
	if (row->window_no != DB_NULL_INT && site_window(t, row->window_no, &w) == RC_OK) {
		yyjson_mut_obj_add_int(d, v, "window_no", row->window_no);
		yyjson_mut_obj_add_str(d, v, "window_name", w.sign);
		yyjson_mut_obj_add_str(d, v, "window_place", w.row.place);
	}
	t->refusal = REFUSAL_NONE;
	enum rc rc = load_ticket_last_called(
		t, t->self->site, row->day, row->zone, row->category, &last);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	yyjson_mut_val *call = yyjson_mut_obj_add_obj(d, v, "last_called");
	yyjson_mut_obj_add_str(d, call, "number", last.number);
	yyjson_mut_obj_add_int(d, call, "window_no", last.window_no);
	yyjson_mut_obj_add_str(d, call, "called_at", last.called_at);
	return RC_OK;
}

static bool may_cancel(struct txn *t, const struct row_ticket_row *row)
{
	struct ticket_facts was = { row->state, 0, false };
	struct ticket_decision d;
	return strcmp(row->day, txn_today(t)) >= 0 && !ticket_decide(&was, TICKET_CANCEL, 0, &d) &&
	       !d.already;
}

enum rc slip_view(struct txn *t, const char *id, const char *secret, yyjson_mut_val **out)
{
	struct row_ticket_row row;
	struct row_site_row site;
	struct estimate e = { 0 };
	struct closing_number evening;
	TRY(slip_find(t, id, secret, &row));
	TRY(site_load(t, &site));
	if (row.state == TICKET_STATE_WAITING)
		TRY(ticket_estimate(t, &row, &e));
	TRY(closing_of(t, &row, &evening));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_obj_add_str(d, v, "ticket_id", row.id);
	yyjson_mut_obj_add_str(d, v, "number", row.number);
	yyjson_mut_obj_add_str(d, v, "day", row.day);
	yyjson_mut_obj_add_str(d, v, "moved_from", row.moved_from);
	bool today = !strcmp(row.day, txn_today(t));
	yyjson_mut_obj_add_bool(d, v, "today", today);
	yyjson_mut_obj_add_str(d, v, "state", ticket_state_word(row.state));
	yyjson_mut_obj_add_str(d, v, "fate", ticket_fate_word(evening.fate));
	yyjson_mut_obj_add_str(d, v, "notice", evening.words);
	yyjson_mut_obj_add_str(d, v, "category_label", category_label(t, row.category));
	yyjson_mut_obj_add_str(d, v, "priority", priority_word(row.priority));
	yyjson_mut_obj_add_int(d, v, "ahead", e.ahead);
	estimate_add(t, v, &e);
	yyjson_mut_obj_add_str(d, v, "taken_at", row.taken_at);
	yyjson_mut_obj_add_str(d, v, "called_at", row.called_at);
	yyjson_mut_obj_add_str(d, v, "ended_at", row.ended_at);
	yyjson_mut_obj_add_str(d, v, "cancelled_by", row.cancelled_by);
	yyjson_mut_obj_add_bool(d, v, "may_cancel", may_cancel(t, &row));
	yyjson_mut_obj_add_bool(d, v, "rated", row.rated);
	TRY(add_items(t, v, row.items));
	TRY(add_place(t, v, &row));
	*out = v;
	return RC_OK;
}

enum rc slip_cancel(struct txn *t, const char *id, const char *secret)
{
	struct row_ticket_row row;
	TRY(slip_find(t, id, secret, &row));
	return ticket_give_up(t, row.id);
}
