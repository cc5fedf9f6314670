/* What pages see of tickets: one ticket, the queue, the kiosk. */
#include "hall/ticket.h"
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/set.h"
#include "hall/catalogue.h"
#include "hall/setting.h"
#include "hall/site.h"
#include "rules/window.h"

static enum rc items_json(struct txn *t, const char *ids, yyjson_mut_val **out)
{
	yyjson_val *list, *v;
	size_t i, max;
	*out = yyjson_mut_arr(t->doc);
	if (json_read(&t->arena, ids, strlen(ids), &list))
		return fault("ticket items are not JSON");
	yyjson_arr_foreach(list, i, max, v) {
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

enum rc ticket_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_ticket_row r;
	struct row_ticket_ahead ahead = { 0 };
	yyjson_mut_val *items;
	enum rc rc = load_ticket_row(t, t->self->site, id, &r);
	if (!rc && !strcmp(r.state, "waiting"))
		rc = load_ticket_ahead(t, t->self->site, r.day, r.zone, r.rank, &ahead);
	if (!rc)
		rc = items_json(t, r.items, &items);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, v, "id", id);
	yyjson_mut_obj_add_str(d, v, "number", r.number);
	yyjson_mut_obj_add_str(d, v, "day", r.day);
	yyjson_mut_obj_add_str(d, v, "zone", r.zone);
	yyjson_mut_obj_add_str(d, v, "zone_label", set_label("zone", r.zone));
	yyjson_mut_obj_add_str(d, v, "category", r.category);
	yyjson_mut_obj_add_str(d, v, "channel", r.channel);
	yyjson_mut_obj_add_str(d, v, "note", r.note);
	yyjson_mut_obj_add_str(d, v, "appointment", r.appointment);
	yyjson_mut_obj_add_str(d, v, "priority", r.priority);
	yyjson_mut_obj_add_str(d, v, "state", r.state);
	yyjson_mut_obj_add_int(d, v, "ahead", ahead.ahead);
	add_window(t, v, r.window_no);
	yyjson_mut_obj_add_int(d, v, "calls", r.calls);
	yyjson_mut_obj_add_str(d, v, "taken_at", r.taken_at);
	yyjson_mut_obj_add_str(d, v, "issued_at", r.issued_at);
	yyjson_mut_obj_add_int(d, v, "reprints", r.reprints);
	yyjson_mut_obj_add_str(d, v, "called_at", r.called_at);
	yyjson_mut_obj_add_str(d, v, "served_at", r.served_at);
	yyjson_mut_obj_add_str(d, v, "ended_at", r.ended_at);
	yyjson_mut_obj_add_val(d, v, "items", items);
	yyjson_mut_obj_add_arr(d, v, "cases");
	*out = v;
	return RC_OK;
}

const char *ticket_slip_url(struct txn *t, const struct row_ticket_row *row, const char *base)
{
	const char *set = setting_text(t, SETTING_SLIP_BASE_URL);
	char *url = arena_printf(&t->arena, "%s/Q/%s/%s", set[0] ? set : base ? base : "", row->id, row->secret);
	for (char *p = url; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A'); /* capitals keep the QR in its smaller alphanumeric mode */
	return url;
}

enum rc ticket_slip(struct txn *t, const char *id, const char *base, yyjson_mut_val *view)
{
	struct row_ticket_row row;
	enum rc rc = load_ticket_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	yyjson_mut_obj_add_strcpy(t->doc, view, "slip_url", ticket_slip_url(t, &row, base));
	yyjson_mut_obj_add_strcpy(t->doc, view, "slip_code", row.secret);
	return RC_OK;
}

static yyjson_mut_val *queue_line(struct txn *t, const char *id, const char *number, const char *zone, const char *priority, const char *taken_at)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	int64_t waited = (t->now - clock_parse(taken_at)) / 60000;
	yyjson_mut_obj_add_str(d, v, "id", id);
	yyjson_mut_obj_add_str(d, v, "number", number);
	yyjson_mut_obj_add_str(d, v, "zone", zone);
	yyjson_mut_obj_add_str(d, v, "priority", priority);
	yyjson_mut_obj_add_str(d, v, "taken_at", taken_at);
	yyjson_mut_obj_add_int(d, v, "waited_minutes", waited > 0 ? waited : 0);
	return v;
}

enum rc ticket_queue(struct txn *t, int64_t window, yyjson_mut_val **out)
{
	struct row_ticket_waiting *waiting;
	struct row_ticket_missed *missed;
	struct row_ticket_at_window mine;
	struct row_ticket_served_today served;
	size_t n, m;
	const char *day = ticket_today(t);
	enum rc rc = list_ticket_waiting(t, t->self->site, day, &waiting, &n);
	if (!rc)
		rc = list_ticket_missed(t, t->self->site, day, &missed, &m);
	if (!rc)
		rc = load_ticket_served_today(t, t->self->site, day, window, &served);
	if (rc)
		return rc;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *one;
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "waiting");
	for (size_t i = 0; i < n && i < 1000; i++)
		yyjson_mut_arr_append(list, queue_line(t, waiting[i].id, waiting[i].number, waiting[i].zone, waiting[i].priority, waiting[i].taken_at));
	list = yyjson_mut_obj_add_arr(t->doc, v, "missed");
	for (size_t i = 0; i < m && i < 1000; i++)
		yyjson_mut_arr_append(list, queue_line(t, missed[i].id, missed[i].number, missed[i].zone, missed[i].priority, missed[i].taken_at));
	rc = load_ticket_at_window(t, t->self->site, day, window, &mine);
	if (!rc && !(rc = ticket_view(t, mine.id, &one)))
		yyjson_mut_obj_add_val(t->doc, v, "mine", one);
	if (rc == RC_NOTFOUND) {
		rc = RC_OK;
		yyjson_mut_obj_add_null(t->doc, v, "mine");
	}
	yyjson_mut_obj_add_int(t->doc, v, "served_today", served.served);
	*out = v;
	return rc;
}

enum rc ticket_kiosk(struct txn *t, yyjson_mut_val **out)
{
	static const char *const zones[] = { "general", "public_security", "public_utility", "issue" };
	struct row_site_row site;
	struct site_window *windows;
	struct row_ticket_zone_counts *counts;
	size_t n, m;
	enum rc rc = site_load(t, &site);
	if (!rc)
		rc = site_windows(t, &windows, &n);
	if (!rc)
		rc = list_ticket_zone_counts(t, t->self->site, ticket_today(t), &counts, &m);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_obj_add_bool(d, v, "open", n > 0);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "zones");
	for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
		int64_t set_up = 0, open = 0, waiting = 0;
		for (size_t i = 0; i < n; i++) {
			bool here = !strcmp(windows[i].row.zone, zones[z]);
			set_up += here;
			open += here && !strcmp(windows[i].row.state, "open");
		}
		for (size_t i = 0; i < m; i++)
			if (!strcmp(counts[i].zone, zones[z]))
				waiting = counts[i].waiting;
		if (!set_up)
			continue;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "zone", zones[z]);
		yyjson_mut_obj_add_str(d, one, "label", set_label("zone", zones[z]));
		yyjson_mut_obj_add_strcpy(d, one, "letter", (char[]){ window_letter(zones[z]), '\0' });
		yyjson_mut_obj_add_int(d, one, "waiting", waiting);
		yyjson_mut_obj_add_int(d, one, "open_windows", open);
	}
	*out = v;
	return RC_OK;
}
