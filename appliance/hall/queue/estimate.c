/* Estimates: what was measured goes in, rules/queue/estimate.c says what it means. */
#include "hall/queue/estimate.h"
#include <string.h>
#include "base/date.h"
#include "hall/queue/line.h"
#include "hall/queue/ticket_row.h"

#define NEWCOMER "new" /* the id of a ticket that is not there yet */
#define PACE_MS 3600000 /* how far back the pace of priority tickets is measured, */
#define PACE_LEAST_MS 900000 /* and how long the queue must have been there to have one */

enum rc estimate_load(struct txn *t, struct estimate_hall *h)
{
	const char *day = txn_today(t);
	char since[CLOCK_TEXT];
	clock_text(t->now - PACE_MS, since);
	*h = (struct estimate_hall){ 0 };
	TRY(site_windows(t, &h->windows, &h->window_count));
	for (size_t i = 0; i < h->window_count; i++)
		h->open |= h->windows[i].row.state == WINDOW_STATE_OPEN;
	if (!h->open)
		return RC_OK;
	TRY(list_service_now(t, t->self->site, day, &h->now, &h->now_count));
	TRY(list_service_recent(t, t->self->site, day, &h->recent, &h->recent_count));
	TRY(list_priority_pace(t, t->self->site, day, since, &h->pace, &h->pace_count));
	return list_service_past(t, t->self->site,
		arena_printf(&t->arena, "%d", date_weekday(date_of(t->now)) % 7),
		arena_printf(&t->arena, "%.2s", t->at + 11), &h->past, &h->past_count);
}

/* Of one category, or of all when category is NULL. */
static struct estimate_service measured(const struct estimate_hall *h, const char *category)
{
	int64_t today[ESTIMATE_RECENT], total = 0, count = 0;
	size_t n = 0;
	for (size_t i = 0; i < h->recent_count && n < ESTIMATE_RECENT; i++)
		if (!category || !strcmp(h->recent[i].category, category))
			today[n++] = h->recent[i].ms;
	for (size_t i = 0; i < h->past_count; i++)
		if (!category || !strcmp(h->past[i].category, category)) {
			total += h->past[i].total_ms;
			count += h->past[i].services;
		}
	return estimate_service(today, n, total, count);
}

/* A category that has not measured enough takes the hall's services as they are. */
static struct estimate_service service_of(const struct estimate_hall *h, const char *category)
{
	struct estimate_service s = measured(h, category);
	return s.known ? s : measured(h, NULL);
}

/* How often a priority ticket comes to the zone's queue; 0: none is expected. */
static int64_t priority_every(const struct txn *t, const struct estimate_hall *h, const char *zone)
{
	for (size_t i = 0; i < h->pace_count; i++)
		if (!strcmp(h->pace[i].zone, zone)) {
			int64_t open = t->now - clock_parse(h->pace[i].first),
				over = open < PACE_MS ? open : PACE_MS;
			return h->pace[i].count > 0 && over >= PACE_LEAST_MS
				       ? over / h->pace[i].count
				       : 0;
		}
	return 0;
}

/* When each open window that serves the zone will be free: a service under way is expected to take
 * its mean, and a quarter of it more when it has already taken that long. */
static size_t free_windows(
	struct txn *t, const struct estimate_hall *h, const char *zone, int64_t *free_in_ms)
{
	size_t n = 0;
	for (size_t i = 0; i < h->window_count && n < ESTIMATE_WINDOWS; i++) {
		if (h->windows[i].row.state != WINDOW_STATE_OPEN ||
			!site_window_serves(&h->windows[i], zone))
			continue;
		free_in_ms[n] = 0;
		for (size_t k = 0; k < h->now_count; k++)
			if (h->now[k].window_no == h->windows[i].row.no) {
				int64_t mean = service_of(h, h->now[k].category).mean_ms,
					left = mean - (t->now - clock_parse(h->now[k].called_at));
				free_in_ms[n] = left > mean / 4 ? left : mean / 4;
			}
		n++;
	}
	return n;
}

enum rc estimate_of(struct txn *t, const struct estimate_hall *h,
	const struct estimate_whose *whose, struct estimate *out)
{
	int64_t ahead;
	struct row_ticket_waiting_in *rows;
	struct row_ticket_since_priority since;
	int64_t free_in_ms[ESTIMATE_WINDOWS];
	size_t n, me, windows = free_windows(t, h, whose->zone, free_in_ms);
	const char *day = txn_today(t);
	TRY(line_ahead(t, day, whose->zone, whose->id ? whose->rank : INT64_MAX, &ahead));
	if (ahead >= ESTIMATE_PLACES) {
		*out = estimate_far(ahead, service_of(h, whose->category), windows);
		return RC_OK;
	}
	TRY(list_ticket_waiting_in(t, t->self->site, day, whose->zone, ESTIMATE_PLACES, &rows, &n));
	TRY(load_ticket_since_priority(t, t->self->site, day, whose->zone, &since));
	struct ticket_waiting *waiting = arena_array(&t->arena, struct ticket_waiting, n + 1);
	struct estimate_service *service = arena_array(&t->arena, struct estimate_service, n + 1);
	me = n;
	for (size_t i = 0; i < n; i++) {
		waiting[i] = (struct ticket_waiting){ rows[i].id, rows[i].priority != PRIORITY_NONE,
			rows[i].rank, t->now - clock_parse(rows[i].waits_since), rows[i].begun };
		service[i] = service_of(h, rows[i].category);
		if (whose->id && !strcmp(rows[i].id, whose->id))
			me = i;
	}
	if (me == n) { /* it comes now, behind all; who is behind it changes nothing for it */
		me = n = n < ESTIMATE_PLACES ? n : ESTIMATE_PLACES - 1;
		waiting[n] = (struct ticket_waiting){ NEWCOMER, whose->priority, INT64_MAX - 1, 0,
			false };
		service[n++] = service_of(h, whose->category);
	}
	struct estimate_queue q = { waiting, service, n, me, since.normals, ticket_order(t),
		priority_every(t, h, whose->zone), free_in_ms, windows };
	*out = estimate_wait(&q);
	return RC_OK;
}

void estimate_add(struct txn *t, yyjson_mut_val *into, const struct estimate *e)
{
	if (!e->known) {
		yyjson_mut_obj_add_null(t->doc, into, "estimate_low");
		yyjson_mut_obj_add_null(t->doc, into, "estimate_high");
		return;
	}
	yyjson_mut_obj_add_int(t->doc, into, "estimate_low", e->low_ms / 60000);
	yyjson_mut_obj_add_int(t->doc, into, "estimate_high", e->high_ms / 60000);
}
