/* How long somebody will wait, from measured service times. The queue is played through a dozen
 * times with services that scatter as the measured ones do (with equal ones all windows would come
 * free together, and the wait for the first would be too long); the same input always plays the
 * same. The order of calls is that of rules/queue/ticket.h, so a priority ticket behind counts as
 * in front when the ratio will call it first. Of what comes later only priority tickets matter to
 * who waits already: they are foreseen at the pace of the last hour. Nothing measured, nothing
 * said: an unknown wait is never 0. */
#ifndef RULES_ESTIMATE_H
#define RULES_ESTIMATE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "rules/queue/ticket.h"

/* of a category's services today, the newest count: with fewer the mean itself scatters by a
 * fifth */
#define ESTIMATE_RECENT 60
/* with so many today, the history of this weekday and hour no longer counts */
#define ESTIMATE_ENOUGH 8
/* measured services, today's and past together, below which nothing is said */
#define ESTIMATE_LEAST 3
#define ESTIMATE_WINDOWS 200
#define ESTIMATE_PLACES 150 /* farther back in the queue the order is not simulated, only counted */

/* How long a window is taken by one citizen, from the call to the end, without the time on hold. */
struct estimate_service {
	bool known;
	int64_t mean_ms, spread_ms;
};
/* today: newest first. A service longer than three medians counts as three: somebody forgot to
 * finish it; one shorter than a third of it as a third, and the mean is never under a minute:
 * numbers that were only pressed through say nothing of people. past_count services of this weekday
 * and hour took past_total_ms together; they fill up what is missing of ESTIMATE_ENOUGH. */
struct estimate_service estimate_service(
	const int64_t *today_ms, size_t count, int64_t past_total_ms, int64_t past_count);

struct estimate {
	bool known;
	/* until the call; eight in ten waits should lie between low and high */
	int64_t ms, low_ms, high_ms;
	int64_t ahead; /* how many are called before; counted also when the wait is unknown */
};
struct estimate_queue {
	/* what waits, in any order, and what each is expected to take; at most ESTIMATE_PLACES */
	const struct ticket_waiting *waiting;
	const struct estimate_service *service;
	size_t count, me; /* me: an index among them */
	int64_t since_priority;
	struct ticket_order order;
	int64_t priority_every_ms; /* how often a priority ticket comes; 0: none is expected */
	/* of each open window, when it will be free; at most ESTIMATE_WINDOWS */
	const int64_t *free_in_ms;
	size_t windows;
};
/* Without windows or without a known service only ahead is told. */
struct estimate estimate_wait(const struct estimate_queue *q);
/* The same by the number in front alone. */
struct estimate estimate_far(int64_t ahead, struct estimate_service service, size_t windows);

#endif
