/* Signs over windows and doors, and a window's life as a table. */
#include "rules/place/window.h"
#include <assert.h>
#include <string.h>
#include "base/json.h"
#include "words/windows.h"
#include "words/zone.h"

static bool centre(enum hall_kind kind)
{
	return kind == HALL_KIND_COUNTY || kind == HALL_KIND_DEVELOPED_TOWN;
}

char *window_hall_name(struct arena *a, const char *place, enum hall_kind kind)
{
	const char *tail = centre(kind)                ? "政务服务中心"
			   : kind == HALL_KIND_VILLAGE ? "便民服务站"
						       : "便民服务中心";
	return arena_printf(a, "%s%s", place, tail);
}

bool window_zone_allowed(enum hall_kind kind, const char *zone)
{
	const struct zone_row *row = zone_find(zone);
	return row && (centre(kind) ? row->centre_sign : row->township_sign)[0];
}

bool window_zone_expected(enum hall_kind kind, const char *zone)
{
	const struct zone_row *row = zone_find(zone);
	if (!row || row->need == ZONE_NEED_ISSUE)
		return false;
	if (row->need == ZONE_NEED_GENERAL)
		return true;
	return (kind == HALL_KIND_COUNTY && row->need == ZONE_NEED_FIXED) ||
	       (kind == HALL_KIND_TOWNSHIP && row->township_sign[0]);
}

/* "通用综合受理#", 2, of 3 -> "通用综合受理2" */
static const char *numbered(struct arena *a, const char *pattern, int ordinal, int same_zone)
{
	size_t n = strlen(pattern);
	bool number = pattern[n - 1] == '#' || (pattern[n - 1] == '?' && same_zone > 1);
	return number ? arena_printf(a, "%.*s%d", (int)n - 1, pattern, ordinal)
		      : arena_printf(a, "%.*s", (int)n - 1, pattern);
}

struct window_sign window_sign_of(
	struct arena *a, enum hall_kind kind, const char *zone, int ordinal, int same_zone)
{
	const struct zone_row *row = zone_find(zone);
	const char *pattern = !row           ? "综合受理#"
			      : centre(kind) ? row->centre_sign
					     : row->township_sign;
	if (!pattern[0])
		/* a zone this hall should not have still needs a sign; the set-up check
		 * complains */
		pattern = row->centre_sign;
	struct window_sign s = { .display = numbered(a, pattern, ordinal, same_zone), .zone = "" };
	if (row && !strncmp(pattern, "综合受理", strlen("综合受理")))
		s.zone = row->label;
	s.name = s.zone[0] ? arena_printf(a, "%s%s", s.zone, s.display) : s.display;
	return s;
}

bool window_classified(enum hall_kind kind, const char *zone)
{
	const struct zone_row *row = zone_find(zone);
	return row && centre(kind) && row->need != ZONE_NEED_GENERAL &&
	       row->need != ZONE_NEED_ISSUE;
}

void window_signs(struct arena *a, enum hall_kind kind, const struct window_place *places,
	size_t count, struct window_sign *signs)
{
	for (size_t i = 0; i < count; i++) {
		int ordinal = 0, same = 0;
		for (size_t k = 0; k < count; k++)
			if (!places[k].alone && !strcmp(places[k].zone, places[i].zone)) {
				same++;
				ordinal += k <= i;
			}
		if (places[i].alone)
			signs[i] = (struct window_sign){ places[i].alone, "", places[i].alone };
		else
			signs[i] = window_sign_of(a, kind, places[i].zone, ordinal, same);
	}
}

bool window_exclusive(const char *exclusive, const char *code)
{
	size_t n = strlen(code);
	for (const char *p = exclusive; p && *p; p += strcspn(p, ","), p += *p == ',')
		if (strcspn(p, ",") == n && !strncmp(p, code, n))
			return true;
	return false;
}

const char *window_alone(
	const char *const *features, size_t count, bool issues, const char *exclusive)
{
	const struct feature_row *row = count == 1 && !issues ? feature_find(features[0]) : NULL;
	return row && window_exclusive(exclusive, row->code) ? row->label : NULL;
}

const char *const *window_features(struct arena *a, const char *json, size_t *count)
{
	yyjson_val *list, *v;
	size_t i, max;
	*count = 0;
	if (json_read(a, json, strlen(json), &list))
		return NULL;
	const char **words_of = arena_array(a, const char *, yyjson_arr_size(list) + 1);
	yyjson_arr_foreach (list, i, max, v)
		if (yyjson_is_str(v))
			words_of[(*count)++] = yyjson_get_str(v);
	return words_of;
}

size_t window_lines(enum zone zone, bool issues, const char *const *features, size_t count,
	bool tide, const char *lines[WINDOW_LINES])
{
	size_t n = 0;
	if (issues && zone != ZONE_ISSUE)
		lines[n++] = "出件";
	for (size_t i = 0; i < count && n < WINDOW_LINES - 1; i++) {
		const struct feature_row *row = feature_find(features[i]);
		lines[n++] = row ? row->label : features[i];
	}
	if (tide)
		lines[n++] = "潮汐";
	return n;
}

char window_letter(const char *zone)
{
	const struct zone_row *row = zone_find(zone);
	return row ? row->letter : 0;
}

#define NO WINDOW_STATE_COUNT
#define BARE WINDOW_STATE_UNSET
#define SHUT WINDOW_STATE_CLOSED
#define OPEN WINDOW_STATE_OPEN
#define PAUSE WINDOW_STATE_PAUSED
#define DRAIN WINDOW_STATE_DRAINING
/* clang-format off */
static const enum window_state next[WINDOW_STATE_COUNT][WINDOW_VERBS] = {
	/*                          set up retire on     off   pause  resume tide   ebb    drain */
	[WINDOW_STATE_UNSET]    = { SHUT,  NO,    NO,    NO,   NO,    NO,    NO,    NO,    NO },
	[WINDOW_STATE_CLOSED]   = { NO,    BARE,  OPEN,  NO,   NO,    NO,    SHUT,  DRAIN, NO },
	[WINDOW_STATE_OPEN]     = { NO,    NO,    OPEN,  SHUT, PAUSE, OPEN,  OPEN,  DRAIN, NO },
	[WINDOW_STATE_PAUSED]   = { NO,    NO,    PAUSE, SHUT, PAUSE, OPEN,  PAUSE, DRAIN, NO },
	[WINDOW_STATE_DRAINING] = { NO,    NO,    DRAIN, SHUT, NO,    NO,    NO,    NO,    SHUT },
};
/* clang-format on */

static enum refusal why_not(enum window_state state, enum window_verb verb)
{
	if (state == WINDOW_STATE_UNSET)
		return REFUSAL_WINDOW_UNKNOWN;
	if (verb == WINDOW_SET_UP)
		return REFUSAL_WINDOW_EXISTS;
	if (verb == WINDOW_RETIRE)
		return REFUSAL_WINDOW_STAFFED;
	return REFUSAL_WINDOW_STATE;
}

enum refusal window_decide(
	const struct window_facts *was, enum window_verb verb, enum window_state *is)
{
	assert((unsigned)was->state < WINDOW_STATE_COUNT && (unsigned)verb < WINDOW_VERBS);
	assert(was->state < WINDOW_STATE_COUNT && verb < WINDOW_VERBS);
	assert(was->open_tickets >= 0);
	enum window_state to = next[was->state][verb];
	if (to == NO)
		return why_not(was->state, verb);
	if ((verb == WINDOW_TIDE_OPEN && was->tide) || (verb == WINDOW_TIDE_CLOSE && !was->tide))
		return REFUSAL_WINDOW_STATE;
	if (verb == WINDOW_RETIRE && was->tide)
		return REFUSAL_WINDOW_TIDE;
	if (was->open_tickets &&
		(verb == WINDOW_RETIRE || verb == WINDOW_SIGN_OFF || verb == WINDOW_DRAINED))
		return REFUSAL_WINDOW_HAS_TICKET;
	if (was->bound && verb == WINDOW_DRAINED)
		return REFUSAL_WINDOW_HAS_TICKET;
	*is = verb == WINDOW_DRAINED ? was->before : to;
	return REFUSAL_NONE;
}
