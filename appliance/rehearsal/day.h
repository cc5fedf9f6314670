/* The days of a rehearsal, each played from the first who comes to the last who leaves. */
#ifndef APPLIANCE_REHEARSAL_DAY_H
#define APPLIANCE_REHEARSAL_DAY_H
#include "rehearsal/rehearsal.h"

/* Plays `count` people on `date` and stops at `stop` (ms since 1970; 0: when the last one left).
 * Clerks sign on before and off after; at a stop while people are still to come they stay, and
 * whoever waits goes on waiting. Exit status. */
int rehearsal_day(struct rehearsal *r, int32_t date, size_t count, uint64_t seed, int64_t stop);

#endif
