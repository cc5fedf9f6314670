/* Tickets until they wait: taken, confirmed, printed again; and the holder of a slip. */
#include "hall/queue/ticket.h"
#include <string.h>
#include "base/date.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/json.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/category.h"
#include "hall/queue/estimate.h"
#include "hall/place/guess.h"
#include "hall/place/limit.h"
#include "hall/place/site.h"

/* "T361127100-1-20261124-A007" without its dashes: digits and capitals, fit for a scanner. The
 * incarnation is in it, so a restored box never gives out an id again. */
static const char *ticket_id(struct txn *t, const char *day, const char *number)
{
	const char *out = arena_printf(
		&t->arena, "T%s%.4s%.2s%.2s%s", t->self->node, day, day + 5, day + 8, number);
	return arena_without(&t->arena, out, '-');
}

static const char *fresh_secret(struct txn *t)
{
	/* 32: no bias; none that reads like another */
	static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
	unsigned char bytes[TICKET_SECRET];
	char *out = arena_alloc(&t->arena, TICKET_SECRET + 1);
	id_random(bytes, sizeof bytes);
	for (size_t i = 0; i < TICKET_SECRET; i++)
		out[i] = alphabet[bytes[i] & 31];
	out[TICKET_SECRET] = '\0';
	return out;
}

static enum rc known_items(struct txn *t, const struct ticket_wish *wish, yyjson_mut_val **out)
{
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < wish->item_count; i++) {
		struct row_item_facts item;
		TRY(catalogue_item(t, wish->items[i], &item));
		yyjson_mut_arr_add_strcpy(t->doc, *out, wish->items[i]);
	}
	return RC_OK;
}

/* What the number says: the category's letter and its running number, or the window's number and
 * its own. The id is told apart by letters, for "3-1001" and "31-001" are the same digits. */
struct ticket_name {
	const char *number, *id;
};

static struct ticket_name name_ticket(
	struct txn *t, const char *day, const struct category *c, int64_t window, int64_t sequence)
{
	long long w = window, n = sequence;
	if (window)
		return (struct ticket_name){ arena_printf(&t->arena, "%lld-%03lld", w, n),
			ticket_id(t, day, arena_printf(&t->arena, "W%lldN%03lld", w, n)) };
	const char *number = arena_printf(&t->arena, "%c%03lld", c->letter, n);
	return (struct ticket_name){ number, ticket_id(t, day, number) };
}

/* Where a wish leads: its category, or its window, whose numbers are a category of their own. */
static enum rc find_place(struct txn *t, const struct ticket_wish *wish, struct category *c)
{
	struct site_window w;
	if (!wish->window) {
		const char *first = wish->item_count ? wish->items[0] : NULL;
		return category_choose(t, wish->zone, wish->category, first, c);
	}
	TRY(site_window(t, wish->window, &w));
	*c = (struct category){ .zone = w.row.zone,
		.id = arena_printf(&t->arena, "window-%lld", (long long)wish->window) };
	return RC_OK;
}

enum rc ticket_take(struct txn *t, const struct ticket_wish *wish, const char **id)
{
	struct row_ticket_sequence seq;
	struct row_ticket_last_rank last;
	struct category c;
	yyjson_mut_val *items;
	const char *day = wish->day ? wish->day : txn_today(t);
	TRY(limit_take(t, LIMIT_TICKETS));
	TRY(find_place(t, wish, &c));
	TRY(known_items(t, wish, &items));
	TRY(load_ticket_sequence(t, t->self->site, day, c.id, &seq));
	TRY(load_ticket_last_rank(t, t->self->site, day, &last));
	struct ticket_name name = name_ticket(t, day, &c, wish->window, seq.taken + 1);
	TRY(record_ticket_taken(t, name.id, .number = name.number, .day = day, .zone = c.zone,
		.category = c.id, .sequence = seq.taken + 1, .priority = wish->priority,
		.rank = ticket_rank_behind(last.rank), .items = items, .channel = wish->channel,
		.secret = fresh_secret(t), .note = wish->note, .appointment = wish->appointment,
		.window = wish->window));
	*id = name.id;
	return RC_OK;
}

/* What the citizen is told now is on record, so that the report can say how far it was off. */
static enum rc issue(struct txn *t, const struct row_ticket_row *row, enum issued_by by)
{
	struct estimate_hall h;
	struct estimate e;
	yyjson_mut_val *said = NULL;
	struct estimate_whose whose = { .zone = row->zone,
		.category = row->category,
		.priority = row->priority != PRIORITY_NONE };
	TRY(estimate_load(t, &h));
	if (h.open)
		TRY(estimate_of(t, &h, &whose, &e));
	if (h.open && e.known) {
		said = yyjson_mut_obj(t->doc);
		yyjson_mut_obj_add_int(t->doc, said, "ms", e.ms);
		yyjson_mut_obj_add_int(t->doc, said, "low", e.low_ms);
		yyjson_mut_obj_add_int(t->doc, said, "high", e.high_ms);
		yyjson_mut_obj_add_int(t->doc, said, "ahead", e.ahead);
	}
	return record_ticket_issued(t, row->id, .by = by, .estimate = said);
}

enum rc ticket_confirm(struct txn *t, const char *id, enum issued_by by)
{
	struct row_ticket_row row;
	struct ticket_facts was;
	struct ticket_decision d;
	TRY(ticket_load(t, id, &row, &was));
	enum refusal no = ticket_decide(&was, TICKET_CONFIRM, 0, &d);
	if (no)
		return txn_refuse(t, no, row.number);
	if (d.already)
		return RC_OK;
	return d.is == TICKET_STATE_RESERVED ? record_ticket_reserved(t, id, .by = by)
					     : issue(t, &row, by);
}

enum rc ticket_reprint(struct txn *t, const char *id)
{
	struct row_ticket_row row;
	TRY(load_ticket_row(t, t->self->site, id, &row));
	if (row.state == TICKET_STATE_VOID)
		return txn_refuse(t, REFUSAL_TICKET_LAPSED, row.number);
	if (row.ended_at)
		return txn_refuse(t, REFUSAL_TICKET_ENDED, row.number);
	return record_ticket_reprinted(t, id, 0);
}

enum rc ticket_fits_slip(
	struct txn *t, const char *id, const char *secret, struct row_ticket_row *row)
{
	struct row_ticket_row found;
	TRY(load_ticket_row(t, t->self->site, id, &found));
	if (strlen(secret) != TICKET_SECRET || strlen(found.secret) != TICKET_SECRET ||
		!hash_same(found.secret, secret, TICKET_SECRET))
		return RC_NOTFOUND;
	*row = found;
	return RC_OK;
}

enum rc ticket_by_slip(
	struct txn *t, const char *id, const char *secret, struct row_ticket_row *row)
{
	const char *subject = arena_printf(&t->arena, "slip:%s", id);
	enum rc rc = guess_look(t, subject);
	if (!rc)
		rc = ticket_fits_slip(t, id, secret, row);
	bool compared = rc == RC_OK || rc == RC_NOTFOUND;
	return compared ? guess_told(t, subject, rc == RC_OK, REFUSAL_SLIP_WRONG) : rc;
}
