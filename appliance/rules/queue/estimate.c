/* Service times and the simulated queue. */
#include "rules/queue/estimate.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EIGHT_IN_TEN 1.28
/* no window serves people faster than one a minute: numbers pressed through say nothing */
#define SANE_MS 60000.0

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int64_t within(int64_t ms, int64_t least, int64_t most)
{
	return ms < least ? least : ms < most ? ms : most;
}

struct estimate_service estimate_service(
	const int64_t *today_ms, size_t count, int64_t past_total_ms, int64_t past_count)
{
	int64_t sorted[ESTIMATE_RECENT], least = 0, most = 0;
	double sum = 0, squares = 0;
	size_t n = count < ESTIMATE_RECENT ? count : ESTIMATE_RECENT;
	if ((int64_t)n + past_count < ESTIMATE_LEAST)
		return (struct estimate_service){ false, 0, 0 };
	if (n) {
		memcpy(sorted, today_ms, n * sizeof *sorted);
		qsort(sorted, n, sizeof *sorted, by_size);
		least = sorted[n / 2] / 3;
		most = 3 * sorted[n / 2];
	}
	for (size_t i = 0; i < n; i++)
		sum += (double)(sorted[i] = within(sorted[i], least, most));
	double missing = past_count > 0 && n < ESTIMATE_ENOUGH ? (double)(ESTIMATE_ENOUGH - n) : 0;
	double mean = (sum + (missing > 0 ? missing * (double)past_total_ms / (double)past_count
					  : 0)) /
		      ((double)n + missing);
	if (mean < SANE_MS)
		mean = SANE_MS;
	for (size_t i = 0; i < n; i++) {
		double off = (double)sorted[i] - mean;
		squares += off * off;
	}
	/* few measured: services in halls scatter by about two thirds of their mean */
	double spread = n >= ESTIMATE_LEAST ? sqrt(squares / (double)(n - 1)) : mean * 2 / 3;
	return (struct estimate_service){ true, (int64_t)mean, (int64_t)spread };
}

/* Whole minutes are told, so the bounds are at least one apart. */
static struct estimate between(double ms, double deviation, int64_t ahead)
{
	assert(deviation >= 0);
	double half = EIGHT_IN_TEN * deviation;
	double low = floor((ms > half ? ms - half : 0) / 60000) * 60000,
	       high = ceil((ms + half) / 60000) * 60000;
	if (high < low + 60000)
		high = low + 60000;
	return (struct estimate){ true, (int64_t)ms, (int64_t)low, (int64_t)high, ahead };
}

static size_t first_free(const int64_t *free_in_ms, size_t windows)
{
	size_t at = 0;
	assert(windows > 0);
	for (size_t i = 1; i < windows; i++)
		if (free_in_ms[i] < free_in_ms[at])
			at = i;
	return at;
}

/* Offsets of a service from its mean in spreads: mean 0, variance 1, long to the right as services
 * are. */
static const double scatter[] = { -1.40, -1.18, -0.95, -0.73, -0.50, -0.28, -0.06, 0.22, 0.56, 1.01,
	1.57, 1.74 };
#define RUNS (sizeof scatter / sizeof *scatter)

struct play {
	struct ticket_waiting waiting[ESTIMATE_PLACES];
	struct estimate_service service[ESTIMATE_PLACES];
	int64_t free_in_ms[ESTIMATE_WINDOWS];
	size_t count, windows;
	int64_t priority_every_ms;
	struct estimate_service newcomer;
	uint32_t dice; /* 0: every service takes its mean */
};

static int64_t takes(struct play *p, const struct estimate_service *s)
{
	if (!p->dice)
		return s->mean_ms;
	p->dice = p->dice * 1664525u + 1013904223u;
	double ms = (double)s->mean_ms + scatter[(p->dice >> 8) % RUNS] * (double)s->spread_ms;
	return ms > (double)s->mean_ms / 10 ? (int64_t)ms : s->mean_ms / 10;
}

/* Priority tickets that come while time passes from `from` to `to`, behind everybody who is
 * there. */
static void come(struct play *p, int64_t from, int64_t to)
{
	if (p->priority_every_ms <= 0)
		return;
	for (int64_t at = from - from % p->priority_every_ms + p->priority_every_ms;
		at <= to && p->count < ESTIMATE_PLACES; at += p->priority_every_ms) {
		p->waiting[p->count] = (struct ticket_waiting){ NULL, true, INT64_MAX, to - at,
			false };
		p->service[p->count++] = p->newcomer;
	}
}

/* Plays until the ticket is called; when that is. *known: every service before it was. */
static int64_t play(struct play *p, const char *mine, int64_t since_priority,
	struct ticket_order order, int64_t *ahead, bool *known)
{
	int64_t now = 0;
	for (*ahead = 0; p->count; ++*ahead) {
		size_t w = p->windows ? first_free(p->free_in_ms, p->windows) : 0;
		int64_t passed = p->windows ? p->free_in_ms[w] - now : 0;
		for (size_t i = 0; passed > 0 && i < p->count; i++)
			p->waiting[i].waited_ms += passed;
		if (passed > 0)
			come(p, now, now + passed);
		now += passed;
		int at = ticket_next(p->waiting, p->count, since_priority, order);
		assert(at >= 0 && (size_t)at < p->count);
		if (p->waiting[at].id == mine)
			break;
		since_priority = p->waiting[at].priority ? 0 : since_priority + 1;
		*known = *known && p->service[at].known;
		if (p->windows)
			p->free_in_ms[w] = now + takes(p, &p->service[at]);
		p->count--;
		p->waiting[at] = p->waiting[p->count];
		p->service[at] = p->service[p->count];
	}
	return now;
}

struct estimate estimate_wait(const struct estimate_queue *q)
{
	assert(q->count <= ESTIMATE_PLACES && q->me < q->count && q->windows <= ESTIMATE_WINDOWS);
	bool known = q->windows > 0;
	int64_t ahead = 0, others;
	double sum = 0, squares = 0;
	for (uint32_t run = 0; run <= RUNS; run++) {
		struct play p = { .count = q->count,
			.windows = q->windows,
			.priority_every_ms = q->priority_every_ms,
			.newcomer = q->service[q->me],
			.dice = run };
		memcpy(p.waiting, q->waiting, q->count * sizeof *q->waiting);
		memcpy(p.service, q->service, q->count * sizeof *q->service);
		if (q->windows)
			memcpy(p.free_in_ms, q->free_in_ms, q->windows * sizeof *q->free_in_ms);
		double ms = (double)play(&p, q->waiting[q->me].id, q->since_priority, q->order,
			run ? &others : &ahead, &known);
		if (!known)
			return (struct estimate){ .known = false, .ahead = ahead };
		if (run) {
			sum += ms;
			squares += ms * ms;
		}
	}
	double mean = sum / (double)RUNS, variance = squares / (double)RUNS - mean * mean;
	return between(mean, variance > 0 ? sqrt(variance) : 0, ahead);
}

struct estimate estimate_far(int64_t ahead, struct estimate_service service, size_t windows)
{
	if (!service.known || !windows)
		return (struct estimate){ .known = false, .ahead = ahead };
	double w = (double)windows, k = (double)ahead;
	return between(
		k * (double)service.mean_ms / w, sqrt(k) * (double)service.spread_ms / w, ahead);
}
