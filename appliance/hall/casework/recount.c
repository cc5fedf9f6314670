/* Counting again: load what still counts, decide by rules/place/deadline.h, record. */
#include "hall/casework/recount.h"
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "recount_sql.h"
#include "rules/place/deadline.h"

static enum rc record(struct txn *t, const struct row_recount_open *r, const struct deadline *d)
{
	const char *due = arena_date(&t->arena, d->due), *starts = arena_date(&t->arena, d->starts);
	switch (r->noun) {
	case RECOUNT_NOUN_CASE:
		return record_case_recounted(t, r->id, .what = r->what, .was = r->due_on,
			.limit_on = due, .provisional = d->provisional, .starts_on = starts);
	case RECOUNT_NOUN_HELP:
		return record_help_recounted(t, r->id, .what = r->what, .was = r->due_on,
			.limit_on = due, .provisional = d->provisional);
	case RECOUNT_NOUN_BACKSTOP:
		return record_backstop_recounted(t, r->id, .what = r->what, .was = r->due_on,
			.limit_on = due, .provisional = d->provisional);
	case RECOUNT_NOUN_ORDER:
		return record_order_recounted(t, r->id, .what = r->what, .was = r->due_on,
			.limit_on = due, .provisional = d->provisional);
	case RECOUNT_NOUN_UNSET:
	case RECOUNT_NOUN_COUNT:
		break;
	}
	return fault("recount of %s: no such noun", r->id);
}

enum rc recount_due(struct txn *t, const struct workday_calendar *was)
{
	struct row_recount_open *rows;
	struct workday_calendar is;
	size_t n;
	TRY(list_recount_open(t, t->self->site, &rows, &n));
	TRY(catalogue_calendar(t, &is));
	for (size_t i = 0; i < n; i++) {
		const struct row_recount_open *r = &rows[i];
		int32_t since = date_of(clock_parse(r->since)), due = date_parse(r->due_on);
		bool calendar_days = r->unit == DAY_UNIT_CALENDAR;
		if (calendar_days ? !r->marked : workday_known(was, due))
			continue; /* it was counted by published days alone */
		struct deadline d = calendar_days ? deadline_of(&is, since, (int)r->days,
							    DAY_UNIT_CALENDAR)
						  : deadline_again(was, &is, since, due);
		if (d.due != due || d.provisional != r->marked)
			TRY(record(t, r, &d));
	}
	return RC_OK;
}
