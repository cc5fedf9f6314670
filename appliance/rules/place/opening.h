/* When a hall is open: normal hours, 延时 (noon, after hours) on working days, 错时 on weekends and
 * holidays, half a day on a festival itself (domain 3.6). Which days are working days is the
 * published calendar's word, so a made-up Saturday has normal hours. */
#ifndef RULES_OPENING_H
#define RULES_OPENING_H
#include "rules/place/workday.h"
#include "words/opening_kind.h"
#include "words/opening_session.h"

/* A day has each session at most once, so (date, session) names a time on the roster. */
#define OPENING_TIMES (OPENING_SESSION_COUNT - 1)

struct opening_time {
	enum opening_session no;
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
	struct opening_time out[OPENING_TIMES]);
/* The session that runs at `minute`, NULL when the hall is closed then. */
const struct opening_time *opening_at(
	const struct opening_time *sessions, size_t count, int minute);
/* No session runs at `minute`, and none begins later that day. */
bool opening_over(const struct opening_time *sessions, size_t count, int minute);
/* The first session that begins after `minute`, NULL when there is none. */
const struct opening_time *opening_next(
	const struct opening_time *sessions, size_t count, int minute);

#endif
