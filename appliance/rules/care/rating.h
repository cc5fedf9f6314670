/* Ratings (好差评): five levels kept as words, mapped to codes only at a border, because two opposite
 * scales are in use: the national standard counts from 1 = 非常满意, provincial interfaces and star
 * pages from 5 = 非常满意 (domain part 2, TRAP). A code never travels without its scale's name. */
#ifndef RULES_RATING_H
#define RULES_RATING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/rating_channel.h"
#include "words/rating_level.h"
#include "words/refusal.h"
#include "rules/place/workday.h"

bool rating_negative(enum rating_level level); /* 差评: the last two */

struct rating_scale {
	const char *name, *label;
	int codes[RATING_LEVEL_COUNT];
};
extern const struct rating_scale rating_scales[];
extern const size_t rating_scale_count;
const struct rating_scale *rating_scale_find(const char *name); /* NULL for an unknown name */
int rating_code(const struct rating_scale *scale, enum rating_level level);
/* Unset when the scale has no such code. */
enum rating_level rating_level_of_code(const struct rating_scale *scale, int code);
/* Of the provincial interface; 7 (系统默认) is never ours: unrated is not satisfied. */
int rating_channel_code(enum rating_channel channel);

/* May this service be rated now? `nth` 1: once, when finished, and, away from the window, until the
 * close of the `days`-th working day after it. `nth` 2 (追评): only after the work order's reply,
 * once. */
struct rating_facts {
	bool finished, rated, rated_again, answered;
	int32_t ended_on;
};
enum refusal rating_allowed(const struct rating_facts *f, int nth,
	const struct workday_calendar *calendar, int32_t today, int days);

/* Share of satisfied ones in per mille of the counted; -1 when nothing counts. Unrated services are
 * in neither number. */
struct rating_tally {
	int64_t given[RATING_LEVEL_COUNT], excluded[RATING_LEVEL_COUNT];
};
int rating_per_mille(const struct rating_tally *t, int64_t *counted);

#endif
