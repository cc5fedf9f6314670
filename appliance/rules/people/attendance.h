/* What one person's day at work looks like (考勤), from when he was there. Signing on at a window is
 * being there (S-3.4.2a). Times are minutes since local midnight. */
#ifndef RULES_ATTENDANCE_H
#define RULES_ATTENDANCE_H
#include <stdbool.h>
#include <stddef.h>
#include "rules/people/leave.h"
#include "words/attendance_state.h"

struct attendance_hours {
	int from[DAY_HALF_COUNT], to[DAY_HALF_COUNT], grace;
};
struct attendance_span { /* there from … to */
	int from, to;
};

struct attendance_day {
	enum attendance_state state;
	int first, last; /* -1: was not there */
	int minutes; /* there, overlaps counted once */
	int late, early; /* minutes past the grace; 0: none */
	int due, absent; /* half days */
};
/* `due`: which halves he should be there: works, not on leave. `excused`: he is on leave for a
 * half. `now`: how far the day has come, 1440 for a past day: nobody is absent from a half that is
 * not over, and nobody has left early before its end. Spans in any order. */
struct attendance_day attendance_of(const struct attendance_span *spans, size_t count,
	const struct attendance_hours *hours, const bool due[DAY_HALF_COUNT], bool excused,
	int now);

#endif
