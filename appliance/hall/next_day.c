/* Numbers for the next working day: load, decide, record. */
#include "hall/next_day.h"
#include <string.h>
#include "base/date.h"
#include "hall/setting.h"
#include "next_day_sql.h"

#define LOOK_AHEAD 15 /* days: longer than any holiday */

/* No session now, and none later today. */
static bool over_for_today(const struct opening_day *today, int minute)
{
	for (size_t i = 0; i < today->count; i++)
		if (minute < today->sessions[i].to)
			return false;
	return true;
}

enum rc next_day_offered(struct txn *t, struct next_day *out)
{
	struct opening_day *days;
	if (!setting_int(t, SETTING_NEXT_DAY_TICKETS))
		return RC_NOTFOUND;
	enum rc rc = opening_days(t, date_of(t->now), LOOK_AHEAD, &days);
	if (rc)
		return rc;
	if (!over_for_today(&days[0], date_minute_of(t->now)))
		return RC_NOTFOUND;
	for (int i = 1; i < LOOK_AHEAD; i++)
		if (days[i].works && !days[i].closed && days[i].count) {
			*out = (struct next_day){ days[i].text, days[i].festival, date_weekday(days[i].date), !days[i].known };
			return RC_OK;
		}
	return RC_NOTFOUND;
}

enum rc next_day_take(struct txn *t, struct ticket_wish *wish, const char **id)
{
	struct next_day day;
	struct row_next_day_taken held;
	enum rc rc = next_day_offered(t, &day);
	if (rc)
		return rc == RC_NOTFOUND ? txn_refuse(t, REFUSAL_NEXT_DAY_OPEN, NULL) : rc;
	wish->day = day.date;
	wish->channel = "self_service";
	rc = ticket_take(t, wish, id);
	struct row_ticket_row row;
	if (!rc)
		rc = load_ticket_row(t, t->self->site, *id, &row);
	if (!rc)
		rc = load_next_day_taken(t, t->self->site, day.date, row.zone, &held);
	if (rc)
		return rc;
	return held.taken > setting_int(t, SETTING_NEXT_DAY_MOST) ? txn_refuse(t, REFUSAL_NEXT_DAY_FULL, day.date) : RC_OK;
}

enum rc next_day_check_in(struct txn *t, const char **id, const char *number, const char *code)
{
	struct row_ticket_id_by_number found;
	struct row_ticket_row row;
	enum rc rc = RC_OK;
	if (!*id) {
		rc = load_ticket_id_by_number(t, t->self->site, ticket_today(t), number ? number : "", &found);
		*id = rc ? "" : found.id;
	}
	if (rc == RC_FAULT)
		return rc;
	rc = ticket_by_slip(t, *id, code, &row);
	if (!rc && strcmp(row.day, ticket_today(t)))
		return txn_refuse(t, REFUSAL_NOT_ITS_DAY, arena_printf(&t->arena, "%s 是 %s 的", row.number, row.day));
	return rc ? rc : ticket_confirm(t, *id, "screen");
}
