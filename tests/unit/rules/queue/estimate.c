/* Estimates of waiting from measured services. Argument: a scratch directory (unused). */
#include "check.h"
#include <stdlib.h>
#include "rules/queue/estimate.h"

#define MINUTE 60000LL
static int64_t coming; /* how often a priority ticket comes; 0: none */
static const struct ticket_order order = { 2, 45 * MINUTE };

static void services(void)
{
	int64_t today[ESTIMATE_RECENT];
	for (size_t i = 0; i < ESTIMATE_RECENT; i++)
		today[i] = 6 * MINUTE;
	CHECK("nothing measured, nothing known", !estimate_service(NULL, 0, 0, 0).known);
	CHECK("two are not enough", !estimate_service(today, 2, 0, 0).known);
	CHECK("three are", estimate_service(today, 3, 0, 0).known &&
				   estimate_service(today, 3, 0, 0).mean_ms == 6 * MINUTE);
	CHECK("the same time does not scatter", estimate_service(today, 20, 0, 0).spread_ms == 0);
	CHECK("the history speaks before today does",
		estimate_service(NULL, 0, 40 * MINUTE, 4).mean_ms == 10 * MINUTE);
	CHECK("today and the history are mixed",
		estimate_service(today, 4, 40 * MINUTE, 4).mean_ms == 8 * MINUTE);
	CHECK("with enough of today the history is silent",
		estimate_service(today, ESTIMATE_ENOUGH, 400 * MINUTE, 4).mean_ms == 6 * MINUTE);
	today[7] = 300 * MINUTE;
	CHECK("a forgotten one counts as three medians",
		estimate_service(today, 20, 0, 0).mean_ms == (19 * 6 + 18) * MINUTE / 20);
	for (size_t i = 0; i < 5; i++)
		today[i] = 0;
	today[7] = 6 * MINUTE;
	CHECK("one pressed through counts as a third",
		estimate_service(today, 20, 0, 0).mean_ms == (15 * 6 + 5 * 2) * MINUTE / 20);
	for (size_t i = 0; i < ESTIMATE_RECENT; i++)
		today[i] = 0;
	CHECK("nobody is served in no time", estimate_service(today, 12, 0, 0).mean_ms == MINUTE);
	CHECK("so the five hundredth is told of hours",
		estimate_far(500, estimate_service(today, 12, 0, 0), 2).low_ms > 200 * MINUTE);
	CHECK("nor by what was measured in years",
		estimate_service(NULL, 0, 4000, 4).mean_ms == MINUTE);
	CHECK("only the newest count",
		estimate_service(today, 1000, 0, 0).mean_ms ==
			estimate_service(today, ESTIMATE_RECENT, 0, 0).mean_ms);
}

/* n normal tickets and p priority ones behind them, all of six minutes; what is said of the one
 * with this index */
static struct estimate ask(size_t n, size_t p, size_t me, size_t windows, int64_t busy, bool known)
{
	static struct ticket_waiting w[64];
	static struct estimate_service s[64];
	static char ids[64][24];
	int64_t free_in[8];
	for (size_t i = 0; i < n + p; i++) {
		snprintf(ids[i], sizeof ids[i], "%zu", i);
		w[i] = (struct ticket_waiting){ ids[i], i >= n, (int64_t)i, 0, false };
		s[i] = (struct estimate_service){ known, 6 * MINUTE, 2 * MINUTE };
	}
	for (size_t i = 0; i < windows; i++)
		free_in[i] = busy;
	return estimate_wait(
		&(struct estimate_queue){ w, s, n + p, me, 0, order, coming, free_in, windows });
}

static bool near(int64_t ms, int64_t minutes)
{
	return ms > minutes * MINUTE - 75000 && ms < minutes * MINUTE + 75000;
}

static void waits(void)
{
	CHECK("first, at a free window",
		ask(1, 0, 0, 1, 0, true).ms == 0 && ask(1, 0, 0, 1, 0, true).ahead == 0);
	CHECK("first is at once, and one minute is said",
		ask(1, 0, 0, 1, 0, true).low_ms == 0 && ask(1, 0, 0, 1, 0, true).high_ms == MINUTE);
	CHECK("behind who is being served", ask(1, 0, 0, 1, 4 * MINUTE, true).ms == 4 * MINUTE);
	CHECK("the third at one window",
		near(ask(5, 0, 2, 1, 0, true).ms, 12) && ask(5, 0, 2, 1, 0, true).ahead == 2);
	CHECK("the third at two windows: whoever is first to be free",
		ask(5, 0, 2, 2, 0, true).ms > 4 * MINUTE &&
			ask(5, 0, 2, 2, 0, true).ms < 6 * MINUTE);
	CHECK("the same queue plays the same",
		ask(9, 2, 8, 2, 0, true).ms == ask(9, 2, 8, 2, 0, true).ms);
	CHECK("priority behind is in front by the ratio",
		ask(4, 1, 2, 1, 0, true).ahead == 3 && ask(4, 1, 4, 1, 0, true).ahead == 2);
	CHECK("who waits long enough goes before all", ask(40, 1, 39, 1, 0, true).ahead >= 39);
	CHECK("nothing known: only the number in front",
		!ask(5, 0, 2, 1, 0, false).known && ask(5, 0, 2, 1, 0, false).ahead == 2);
	CHECK("no window: only the number in front",
		!ask(5, 0, 2, 0, 0, true).known && ask(5, 0, 2, 0, 0, true).ahead == 2);
	int64_t alone = ask(10, 0, 9, 1, 0, true).ms, first = ask(10, 1, 10, 1, 0, true).ms;
	coming = 12 * MINUTE;
	CHECK("priority that will come is foreseen",
		ask(10, 0, 9, 1, 0, true).ms > alone + 9 * MINUTE &&
			ask(10, 0, 9, 1, 0, true).ahead == 11);
	CHECK("it is behind the priority that waits", ask(10, 1, 10, 1, 0, true).ms == first);
	coming = 1;
	CHECK("however many come, the ratio and the cap hold",
		ask(10, 0, 9, 1, 0, true).ahead <= 9 + 5 &&
			ask(10, 0, 9, 1, 0, true).ms < 16 * 6 * MINUTE);
	coming = 0;
	struct estimate third = ask(5, 0, 2, 1, 0, true);
	CHECK("the bounds are around it",
		third.low_ms < third.ms && third.ms < third.high_ms && third.low_ms % MINUTE == 0);
	CHECK("far back it is counted",
		estimate_far(300, (struct estimate_service){ true, 6 * MINUTE, 0 }, 3).ms ==
			600 * MINUTE);
	CHECK("and unknown when nothing is measured",
		!estimate_far(300, (struct estimate_service){ false, 0, 0 }, 3).known);
}

/* A day at three windows with scattered services: the estimate against what then happens in the
 * same order. */
static void day(void)
{
	enum { N = 400 };
	static int64_t took[N], wait[N];
	unsigned seed = 7;
	for (int i = 0; i < N; i++) {
		seed = seed * 1103515245u + 12345u;
		took[i] = 2 * MINUTE + (int64_t)(seed >> 16) * 8 * MINUTE / 65536;
	}
	struct estimate_service s = estimate_service(took, 20, 0, 0);
	int inside = 0;
	for (int begin = 20; begin < N - 20; begin++) {
		struct ticket_waiting w[10];
		struct estimate_service each[10];
		int64_t free_in[3] = { 0 }, real[3] = { 0 };
		for (int i = 0; i < 10; i++) {
			w[i] = (struct ticket_waiting){ "x", false, i, 0, false };
			each[i] = s;
		}
		w[9].id = "me";
		for (int i = 0; i < 9; i++) {
			int at = real[1] < real[0] ? 1 : 0;
			at = real[2] < real[at] ? 2 : at;
			real[at] += took[begin + i];
		}
		wait[begin] = real[0] < real[1] ? real[0] : real[1];
		wait[begin] = real[2] < wait[begin] ? real[2] : wait[begin];
		struct estimate e = estimate_wait(
			&(struct estimate_queue){ w, each, 10, 9, 0, order, 0, free_in, 3 });
		inside += wait[begin] >= e.low_ms && wait[begin] <= e.high_ms;
	}
	CHECK("seven in ten real waits lie between the bounds", inside >= (N - 40) * 7 / 10);
}

int main(void)
{
	services();
	waits();
	day();
	return FINISH();
}
