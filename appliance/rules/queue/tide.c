/* When the tide turns, and who helps. */
#include "rules/queue/tide.h"
#include <assert.h>
#include <string.h>

struct tide_step tide_look(struct tide_memory *m, const struct tide_load *load,
	const struct tide_limits *limits, int64_t now)
{
	struct tide_step step = { TIDE_OUTCOME_UNSET, TIDE_ADVICE_UNSET };
	assert(load->waiting >= 0 && load->helpers >= 0);
	bool high = load->waiting > limits->waiting_over ||
		    load->mean_minutes > limits->minutes_over;
	enum tide_advice wanted = high            ? TIDE_ADVICE_OPEN
				  : load->helpers ? TIDE_ADVICE_CLOSE
						  : TIDE_ADVICE_UNSET;
	bool acted = load->helpers != m->helpers;
	if (m->suggested && acted)
		step.ended = load->helpers > m->helpers ? TIDE_OUTCOME_OPENED : TIDE_OUTCOME_CLOSED;
	else if (m->suggested && m->suggested != wanted)
		step.ended = TIDE_OUTCOME_PASSED;
	if (step.ended)
		m->suggested = TIDE_ADVICE_UNSET;
	if (acted || wanted != m->wanted)
		m->since = now;
	m->wanted = wanted;
	m->helpers = load->helpers;
	if (wanted && !m->suggested && now - m->since >= limits->lasting_ms)
		step.begins = m->suggested = wanted;
	return step;
}

static int fitness(const struct tide_window *w, const char *zone)
{
	if (!w->accepts || w->helps)
		return 0;
	if (w->spare)
		return w->open ? 3 : 2;
	return w->open && !w->own_waiting && strcmp(w->zone, zone) ? 1 : 0;
}

int64_t tide_helper(const struct tide_window *windows, size_t count, const char *zone)
{
	int best = 0;
	int64_t no = 0;
	for (size_t i = 0; i < count; i++)
		if (fitness(&windows[i], zone) > best) {
			best = fitness(&windows[i], zone);
			no = windows[i].no;
		}
	return no;
}
