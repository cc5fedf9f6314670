/* Civil days: which there are, how they are written, when one ends. Argument: none. */
#include "check.h"
#include "base/clock.h"
#include "base/date.h"

static void dates(void)
{
	char text[DATE_TEXT];
	CHECK("epoch", date_make(1970, 1, 1) == 0 && date_weekday(0) == 4);
	CHECK("leap years",
		date_make(2024, 2, 29) != DATE_NONE && date_make(2023, 2, 29) == DATE_NONE &&
			date_make(1900, 2, 29) == DATE_NONE && date_make(2000, 2, 29) != DATE_NONE);
	CHECK("today is a Tuesday", date_weekday(date_parse("2026-11-24")) == 2);
	CHECK("bad dates",
		date_parse("2026-13-01") == DATE_NONE && date_parse("2026-1-1") == DATE_NONE &&
			date_parse("20261124") == DATE_NONE &&
			date_parse("2026-11-2x") == DATE_NONE && date_parse("") == DATE_NONE);
	for (int32_t day = date_make(1999, 12, 1); day < date_make(2004, 4, 1); day++) {
		date_text(day, text);
		CHECK("every day reads back", date_parse(text) == day);
	}
	/* the trap of bcgov #626: an evening at UTC is already tomorrow here */
	CHECK("the civil day changes at 16:00 UTC",
		date_of(1764000000000LL - 1) == date_of(1764000000000LL) ||
			date_of(1764000000000LL) == date_of(1764000000000LL - 1) + 1);
	int64_t late = clock_parse("2026-11-24T23:59:59.999+08:00");
	date_text(date_of(late), text);
	CHECK_TEXT("last moment of the day", text, "2026-11-24");
	date_text(date_of(late + 1), text);
	CHECK_TEXT("first of the next", text, "2026-11-25");
}

int main(void)
{
	dates();
	return FINISH();
}
