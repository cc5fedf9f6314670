/* Numbers for the next working day: taken, moved with a day that is shut, checked in. */
#include "hall/queue/next_day.h"
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/guess.h"
#include "hall/place/setting.h"
#include "next_day_sql.h"

/* Working days, and the days the hall opens in addition; never a day it stays shut. */
static bool good(const struct opening_day *d)
{
	bool extra = false;
	for (size_t i = 0; i < d->count; i++)
		extra |= d->sessions[i].kind == OPENING_KIND_EXTRA;
	return !d->closed && d->count && (d->works || extra);
}

/* The first good day after `days[0]`; NULL when none is in sight. */
static const struct opening_day *first_good(const struct opening_day *days)
{
	for (int i = 1; i < OPENING_AHEAD; i++)
		if (good(&days[i]))
			return &days[i];
	return NULL;
}

enum rc next_day_offered(struct txn *t, struct next_day *out)
{
	struct opening_day *days;
	if (!setting_int(t, SETTING_NEXT_DAY_TICKETS))
		return RC_NOTFOUND;
	TRY(opening_days(t, date_of(t->now), OPENING_AHEAD, &days));
	const struct opening_day *found = opening_over(days[0].sessions, days[0].count,
						  date_minute_of(t->now))
						  ? first_good(days)
						  : NULL;
	if (!found)
		return RC_NOTFOUND;
	*out = (struct next_day){ found->text, found->festival, date_weekday(found->date),
		!found->known };
	return RC_OK;
}

enum rc next_day_over(struct txn *t, bool *over)
{
	struct opening_day *today;
	*over = false;
	if (setting_int(t, SETTING_TODAY_AFTER_CLOSE))
		return RC_OK;
	TRY(opening_days(t, date_of(t->now), 1, &today));
	*over = opening_over(today->sessions, today->count, date_minute_of(t->now));
	return RC_OK;
}

enum rc next_day_take_today(struct txn *t, struct ticket_wish *wish, const char **id)
{
	bool over;
	TRY(next_day_over(t, &over));
	if (over && t->actor->roles & ROLE_KIOSK)
		return txn_refuse(t, REFUSAL_TODAY_OVER, NULL);
	return ticket_take(t, wish, id);
}

/* "A001" or "3-001" with another running number. */
static const char *renumbered(struct txn *t, const char *number, int64_t sequence)
{
	const char *dash = strchr(number, '-');
	return arena_printf(&t->arena, "%.*s%03lld", dash ? (int)(dash - number) + 1 : 1, number,
		(long long)sequence);
}

enum rc next_day_move(struct txn *t, const char *date, const char *reason)
{
	struct opening_day *days;
	struct row_ticket_reserved_for *rows;
	size_t n;
	TRY(list_ticket_reserved_for(t, t->self->site, date, &rows, &n));
	if (!n)
		return RC_OK;
	TRY(opening_days(t, date_parse(date), OPENING_AHEAD, &days));
	const struct opening_day *to = first_good(days);
	for (size_t i = 0; to && i < n; i++) {
		struct row_ticket_sequence seq;
		struct row_ticket_last_rank last;
		TRY(load_ticket_sequence(t, t->self->site, to->text, rows[i].series, &seq));
		TRY(load_ticket_last_rank(t, t->self->site, to->text, &last));
		TRY(record_ticket_moved(t, rows[i].id, .day = to->text,
			.number = renumbered(t, rows[i].number, seq.taken + 1),
			.sequence = seq.taken + 1, .rank = ticket_rank_behind(last.rank),
			.reason = reason));
	}
	return RC_OK;
}

enum rc next_day_take(struct txn *t, struct ticket_wish *wish, const char **id)
{
	struct next_day day;
	struct row_next_day_taken held;
	struct row_ticket_row row;
	enum rc rc = next_day_offered(t, &day);
	if (rc)
		return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_NEXT_DAY_OPEN, NULL) : rc;
	wish->day = day.date;
	wish->channel = TICKET_CHANNEL_SELF_SERVICE;
	TRY(ticket_take(t, wish, id));
	TRY(load_ticket_row(t, t->self->site, *id, &row));
	TRY(load_next_day_taken(t, t->self->site, day.date, row.zone, &held));
	return held.taken > setting_int(t, SETTING_NEXT_DAY_MOST)
		       ? txn_refuse(t, REFUSAL_NEXT_DAY_FULL, day.date)
		       : RC_OK;
}

/* By the number on the paper and its code: today's own, or one that was moved to today and had that
 * number on the day it was taken for. */
static enum rc find(struct txn *t, const char *number, const char *code, struct row_ticket_row *row)
{
	struct row_ticket_id_by_number own;
	struct row_ticket_id_by_moved_number moved;
	const char *subject = arena_printf(&t->arena, "number:%s", number);
	enum rc rc = guess_look(t, subject);
	if (!rc)
		rc = load_ticket_id_by_number(t, t->self->site, txn_today(t), number, &own);
	if (!rc)
		rc = ticket_fits_slip(t, own.id, code, row);
	if (rc == RC_NOTFOUND)
		rc = load_ticket_id_by_moved_number(t, t->self->site, txn_today(t), number, &moved);
	if (!rc && row->id == NULL)
		rc = ticket_fits_slip(t, moved.id, code, row);
	bool compared = rc == RC_OK || rc == RC_NOTFOUND;
	return compared ? guess_told(t, subject, rc == RC_OK, REFUSAL_SLIP_WRONG) : rc;
}

enum rc next_day_check_in(struct txn *t, const char **id, const char *number, const char *code)
{
	struct row_ticket_row row = { 0 };
	TRY(*id ? ticket_by_slip(t, *id, code, &row) : find(t, number ? number : "", code, &row));
	*id = row.id;
	if (strcmp(row.day, txn_today(t)))
		return txn_refuse(t, REFUSAL_NOT_ITS_DAY,
			row.moved_from
				? arena_printf(&t->arena, "%s 不开放，号改成了 %s 的 %s",
					  row.moved_from, row.day, row.number)
				: arena_printf(&t->arena, "%s 是 %s 的", row.number, row.day));
	return ticket_confirm(t, row.id, ISSUED_BY_SCREEN);
}
