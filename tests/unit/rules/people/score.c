/* The monthly score: each part alone, parts without anything to judge by, shares that add up; the
 * yearly proposal with its share of places. */
#include "check.h"
#include "rules/people/score.h"

static const struct score_rates rates = { { 0, 20, 25, 20, 15, 10, 10 }, 5, 20 };

static struct score_inputs good(void)
{
	return (struct score_inputs){ .handles = true,
		.handled = 30,
		.peer_average = 300,
		.timed = 20,
		.on_time = 20,
		.pleased = 9,
		.negative = 0,
		.trained = 40,
		.training_due = 40 };
}

static int64_t value(const struct score_inputs *in, enum score_part part)
{
	return score_of(in, &rates).part[part].value;
}

static void parts(void)
{
	struct score_inputs in = good();
	struct score s = score_of(&in, &rates);
	CHECK("all is well", s.total == 1000);
	in.handled = 15;
	CHECK("half the peers' cases", value(&in, SCORE_PART_VOLUME) == 500);
	in.handled = 90;
	CHECK("more than the peers is full, not more", value(&in, SCORE_PART_VOLUME) == 1000);
	in.handles = false;
	CHECK("a post without cases is not judged by them",
		!score_of(&in, &rates).part[SCORE_PART_VOLUME].counted);
	in = good();
	in.on_time = 15;
	CHECK("on time", value(&in, SCORE_PART_TIMELY) == 750);
	in = good();
	in.negative = 1;
	CHECK("a proved negative of ten", value(&in, SCORE_PART_RATING) == 900);
	in.pleased = in.negative = 0;
	s = score_of(&in, &rates);
	CHECK("unrated is neither good nor bad", !s.part[SCORE_PART_RATING].counted &&
							 s.part[SCORE_PART_RATING].share == 0 &&
							 s.total == 1000);
	in = good();
	in.yellow = 2;
	in.red = 1;
	CHECK("cards", value(&in, SCORE_PART_CARDS) == 700);
	in.red = 9;
	CHECK("never below nothing", value(&in, SCORE_PART_CARDS) == 0);
	in = good();
	in.discipline = 15;
	in.commendation = 5;
	CHECK("praise makes up for blame", value(&in, SCORE_PART_DISCIPLINE) == 900);
	in.commendation = 50;
	CHECK("but not above full", value(&in, SCORE_PART_DISCIPLINE) == 1000);
	in.trained = 10;
	CHECK("a quarter of the hours", value(&in, SCORE_PART_TRAINING) == 250);
	in.training_due = 0;
	CHECK("no hours asked for", !score_of(&in, &rates).part[SCORE_PART_TRAINING].counted);
}

static void shares(void)
{
	for (int64_t a = 0; a < 12; a++)
		for (int64_t b = 0; b < 12; b++) {
			struct score_inputs in = { .handles = a % 2,
				.handled = a,
				.peer_average = 70,
				.timed = b,
				.on_time = b * 2 / 3,
				.pleased = a,
				.negative = b % 3,
				.yellow = a % 4,
				.discipline = b,
				.trained = a,
				.training_due = 7 };
			struct score s = score_of(&in, &rates);
			int64_t sum = 0;
			for (int p = 0; p < SCORE_PART_COUNT; p++)
				sum += s.part[p].share;
			CHECK("the shares are the total",
				sum == s.total && s.total >= 0 && s.total <= 1000);
		}
	struct score_inputs in = good();
	CHECK("no weight, no score",
		score_of(&in, &(struct score_rates){ { 0 }, 5, 20 }).total == 0);
	CHECK("one weight, its value",
		score_of(&in, &(struct score_rates){ { [SCORE_PART_TRAINING] = 7 }, 5, 20 })
				.total == 1000);
}

static void grades(void)
{
	static const struct grade_rates g = { 900, 700, 600, 20 };
	struct grade_person p[10] = { { 990, 12, false, 0 }, { 950, 12, false, 0 },
		{ 940, 12, false, 0 }, { 899, 12, false, 0 }, { 700, 12, false, 0 },
		{ 699, 12, false, 0 }, { 600, 12, false, 0 }, { 599, 12, false, 0 },
		{ 980, 3, true, 0 }, { 0, 0, false, 0 } };
	grade_propose(p, 10, &g);
	CHECK("nine are judged, one place",
		grade_places(9, 20) == 1 && p[0].proposed == GRADE_EXCELLENT &&
			p[1].proposed == GRADE_COMPETENT && p[2].proposed == GRADE_COMPETENT);
	CHECK("thresholds", p[3].proposed == GRADE_COMPETENT && p[4].proposed == GRADE_COMPETENT &&
				    p[5].proposed == GRADE_BASIC && p[6].proposed == GRADE_BASIC &&
				    p[7].proposed == GRADE_INCOMPETENT);
	CHECK("a serious breach is basic at best", p[8].proposed == GRADE_BASIC);
	CHECK("nothing to judge by", p[9].proposed == GRADE_NONE);
	struct grade_person tie[5] = { { 950, 12, false, 0 }, { 950, 12, false, 0 },
		{ 910, 12, false, 0 }, { 800, 12, false, 0 }, { 800, 12, false, 0 } };
	grade_propose(tie, 5, &g);
	CHECK("two equals for one place: neither", tie[0].proposed == GRADE_COMPETENT &&
							   tie[1].proposed == GRADE_COMPETENT &&
							   tie[2].proposed == GRADE_COMPETENT);
	grade_propose(tie, 5, &(struct grade_rates){ 900, 700, 600, 40 });
	CHECK("two places: both", tie[0].proposed == GRADE_EXCELLENT &&
					  tie[1].proposed == GRADE_EXCELLENT &&
					  tie[2].proposed == GRADE_COMPETENT);
	grade_propose(tie, 5, &(struct grade_rates){ 900, 700, 600, 0 });
	CHECK("no places", tie[0].proposed == GRADE_COMPETENT);
	grade_propose(tie, 5, &(struct grade_rates){ 900, 700, 600, 100 });
	CHECK("places for all who reach it",
		tie[2].proposed == GRADE_EXCELLENT && tie[3].proposed == GRADE_COMPETENT);
}

int main(void)
{
	parts();
	shares();
	grades();
	return FINISH();
}
