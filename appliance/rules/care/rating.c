/* Levels, scales and the rate. Each mapping is written out: one computed from the other would hide
 * a turned scale. */
#include "rules/care/rating.h"
#include <assert.h>
#include <string.h>
#include "rules/place/deadline.h"

/* Codes of the provincial interface: 3 二维码, 4 大厅平板, 5 大厅其他 (paper is handed in at the hall). */
static const int channels[RATING_CHANNEL_COUNT] = {
	[RATING_CHANNEL_HALL_TABLET] = 4,
	[RATING_CHANNEL_SLIP_CODE] = 3,
	[RATING_CHANNEL_PAPER] = 5,
};
const struct rating_scale rating_scales[] = {
	{ "gbt39046", "GB/T 39046-2020 A.8（1 非常满意 … 5 非常不满意）",
		{
			[RATING_LEVEL_VERY_SATISFIED] = 1,
			[RATING_LEVEL_SATISFIED] = 2,
			[RATING_LEVEL_FAIRLY_SATISFIED] = 3,
			[RATING_LEVEL_DISSATISFIED] = 4,
			[RATING_LEVEL_VERY_DISSATISFIED] = 5,
		} },
	{ "provincial", "省级接口（5 非常满意 … 1 非常不满意）",
		{
			[RATING_LEVEL_VERY_SATISFIED] = 5,
			[RATING_LEVEL_SATISFIED] = 4,
			[RATING_LEVEL_FAIRLY_SATISFIED] = 3,
			[RATING_LEVEL_DISSATISFIED] = 2,
			[RATING_LEVEL_VERY_DISSATISFIED] = 1,
		} },
};
const size_t rating_scale_count = sizeof rating_scales / sizeof *rating_scales;

bool rating_negative(enum rating_level level)
{
	return level == RATING_LEVEL_DISSATISFIED || level == RATING_LEVEL_VERY_DISSATISFIED;
}

const struct rating_scale *rating_scale_find(const char *name)
{
	for (size_t i = 0; i < rating_scale_count; i++)
		if (!strcmp(rating_scales[i].name, name))
			return &rating_scales[i];
	return NULL;
}

int rating_code(const struct rating_scale *scale, enum rating_level level)
{
	assert(level > RATING_LEVEL_UNSET && level < RATING_LEVEL_COUNT);
	return scale->codes[level];
}

enum rating_level rating_level_of_code(const struct rating_scale *scale, int code)
{
	for (int i = RATING_LEVEL_UNSET + 1; i < RATING_LEVEL_COUNT; i++)
		if (scale->codes[i] == code)
			return (enum rating_level)i;
	return RATING_LEVEL_UNSET;
}

int rating_channel_code(enum rating_channel channel)
{
	assert(channel > RATING_CHANNEL_UNSET && channel < RATING_CHANNEL_COUNT);
	return channels[channel];
}

enum refusal rating_allowed(const struct rating_facts *f, int nth,
	const struct workday_calendar *calendar, int32_t today, int days)
{
	assert(nth == 1 || nth == 2);
	if (!f->finished)
		return REFUSAL_RATING_NOT_OPEN;
	if (nth == 2) {
		if (f->rated_again)
			return REFUSAL_RATED_ALREADY;
		return f->rated && f->answered ? REFUSAL_NONE : REFUSAL_RATING_AGAIN;
	}
	if (f->rated)
		return REFUSAL_RATED_ALREADY;
	return today > deadline_of(calendar, f->ended_on, days, DAY_UNIT_WORKING).due
		       ? REFUSAL_RATING_LATE
		       : REFUSAL_NONE;
}

int rating_per_mille(const struct rating_tally *t, int64_t *counted)
{
	int64_t all = 0, good = 0;
	for (int i = RATING_LEVEL_UNSET + 1; i < RATING_LEVEL_COUNT; i++) {
		int64_t counts = t->given[i] - t->excluded[i];
		assert(t->excluded[i] >= 0 && counts >= 0);
		all += counts;
		good += rating_negative((enum rating_level)i) ? 0 : counts;
	}
	*counted = all;
	return all ? (int)((good * 1000 + all / 2) / all) : -1;
}
