/* When a hall is open: normal hours, 延时 (noon, after hours) on working days, 错时 on weekends and
 * holidays, half a day on a festival itself (domain 3.6). Which days are working days is the
 * published calendar's word, so a made-up Saturday has normal hours. */
#ifndef RULES_OPENING_H
#define RULES_OPENING_H
#include "rules/place/workday.h"

enum opening_kind {
	OPENING_NORMAL,
	OPENING_NOON,
	OPENING_AFTER,
	OPENING_REST_DAY,
	OPENING_FESTIVAL,
	OPENING_EXTRA,
	OPENING_KINDS
};
/* Which part of a day; a day has each at most once, so (date, session) names a time on the
 * roster. */
enum opening_session_no {
	OPENING_AM,
	OPENING_MIDDAY,
	OPENING_PM,
	OPENING_EVENING,
	OPENING_ONE_OFF,
	OPENING_SESSIONS
};

struct opening_session {
	enum opening_session_no no;
	enum opening_kind kind;
	int from, to; /* minutes since midnight */
};
/* nothing when to <= from */
struct opening_span {
	int from, to;
};
struct opening_pattern {
	struct opening_span am, pm; /* working days */
	struct opening_span noon, after; /* 延时 */
	struct opening_span rest_am, rest_pm; /* 错时; a festival has the first only */
};
/* What the hall decided for one date. closed: flood, power cut; nothing opens. extra: a one-off
 * opening, in addition. */
struct opening_change {
	bool closed;
	struct opening_span extra;
};

/* The day's sessions by their beginning; returns how many. exception may be NULL. A one-off opening
 * that overlaps a session gives way to it. */
size_t opening_of(const struct workday_calendar *c, const struct opening_pattern *p,
	const struct opening_change *exception, int32_t date,
	struct opening_session out[OPENING_SESSIONS]);
/* The session that runs at `minute`, NULL when the hall is closed then. */
const struct opening_session *opening_at(
	const struct opening_session *sessions, size_t count, int minute);
/* No session runs at `minute`, and none begins later that day. */
bool opening_over(const struct opening_session *sessions, size_t count, int minute);
/* The first session that begins after `minute`, NULL when there is none. */
const struct opening_session *opening_next(
	const struct opening_session *sessions, size_t count, int minute);
const char *opening_kind_word(enum opening_kind kind);
const char *opening_session_word(enum opening_session_no no);
int opening_session_of(const char *word); /* -1 for an unknown word */
int opening_kind_of(const char *word); /* -1 for an unknown word */

#endif
