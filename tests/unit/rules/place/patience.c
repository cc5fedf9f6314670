/* How long who was wrong waits, the minute's allowance, passwords nobody may set.
 * Argument: a scratch directory (unused). */
#include "check.h"
#include "rules/people/password.h"
#include "rules/place/patience.h"

static void waits(void)
{
	const struct patience p = { 5, 60000 };
	CHECK("the free tries cost nothing",
		patience_wait(&p, 0) == 0 && patience_wait(&p, 5) == 0);
	CHECK("then twice as long each time", patience_wait(&p, 6) == 5000 &&
						      patience_wait(&p, 7) == 10000 &&
						      patience_wait(&p, 9) == 40000);
	CHECK("up to the longest",
		patience_wait(&p, 10) == 60000 && patience_wait(&p, INT64_MAX) == 60000);
	const struct patience strict = { 1, 10000 };
	CHECK("other rules, other waits", patience_wait(&strict, 1) == 0 &&
						  patience_wait(&strict, 2) == 5000 &&
						  patience_wait(&strict, 4) == 10000);
	CHECK("quiet forgets slowly", patience_left(&p, 9, 119999) == 9 &&
					      patience_left(&p, 9, 120000) == 8 &&
					      patience_left(&p, 9, 240000) == 7);
	CHECK("and never beyond nothing", patience_left(&p, 2, 100000000) == 0);
	CHECK("a wait is over before one is forgotten", patience_wait(&p, 100) < 120000);
}

static void minutes(void)
{
	struct allowance a = { 0 };
	CHECK("the minute begins with the first",
		allowance_take(&a, 2, 5000) == 0 && a.since == 5000);
	CHECK("the second", allowance_take(&a, 2, 6000) == 0 && allowance_over(&a, 2, 6000) &&
				    !allowance_over(&a, 3, 6000));
	CHECK("no third, and when there is more",
		allowance_take(&a, 2, 25000) == 40000 && a.taken == 2);
	CHECK("a refused one is not taken", allowance_take(&a, 3, 25000) == 0 && a.taken == 3);
	CHECK("the next minute", !allowance_over(&a, 2, 65000) &&
					 allowance_take(&a, 2, 65000) == 0 && a.since == 65000 &&
					 a.taken == 1);
}

static void passwords(void)
{
	static const char *const weak[] = { "", "1234567", "七个字也不够长", "12345678", "88888888",
		"87654321", "aaaaaaaa", "abababab", "123123123", "a123456789", "A123456789",
		"woaini1314", "WoAiNi1314", "1qaz2wsx", "qwertyui", "QWERTYUIOP", "asdfghjkl",
		"qwer1234", "abcd4321", "password1", "MyPassword", "Minihall2026", "minihall2027",
		"xiaofang99", "19850412", "20010101", "13812345678", "admin@123", "beijing2008" };
	for (size_t i = 0; i < sizeof weak / sizeof *weak; i++) {
		CHECK(weak[i], password_fault(weak[i], "xiaofang") != NULL);
	}
	static const char *const good[] = { "kapok-river-9", "longenough", "nonsense1",
		"a-new-secret", "八个汉字的密码好记", "19851432", "7h!Vq2pX", "correct horse" };
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		CHECK(good[i], password_fault(good[i], "xiaofang") == NULL);
	}
	CHECK("a login of two letters forbids nothing",
		password_fault("kapok-river-9", "ka") == NULL);
	CHECK("one of three does", password_fault("kapok-river-9", "kap") != NULL);
}

int main(void)
{
	waits();
	minutes();
	passwords();
	return FINISH();
}
