/* How long who was wrong waits, and how much one may ask for in a minute. Times in ms of a clock
 * that only goes forward. */
#ifndef RULES_PATIENCE_H
#define RULES_PATIENCE_H
#include <stdbool.h>
#include <stdint.h>

struct patience {
	int64_t free; /* wrong tries that cost nothing: people mistype */
	int64_t most_ms; /* the longest wait */
};

/* The wait after `wrong` tries: nothing up to the free ones, then twice as long each time, up to
 * the longest. */
int64_t patience_wait(const struct patience *p, int64_t wrong);
/* What is left of `wrong` tries when the last was `quiet_ms` ago: one is forgotten for every two
 * longest waits. */
int64_t patience_left(const struct patience *p, int64_t wrong, int64_t quiet_ms);

/* zero: nothing taken yet */
struct allowance {
	int64_t since, taken;
};
#define ALLOWANCE_MS 60000

/* 0 and one more taken, or how long until there is more. `most` in the minute that begins with the
 * first. */
int64_t allowance_take(struct allowance *a, int64_t most, int64_t now);
bool allowance_over(const struct allowance *a, int64_t most, int64_t now); /* without taking */

#endif
