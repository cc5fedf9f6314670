/* Windows by load: Erlang C against published values. Argument: none. */
#include "check.h"
#include <math.h>
#include <stdbool.h>
#include "rules/queue/staffing.h"

static bool near(double a, double b, double by)
{
	return fabs(a - b) <= by;
}

static void windows(void)
{
	struct staffing_load none = { 0, 300 }, one = { 30, 60 }, busy = { 100, 180 };
	CHECK("nobody comes: nobody waits, no window",
		near(staffing_share(none, 0, 0), 1, 0) &&
			staffing_windows(none, 0.8, 600, 20) == 0);
	/* M/M/1 with utilisation 1/2: half of the people wait at all, and P(W > t) = 0.5 exp(-t/120
	 * s) */
	CHECK("one window, half busy",
		near(staffing_share(one, 1, 0), 0.5, 1e-12) &&
			near(staffing_share(one, 1, 120), 1 - 0.5 * exp(-1), 1e-12));
	/* 5 erlang at 6 windows: Erlang C = 0.5875 (tables); at 10 windows 0.0361 */
	CHECK("Erlang's tables", near(1 - staffing_share(busy, 6, 0), 0.5875, 5e-5) &&
					 near(1 - staffing_share(busy, 10, 0), 0.0361, 5e-5));
	CHECK("a line without end",
		staffing_share(busy, 5, 600) == 0 && staffing_share(busy, 4, 600) == 0);
	int w = staffing_windows(busy, 0.8, 120, 50);
	CHECK("the fewest that do", w > 5 && staffing_share(busy, w, 120) >= 0.8 &&
					    staffing_share(busy, w - 1, 120) < 0.8);
	CHECK("never more than there may be", staffing_windows(busy, 0.8, 120, 3) == 3);
	for (int i = 6; i < 40; i++)
		CHECK("one more window never makes it worse",
			staffing_share(busy, i + 1, 60) >= staffing_share(busy, i, 60));
}

int main(void)
{
	windows();
	return FINISH();
}
