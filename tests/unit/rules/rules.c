/* The rules of the hall, with the vectors and examples of the field. Argument: a scratch directory (unused); runs from the top of the checkout. */
#include "calendar.h"
#include "check.h"
#include <stdlib.h>
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "rules/casework/casefile.h"
#include "rules/place/deadline.h"
#include "rules/place/idnumber.h"
#include "rules/place/workday.h"

static void workdays(struct arena *a)
{
	struct workday_calendar c = sample_calendar(a);
	char *text, due[DATE_TEXT];
	size_t n, i, max;
	yyjson_val *root, *v, *key;
	CHECK("vectors", file_read(a, "tests/data/workdays.json", 65536, &text, &n) == RC_OK && json_read(a, text, n, &root) == RC_OK);
	yyjson_obj_foreach(yyjson_obj_get(root, "working_days"), i, max, key, v) {
		int year = atoi(yyjson_get_str(key)), days = 0;
		for (int32_t day = date_make(year, 1, 1); day < date_make(year + 1, 1, 1); day++)
			days += workday_is(&c, day);
		CHECK("working days of a year", days == yyjson_get_int(v));
	}
	yyjson_arr_foreach(yyjson_obj_get(root, "cases"), i, max, v) {
		struct deadline d = deadline_of(&c, date_parse(json_text(v, "accepted")), (int)json_int(v, "working_days", 0), DEADLINE_WORKING);
		date_text(d.due, due);
		CHECK_TEXT(json_text(v, "accepted"), due, json_text(v, "due"));
		CHECK("known years are certain", !d.provisional);
	}
	CHECK("除夕 2024 was a working day", workday_is(&c, date_make(2024, 2, 9)));
	CHECK("over the new year is provisional", deadline_of(&c, date_make(2026, 12, 28), 10, DEADLINE_WORKING).provisional);
	CHECK("an instant case is due today", deadline_of(&c, date_make(2026, 11, 24), 0, DEADLINE_WORKING).due == date_make(2026, 11, 24));
	CHECK("calendar days are calendar days", deadline_of(&c, date_make(2026, 11, 24), 15, DEADLINE_CALENDAR).due == date_make(2026, 12, 9));
	CHECK("a rest day costs nothing", deadline_of(&c, date_make(2026, 11, 28), 1, DEADLINE_WORKING).due == date_make(2026, 11, 30));
	struct deadline rest = deadline_of(&c, date_make(2026, 11, 28), 15, DEADLINE_CALENDAR);
	CHECK("calendar days of a case taken on a Saturday begin on Monday", rest.starts == date_make(2026, 11, 30) && rest.due == date_make(2026, 12, 14));
	rest = deadline_of(&c, date_make(2026, 10, 1), 5, DEADLINE_WORKING);
	CHECK("taken on a holiday: the clock starts on the next working day", rest.starts == date_make(2026, 10, 8) && rest.due == date_make(2026, 10, 13));
	CHECK("taken on a festival", deadline_of(&c, date_make(2026, 2, 17), 3, DEADLINE_WORKING).starts == date_make(2026, 2, 24));
	CHECK("done at once on a rest day: due that day", deadline_of(&c, date_make(2026, 11, 28), 0, DEADLINE_WORKING).starts == date_make(2026, 11, 28));
	CHECK("a made-up Saturday is a working day", deadline_of(&c, date_make(2026, 10, 10), 1, DEADLINE_CALENDAR).due == date_make(2026, 10, 11) && deadline_of(&c, date_make(2026, 10, 9), 1, DEADLINE_WORKING).due == date_make(2026, 10, 10));
	CHECK("festival days are told from the rest of their holiday", workday_festival(&c, date_make(2026, 9, 25)) && !workday_festival(&c, date_make(2026, 9, 26)) && !workday_festival(&c, date_make(2026, 10, 1)) &&
	                                                               workday_festival(&c, date_make(2025, 10, 6)) && workday_festival(&c, date_make(2026, 2, 17)) && workday_festival(&c, date_make(2026, 6, 19)));
	struct workday_exception more[600];
	int years[16];
	memcpy(more, c.exceptions, c.count * sizeof *more);
	more[c.count] = (struct workday_exception){ date_make(2027, 1, 1), true, false };
	memcpy(years, c.years, c.year_count * sizeof *years);
	years[c.year_count] = 2027;
	struct workday_calendar next = { more, c.count + 1, years, c.year_count + 1 };
	struct deadline before = deadline_of(&c, date_make(2026, 12, 28), 5, DEADLINE_WORKING), after = deadline_again(&c, &next, date_make(2026, 12, 28), before.due);
	CHECK("across an unknown new year a date is provisional", before.provisional && before.due == date_make(2027, 1, 4));
	CHECK("counted again when the calendar came it is not", !after.provisional && after.due == date_make(2027, 1, 5) && after.starts == date_make(2026, 12, 29));
	for (int days = 0; days < 40; days++) { /* counted again by the same calendar nothing moves */
		int32_t due = deadline_of(&c, date_make(2026, 12, 1) + days, days, DEADLINE_WORKING).due;
		CHECK("nothing moves", deadline_again(&c, &c, date_make(2026, 12, 1) + days, due).due == due);
	}
	int32_t due_day = date_make(2026, 11, 27);
	CHECK("cards", deadline_card(deadline_days_left(&c, date_make(2026, 11, 24), due_day)) == DEADLINE_CARD_NONE &&
	               deadline_card(deadline_days_left(&c, date_make(2026, 11, 26), due_day)) == DEADLINE_CARD_YELLOW &&
	               deadline_card(deadline_days_left(&c, date_make(2026, 11, 28), due_day)) == DEADLINE_CARD_RED);
}

static void numbers(void)
{
	char out[64];
	idnumber_mask_name("张三丰", out, sizeof out);
	CHECK_TEXT("three characters", out, "张*丰");
	static const char *const masked[][2] = { { "361102194903070026", "361***********0026" }, { "13800000001", "138****0001" }, { "0793-8200000", "079*****0000" }, { "8200000", "*****00" }, { "110", "***" }, { "", "" }, { "电话", "******" } };
	for (size_t i = 0; i < sizeof masked / sizeof *masked; i++) {
		idnumber_mask_number(masked[i][0], out, sizeof out);
		CHECK_TEXT(masked[i][0], out, masked[i][1]);
	}
	idnumber_mask_name("李四", out, sizeof out);
	CHECK_TEXT("two", out, "李*");
	idnumber_mask_name("", out, sizeof out);
	CHECK_TEXT("none", out, "*");
}

static void cases(void)
{
	struct casefile_facts f = { "accepted", false, "P1", 0 };
	CHECK("who accepted may not approve", casefile_decide(&f, CASEFILE_DECIDE, false, "P1", false, false) == REFUSAL_SAME_PERSON);
	CHECK("another may", casefile_decide(&f, CASEFILE_DECIDE, false, "P2", false, false) == REFUSAL_NONE);
	CHECK("the county may not decide the township's", casefile_decide(&f, CASEFILE_DECIDE, true, "P2", false, false) == REFUSAL_NOT_DECIDED_AT_HUB);
	f = (struct casefile_facts){ "forwarded", true, "P1", 0 };
	CHECK("nor the township the county's", casefile_decide(&f, CASEFILE_DECIDE, false, "P2", false, false) == REFUSAL_NOT_DECIDED_HERE);
	CHECK("the county may", casefile_decide(&f, CASEFILE_DECIDE, true, "C1", false, false) == REFUSAL_NONE);
	f = (struct casefile_facts){ "correcting", false, NULL, 1 };
	CHECK("补正 is told once", casefile_decide(&f, CASEFILE_CORRECT, false, "P1", false, false) == REFUSAL_CORRECTION_TWICE);
	CHECK("again only for a new fact", casefile_decide(&f, CASEFILE_CORRECT, false, "P1", true, false) == REFUSAL_NONE);
	f = (struct casefile_facts){ "issued", false, "P1", 0 };
	CHECK("issued once", casefile_decide(&f, CASEFILE_ISSUE, false, "P3", false, false) == REFUSAL_ALREADY_ISSUED);
	CHECK("reissued with a reason", casefile_decide(&f, CASEFILE_ISSUE, false, "P3", false, true) == REFUSAL_NONE);
	f = (struct casefile_facts){ "nonsense", false, NULL, 0 };
	for (int verb = 0; verb < CASEFILE_VERBS; verb++)
		CHECK("an unknown state allows nothing", casefile_decide(&f, (enum casefile_verb)verb, false, "P1", true, true) == REFUSAL_CASE_STATE);
	struct casefile_material m[] = { { .required = true, .taken = true }, { .required = true, .conditional = true }, { .required = false } };
	CHECK("complete", casefile_complete(m, 3));
	m[0].taken = false;
	CHECK("not complete", !casefile_complete(m, 3));
}

int main(void)
{
	struct arena a;
	arena_init(&a, 8u << 20);
	workdays(&a);
	numbers();
	cases();
	arena_release(&a);
	return FINISH();
}
