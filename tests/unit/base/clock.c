/* Moments as the record writes them, and the runs of a clock. Argument: none. */
#include "check.h"
#include <string.h>
#include "base/clock.h"

static void texts(void)
{
	char at[CLOCK_TEXT];
	int64_t late = clock_parse("2026-11-24T23:59:59.999+08:00");
	clock_text(late, at);
	CHECK_TEXT("clock text", at, "2026-11-24T23:59:59.999+08:00");
	CHECK("clock refuses other forms",
		clock_parse("2026-11-24T23:59:59Z") == -1 &&
			clock_parse("2026-11-24T24:00:00.000+08:00") == -1 &&
			clock_parse("2026-11-24T-5:30:01.123+08:00") == -1 &&
			clock_parse("2026-11-24T 5:30:01.123+08:00") == -1 &&
			clock_parse(NULL) == -1);
	CHECK("1970 is not plausible", !clock_plausible(0) && clock_plausible(late));
}

/* What is said of a clock is said of one run of it. */
static void runs_of_the_clock(void)
{
	char first[CLOCK_RUN], second[CLOCK_RUN];
	int64_t shift = clock_shifted();
	snprintf(first, sizeof first, "%s", clock_run());
	CHECK("a run has a name", strlen(first) == CLOCK_RUN - 1);
	CHECK_TEXT("and keeps it while the clock goes on", clock_run(), first);
	clock_shift(shift + 3600000);
	snprintf(second, sizeof second, "%s", clock_run());
	CHECK("a step forth is another run", strcmp(first, second) != 0);
	clock_shift(shift);
	CHECK("a step back is no return to the first",
		strcmp(clock_run(), first) && strcmp(clock_run(), second));
	snprintf(first, sizeof first, "%s", clock_run());
	clock_begin_run();
	CHECK("a vouching begins another", strcmp(clock_run(), first) != 0);
}

int main(void)
{
	texts();
	runs_of_the_clock();
	return FINISH();
}
