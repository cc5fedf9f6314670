/* The watch against the clock. */
#include "hall/vouch.h"
#include <string.h>
#include "events.h"
#include "store/journal.h"

#define SAME_MS 90000

enum rc vouch_for_clock(struct txn *t, const char *time)
{
	int64_t behind, said = clock_parse(arena_printf(&t->arena, "%s:00.000+08:00", time));
	if (said < 0 || !clock_plausible(said))
		return txn_refuse(t, REFUSAL_CLOCK_TIME, time);
	enum rc rc = journal_behind(t, &behind);
	if (rc)
		return rc;
	int64_t shift = said - t->now;
	if (shift > -SAME_MS && shift < SAME_MS)
		shift = 0;
	t->now += shift;
	clock_text(t->now, t->at);
	rc = journal_clock_vouched(t);
	if (!rc)
		rc = event_clock_vouched(t, NULL, t->self->node, &(struct event_clock_vouched){
			.by = t->actor->name, .behind_ms = behind, .shift_ms = shift });
	if (!rc && shift)
		clock_shift(clock_shifted() + shift);
	return rc;
}
