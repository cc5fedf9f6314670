/* Volume by hour as a setting carries it. */
#include "check.h"
#include "rules/place/hours.h"

static void spans(void)
{
	struct hours_span s[HOURS_SPANS];
	size_t n = 99;
	CHECK("two spans", hours_spans("08:00-12:00=80,12:00-13:30=30", s, &n) && n == 2);
	CHECK("the second", s[1].from == 720 && s[1].to == 810 && s[1].volume == 30);
	CHECK("blanks", hours_spans(" 08:00-12:00=100 , 13:00-24:00=0 ", s, &n) && n == 2 &&
				s[1].to == HOURS_DAY && s[1].volume == 0);
	CHECK("nothing", hours_spans("  ", s, &n) && n == 0);
	CHECK("in any order", hours_spans("13:00-14:00=1,08:00-09:00=2", s, &n) && n == 2);
	n = 7;
	static const char *const bad[] = { "08:00-12:00", "08:00-12:00=", "08:00-12:00=101",
		"08:00-12:00=999999999999", "12:00-08:00=5", "08:00-08:00=5", "08:00-12:00=80,",
		",08:00-12:00=80", "08:00-12:00=80;13:00-14:00=1", "08:00-12:00=80,11:59-13:00=1",
		"08:00-12:00=80,08:30-09:00=1", "08:00-12:00=-5", "08:00-12:00=80x",
		"8:00-12:00=80" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(bad[i], !hours_spans(bad[i], s, &n) && n == 7);
	CHECK("twelve",
		hours_spans("00:00-01:00=1,01:00-02:00=1,02:00-03:00=1,03:00-04:00=1,04:00-05:00=1,"
			    "05:00-06:00=1,06:00-07:00=1,07:00-08:00=1,08:00-09:00=1,09:00-10:00=1,"
			    "10:00-11:00=1,11:00-12:00=1",
			s, &n) &&
			n == 12);
	CHECK("not thirteen",
		!hours_spans(
			"00:00-01:00=1,01:00-02:00=1,02:00-03:00=1,03:00-04:00=1,04:00-05:00=1,"
			"05:00-06:00=1,06:00-07:00=1,07:00-08:00=1,08:00-09:00=1,09:00-10:00=1,"
			"10:00-11:00=1,11:00-12:00=1,12:00-13:00=1",
			s, &n));
}

static void volume(void)
{
	struct hours_span s[HOURS_SPANS];
	size_t n;
	CHECK("spans", hours_spans("08:00-12:00=80,12:00-13:30=30", s, &n));
	CHECK("before", hours_volume(s, n, 55, 479) == 55);
	CHECK("first minute", hours_volume(s, n, 55, 480) == 80);
	CHECK("last minute", hours_volume(s, n, 55, 719) == 80);
	CHECK("noon", hours_volume(s, n, 55, 720) == 30);
	CHECK("after", hours_volume(s, n, 55, 810) == 55);
}

int main(void)
{
	spans();
	volume();
	return FINISH();
}
