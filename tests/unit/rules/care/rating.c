/* Ratings: both scales both ways, when one may be given, and the rate. Argument: a scratch
 * directory (unused). */
#include "check.h"
#include "base/date.h"
#include "rules/care/rating.h"

static void scales(void)
{
	const struct rating_scale *national = rating_scale_find("gbt39046"),
				  *provincial = rating_scale_find("provincial");
	CHECK("both scales are there",
		national && provincial && rating_scale_count == 2 && !rating_scale_find("stars"));
	if (!national || !provincial)
		return;
	CHECK("the national standard: 1 非常满意, 5 非常不满意",
		rating_code(national, RATING_LEVEL_VERY_SATISFIED) == 1 &&
			rating_code(national, RATING_LEVEL_SATISFIED) == 2 &&
			rating_code(national, RATING_LEVEL_FAIRLY_SATISFIED) == 3 &&
			rating_code(national, RATING_LEVEL_DISSATISFIED) == 4 &&
			rating_code(national, RATING_LEVEL_VERY_DISSATISFIED) == 5);
	CHECK("the provincial interface: 5 非常满意, 1 非常不满意",
		rating_code(provincial, RATING_LEVEL_VERY_SATISFIED) == 5 &&
			rating_code(provincial, RATING_LEVEL_SATISFIED) == 4 &&
			rating_code(provincial, RATING_LEVEL_FAIRLY_SATISFIED) == 3 &&
			rating_code(provincial, RATING_LEVEL_DISSATISFIED) == 2 &&
			rating_code(provincial, RATING_LEVEL_VERY_DISSATISFIED) == 1);
	for (size_t s = 0; s < rating_scale_count; s++) {
		for (int i = RATING_LEVEL_VERY_SATISFIED; i < RATING_LEVEL_COUNT; i++)
			CHECK("there and back",
				rating_level_of_code(&rating_scales[s],
					rating_code(&rating_scales[s], (enum rating_level)i)) ==
					(enum rating_level)i);
		CHECK("no code 0 or 6", !rating_level_of_code(&rating_scales[s], 0) &&
						!rating_level_of_code(&rating_scales[s], 6));
		CHECK("a scale says its direction",
			strstr(rating_scales[s].label, "非常满意") != NULL);
	}
	CHECK("five stars read by the other scale would be a 差评",
		rating_negative(rating_level_of_code(national, 5)) &&
			!rating_negative(rating_level_of_code(provincial, 5)));
	CHECK("the last two are negative",
		!rating_negative(RATING_LEVEL_VERY_SATISFIED) &&
			!rating_negative(RATING_LEVEL_SATISFIED) &&
			!rating_negative(RATING_LEVEL_FAIRLY_SATISFIED) &&
			rating_negative(RATING_LEVEL_DISSATISFIED) &&
			rating_negative(RATING_LEVEL_VERY_DISSATISFIED));
	CHECK("channels", rating_channel_code(RATING_CHANNEL_HALL_TABLET) == 4 &&
				  rating_channel_code(RATING_CHANNEL_SLIP_CODE) == 3 &&
				  rating_channel_code(RATING_CHANNEL_PAPER) == 5);
	for (int i = RATING_CHANNEL_HALL_TABLET; i < RATING_CHANNEL_COUNT; i++)
		CHECK("never the system's default",
			rating_channel_code((enum rating_channel)i) != 7);
}

static void when(void)
{
	static const struct workday_exception holiday[] = { { .date = 0, .off = true } };
	static const int years[] = { 2026 };
	struct workday_calendar c = { holiday, 0, years, 1 };
	int32_t tuesday = date_make(2026, 11, 24);
	for (int bits = 0; bits < 16; bits++) {
		struct rating_facts f = { bits & 1, bits & 2, bits & 4, bits & 8, tuesday };
		enum refusal first = rating_allowed(&f, 1, &c, tuesday, 5),
			     second = rating_allowed(&f, 2, &c, tuesday, 5);
		CHECK("first: finished and not yet rated",
			(first == REFUSAL_NONE) == (f.finished && !f.rated));
		CHECK("second: only after the answer, once",
			(second == REFUSAL_NONE) ==
				(f.finished && f.rated && f.answered && !f.rated_again));
	}
	struct rating_facts done = { .finished = true, .ended_on = tuesday };
	CHECK("the fifth working day",
		rating_allowed(&done, 1, &c, date_make(2026, 12, 1), 5) == REFUSAL_NONE);
	CHECK("the day after it",
		rating_allowed(&done, 1, &c, date_make(2026, 12, 2), 5) == REFUSAL_RATING_LATE);
	CHECK("not finished", rating_allowed(&(struct rating_facts){ .ended_on = DATE_NONE }, 1, &c,
				      tuesday, 5) == REFUSAL_RATING_NOT_OPEN);
	struct rating_facts late = {
		.finished = true, .rated = true, .answered = true, .ended_on = tuesday
	};
	CHECK("a second rating waits for the answer, not for the calendar",
		rating_allowed(&late, 2, &c, date_make(2026, 12, 30), 5) == REFUSAL_NONE);
}

static void rate(void)
{
	int64_t counted;
	CHECK("nothing given is no rate",
		rating_per_mille(&(struct rating_tally){ 0 }, &counted) == -1 && counted == 0);
	CHECK("three of four",
		rating_per_mille(&(struct rating_tally){ { 0, 1, 1, 1, 1, 0 }, { 0 } }, &counted) ==
				750 &&
			counted == 4);
	CHECK("a mistaken one does not count",
		rating_per_mille(
			&(struct rating_tally){ { 0, 1, 1, 1, 1, 0 }, { 0, 0, 0, 0, 1, 0 } },
			&counted) == 1000 &&
			counted == 3);
	CHECK("only bad ones",
		rating_per_mille(&(struct rating_tally){ { 0, 0, 0, 0, 0, 2 }, { 0 } }, &counted) ==
				0 &&
			counted == 2);
	CHECK("rounded", rating_per_mille(&(struct rating_tally){ { 0, 2, 0, 0, 1, 0 }, { 0 } },
				 &counted) == 667);
}

int main(void)
{
	scales();
	when();
	rate();
	return FINISH();
}
