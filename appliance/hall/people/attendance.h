/* Attendance (考勤) out of sign-ons at windows and presence marks, the calendar, the opening hours
 * and leave. Nothing is stored: it is computed from records each time, so a leave that is approved
 * late corrects the day it was for. */
#ifndef HALL_ATTENDANCE_H
#define HALL_ATTENDANCE_H
#include "attendance_sql.h"
#include "rules/people/attendance.h"
#include "store/txn.h"

/* For those without a window. REFUSAL_PRESENCE_STATE when nothing would change. */
NODISCARD enum rc presence_set(struct txn *t, bool present);
NODISCARD enum rc attendance_day(
	struct txn *t, const char *day, yyjson_mut_val **out); /* shape AttendanceDay */
NODISCARD enum rc attendance_month(struct txn *t, const char *month, const char *staff,
	yyjson_mut_val **out); /* "2026-11"; staff "" for all. Shape AttendanceMonth */

#endif
