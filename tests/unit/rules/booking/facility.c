/* Facilities and meeting rooms: what a hall is asked for; every way in which two meetings can lie
 * beside each other. Argument: a scratch directory (unused). */
#include "check.h"
#include "rules/booking/facility.h"
#include "rules/booking/room.h"

static void wanted(void)
{
	static const enum facility_kind all[] = {
		FACILITY_KIND_GUIDE_DESK,
		FACILITY_KIND_ACCESSIBLE,
		FACILITY_KIND_SELF_SERVICE,
		FACILITY_KIND_MEETING_ROOM,
		FACILITY_KIND_WAITING,
		FACILITY_KIND_NURSING_ROOM,
		FACILITY_KIND_WHEELCHAIR,
	};
	int must = 0, n = 0;
	const struct facility_wanted *w;
	for (; (w = facility_missing(HALL_KIND_TOWNSHIP, NULL, 0, (size_t)n)); n++)
		must += w->must;
	CHECK("an empty hall is asked for six, two of them in any case", n == 6 && must == 2);
	CHECK("a village station for nothing", !facility_missing(HALL_KIND_VILLAGE, NULL, 0, 0));
	CHECK("a full one for nothing", !facility_missing(HALL_KIND_DEVELOPED_TOWN, all, 7, 0));
	CHECK("what is there is not asked for",
		facility_missing(HALL_KIND_TOWNSHIP, all, 1, 0)->kind == FACILITY_KIND_ACCESSIBLE);
	CHECK("in the policy's order",
		facility_missing(HALL_KIND_COUNTY, all, 3, 1)->kind == FACILITY_KIND_WAITING);
}

/* All spans over six minutes against each other: in the way if and only if they share a minute. */
static void overlaps(void)
{
	for (int a = 0; a < 6; a++)
		for (int b = a + 1; b <= 6; b++)
			for (int c = 0; c < 6; c++)
				for (int d = c + 1; d <= 6; d++) {
					struct room_span wish = { a, b }, held = { c, d };
					bool shared = false;
					for (int m = 0; m < 6; m++)
						shared |= m >= a && m < b && m >= c && m < d;
					CHECK("a minute in common",
						(room_conflict(&wish, &held, 1) == 0) == shared);
				}
	struct room_span wish = { 600, 660 }, day[] = { { 540, 600 }, { 660, 700 }, { 650, 655 } };
	CHECK("end to end is no conflict", room_conflict(&wish, day, 2) == 2);
	CHECK("the one in the way",
		room_conflict(&wish, day, 3) == 2 && room_conflict(&wish, NULL, 0) == 0);
}

static void times(void)
{
	struct room_limits l = { 480, 1080, 60 };
	struct {
		struct room_span wish;
		int32_t date;
		enum refusal wanted;
	} rows[] = {
		{ { 540, 600 }, 100, REFUSAL_NONE },
		{ { 540, 600 }, 160, REFUSAL_NONE },
		{ { 540, 600 }, 161, REFUSAL_ROOM_TIME },
		{ { 540, 600 }, 99, REFUSAL_DAY_PAST },
		{ { 480, 1080 }, 101, REFUSAL_NONE },
		{ { 479, 600 }, 101, REFUSAL_ROOM_TIME },
		{ { 540, 1081 }, 101, REFUSAL_ROOM_TIME },
		{ { 600, 600 }, 101, REFUSAL_ROOM_TIME },
		{ { 660, 600 }, 101, REFUSAL_ROOM_TIME },
		{ { -1, 600 }, 101, REFUSAL_ROOM_TIME },
		{ { 540, -1 }, 101, REFUSAL_ROOM_TIME },
		{ { 480, 500 }, 100, REFUSAL_DAY_PAST },
		{ { 480, 530 }, 100, REFUSAL_DAY_PAST },
		{ { 480, 531 }, 100, REFUSAL_NONE },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK("times",
			room_time(&rows[i].wish, rows[i].date, 100, 530, &l) == rows[i].wanted);
	struct room_limits crossed = { 1140, 1080, 60 };
	CHECK("a room that opens after it closes takes nobody",
		room_time(&rows[0].wish, 100, 100, 530, &crossed) == REFUSAL_ROOM_TIME);
}

int main(void)
{
	wanted();
	overlaps();
	times();
	return FINISH();
}
