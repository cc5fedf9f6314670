/* The watch against the clock, and the county's word about it. */
#include "hall/link/vouch.h"
#include <string.h>
#include "base/log.h"
#include "events.h"
#include "store/journal.h"
#include "vouch_sql.h"

#define SAME_MS 90000
#define KEPT_MS (24 * 3600 * 1000LL)

/* Whoever says it, it is said of this run of the clock, and another begins. from: the county's
 * node, or NULL. */
static enum rc follow(struct txn *t, int64_t shift, const char *by, const char *from)
{
	int64_t behind;
	TRY(journal_behind(t, &behind));
	if (shift > -SAME_MS && shift < SAME_MS)
		shift = 0;
	t->now += shift;
	clock_text(t->now, t->at);
	enum rc rc = journal_clock_vouched(t);
	if (!rc)
		rc = record_clock_vouched(t, t->self->node, .by = by, .behind_ms = behind,
			.shift_ms = shift, .from = from);
	if (!rc && shift)
		clock_shift(clock_shifted() + shift);
	if (!rc)
		clock_begin_run();
	return rc;
}

enum rc vouch_for_clock(struct txn *t, const char *time)
{
	int64_t said = clock_parse(arena_printf(&t->arena, "%s:00.000+08:00", time));
	if (said < 0 || !clock_plausible(said))
		return txn_refuse(t, REFUSAL_CLOCK_TIME, time);
	return follow(t, said - t->now, t->actor->name, NULL);
}

enum rc vouch_by_county(struct txn *t, const char *hub, int64_t first, int64_t last)
{
	struct row_vouch_by_county word;
	const char *stream = journal_voice(&t->arena, hub, t->self->node);
	enum rc rc = load_vouch_by_county(t, stream, first, last, &word);
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	int64_t said = clock_parse(word.said), age = t->now - said;
	if (strcmp(word.run, clock_run()) || said < 0 || age > KEPT_MS ||
		!clock_plausible(t->now + word.shift_ms)) {
		log_info("clock", "the county spoke of a clock that is no more: no effect");
		return RC_OK;
	}
	return follow(t, word.shift_ms, word.name, hub);
}

enum rc vouch_add(struct txn *t, yyjson_mut_val *v)
{
	int64_t behind;
	TRY(journal_behind(t, &behind));
	yyjson_mut_obj_add_str(t->doc, v, "at", t->at);
	yyjson_mut_obj_add_bool(t->doc, v, "clock_trusted", t->clock_trusted);
	yyjson_mut_obj_add_int(t->doc, v, "clock_behind_s", behind / 1000);
	return RC_OK;
}
