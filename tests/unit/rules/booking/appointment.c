/* Appointments: every state × verb × time, arrivals, capacity, limits. Argument: a scratch
 * directory (unused). */
#include "check.h"
#include "rules/booking/appointment.h"

static const char *const want[APPOINTMENT_STATE_COUNT][APPOINTMENT_VERBS] = {
	[APPOINTMENT_STATE_HELD] =
		/* book       move     cancel       check_in      miss       lapse   : inside the
		 * hold, after the no-show time */
	{ "booked", NULL, "cancelled", NULL, NULL, NULL },
	{ NULL, "moved", "cancelled", "checked_in", "no_show", NULL },
	{ NULL, NULL, NULL, "checked_in", NULL, NULL },
	{ NULL },
	{ NULL },
	{ NULL },
	{ NULL },
};

static void life(void)
{
	for (int s = APPOINTMENT_STATE_HELD; s < APPOINTMENT_STATE_COUNT; s++)
		for (int v = 0; v < APPOINTMENT_VERBS; v++)
			for (int late = 0; late < 2; late++)
				for (int missed = 0; missed < 2; missed++) {
					struct appointment_facts f = { (enum appointment_state)s,
						1000, 2000 };
					int64_t now = missed ? 2000 : 1999;
					f.hold_until = late ? now : now + 1;
					const char *to = want[s][v];
					if (s == APPOINTMENT_STATE_HELD && late)
						to = v == APPOINTMENT_LAPSE ? "lapsed" : NULL;
					if (v == APPOINTMENT_MISS && !missed)
						to = NULL;
					enum appointment_state is = APPOINTMENT_STATE_COUNT;
					enum refusal no = appointment_decide(
						&f, (enum appointment_verb)v, now, &is);
					CHECK("state × verb",
						to ? no == REFUSAL_NONE &&
								!strcmp(appointment_state_word(is),
									to)
						   : no != REFUSAL_NONE &&
								is == APPOINTMENT_STATE_COUNT);
					if (s == APPOINTMENT_STATE_HELD && late &&
						v != APPOINTMENT_LAPSE)
						CHECK("a hold that ran out says so",
							no == REFUSAL_APPOINTMENT_LAPSED);
				}
	struct appointment_facts held = { APPOINTMENT_STATE_HELD, 1000, 0 };
	CHECK("a hold lapses by the clock alone",
		appointment_at(&held, 999) == APPOINTMENT_STATE_HELD &&
			appointment_at(&held, 1000) == APPOINTMENT_STATE_LAPSED);
	struct appointment_facts newer = { .state = appointment_state_of("x") };
	enum appointment_state is;
	CHECK("a state of a newer version goes nowhere",
		appointment_decide(&newer, APPOINTMENT_CANCEL, 0, &is) ==
			REFUSAL_APPOINTMENT_STATE);
}

static void arrivals(void)
{
	const int64_t start = 100 * 60000, early = 30 * 60000, grace = 15 * 60000;
	CHECK("too early",
		appointment_arrival(start, start - early - 1, early, grace) == ARRIVAL_EARLY);
	CHECK("the first moment",
		appointment_arrival(start, start - early, early, grace) == ARRIVAL_ON_TIME);
	CHECK("the last",
		appointment_arrival(start, start + grace, early, grace) == ARRIVAL_ON_TIME);
	CHECK("late", appointment_arrival(start, start + grace + 1, early, grace) == ARRIVAL_LATE);
}

static void slots(void)
{
	int from[64];
	struct opening_time am = { OPENING_SESSION_AM, OPENING_KIND_NORMAL, 510, 720 },
			    odd = { OPENING_SESSION_NOON, OPENING_KIND_NOON, 720, 810 };
	CHECK("a morning in half hours",
		appointment_slots(&am, 30, from, 64) == 7 && from[0] == 510 && from[6] == 690);
	CHECK("a rest is not offered",
		appointment_slots(&odd, 60, from, 64) == 1 && from[0] == 720);
	CHECK("room", appointment_slots(&am, 30, from, 3) == 3);
	for (int clerks = 0; clerks < 6; clerks++)
		for (int each = 1; each < 5; each++)
			for (int share = 0; share <= 100; share += 5) {
				int got = appointment_capacity(clerks, each, share);
				CHECK("never more than the share",
					got >= 0 && got * 100 <= clerks * each * (100 - share) &&
						(got + 1) * 100 > clerks * each * (100 - share));
			}
}

static void limits(void)
{
	const struct appointment_limits l = { 3, 3, 30 };
	for (int open = 0; open < 5; open++)
		for (int same = 0; same < 2; same++)
			for (int missed = 0; missed < 5; missed++)
				for (int days = 0; days < 60; days += 29) {
					struct appointment_person p = { open, same, missed, days };
					enum refusal no = appointment_allowed(&p, &l, false);
					bool blocked = missed >= 3 && days < 30;
					CHECK("limits",
						no == (blocked       ? REFUSAL_BOOKING_BLOCKED
							      : same ? REFUSAL_BOOKING_DUPLICATE
							      : open >= 3 ? REFUSAL_BOOKING_TOO_MANY
									  : REFUSAL_NONE));
					CHECK("a reason at the desk lifts them",
						appointment_allowed(&p, &l, true) == REFUSAL_NONE);
				}
}

int main(void)
{
	life();
	arrivals();
	slots();
	limits();
	return FINISH();
}
