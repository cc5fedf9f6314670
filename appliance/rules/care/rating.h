/* Ratings (好差评): five levels kept as words, mapped to codes only at a border, because two opposite scales are in use: the national standard
 * counts from 1 = 非常满意, provincial interfaces and star pages from 5 = 非常满意 (domain part 2, TRAP). A code never travels without its scale's name. */
#ifndef RULES_RATING_H
#define RULES_RATING_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/refusal.h"
#include "rules/place/workday.h"

enum rating_level { RATING_VERY_SATISFIED, RATING_SATISFIED, RATING_FAIRLY_SATISFIED, RATING_DISSATISFIED, RATING_VERY_DISSATISFIED, RATING_LEVELS };
enum rating_channel { RATING_HALL_TABLET, RATING_SLIP_CODE, RATING_PAPER, RATING_CHANNELS };

int rating_level_of(const char *word);                     /* -1 for an unknown word */
const char *rating_level_word(enum rating_level level);
bool rating_negative(enum rating_level level);             /* 差评: the last two */
int rating_channel_of(const char *word);                   /* -1 for an unknown word */

struct rating_scale { const char *name, *label; int codes[RATING_LEVELS]; };
extern const struct rating_scale rating_scales[];
extern const size_t rating_scale_count;
const struct rating_scale *rating_scale_find(const char *name);              /* NULL for an unknown name */
int rating_code(const struct rating_scale *scale, enum rating_level level);
int rating_level_of_code(const struct rating_scale *scale, int code);        /* -1 when the scale has no such code */
int rating_channel_code(enum rating_channel channel);      /* of the provincial interface; 7 (系统默认) is never ours: unrated is not satisfied */

/* May this service be rated now? `nth` 1: once, when finished, and, away from the window, until the close of the `days`-th working day after
 * it. `nth` 2 (追评): only after the work order's reply, once. */
struct rating_facts { bool finished, rated, rated_again, answered; int32_t ended_on; };
enum refusal rating_allowed(const struct rating_facts *f, int nth, const struct workday_calendar *calendar, int32_t today, int days);

/* Share of satisfied ones in per mille of the counted; -1 when nothing counts. Unrated services are in neither number. */
struct rating_tally { int64_t given[RATING_LEVELS], excluded[RATING_LEVELS]; };
int rating_per_mille(const struct rating_tally *t, int64_t *counted);

#endif
