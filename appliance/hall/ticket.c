/* Tickets: load, decide, record; nothing else. */
#include "hall/ticket.h"
#include <string.h>
#include "base/date.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/set.h"
#include "events.h"
#include "hall/catalogue.h"
#include "hall/setting.h"
#include "hall/site.h"
#include "rules/window.h"

const char *ticket_today(struct txn *t)
{
	char *day = arena_alloc(&t->arena, DATE_TEXT);
	date_text(date_of(t->now), day);
	return day;
}

/* "T361127100-1-20261124-A007" without its dashes: digits and capitals, fit for a scanner. The incarnation is in it, so a restored box never
 * gives out an id again. */
static const char *ticket_id(struct txn *t, const char *day, const char *number)
{
	char *out = arena_printf(&t->arena, "T%s%.4s%.2s%.2s%s", t->self->node, day, day + 5, day + 8, number);
	char *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '-')
			*to++ = *p;
	*to = '\0';
	return out;
}

static enum rc zone_is_served(struct txn *t, const char *zone)
{
	struct site_window *windows;
	size_t n;
	enum rc rc = site_windows(t, &windows, &n);
	bool there = false;
	for (size_t i = 0; !rc && i < n; i++)
		there |= !strcmp(windows[i].row.zone, zone);
	return rc || there ? rc : txn_refuse(t, REFUSAL_ZONE_CLOSED, set_label("zone", zone));
}

static const char *fresh_secret(struct txn *t)
{
	static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; /* 32: no bias; none that reads like another */
	unsigned char bytes[TICKET_SECRET];
	char *out = arena_alloc(&t->arena, TICKET_SECRET + 1);
	id_random(bytes, sizeof bytes);
	for (size_t i = 0; i < TICKET_SECRET; i++)
		out[i] = alphabet[bytes[i] & 31];
	out[TICKET_SECRET] = '\0';
	return out;
}

static enum rc known_items(struct txn *t, const yyjson_val *items, yyjson_mut_val **out)
{
	size_t i, max;
	yyjson_val *v;
	*out = yyjson_mut_arr(t->doc);
	yyjson_arr_foreach((yyjson_val *)(uintptr_t)items, i, max, v) {
		struct row_item_facts item;
		enum rc rc = catalogue_item(t, yyjson_get_str(v), &item);
		if (rc)
			return rc;
		yyjson_mut_arr_add_strcpy(t->doc, *out, yyjson_get_str(v));
	}
	return RC_OK;
}

enum rc ticket_take(struct txn *t, const struct ticket_wish *wish, const char **id)
{
	struct row_ticket_sequence seq;
	struct row_ticket_last_rank last;
	yyjson_mut_val *items;
	const char *day = ticket_today(t), *category = wish->zone;
	char letter = window_letter(wish->zone);
	if (!letter)
		return txn_refuse(t, REFUSAL_ZONE_UNKNOWN, wish->zone);
	enum rc rc = zone_is_served(t, wish->zone);
	if (!rc)
		rc = known_items(t, wish->items, &items);
	if (!rc)
		rc = load_ticket_sequence(t, t->self->site, day, category, &seq);
	if (!rc)
		rc = load_ticket_last_rank(t, t->self->site, day, &last);
	if (rc)
		return rc;
	const char *number = arena_printf(&t->arena, "%c%03lld", letter, (long long)seq.taken + 1);
	const char *fresh = ticket_id(t, day, number);
	rc = event_ticket_taken(t, NULL, fresh, &(struct event_ticket_taken){
		.number = number, .day = day, .zone = wish->zone, .category = category, .sequence = seq.taken + 1, .priority = wish->priority,
		.rank = (last.rank / TICKET_RANK_STEP + 1) * TICKET_RANK_STEP, .items = items, .channel = wish->channel, .secret = fresh_secret(t),
		.note = wish->note, .appointment = wish->appointment });
	if (!rc)
		*id = fresh;
	return rc;
}

enum rc ticket_confirm(struct txn *t, const char *id, const char *by)
{
	struct row_ticket_row row;
	enum rc rc = load_ticket_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	if (!strcmp(row.state, "void"))
		return txn_refuse(t, REFUSAL_TICKET_LAPSED, row.number);
	return strcmp(row.state, "issuing") ? RC_OK : event_ticket_issued(t, NULL, id, &(struct event_ticket_issued){ .by = by });
}

enum rc ticket_reprint(struct txn *t, const char *id)
{
	struct row_ticket_row row;
	enum rc rc = load_ticket_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	if (!strcmp(row.state, "void"))
		return txn_refuse(t, REFUSAL_TICKET_LAPSED, row.number);
	if (row.ended_at)
		return txn_refuse(t, REFUSAL_TICKET_ENDED, row.number);
	return event_ticket_reprinted(t, NULL, id, &(struct event_ticket_reprinted){ 0 });
}

enum rc ticket_lapse(struct txn *t)
{
	char before[CLOCK_TEXT];
	struct row_ticket_unconfirmed *rows;
	size_t n;
	clock_text(t->now - setting_int(t, SETTING_TICKET_CONFIRM_MINUTES) * 60000, before);
	enum rc rc = list_ticket_unconfirmed(t, t->self->site, before, &rows, &n);
	for (size_t i = 0; !rc && i < n; i++)
		rc = event_ticket_lapsed(t, NULL, rows[i].id, &(struct event_ticket_lapsed){ 0 });
	return rc;
}

enum rc ticket_by_slip(struct txn *t, const char *id, const char *secret, struct row_ticket_row *row)
{
	struct row_ticket_row found;
	enum rc rc = load_ticket_row(t, t->self->site, id, &found);
	if (rc == RC_FAULT)
		return rc;
	if (rc || strlen(secret) != TICKET_SECRET || strlen(found.secret) != TICKET_SECRET || !hash_same(found.secret, secret, TICKET_SECRET))
		return txn_refuse(t, REFUSAL_SLIP_WRONG, NULL);
	*row = found;
	return RC_OK;
}

static enum rc own_window(struct txn *t, int64_t no, struct site_window *w)
{
	enum rc rc = site_window(t, no, w);
	if (rc)
		return rc;
	if (!w->row.clerk || strcmp(w->row.clerk, t->actor->id))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	return !strcmp(w->row.state, "paused") ? txn_refuse(t, REFUSAL_WINDOW_PAUSED, NULL) : RC_OK;
}

static enum rc due_at(struct txn *t, const struct site_window *w, const char **id)
{
	struct row_ticket_waiting *rows;
	struct row_ticket_since_priority since;
	size_t n, mine = 0;
	const char *day = ticket_today(t);
	enum rc rc = list_ticket_waiting(t, t->self->site, day, &rows, &n);
	if (!rc)
		rc = load_ticket_since_priority(t, t->self->site, day, w->row.zone, &since);
	if (rc)
		return rc;
	struct ticket_waiting *waiting = arena_array(&t->arena, struct ticket_waiting, n + 1);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].zone, w->row.zone))
			waiting[mine++] = (struct ticket_waiting){ rows[i].id, strcmp(rows[i].priority, "none") != 0, rows[i].rank, t->now - clock_parse(rows[i].taken_at) };
	struct ticket_order order = { setting_int(t, SETTING_TICKET_NORMAL_PER_PRIORITY), setting_int(t, SETTING_TICKET_STARVED_MINUTES) * 60000 };
	int pick = ticket_next(waiting, mine, since.normals, order);
	if (pick < 0)
		return txn_refuse(t, REFUSAL_QUEUE_EMPTY, NULL);
	*id = waiting[pick].id;
	return RC_OK;
}

enum rc ticket_call_next(struct txn *t, int64_t window, const char **id)
{
	struct site_window w;
	struct row_ticket_at_window open;
	enum rc rc = own_window(t, window, &w);
	if (rc)
		return rc;
	rc = load_ticket_at_window(t, t->self->site, ticket_today(t), window, &open);
	if (rc == RC_OK)
		return txn_refuse(t, REFUSAL_TICKET_OPEN, NULL);
	if (rc != RC_NOTFOUND)
		return rc;
	rc = due_at(t, &w, id);
	return rc ? rc : ticket_act(t, *id, TICKET_CALL, window, NULL);
}

enum rc ticket_act(struct txn *t, const char *id, enum ticket_verb verb, int64_t window, const char *note)
{
	struct row_ticket_row row;
	struct site_window w;
	enum ticket_state is;
	enum rc rc = load_ticket_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	if (window)
		rc = own_window(t, window, &w);
	if (rc)
		return rc;
	struct ticket_facts was = { (enum ticket_state)ticket_state_of(row.state), row.window_no == DB_NULL_INT ? 0 : row.window_no };
	enum refusal no = ticket_decide(&was, verb, window, &is);
	if (no)
		return txn_refuse(t, no, row.number);
	switch (verb) {
	case TICKET_CALL:
		return event_ticket_called(t, NULL, id, &(struct event_ticket_called){ .window = window });
	case TICKET_SERVE:
		return event_ticket_serving(t, NULL, id, &(struct event_ticket_serving){ .window = window });
	case TICKET_MISS:
		return event_ticket_missed(t, NULL, id, &(struct event_ticket_missed){ 0 });
	case TICKET_REQUEUE:
		return event_ticket_requeued(t, NULL, id, &(struct event_ticket_requeued){ 0 });
	case TICKET_FINISH:
		return event_ticket_finished(t, NULL, id, &(struct event_ticket_finished){ 0 });
	case TICKET_CANCEL:
		return event_ticket_cancelled(t, NULL, id, &(struct event_ticket_cancelled){ .note = note });
	case TICKET_VERBS:
		break;
	}
	return fault("no such verb");
}
