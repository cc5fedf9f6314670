/* Signs over windows and doors. */
#include "rules/window.h"
#include <stdbool.h>
#include <string.h>

static const struct { const char *zone, *sign; char letter; bool always_numbered, numbered; } zones[] = {
	{ "general", "通用综合受理", 'A', true, true },
	{ "public_security", "公安集成综合受理", 'B', false, true },
	{ "public_utility", "公共服务综合受理", 'C', false, true },
	{ "issue", "出件", 'D', false, true },
};

char *window_hall_name(struct arena *a, const char *place, const char *kind)
{
	const char *tail = !strcmp(kind, "village") ? "便民服务站" : !strcmp(kind, "township") ? "便民服务中心" : "政务服务中心";
	return arena_printf(a, "%s%s", place, tail);
}

char *window_sign(struct arena *a, const char *zone, int ordinal, int same_zone)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].zone, zone)) {
			bool number = zones[i].always_numbered || (zones[i].numbered && same_zone > 1);
			return number ? arena_printf(a, "%s%d", zones[i].sign, ordinal) : arena_strdup(a, zones[i].sign);
		}
	return arena_printf(a, "综合受理%d", ordinal);
}

char window_letter(const char *zone)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].zone, zone))
			return zones[i].letter;
	return 0;
}
