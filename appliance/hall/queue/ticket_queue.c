/* The queue as desks and the kiosk see it. */
#include "hall/queue/ticket.h"
#include <string.h>
#include "base/date.h"
#include "hall/place/category.h"
#include "hall/queue/estimate.h"
#include "hall/place/site.h"

/* What the lists of tickets have in common. */
struct line {
	const char *id, *number, *zone, *priority, *taken_at, *note;
	int64_t bound;
};

static yyjson_mut_val *queue_line(struct txn *t, const char *state, struct line l)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	int64_t waited = (t->now - clock_parse(l.taken_at)) / 60000;
	yyjson_mut_obj_add_str(d, v, "id", l.id);
	yyjson_mut_obj_add_str(d, v, "number", l.number);
	yyjson_mut_obj_add_str(d, v, "zone", l.zone);
	yyjson_mut_obj_add_str(d, v, "state", state);
	if (l.bound != DB_NULL_INT)
		yyjson_mut_obj_add_int(d, v, "bound_window", l.bound);
	yyjson_mut_obj_add_str(d, v, "note", l.note);
	yyjson_mut_obj_add_str(d, v, "priority", l.priority);
	yyjson_mut_obj_add_str(d, v, "taken_at", l.taken_at);
	yyjson_mut_obj_add_int(d, v, "waited_minutes", waited > 0 ? waited : 0);
	return v;
}

/* Lists are cut here, and the reply says how many stand behind the cut. */
#define QUEUE_SHOWN 1000

static enum rc add_waiting(struct txn *t, yyjson_mut_val *list, const char *id)
{
	struct row_ticket_row r;
	TRY(load_ticket_row(t, t->self->site, id, &r));
	const char *note = r.transfer_note ? r.transfer_note : r.note;
	struct line l = { r.id, r.number, r.zone, priority_word(r.priority), r.taken_at, note,
		r.bound_window };
	yyjson_mut_arr_append(list, queue_line(t, "waiting", l));
	return RC_OK;
}

/* The next three that this window would call, by the rules. */
static enum rc add_next(struct txn *t, yyjson_mut_val *v, int64_t window)
{
	struct row_ticket_since_priority since;
	struct ticket_waiting *mine;
	struct site_window w;
	size_t count = 0;
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "next");
	enum rc rc = window ? site_window(t, window, &w) : RC_NOTFOUND;
	if (!rc)
		rc = ticket_candidates(t, &w, &mine, &count);
	if (!rc)
		rc = load_ticket_since_priority(t, t->self->site, txn_today(t), w.row.zone, &since);
	if (rc && rc != RC_NOTFOUND)
		return rc;
	yyjson_mut_obj_add_int(t->doc, v, "here", (int64_t)count);
	for (int k = 0; k < 3 && count; k++) {
		int at = ticket_next(mine, count, since.normals, ticket_order(t));
		TRY(add_waiting(t, list, mine[at].id));
		since.normals = mine[at].priority ? 0 : since.normals + 1;
		mine[at] = mine[--count];
	}
	return RC_OK;
}

static enum rc add_mine(struct txn *t, yyjson_mut_val *v, int64_t window)
{
	struct row_ticket_at_window mine;
	struct row_ticket_window_today today;
	struct row_ticket_held *held;
	yyjson_mut_val *one;
	size_t n;
	const char *day = txn_today(t);
	TRY(list_ticket_held(t, t->self->site, day, window, QUEUE_SHOWN, &held, &n));
	TRY(load_ticket_window_today(t, t->self->site, day, window, &today));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "held");
	for (size_t i = 0; i < n; i++)
		yyjson_mut_arr_append(
			list, queue_line(t, "held",
				      (struct line){ held[i].id, held[i].number, held[i].zone,
					      held[i].priority, held[i].taken_at, held[i].note,
					      DB_NULL_INT }));
	yyjson_mut_obj_add_int(t->doc, v, "served_today", today.served);
	yyjson_mut_obj_add_int(t->doc, v, "missed_today", today.missed);
	if (today.minutes != DB_NULL_INT)
		yyjson_mut_obj_add_int(
			t->doc, v, "served_minutes", today.minutes > 0 ? today.minutes : 0);
	enum rc rc = load_ticket_at_window(t, t->self->site, day, window, &mine);
	if (!rc && !(rc = ticket_view(t, mine.id, &one)))
		yyjson_mut_obj_add_val(t->doc, v, "mine", one);
	if (rc == RC_NOTFOUND) {
		rc = RC_OK;
		yyjson_mut_obj_add_null(t->doc, v, "mine");
	}
	return rc;
}

static void add_more(struct txn *t, yyjson_mut_val *v, const char *name, int64_t all)
{
	yyjson_mut_obj_add_int(t->doc, v, name, all > QUEUE_SHOWN ? all - QUEUE_SHOWN : 0);
}

static enum rc add_lines(struct txn *t, yyjson_mut_val *v, int64_t window)
{
	struct row_ticket_line_counts counts;
	struct row_ticket_waiting *w;
	struct row_ticket_missed *m;
	size_t waiting, missed;
	const char *site = t->self->site, *day = txn_today(t);
	TRY(list_ticket_waiting(t, site, day, QUEUE_SHOWN, &w, &waiting));
	TRY(list_ticket_missed(t, site, day, QUEUE_SHOWN, &m, &missed));
	TRY(load_ticket_line_counts(t, site, day, window, &counts));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, v, "waiting");
	for (size_t i = 0; i < waiting; i++, w++) {
		struct line l = { w->id, w->number, w->zone, w->priority, w->taken_at, w->note,
			w->bound_window };
		yyjson_mut_arr_append(list, queue_line(t, "waiting", l));
	}
	list = yyjson_mut_obj_add_arr(t->doc, v, "missed");
	for (size_t i = 0; i < missed; i++, m++) {
		struct line l = { m->id, m->number, m->zone, m->priority, m->taken_at, m->note,
			DB_NULL_INT };
		yyjson_mut_arr_append(list, queue_line(t, "missed", l));
	}
	add_more(t, v, "more_waiting", counts.waiting);
	add_more(t, v, "more_missed", counts.missed);
	add_more(t, v, "more_held", counts.held);
	return RC_OK;
}

enum rc ticket_queue(struct txn *t, int64_t window, yyjson_mut_val **out)
{
	yyjson_mut_val *v = *out = yyjson_mut_obj(t->doc);
	TRY(add_next(t, v, window));
	TRY(add_mine(t, v, window));
	return add_lines(t, v, window);
}

enum rc ticket_closed(struct txn *t, const char *day, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	if (date_parse(day) == DATE_NONE)
		return txn_refuse(t, REFUSAL_SHAPE, "日期应写成 2026-11-24 的样子");
	TRY(query_ticket_day_closed(t, t->self->site, day, &list));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "day", day);
	yyjson_mut_obj_add_val(t->doc, *out, "tickets", list);
	return RC_OK;
}

/* What a kiosk tells of the queues. */
struct kiosk {
	struct estimate_hall estimates;
	const struct category *all;
	struct row_ticket_category_counts *counts;
	size_t category_count, count_count;
};

static int64_t waiting_in(const struct kiosk *k, const char *category)
{
	for (size_t i = 0; i < k->count_count; i++)
		if (!strcmp(k->counts[i].category, category))
			return k->counts[i].waiting;
	return 0;
}

static enum rc add_categories(
	struct txn *t, yyjson_mut_val *zone, const char *name, const struct kiosk *k)
{
	const struct category *all = k->all;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, zone, "categories");
	for (size_t i = 0; i < k->category_count; i++) {
		if (strcmp(all[i].zone, name))
			continue;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "id", all[i].id);
		yyjson_mut_obj_add_str(d, one, "label", all[i].label);
		yyjson_mut_obj_add_strncpy(d, one, "letter", &all[i].letter, 1);
		yyjson_mut_obj_add_int(d, one, "waiting", waiting_in(k, all[i].id));
		struct estimate e;
		TRY(estimate_of(t, &k->estimates,
			&(struct estimate_whose){ .zone = name, .category = all[i].id }, &e));
		estimate_add(t, one, &e);
	}
	return RC_OK;
}

enum rc ticket_kiosk(struct txn *t, yyjson_mut_val **out)
{
	struct row_site_row site;
	struct kiosk k;
	TRY(site_load(t, &site));
	TRY(estimate_load(t, &k.estimates));
	TRY(category_all(t, &k.all, &k.category_count));
	TRY(list_ticket_category_counts(t, t->self->site, txn_today(t), &k.counts, &k.count_count));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "zones");
	for (size_t z = 0; z < k.category_count; z++) {
		const struct category *c = &k.all[z];
		int64_t open = 0, waiting = 0;
		if (c->own)
			continue;
		for (size_t i = 0; i < k.estimates.window_count; i++)
			open += site_window_serves(&k.estimates.windows[i], c->zone) &&
				k.estimates.windows[i].row.state == WINDOW_STATE_OPEN;
		for (size_t i = 0; i < k.count_count; i++)
			waiting += strcmp(k.counts[i].zone, c->zone) ? 0 : k.counts[i].waiting;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "zone", c->zone);
		yyjson_mut_obj_add_str(d, one, "label", c->label);
		yyjson_mut_obj_add_strncpy(d, one, "letter", &c->letter, 1);
		yyjson_mut_obj_add_int(d, one, "waiting", waiting);
		yyjson_mut_obj_add_int(d, one, "open_windows", open);
		TRY(add_categories(t, one, c->zone, &k));
	}
	*out = v;
	return RC_OK;
}
