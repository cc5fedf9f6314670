/* The only place that asks what time it is. Milliseconds since 1970 UTC. Tests and `minihall
 * --clock` shift it. Civil time is Asia/Shanghai, UTC+8 with no summer time since 1991. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include <stdbool.h>
#include <stdint.h>

#define CLOCK_TEXT 30 /* room for clock_text() */

int64_t clock_now(void); /* wall clock, ms; shifted by MINIHALL_CLOCK_OFFSET_MS or clock_shift() */
/* Which run of this clock it is: another after every start, every step of the clock and every
 * vouching. What somebody says of how wrong it goes, he says of one run. */
const char *clock_run(void);
void clock_begin_run(void);
#define CLOCK_RUN 17 /* room for its text: 16 hexadecimal digits */
int64_t clock_steady(void); /* monotonic, ms, for waiting and measuring only */
void clock_shift(int64_t offset_ms);
bool clock_stands(void); /* it was set by clock_set(): a rehearsal plays its own days */
int64_t clock_shifted(void); /* the shift in force, ms */
/* rehearsals: clock_now() stands still at this time until it is set again; -1 lets it run */
void clock_set(int64_t at);
/* False when the wall clock is before this program was made possible (2026-01-01) or after 2100:
 * times are then marked uncertain. */
bool clock_plausible(int64_t at);
/* "2026-11-24T15:30:01.123+08:00" */
void clock_text(int64_t at, char out[CLOCK_TEXT]);
/* Reads what clock_text() wrote; -1 when it is not that. */
int64_t clock_parse(const char *text);

#endif
