/* Opening hours on every kind of day. Argument: a scratch directory (unused). */
#include "calendar.h"
#include "check.h"
#include "base/arena.h"
#include "rules/place/opening.h"

static const struct opening_pattern pattern = { { 510, 720 }, { 810, 1020 }, { 720, 810 },
	{ 1020, 1080 }, { 540, 720 }, { 810, 1020 } };

/* "am:normal:510-720 noon:noon:720-810 …" */
static const char *day(const struct workday_calendar *c, const struct opening_pattern *p,
	const struct opening_change *e, int32_t date)
{
	static char text[400];
	struct opening_time s[OPENING_TIMES];
	size_t n = opening_of(c, p, e, date, s);
	int used = 0;
	text[0] = 0;
	for (size_t i = 0; i < n; i++)
		used += snprintf(text + used, sizeof text - (size_t)used, "%s%s:%s:%d-%d",
			i ? " " : "", opening_session_word(s[i].no), opening_kind_word(s[i].kind),
			s[i].from, s[i].to);
	return text;
}

int main(void)
{
	struct arena a;
	arena_init(&a, 8u << 20);
	struct workday_calendar c = sample_calendar(&a);
	static const char working[] =
		"am:normal:510-720 noon:noon:720-810 pm:normal:810-1020 after:after:1020-1080",
			  resting[] = "am:rest_day:540-720 pm:rest_day:810-1020";
	CHECK_TEXT("a Tuesday", day(&c, &pattern, NULL, date_make(2026, 11, 24)), working);
	CHECK_TEXT("a Saturday", day(&c, &pattern, NULL, date_make(2026, 11, 28)), resting);
	CHECK_TEXT("a made-up Saturday works", day(&c, &pattern, NULL, date_make(2026, 10, 10)),
		working);
	CHECK_TEXT(
		"a made-up Sunday works", day(&c, &pattern, NULL, date_make(2026, 9, 20)), working);
	CHECK_TEXT("除夕 2024 worked", day(&c, &pattern, NULL, date_make(2024, 2, 9)), working);
	CHECK_TEXT("除夕 2025 rested", day(&c, &pattern, NULL, date_make(2025, 1, 28)), resting);
	CHECK_TEXT("a holiday on a Thursday", day(&c, &pattern, NULL, date_make(2026, 10, 1)),
		resting);
	const int32_t festivals[] = { date_make(2024, 2, 10), date_make(2024, 6, 10),
		date_make(2024, 9, 17), date_make(2025, 1, 29), date_make(2025, 5, 31),
		date_make(2025, 10, 6), date_make(2026, 2, 17), date_make(2026, 6, 19),
		date_make(2026, 9, 25) };
	for (size_t i = 0; i < sizeof festivals / sizeof *festivals; i++)
		CHECK_TEXT("a festival is half a day", day(&c, &pattern, NULL, festivals[i]),
			"am:festival:540-720");
	CHECK_TEXT("the day after it is a whole one",
		day(&c, &pattern, NULL, date_make(2026, 9, 26)), resting);
	CHECK_TEXT("an unknown year goes by the week",
		day(&c, &pattern, NULL, date_make(2027, 1, 4)), working);
	struct opening_pattern bare = { { 510, 720 }, { 810, 1020 }, { 0, 0 }, { 0, 0 }, { 0, 0 },
		{ 0, 0 } };
	CHECK_TEXT("without 延时", day(&c, &bare, NULL, date_make(2026, 11, 24)),
		"am:normal:510-720 pm:normal:810-1020");
	CHECK_TEXT("without 错时", day(&c, &bare, NULL, date_make(2026, 11, 28)), "");
	struct opening_change closed = { true, { 540, 600 } }, extra = { false, { 540, 660 } },
			      over = { false, { 700, 900 } };
	CHECK_TEXT("a closed day", day(&c, &pattern, &closed, date_make(2026, 11, 24)), "");
	CHECK_TEXT("a one-off opening", day(&c, &bare, &extra, date_make(2026, 11, 28)),
		"extra:extra:540-660");
	CHECK_TEXT("gives way to what it overlaps",
		day(&c, &pattern, &over, date_make(2026, 11, 28)), resting);
	struct opening_time s[OPENING_TIMES];
	size_t n = opening_of(&c, &pattern, NULL, date_make(2026, 11, 24), s);
	CHECK("before the door opens", !opening_at(s, n, 509));
	CHECK("the first minute",
		opening_at(s, n, 510) && opening_at(s, n, 510)->no == OPENING_SESSION_AM);
	CHECK("noon", opening_at(s, n, 720)->kind == OPENING_KIND_NOON);
	CHECK("closed", !opening_at(s, n, 1080));
	CHECK("not over before the door opens, nor at noon, nor in the last minute",
		!opening_over(s, n, 0) && !opening_over(s, n, 720) &&
			!opening_over(s, n, s[n - 1].to - 1));
	CHECK("over from the last minute on",
		opening_over(s, n, s[n - 1].to) && opening_over(s, n, 1439));
	CHECK("a day without a session is over from its beginning", opening_over(s, 0, 0));
	CHECK("what opens next", opening_next(s, n, -1) == &s[0] &&
					 opening_next(s, n, s[0].from) == &s[1] &&
					 !opening_next(s, n, s[n - 1].from));
	char text[DATE_MINUTE_TEXT];
	date_minute_text(509, text);
	CHECK_TEXT("minutes", text, "08:29");
	CHECK("read back",
		date_minute_parse("08:29") == 509 && date_minute_parse("24:00") == -1 &&
			date_minute_parse("8:29") == -1 && date_minute_parse("08-29") == -1 &&
			date_minute_parse("08:60") == -1 && date_minute_parse(NULL) == -1);
	arena_release(&a);
	return FINISH();
}
