/* Wall clock with a shift for tests and drills; Shanghai has been UTC+8 without summer time since
 * 1991. */
#include "base/clock.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/date.h"
#include "base/id.h"

#define DAY_MS 86400000LL
#define STEP_MS 2000
#define SHANGHAI_MS (8 * 3600000LL)

static int64_t shift;
static bool shift_read;
static int64_t still = -1;

void clock_shift(int64_t offset_ms)
{
	shift = offset_ms;
	shift_read = true;
}

bool clock_stands(void)
{
	return still >= 0;
}

static void read_shift(void)
{
	const char *text = getenv("MINIHALL_CLOCK_OFFSET_MS");
	if (!shift_read)
		clock_shift(text ? strtoll(text, NULL, 10) : 0);
}

int64_t clock_shifted(void)
{
	read_shift();
	return shift;
}

void clock_set(int64_t at)
{
	still = at;
}

int64_t clock_now(void)
{
	if (still >= 0)
		return still;
	read_shift();
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + shift;
}

int64_t clock_steady(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static char run[CLOCK_RUN];
static int64_t run_apart; /* wall clock less steady clock, as it was at its beginning */

void clock_begin_run(void)
{
	uint64_t fresh;
	id_random(&fresh, sizeof fresh);
	snprintf(run, sizeof run, "%016llx", (unsigned long long)fresh);
	run_apart = clock_now() - clock_steady();
}

const char *clock_run(void)
{
	int64_t stepped = clock_now() - clock_steady() - run_apart;
	if (!run[0] || stepped > STEP_MS || stepped < -STEP_MS)
		clock_begin_run();
	return run;
}

bool clock_plausible(int64_t at)
{
	return at >= 1767225600000LL /* 2026-01-01 UTC */ &&
	       at < 4102444800000LL /* 2100-01-01 UTC */;
}

void clock_text(int64_t at, char out[CLOCK_TEXT])
{
	int64_t local = at + SHANGHAI_MS;
	int64_t in_day = ((local % DAY_MS) + DAY_MS) % DAY_MS;
	char day[DATE_TEXT];
	date_text(date_of(at), day);
	snprintf(out, CLOCK_TEXT, "%sT%02d:%02d:%02d.%03d+08:00", day, (int)(in_day / 3600000),
		(int)(in_day / 60000 % 60), (int)(in_day / 1000 % 60), (int)(in_day % 1000));
}

int64_t clock_parse(const char *text)
{
	char day[DATE_TEXT];
	int hour, minute, second, milli, used = 0;
	if (!text || strlen(text) != CLOCK_TEXT - 1)
		return -1;
	memcpy(day, text, DATE_TEXT - 1);
	day[DATE_TEXT - 1] = '\0';
	int32_t date = date_parse(day);
	for (const char *p = text + 11; p < text + 23; p++) /* sscanf would take signs and blanks */
		if (strchr(":.", *p) ? p != text + 13 && p != text + 16 && p != text + 19
				     : *p < '0' || *p > '9')
			return -1;
	if (date == DATE_NONE ||
		sscanf(text + 10, "T%2d:%2d:%2d.%3d+08:00%n", &hour, &minute, &second, &milli,
			&used) != 4 ||
		used != 19)
		return -1;
	if (hour > 23 || minute > 59 || second > 59)
		return -1;
	return date * DAY_MS + hour * 3600000LL + minute * 60000LL + second * 1000LL + milli -
	       SHANGHAI_MS;
}
