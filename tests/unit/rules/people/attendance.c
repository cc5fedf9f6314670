/* Attendance of a day. Argument: none. */
#include "check.h"
#include "rules/people/attendance.h"

static enum attendance_state day(int from, int to, int from2, int to2, bool am, bool pm,
	bool excused, int now, struct attendance_day *out)
{
	static const struct attendance_hours hours = { { 0, 510, 810 }, { 0, 720, 1020 },
		5 }; /* 08:30–12:00, 13:30–17:00 */
	struct attendance_span spans[] = { { from, to }, { from2, to2 } };
	bool due[] = { false, am, pm };
	*out = attendance_of(spans, from < 0 ? 0 : from2 < 0 ? 1 : 2, &hours, due, excused, now);
	return out->state;
}

static void attendance(void)
{
	struct attendance_day d;
	CHECK("a whole day",
		day(505, 720, 805, 1021, true, true, false, 1440, &d) == ATTENDANCE_STATE_PRESENT &&
			d.first == 505 && d.last == 1021 && d.minutes == 431 && d.due == 2);
	CHECK("grace is grace",
		day(515, 1020, -1, 0, true, true, false, 1440, &d) == ATTENDANCE_STATE_PRESENT);
	CHECK("late by more",
		day(516, 1020, -1, 0, true, true, false, 1440, &d) == ATTENDANCE_STATE_LATE &&
			d.late == 6);
	CHECK("gone early",
		day(500, 1000, -1, 0, true, true, false, 1440, &d) == ATTENDANCE_STATE_EARLY &&
			d.early == 20);
	CHECK("nobody has left early before the end",
		day(500, 900, -1, 0, true, true, false, 900, &d) == ATTENDANCE_STATE_PRESENT &&
			!d.early);
	CHECK("an afternoon missed",
		day(500, 720, -1, 0, true, true, false, 1440, &d) == ATTENDANCE_STATE_ABSENT &&
			d.absent == 1);
	CHECK("a day missed",
		day(-1, 0, -1, 0, true, true, false, 1440, &d) == ATTENDANCE_STATE_ABSENT &&
			d.absent == 2 && d.first == -1);
	CHECK("not yet due",
		day(-1, 0, -1, 0, true, true, false, 600, &d) == ATTENDANCE_STATE_EXPECTED &&
			!d.absent);
	CHECK("on leave all day",
		day(-1, 0, -1, 0, false, false, true, 1440, &d) == ATTENDANCE_STATE_LEAVE);
	CHECK("on leave in the morning, there in the afternoon",
		day(805, 1021, -1, 0, false, true, true, 1440, &d) == ATTENDANCE_STATE_PRESENT &&
			!d.late && d.due == 1);
	CHECK("a rest day",
		day(-1, 0, -1, 0, false, false, false, 1440, &d) == ATTENDANCE_STATE_REST);
	CHECK("work on a rest day is presence",
		day(600, 660, -1, 0, false, false, false, 1440, &d) == ATTENDANCE_STATE_PRESENT &&
			d.minutes == 60);
	CHECK("overlaps count once",
		day(500, 700, 600, 720, true, false, false, 1440, &d) == ATTENDANCE_STATE_PRESENT &&
			d.minutes == 220);
}

int main(void)
{
	attendance();
	return FINISH();
}
