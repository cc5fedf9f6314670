/* What the policy asks of a hall's windows, rooms and equipment and this hall lacks (S-1.2,
 * S-3.1.4b, c, f, S-3.3.1–S-3.3.5). Pure: plain facts in, findings out; the same at the hall, for
 * its director, and at the county, from the hall's records. The findings' words:
 * tbl/supervision/findings.def. */
#ifndef RULES_SETUP_H
#define RULES_SETUP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/facility_kind.h"
#include "base/arena.h"
#include "words/finding.h"
#include "rules/place/window.h"

struct setup_window {
	int64_t no;
	const char *zone, *sign, *place;
	enum window_state state;
	bool issues, staffed;
	const char *const *features; /* codes or names */
	size_t feature_count;
	bool rater; /* a rating device belongs to it; */
	bool rater_silent; /* it has not been heard for too long */
};
/* How many items of a department are in a zone. */
struct setup_items {
	const char *zone, *department;
	int64_t count;
};
struct setup_facts {
	enum hall_kind kind;
	const struct setup_window *windows;
	size_t count;
	const struct setup_items *items;
	size_t item_count;
	/* features a superior wants by themselves: codes joined by commas, or NULL */
	const char *exclusive;
	bool catalogue; /* one was adopted */
	bool open_now; /* within opening hours */
	const enum facility_kind *facilities; /* kinds of what is there and can be used */
	size_t facility_count;
};

/* An error keeps the director from confirming the set-up; a warning is told and reported to the
 * county. */
struct setup_finding {
	enum finding finding; /* its row says its code and how bad it is */
	int64_t window; /* 0: the hall as a whole */
	const char *what; /* the zone, feature or word it is about, or "" */
	const char *text, *advice; /* what is wrong; what to do */
};
bool setup_is_error(const struct setup_finding *f);
/* Findings in a fixed order, errors and warnings mixed. In the arena. */
size_t setup_check(struct arena *a, const struct setup_facts *f, const struct setup_finding **out);

#endif
