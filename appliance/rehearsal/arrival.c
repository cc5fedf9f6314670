/* A day's crowd from a curve: splitmix64 for chance, inverse transforms for everything else. So
 * many people thrown independently over the day, each half hour as likely as its share and every
 * moment of it alike: that is a Poisson process of the curve's rate, given how many came. */
#include "rehearsal/arrival.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"

#define HALF_HOUR_MS 1800000
#define LEAST_SERVICE_MS 20000

static uint64_t next_bits(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15u);
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

double arrival_chance(uint64_t *state)
{
	return ((double)(next_bits(state) >> 11) + 0.5) / 9007199254740992.0;
}

static double erlang(uint64_t *state, double mean, int shape)
{
	double sum = 0;
	for (int i = 0; i < shape; i++)
		sum -= log(arrival_chance(state));
	return sum * mean / shape;
}

static double number(const yyjson_val *object, const char *key)
{
	return yyjson_get_num(json_get(object, key));
}

static int slot_of(const char *clock)
{
	return clock && strlen(clock) == 5
		       ? ((clock[0] - '0') * 10 + clock[1] - '0') * 2 + (clock[3] >= '3')
		       : -1;
}

static enum rc read_slots(const yyjson_val *v, struct arrival_curve *out)
{
	yyjson_val *list = json_get(v, "half_hours"), *one;
	size_t i, max;
	double sum = 0;
	yyjson_arr_foreach (list, i, max, one) {
		int slot = slot_of(json_text(one, "from"));
		if (slot < 0 || slot >= ARRIVAL_SLOTS || number(one, "people") < 0)
			return fault("arrivals: a half hour is not one");
		out->slots[slot] = number(one, "people");
		sum += out->slots[slot];
	}
	return sum > 0 ? RC_OK : fault("arrivals: nobody comes");
}

static enum rc read_people(yyjson_val *root, yyjson_val *curve, struct arrival_curve *out)
{
	yyjson_val *one, *own = yyjson_obj_get(curve, "services");
	size_t i, max;
	double kinds = 0, classes = 0;
	yyjson_arr_foreach (own ? own : yyjson_obj_get(root, "services"), i, max, one) {
		if (out->kind_count == ARRIVAL_KINDS || !json_text(one, "zone"))
			return fault("arrivals: too many services, or one without a zone");
		out->kinds[out->kind_count++] = (struct arrival_kind){ json_text(one, "zone"),
			number(one, "share"), number(one, "mean_s"), (int)json_int(one, "shape", 1),
			number(one, "case_share") };
		kinds += number(one, "share");
	}
	yyjson_arr_foreach (yyjson_obj_get(root, "priorities"), i, max, one) {
		if (out->class_count == ARRIVAL_KINDS || !json_text(one, "priority"))
			return fault("arrivals: too many priorities, or one without its word");
		out->classes[out->class_count++] =
			(struct arrival_class){ json_text(one, "priority"), number(one, "share") };
		classes += number(one, "share");
	}
	return fabs(kinds - 1) < 1e-6 && classes <= 1 ? RC_OK
						      : fault("arrivals: the shares do not add up");
}

enum rc arrival_curve(
	struct arena *a, const char *json, size_t n, const char *name, struct arrival_curve *out)
{
	yyjson_val *root, *one;
	size_t i, max;
	*out = (struct arrival_curve){ 0 };
	if (json_read(a, json, n, &root))
		return fault("arrivals: not JSON");
	yyjson_val *curve = yyjson_obj_get(yyjson_obj_get(root, "curves"), name);
	if (!curve)
		return RC_NOTFOUND;
	TRY(read_slots(curve, out));
	TRY(read_people(root, curve, out));
	yyjson_arr_foreach (yyjson_obj_get(curve, "weekdays"), i, max, one)
		if (i < 7)
			out->weekdays[i] = yyjson_get_num(one);
	yyjson_val *cases = yyjson_obj_get(root, "cases");
	out->cases.frequent = number(cases, "frequent");
	out->cases.county = number(cases, "county");
	out->cases.correction = number(cases, "correction_share");
	out->cases.refusal = number(cases, "refusal_share");
	out->cases.rejected = number(cases, "rejected_share");
	out->cases.late = number(cases, "late_share");
	out->cases.agent = number(cases, "agent_share");
	yyjson_val *habits = yyjson_obj_get(root, "habits");
	out->no_show = number(habits, "no_show_share");
	out->rated = number(habits, "rated_share");
	out->walk_s = number(habits, "walk_mean_s");
	out->no_show_s = number(habits, "no_show_wait_s");
	return RC_OK;
}

static int64_t draw_time(uint64_t *state, const struct arrival_curve *c, double total)
{
	double left = arrival_chance(state) * total;
	int slot = 0, last = 0;
	for (slot = 0; slot < ARRIVAL_SLOTS; slot++) {
		if (c->slots[slot] > 0)
			last = slot;
		if (left < c->slots[slot])
			return slot * (int64_t)HALF_HOUR_MS +
			       (int64_t)(left / c->slots[slot] * HALF_HOUR_MS);
		left -= c->slots[slot];
	}
	return last * (int64_t)HALF_HOUR_MS;
}

static int earlier(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static struct visitor draw_person(uint64_t *state, const struct arrival_curve *c)
{
	struct visitor p = { .priority = "none" };
	double left = arrival_chance(state);
	size_t k = 0;
	while (k + 1 < c->kind_count && left >= c->kinds[k].share)
		left -= c->kinds[k++].share;
	p.zone = c->kinds[k].zone;
	left = arrival_chance(state);
	for (size_t i = 0; i < c->class_count; i++) {
		if (left >= 0 && left < c->classes[i].share)
			p.priority = c->classes[i].priority;
		left -= c->classes[i].share;
	}
	p.service_ms = (int64_t)(erlang(state, c->kinds[k].mean_s, c->kinds[k].shape) * 1000);
	if (p.service_ms < LEAST_SERVICE_MS)
		p.service_ms = LEAST_SERVICE_MS;
	p.walk_ms = (int64_t)(erlang(state, c->walk_s, 4) * 1000);
	p.shows = arrival_chance(state) >= c->no_show;
	p.rates = arrival_chance(state) < c->rated;
	p.mood = arrival_chance(state);
	return p;
}

struct visitor *arrival_day(
	struct arena *a, const struct arrival_curve *c, size_t count, uint64_t seed)
{
	uint64_t state = seed;
	double total = 0;
	int64_t *times = arena_array(a, int64_t, count + 1);
	struct visitor *day = arena_array(a, struct visitor, count + 1);
	for (int i = 0; i < ARRIVAL_SLOTS; i++)
		total += c->slots[i];
	for (size_t i = 0; i < count; i++)
		times[i] = draw_time(&state, c, total);
	qsort(times, count, sizeof *times, earlier);
	for (size_t i = 0; i < count; i++) {
		day[i] = draw_person(&state, c);
		day[i].at_ms = times[i];
		/* a stream of its own: what people bring changes nobody's time */
		day[i].matter = seed ^ (i + 1) * 0xd1342543de82ef95u;
	}
	return day;
}
