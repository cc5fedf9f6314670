/* One person's day. */
#include "rules/people/attendance.h"
#include <assert.h>

static bool there(const struct attendance_span *spans, size_t count, int from, int to)
{
	for (size_t i = 0; i < count; i++)
		if (spans[i].from < to && spans[i].to > from)
			return true;
	return false;
}

/* Minutes covered by at least one span: sitting at a window while marked present is one
 * presence. */
static int covered(const struct attendance_span *spans, size_t count)
{
	int minutes = 0;
	for (int m = 0; m < 1440; m++)
		minutes += there(spans, count, m, m + 1);
	return minutes;
}

static enum attendance_state judge(const struct attendance_day *d, bool excused)
{
	if (d->absent)
		return ATTENDANCE_STATE_ABSENT;
	if (d->late)
		return ATTENDANCE_STATE_LATE;
	if (d->early)
		return ATTENDANCE_STATE_EARLY;
	if (d->first >= 0)
		return ATTENDANCE_STATE_PRESENT;
	if (d->due)
		return ATTENDANCE_STATE_EXPECTED;
	return excused ? ATTENDANCE_STATE_LEAVE : ATTENDANCE_STATE_REST;
}

struct attendance_day attendance_of(const struct attendance_span *spans, size_t count,
	const struct attendance_hours *hours, const bool due[DAY_HALF_COUNT], bool excused, int now)
{
	struct attendance_day d = { .first = -1, .last = -1, .minutes = covered(spans, count) };
	assert(spans || !count);
	int first_half = 0, last_half = 0; /* of those that he was there for */
	for (size_t i = 0; i < count; i++) {
		if (d.first < 0 || spans[i].from < d.first)
			d.first = spans[i].from;
		if (spans[i].to > d.last)
			d.last = spans[i].to;
	}
	for (int h = DAY_HALF_AM; h < DAY_HALF_COUNT; h++) {
		if (!due[h])
			continue;
		d.due++;
		if (there(spans, count, hours->from[h], hours->to[h])) {
			first_half = first_half ? first_half : h;
			last_half = h;
		} else if (now >= hours->to[h]) {
			d.absent++;
		}
	}
	if (first_half && d.first > hours->from[first_half] + hours->grace)
		d.late = d.first - hours->from[first_half];
	if (last_half && now >= hours->to[last_half] &&
		d.last < hours->to[last_half] - hours->grace)
		d.early = hours->to[last_half] - d.last;
	d.state = judge(&d, excused);
	return d;
}
