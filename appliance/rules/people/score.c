/* Points, their shares, and grades. Whole numbers only, so that hall and county compute the
 * same. */
#include "rules/people/score.h"
#include <assert.h>

#define FULL 1000

static int64_t bounded(int64_t value)
{
	return value < 0 ? 0 : value > FULL ? FULL : value;
}

static struct score_share ratio(int64_t part, int64_t whole)
{
	return whole > 0 ? (struct score_share){ .counted = true,
		.value = bounded((part * FULL + whole / 2) / whole) }
			 : (struct score_share){ 0 };
}

static struct score_share minus(int64_t points)
{
	return (struct score_share){ .counted = true, .value = bounded(FULL - points * 10) };
}

struct score score_of(const struct score_inputs *in, const struct score_rates *rates)
{
	struct score s = { .total = 0 };
	int64_t weights = 0;
	assert(in->on_time <= in->timed);
	if (in->handles)
		s.part[SCORE_PART_VOLUME] = ratio(in->handled * 10, in->peer_average);
	s.part[SCORE_PART_TIMELY] = ratio(in->on_time, in->timed);
	s.part[SCORE_PART_RATING] = ratio(in->pleased, in->pleased + in->negative);
	s.part[SCORE_PART_CARDS] = minus(in->yellow * rates->yellow + in->red * rates->red);
	s.part[SCORE_PART_DISCIPLINE] = minus(in->discipline - in->commendation);
	s.part[SCORE_PART_TRAINING] = ratio(in->trained, in->training_due);
	for (int p = SCORE_PART_VOLUME; p < SCORE_PART_COUNT; p++)
		if (s.part[p].counted)
			weights += rates->weight[p];
	int64_t sum = 0; /* rounding the running sum keeps the shares and the total together */
	for (int p = SCORE_PART_VOLUME; weights > 0 && p < SCORE_PART_COUNT; p++)
		if (s.part[p].counted) {
			sum += s.part[p].value * rates->weight[p];
			s.part[p].share = (sum + weights / 2) / weights - s.total;
			s.total += s.part[p].share;
		}
	assert(s.total >= 0 && s.total <= FULL);
	return s;
}

int64_t grade_places(size_t count, int64_t share)
{
	return (int64_t)count * share / 100;
}

static enum grade by_threshold(const struct grade_person *p, const struct grade_rates *r)
{
	if (!p->months)
		return GRADE_NONE;
	enum grade g = p->average >= r->excellent   ? GRADE_EXCELLENT
		       : p->average >= r->competent ? GRADE_COMPETENT
		       : p->average >= r->basic     ? GRADE_BASIC
						    : GRADE_INCOMPETENT;
	return p->serious && g < GRADE_BASIC ? GRADE_BASIC : g;
}

void grade_propose(struct grade_person *people, size_t count, const struct grade_rates *rates)
{
	size_t judged = 0;
	for (size_t i = 0; i < count; i++) {
		people[i].proposed = by_threshold(&people[i], rates);
		judged += people[i].months > 0;
	}
	assert(judged <= count);
	int64_t places = grade_places(judged, rates->share);
	bool first = true;
	int64_t limit = 0; /* the lowest average that still has a place */
	for (size_t i = 0; i < count; i++) {
		if (people[i].proposed != GRADE_EXCELLENT)
			continue;
		int64_t as_good = 0;
		for (size_t k = 0; k < count; k++)
			as_good += people[k].proposed == GRADE_EXCELLENT &&
				   people[k].average >= people[i].average;
		if (as_good <= places && (first || people[i].average < limit)) {
			limit = people[i].average;
			first = false;
		}
	}
	for (size_t i = 0; i < count; i++)
		if (people[i].proposed == GRADE_EXCELLENT && (first || people[i].average < limit))
			people[i].proposed = GRADE_COMPETENT;
}
