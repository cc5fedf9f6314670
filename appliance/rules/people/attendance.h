/* What one person's day at work looks like (考勤), from when he was there. Signing on at a window is being there (S-3.4.2a). Times are minutes since
 * local midnight. */
#ifndef RULES_ATTENDANCE_H
#define RULES_ATTENDANCE_H
#include <stdbool.h>
#include <stddef.h>
#include "rules/people/leave.h"

struct attendance_hours {
	int from[DAY_HALVES], to[DAY_HALVES], grace;
};
struct attendance_span {
	int from, to;
}; /* there from … to */

enum attendance_state {
	ATTENDANCE_REST,
	ATTENDANCE_LEAVE,
	ATTENDANCE_EXPECTED,
	ATTENDANCE_PRESENT,
	ATTENDANCE_LATE,
	ATTENDANCE_EARLY,
	ATTENDANCE_ABSENT
};

struct attendance_day {
	enum attendance_state state;
	int first, last; /* -1: was not there */
	int minutes; /* there, overlaps counted once */
	int late, early; /* minutes past the grace; 0: none */
	int due, absent; /* half days */
};
/* `due`: which halves he should be there: works, not on leave. `excused`: he is on leave for a half. `now`: how far the day has come, 1440 for a past
 * day: nobody is absent from a half that is not over, and nobody has left early before its end. Spans in any order. */
struct attendance_day attendance_of(const struct attendance_span *spans, size_t count,
	const struct attendance_hours *hours, const bool due[DAY_HALVES], bool excused, int now);
const char *attendance_state_word(enum attendance_state s);

#endif
