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
	const char *due = arena_date(&t->arena, d->due);
	if (!strcmp(r->noun, "case"))
		return event_case_recounted(t, NULL, r->id, &(struct event_case_recounted){ .what = r->what, .was = r->due_on, .limit_on = due, .provisional = d->provisional, .starts_on = arena_date(&t->arena, d->starts) });
	if (!strcmp(r->noun, "help"))
		return event_help_recounted(t, NULL, r->id, &(struct event_help_recounted){ .what = r->what, .was = r->due_on, .limit_on = due, .provisional = d->provisional });
	if (!strcmp(r->noun, "backstop"))
		return event_backstop_recounted(t, NULL, r->id, &(struct event_backstop_recounted){ .what = r->what, .was = r->due_on, .limit_on = due, .provisional = d->provisional });
	return event_order_recounted(t, NULL, r->id, &(struct event_order_recounted){ .what = r->what, .was = r->due_on, .limit_on = due, .provisional = d->provisional });
}

enum rc recount_due(struct txn *t, const struct workday_calendar *was)
{
	struct row_recount_open *rows;
	struct workday_calendar is;
	size_t n;
	enum rc rc = list_recount_open(t, t->self->site, &rows, &n);
	if (!rc)
		rc = catalogue_calendar(t, &is);
	for (size_t i = 0; !rc && i < n; i++) {
		const struct row_recount_open *r = &rows[i];
		int32_t since = date_of(clock_parse(r->since)), due = date_parse(r->due_on);
		bool calendar_days = !strcmp(r->unit, "calendar");
		if (calendar_days ? !r->marked : workday_known(was, due)) /* it was counted by published days alone */
			continue;
		struct deadline d = calendar_days ? deadline_of(&is, since, (int)r->days, DEADLINE_CALENDAR) : deadline_again(was, &is, since, due);
		if (d.due != due || d.provisional != r->marked)
			rc = record(t, r, &d);
	}
	return rc;
}
