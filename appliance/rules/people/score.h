/* The monthly score of one person and the yearly grade proposal (考核, S-3.4.2b). Values and totals
 * are tenths of a point, 0 … 1000. */
#ifndef RULES_SCORE_H
#define RULES_SCORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "words/grade.h"
#include "words/score_part.h"

struct score_inputs {
	bool handles; /* his post handles cases: otherwise volume says nothing about him */
	int64_t handled; /* cases of the month */
	int64_t peer_average; /* tenths, over those with the same post */
	int64_t timed, on_time; /* steps of his that had a limit, and those within it */
	int64_t pleased; /* ratings of three levels and up */
	int64_t negative; /* those that were found true (unrated and unproved: neither) */
	int64_t yellow, red;
	int64_t discipline, commendation; /* points */
	int64_t trained, training_due; /* tenths of hours since January */
};
struct score_rates {
	int64_t weight[SCORE_PART_COUNT];
	int64_t yellow, red; /* points off for a card */
};

struct score_share {
	bool counted; /* nothing to judge by: its weight goes to the other parts */
	int64_t value; /* tenths, 0 … 1000 */
	int64_t share; /* of the total: the shares add up to it exactly */
};
struct score {
	struct score_share part[SCORE_PART_COUNT];
	int64_t total;
};

/* No counted part with a weight: total 0. */
struct score score_of(const struct score_inputs *in, const struct score_rates *rates);

struct grade_rates {
	int64_t excellent, competent, basic; /* at least so many tenths */
	int64_t share; /* percent who may be excellent */
};
struct grade_person {
	int64_t average, months;
	bool serious; /* a serious breach in the year: basic at best */
	enum grade proposed;
};

/* Fills `proposed`. When more reach the highest grade than may, the best have it; equals at the
 * border go without it together, so no order decides. */
void grade_propose(struct grade_person *people, size_t count, const struct grade_rates *rates);
/* How many of `count` judged people may have the highest grade. */
int64_t grade_places(size_t count, int64_t share);

#endif
