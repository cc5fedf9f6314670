/* The rehearsed crowd is that of its curve, at random within the half hour. Argument: none. */
#include "check.h"
#include <math.h>
#include "base/embed.h"
#include "rehearsal/arrival.h"

static bool near(double a, double b, double by)
{
	return fabs(a - b) <= by;
}

static void crowds(struct arena *a)
{
	struct arrival_curve c;
	size_t n, count = 20000, shown = 0, old = 0, general = 0, morning = 0;
	double service = 0, total = 0, early = 0;
	const char *text = embed_find("sample/arrivals.json", &n),
		   *empty = "{\"curves\":{\"x\":{\"half_hours\":[]}}}";
	CHECK("the file is there", text && arrival_curve(a, text, n, "hall", &c) == RC_OK);
	CHECK("an unknown curve", arrival_curve(a, text, n, "none", &c) == RC_NOTFOUND);
	CHECK("not JSON", arrival_curve(a, "{", 1, "hall", &c) == RC_FAULT);
	CHECK("nobody comes", arrival_curve(a, empty, strlen(empty), "x", &c) == RC_FAULT);
	CHECK("measured curves", arrival_curve(a, text, n, "registry", &c) == RC_OK &&
					 c.slots[26] == 67 && c.kinds[0].mean_s == 420 &&
					 arrival_curve(a, text, n, "calls", &c) == RC_OK &&
					 c.slots[20] == 1918);
	CHECK("a curve with services of its own",
		arrival_curve(a, text, n, "bank", &c) == RC_OK && c.slots[24] == 142 &&
			c.kind_count == 4 && c.kinds[0].mean_s == 257 && c.kinds[0].shape == 1);
	CHECK("the assumed curve",
		arrival_curve(a, text, n, "hall", &c) == RC_OK && c.kinds[0].shape == 3);
	struct visitor *day = arrival_day(a, &c, count, 7), *again = arrival_day(a, &c, count, 7),
		       *other = arrival_day(a, &c, count, 8);
	bool same = true, differs = false, sorted = true, open = true;
	for (size_t i = 0; i < count; i++) {
		same &= day[i].at_ms == again[i].at_ms &&
			day[i].service_ms == again[i].service_ms && day[i].mood == again[i].mood &&
			day[i].zone == again[i].zone;
		differs |= day[i].service_ms != other[i].service_ms;
		sorted &= !i || day[i].at_ms >= day[i - 1].at_ms;
		open &= c.slots[day[i].at_ms / 1800000] > 0;
		shown += day[i].shows;
		old += !strcmp(day[i].priority, "elder");
		morning += day[i].at_ms < 12 * 3600000LL;
		if (!strcmp(day[i].zone, "general")) {
			general++;
			service += (double)day[i].service_ms / 1000;
		}
	}
	for (int i = 0; i < ARRIVAL_SLOTS; i++) {
		total += c.slots[i];
		early += i < 24 ? c.slots[i] : 0;
	}
	CHECK("the same seed, the same crowd", same);
	CHECK("another seed, another", differs);
	CHECK("in order, while the doors are open", sorted && open);
	CHECK("the curve's morning", near((double)morning / (double)count, early / total, 0.015));
	CHECK("the curve's habits", near((double)shown / (double)count, 0.95, 0.01) &&
					    near((double)old / (double)count, 0.12, 0.01));
	CHECK("the curve's services", near((double)general / (double)count, 0.55, 0.015) &&
					      near(service / (double)general, 420, 12));
}

/* At random within the half hour: times spread evenly over it, counts of its minutes scatter as
 * Poisson's do (variance over mean 1), gaps as exponential ones do (deviation over mean 1).
 * Services scatter as their shape says (deviation over mean 1/sqrt(shape)); who does not show up is
 * nobody's neighbour. */
static void chances(struct arena *a)
{
	struct arrival_curve c;
	size_t n, minutes = 0, gaps = 0, services = 0, absent = 0, pairs = 0;
	double place = 0, counts = 0, squares = 0, gap = 0, gap2 = 0, took = 0, took2 = 0;
	const char *text = embed_find("sample/arrivals.json", &n);
	CHECK("the curve", arrival_curve(a, text, n, "hall", &c) == RC_OK);
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct visitor *day = arrival_day(a, &c, 2000, seed);
		int64_t from = 19 * 1800000; /* half past nine */
		size_t minute[30] = { 0 }, before = 0;
		for (size_t i = 0; i < 2000; i++) {
			absent += !day[i].shows;
			pairs += i && !day[i].shows && !day[i - 1].shows;
			if (!strcmp(day[i].zone, "general")) {
				services++;
				took += (double)day[i].service_ms;
				took2 += (double)day[i].service_ms * (double)day[i].service_ms;
			}
			if (day[i].at_ms < from || day[i].at_ms >= from + 1800000)
				continue;
			minute[(day[i].at_ms - from) / 60000]++;
			place += (double)(day[i].at_ms - from) / 1800000;
			if (before) {
				double ms = (double)(day[i].at_ms - day[before].at_ms);
				gaps++;
				gap += ms;
				gap2 += ms * ms;
			}
			before = i;
		}
		for (size_t m = 0; m < 30; m++, minutes++) {
			counts += (double)minute[m];
			squares += (double)(minute[m] * minute[m]);
		}
	}
	double mean = counts / (double)minutes, mean_gap = gap / (double)gaps,
	       mean_took = took / (double)services;
	CHECK("evenly over the half hour", near(place / counts, 0.5, 0.01));
	CHECK("as Poisson's", near((squares / (double)minutes - mean * mean) / mean, 1, 0.1));
	CHECK("gaps without memory",
		near(sqrt(gap2 / (double)gaps - mean_gap * mean_gap) / mean_gap, 1, 0.03));
	CHECK("services as their shape",
		near(sqrt(took2 / (double)services - mean_took * mean_took) / mean_took,
			1 / sqrt(3), 0.02));
	CHECK("no-shows one by one", near((double)absent / 80000, 0.05, 0.004) &&
					     near((double)pairs / 80000, 0.0025, 0.0007));
}

int main(void)
{
	struct arena a;
	arena_init(&a, 64u << 20);
	crowds(&a);
	chances(&a);
	arena_release(&a);
	return FINISH();
}
