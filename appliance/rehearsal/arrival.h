/* Who comes to a rehearsed day: drawn from a curve of arrivals by half hour, with service times,
 * priorities and no-shows. The same seed gives the same people to the millisecond, so two ways of
 * calling can be compared on one crowd. The figures and where they are from:
 * sample/arrivals.json. */
#ifndef RULES_ARRIVAL_H
#define RULES_ARRIVAL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <yyjson.h>
#include "base/arena.h"
#include "base/result.h"

#define ARRIVAL_SLOTS 48 /* half hours of a day */
#define ARRIVAL_KINDS 8

/* Erlang distributed with `shape` phases: 1 is exponential; cases: the share that opens one */
struct arrival_kind {
	const char *zone;
	double share, mean_s;
	int shape;
	double cases;
};
/* what is left over is "none" */
struct arrival_class {
	const char *priority;
	double share;
};
struct arrival_curve {
	double slots[ARRIVAL_SLOTS]; /* how many come in that half hour, in any unit */
	double weekdays[7]; /* Monday first; 1 is an ordinary day */
	struct arrival_kind kinds[ARRIVAL_KINDS];
	size_t kind_count;
	struct arrival_class classes[ARRIVAL_KINDS];
	size_t class_count;
	double no_show, rated; /* shares */
	/* two weights of items, five shares of cases */
	struct {
		double frequent, county, correction, refusal, rejected, late, agent;
	} cases;
	/* from the call to the window; how long a window waits for somebody who does not come */
	double walk_s, no_show_s;
};
struct visitor {
	int64_t at_ms; /* since local midnight */
	const char *zone, *priority;
	int64_t walk_ms, service_ms;
	bool shows, rates;
	/* what chance has in store for what he brings: the state of arrival_chance() */
	uint64_t matter;
	double mood; /* 0…1, uniform: what kind of rating it will be */
};

/* One named curve of the file, with services of its own where it has them; RC_FAULT with words for
 * a file that does not add up, RC_NOTFOUND for an unknown name. Memory from the arena. */
NODISCARD enum rc arrival_curve(
	struct arena *a, const char *json, size_t n, const char *name, struct arrival_curve *out);
/* The next number of a stream of chance, in the open interval (0, 1): its logarithm is finite. */
double arrival_chance(uint64_t *state);
/* `count` people in the order they come. */
struct visitor *arrival_day(
	struct arena *a, const struct arrival_curve *c, size_t count, uint64_t seed);

#endif
