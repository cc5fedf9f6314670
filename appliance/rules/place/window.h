/* Names of halls and windows (policy 三（一）, 三（三）) and the life of a window. Derived and decided,
 * never typed. */
#ifndef RULES_WINDOW_H
#define RULES_WINDOW_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "words/hall_kind.h"
#include "words/refusal.h"
#include "words/window_state.h"
#include "words/zone.h"

/* "沙溪镇" + developed_town -> "沙溪镇政务服务中心" (S-3.1.1a, b, c). */
char *window_hall_name(struct arena *a, const char *place, enum hall_kind kind);

/* May a hall of this kind have this zone? A township and a village: general, public_security,
 * public_utility and an issuing desk, nothing else (S-3.3.3a). */
bool window_zone_allowed(enum hall_kind kind, const char *zone);
/* Must it? The seven of a county, the two of a township, general everywhere. */
bool window_zone_expected(enum hall_kind kind, const char *zone);

/* What the display over a window says. `same_zone` counts the windows set up in its zone, `ordinal`
 * is its place among them from 1: a pause or a clerk's leaving changes neither, only setting up and
 * withdrawing does. 通用综合受理 always has its number (S-3.3.4b); in a township 公安集成综合受理 and 公共服务综合受理
 * only when there is more than one (S-3.3.4a); in a centre every window of a classified zone says
 * 综合受理 and its number. */
struct window_sign {
	const char *display; /* "综合受理2" */
	/* "不动产登记": to hang on the zone or above the display; "" when the display says it all */
	const char *zone;
	const char *
		name; /* for calls, slips and boards, where no zone hangs above: "不动产登记综合受理2" */
};
struct window_sign window_sign_of(
	struct arena *a, enum hall_kind kind, const char *zone, int ordinal, int same_zone);

/* its displays do not say the zone's name */
bool window_classified(enum hall_kind kind, const char *zone);

/* All signs of a hall at once, windows in the order of their numbers. A window whose only business
 * is a feature that a superior wants by itself (S-3.3.5e) says that and counts in no zone. */
struct window_place {
	const char *zone;
	const char *alone; /* the feature's name, or NULL */
};
void window_signs(struct arena *a, enum hall_kind kind, const struct window_place *places,
	size_t count, struct window_sign *signs);
/* The feature that is this window's only sign, as its name, or NULL. `exclusive`: codes joined by
 * commas, or NULL. */
const char *window_alone(
	const char *const *features, size_t count, bool issues, const char *exclusive);
bool window_exclusive(const char *exclusive, const char *code);
/* ["办不成事反映"] or ["unresolved"] -> words, in the arena. Anything else: none. */
const char *const *window_features(struct arena *a, const char *json, size_t *count);

/* Lines added under the name: 出件 on a window that also issues (S-3.3.4c), the features (S-3.3.5e),
 * 潮汐. `features`: codes or words of the time before codes. Returns the number of lines, at most
 * WINDOW_LINES. */
#define WINDOW_LINES 10
size_t window_lines(enum zone zone, bool issues, const char *const *features, size_t count,
	bool tide, const char *lines[WINDOW_LINES]);

/* The letter before the numbers of a zone's tickets; 0 for an unknown zone. */
char window_letter(const char *zone);

/* The life of a window as a table. A paused or draining window is still set up, so its sign stays.
 * WINDOW_STATE_UNSET: not set up, or in a state that only a newer version knows. */
enum window_verb {
	WINDOW_SET_UP,
	WINDOW_RETIRE,
	WINDOW_SIGN_ON,
	WINDOW_SIGN_OFF,
	WINDOW_PAUSE,
	WINDOW_RESUME,
	WINDOW_TIDE_OPEN,
	WINDOW_TIDE_CLOSE,
	WINDOW_DRAINED,
	WINDOW_VERBS
};

struct window_facts {
	enum window_state state, before; /* before: what it was when it began to drain */
	bool tide; /* helps another zone */
	int64_t open_tickets; /* called, being served or on hold at this window */
	/* waiting for this window alone; they must be called before it has drained, but keep nobody
	 * from leaving */
	int64_t bound;
};
/* REFUSAL_NONE and the new state, or why not. DRAINED is nobody's wish: a draining window whose
 * last ticket is done falls back to what it was. *is WINDOW_STATE_UNSET: withdrawn. */
enum refusal window_decide(
	const struct window_facts *was, enum window_verb verb, enum window_state *is);

#endif
