/* What happens to a window: set up, changed, withdrawn, signed on and off, paused, opened and
 * closed as a tide window. The life is the table of rules/place/window.h; here it is loaded,
 * decided and recorded. */
#ifndef HALL_SITE_WINDOW_H
#define HALL_SITE_WINDOW_H
#include "hall/place/site.h"
#include "words/zone.h"

struct site_window_wish {
	enum zone zone;
	const char *place;
	bool issues, spare;
	const char *const *features; /* codes or names */
	size_t feature_count;
};
/* REFUSAL_WINDOW_EXISTS, _ZONE_NOT_HERE, _FEATURE_UNKNOWN, _FEATURE_ALONE. */
NODISCARD enum rc site_window_set_up(
	struct txn *t, int64_t no, const struct site_window_wish *wish);
/* Another zone only while nobody sits there: it renames windows. The last general window stays
 * general (S-1.2). */
NODISCARD enum rc site_window_change(
	struct txn *t, int64_t no, const struct site_window_wish *wish);
NODISCARD enum rc site_window_retire(struct txn *t, int64_t no);
NODISCARD enum rc site_sign_on(struct txn *t, int64_t no);
/* The clerk himself, or for him a director or technician. Not while a ticket is open there:
 * REFUSAL_WINDOW_HAS_TICKET. */
NODISCARD enum rc site_sign_off(struct txn *t, int64_t no);
/* The clerk or issuer goes: off whatever window he sits at. */
NODISCARD enum rc site_leave(struct txn *t);
NODISCARD enum rc site_pause(struct txn *t, int64_t no, bool paused, const char *reason);
/* S-3.3.5b. The window keeps its name and gets the mark 潮汐; closing lets it finish its own tickets
 * first. */
NODISCARD enum rc site_tide_open(struct txn *t, int64_t no, enum zone zone, const char *reason);
NODISCARD enum rc site_tide_close(struct txn *t, int64_t no, const char *reason);
/* Falls back every draining window whose last ticket is done, and closes a tide of the day before;
 * once a minute and after a ticket's end. */
NODISCARD enum rc site_drain(struct txn *t);
NODISCARD enum rc site_zone_sign(struct txn *t, const char *zone, enum zone_sign shown);
NODISCARD enum rc site_feature_order(
	struct txn *t, const char *feature, bool exclusive, const char *document);

#endif
