/* Levels, scales and the rate. Each mapping is written out: one computed from the other would hide a turned scale. */
#include "rules/care/rating.h"
#include <string.h>
#include "rules/place/deadline.h"

static const char *const levels[RATING_LEVELS] = { "very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied" };
/* words; codes of the provincial interface: 3 二维码, 4 大厅平板, 5 大厅其他 (paper is handed in at the hall) */
static const struct { const char *word; int code; } channels[RATING_CHANNELS] = {
	[RATING_HALL_TABLET] = { "hall_tablet", 4 },
	[RATING_SLIP_CODE] = { "slip_code", 3 },
	[RATING_PAPER] = { "paper", 5 },
};
const struct rating_scale rating_scales[] = {
	{ "gbt39046", "GB/T 39046-2020 A.8（1 非常满意 … 5 非常不满意）",
	  { [RATING_VERY_SATISFIED] = 1, [RATING_SATISFIED] = 2, [RATING_FAIRLY_SATISFIED] = 3, [RATING_DISSATISFIED] = 4, [RATING_VERY_DISSATISFIED] = 5 } },
	{ "provincial", "省级接口（5 非常满意 … 1 非常不满意）",
	  { [RATING_VERY_SATISFIED] = 5, [RATING_SATISFIED] = 4, [RATING_FAIRLY_SATISFIED] = 3, [RATING_DISSATISFIED] = 2, [RATING_VERY_DISSATISFIED] = 1 } },
};
const size_t rating_scale_count = sizeof rating_scales / sizeof *rating_scales;

int rating_level_of(const char *word)
{
	for (int i = 0; i < RATING_LEVELS; i++)
		if (!strcmp(levels[i], word))
			return i;
	return -1;
}

const char *rating_level_word(enum rating_level level)
{
	return levels[level];
}

bool rating_negative(enum rating_level level)
{
	return level == RATING_DISSATISFIED || level == RATING_VERY_DISSATISFIED;
}

int rating_channel_of(const char *word)
{
	for (int i = 0; i < RATING_CHANNELS; i++)
		if (!strcmp(channels[i].word, word))
			return i;
	return -1;
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
	return scale->codes[level];
}

int rating_level_of_code(const struct rating_scale *scale, int code)
{
	for (int i = 0; i < RATING_LEVELS; i++)
		if (scale->codes[i] == code)
			return i;
	return -1;
}

int rating_channel_code(enum rating_channel channel)
{
	return channels[channel].code;
}

enum refusal rating_allowed(const struct rating_facts *f, int nth, const struct workday_calendar *calendar, int32_t today, int days)
{
	if (!f->finished)
		return REFUSAL_RATING_NOT_OPEN;
	if (nth == 2) {
		if (f->rated_again)
			return REFUSAL_RATED_ALREADY;
		return f->rated && f->answered ? REFUSAL_NONE : REFUSAL_RATING_AGAIN;
	}
	if (f->rated)
		return REFUSAL_RATED_ALREADY;
	return today > deadline_of(calendar, f->ended_on, days, DEADLINE_WORKING).due ? REFUSAL_RATING_LATE : REFUSAL_NONE;
}

int rating_per_mille(const struct rating_tally *t, int64_t *counted)
{
	int64_t all = 0, good = 0;
	for (int i = 0; i < RATING_LEVELS; i++) {
		int64_t counts = t->given[i] - t->excluded[i];
		all += counts;
		good += rating_negative((enum rating_level)i) ? 0 : counts;
	}
	*counted = all;
	return all ? (int)((good * 1000 + all / 2) / all) : -1;
}
