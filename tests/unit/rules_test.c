/* The rules: working days and limits with independent vectors, identity numbers, names of windows, tickets, the case's life. */
#include "check.h"
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "base/set.h"
#include "rules/casefile.h"
#include "rules/deadline.h"
#include "rules/idnumber.h"
#include "rules/ticket.h"
#include "rules/window.h"
#include "rules/workday.h"

static struct arena arena;

static yyjson_val *document(const char *path)
{
	char *text;
	size_t n;
	yyjson_val *v;
	if (file_read(&arena, path, 1u << 20, &text, &n) || json_read(&arena, text, n, &v)) {
		fprintf(stderr, "%s cannot be read; run from the top of the checkout\n", path);
		exit(1);
	}
	return v;
}

static struct workday_calendar calendar(void)
{
	yyjson_val *root = document("appliance/sample/catalogue/calendar.json"), *v;
	yyjson_val *days = yyjson_obj_get(root, "days"), *years = yyjson_obj_get(root, "years");
	struct workday_exception *e = arena_array(&arena, struct workday_exception, yyjson_arr_size(days));
	int *y = arena_array(&arena, int, yyjson_arr_size(years));
	size_t i, max;
	yyjson_arr_foreach(days, i, max, v)
		e[i] = (struct workday_exception){ date_parse(json_text(v, "date")), json_flag(v, "off") };
	size_t count = yyjson_arr_size(days);
	yyjson_arr_foreach(years, i, max, v)
		y[i] = (int)yyjson_get_sint(v);
	return (struct workday_calendar){ e, count, y, yyjson_arr_size(years) };
}

static void test_workdays(const struct workday_calendar *c)
{
	yyjson_val *root = document("tests/data/workdays.json"), *key, *v;
	size_t i, max;
	char name[128], due[DATE_TEXT];
	yyjson_obj_foreach(yyjson_obj_get(root, "working_days"), i, max, key, v) {
		int year = atoi(yyjson_get_str(key)), n = 0;
		for (int32_t d = date_make(year, 1, 1); d <= date_make(year, 12, 31); d++)
			n += workday_is(c, d);
		snprintf(name, sizeof name, "working days of %d", year);
		CHECK_INT(name, n, yyjson_get_sint(v));
	}
	NEED("there are vectors", yyjson_arr_size(yyjson_obj_get(root, "cases")) >= 10);
	yyjson_arr_foreach(yyjson_obj_get(root, "cases"), i, max, v) {
		int32_t from = date_parse(json_text(v, "accepted"));
		int days = (int)json_int(v, "working_days", -1);
		struct deadline d = deadline_of(c, from, days, DEADLINE_WORKING);
		date_text(d.due, due);
		snprintf(name, sizeof name, "%s and %d working days", json_text(v, "accepted"), days);
		CHECK_TEXT(name, due, json_text(v, "due"));
		snprintf(name, sizeof name, "%s and %d working days: so many are left", json_text(v, "accepted"), days);
		CHECK_INT(name, deadline_days_left(c, from, d.due), days);
	}
	bool sorted = true;
	for (i = 1; i < c->count; i++)
		sorted &= c->exceptions[i - 1].date < c->exceptions[i].date;
	CHECK("the calendar is sorted without repeats", sorted);
}

static void test_deadline(const struct workday_calendar *c)
{
	int32_t day = date_make(2026, 11, 24);
	CHECK("an instant item is due on its day", deadline_of(c, day, 0, DEADLINE_WORKING).due == day);
	CHECK("calendar days are not moved", deadline_of(c, day, 4, DEADLINE_CALENDAR).due == date_make(2026, 11, 28));
	CHECK("a known year is not provisional", !deadline_of(c, day, 5, DEADLINE_WORKING).provisional);
	CHECK("across an unpublished year it is provisional", deadline_of(c, date_make(2026, 12, 30), 20, DEADLINE_WORKING).provisional);
	CHECK_INT("0 days left on the day", deadline_days_left(c, day, day), 0);
	CHECK_INT("one over", deadline_days_left(c, day + 1, day), -1);
	CHECK("over on a rest day is over", deadline_days_left(c, date_make(2026, 11, 28), date_make(2026, 11, 27)) < 0);
	CHECK("cards", deadline_card(2) == DEADLINE_CARD_NONE && deadline_card(1) == DEADLINE_CARD_YELLOW && deadline_card(0) == DEADLINE_CARD_YELLOW && deadline_card(-1) == DEADLINE_CARD_RED);
	bool words = true;
	for (int n = DEADLINE_CARD_NONE; n <= DEADLINE_CARD_RED; n++)
		words &= set_has("card", deadline_card_word((enum deadline_card)n));
	CHECK("cards have words of the set", words);
}

static void test_idnumber(void)
{
	static const char *const good[] = { "361102194903070026", "361123198001010032", "361127199912314117", "361125200802291236", "361181196506150019", "362101197001010014", "362324198201010019" };
	static const char *const codes[] = { "91350100M000100Y43", "91512081MA62K0260E", "91110000101623741K", "11440100007482575H", "11341426003240448H", "11441226007170459F", "13370303MB2317407H" };
	static const char *const wrong[] = { "", "36110219490307002", "3611021949030700266", "36112320230229001X", "3611231980010100x2", "３61123198001010032", "361123198013010032" };
	int32_t today = date_make(2026, 11, 24);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		CHECK(good[i], idnumber_identity_card(good[i], today) == IDNUMBER_GOOD);
		int taken = 0;
		for (size_t at = 0; at < 18; at++)
			for (char digit = '0'; digit <= '9'; digit++) {
				char bent[19];
				memcpy(bent, good[i], 19);
				if (bent[at] == digit)
					continue;
				bent[at] = digit;
				taken += idnumber_identity_card(bent, today) != IDNUMBER_WRONG;
			}
		check_say(taken == 0, arena_printf(&arena, "%s with any digit changed is wrong", good[i]), "%d taken", taken);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		CHECK(arena_printf(&arena, "\"%s\" is wrong", wrong[i]), idnumber_identity_card(wrong[i], today) == IDNUMBER_WRONG);
	/* good check digits over days that do not exist or are still to come */
	static const char *const days[] = { "20230229", "20270101", "20261125", "19000229", "20250431" };
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
		char number[19];
		int sum = 0;
		snprintf(number, sizeof number, "361123%s001", days[i]);
		for (int k = 0; k < 17; k++)
			sum += (number[k] - '0') * weights[k];
		number[17] = "10X98765432"[sum % 11];
		number[18] = '\0';
		CHECK(arena_printf(&arena, "born on %s is wrong", days[i]), idnumber_identity_card(number, today) == IDNUMBER_WRONG);
	}
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		CHECK(codes[i], idnumber_credit_code(codes[i]) == IDNUMBER_GOOD);
	CHECK("a registered code that fails its check is doubtful only", idnumber_credit_code("91350211M0000XUF46") == IDNUMBER_DOUBTFUL);
	CHECK("letters outside the alphabet are wrong", idnumber_credit_code("91350100I000100Y43") == IDNUMBER_WRONG && idnumber_credit_code("91350100M000100Y4") == IDNUMBER_WRONG);
	CHECK("kinds", idnumber_check("identity_card", good[0], today) == IDNUMBER_GOOD && idnumber_check("passport", "E12345678", today) == IDNUMBER_GOOD &&
	      idnumber_check("passport", "E1 2", today) == IDNUMBER_WRONG && idnumber_check("credit_code", codes[0], today) == IDNUMBER_GOOD);
	static const char *const names[][2] = { { "张三丰", "张*丰" }, { "李四", "李*" }, { "王", "王*" }, { "欧阳娜娜", "欧*娜" }, { "", "*" }, { "Li", "L*i" } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char out[64];
		idnumber_mask_name(names[i][0], out, sizeof out);
		if (i == 5)
			CHECK("a Latin name does not stand in full", strcmp(out, "Li"));
		else
			CHECK_TEXT(arena_printf(&arena, "masked \"%s\"", names[i][0]), out, names[i][1]);
	}
}

static void test_window(void)
{
	static const struct { const char *place, *kind, *want; } halls[] = {
		{ "余干县", "county", "余干县政务服务中心" }, { "沙溪镇", "developed_town", "沙溪镇政务服务中心" }, { "葛源镇", "developed_town", "葛源镇政务服务中心" },
		{ "黄金埠镇", "developed_town", "黄金埠镇政务服务中心" }, { "岩瑞镇", "developed_town", "岩瑞镇政务服务中心" }, { "瑞洪镇", "township", "瑞洪镇便民服务中心" }, { "北街街道", "township", "北街街道便民服务中心" }, { "前洋村", "village", "前洋村便民服务站" } };
	for (size_t i = 0; i < sizeof halls / sizeof *halls; i++)
		CHECK_TEXT(halls[i].want, window_hall_name(&arena, halls[i].place, halls[i].kind), halls[i].want);
	/* the four developed towns keep township codes and are still 政务服务中心 (S-3.1.1b) */
	yyjson_val *county, *town;
	size_t i, max, k, most;
	int developed = 0, stray = 0;
	yyjson_arr_foreach(yyjson_obj_get(document("appliance/sample/divisions.json"), "counties"), i, max, county)
		yyjson_arr_foreach(yyjson_obj_get(county, "townships"), k, most, town)
			if (!strcmp(json_text(town, "kind"), "developed_town")) {
				const char *name = json_text(town, "name");
				bool one = !strcmp(name, "沙溪镇") || !strcmp(name, "葛源镇") || !strcmp(name, "黄金埠镇") || !strcmp(name, "岩瑞镇");
				developed += one;
				stray += !one;
			}
	CHECK_INT("four developed towns in the division table", developed, 4);
	CHECK_INT("and no other", stray, 0);
	static const struct { const char *zone; int ordinal, same; const char *want; } signs[] = {
		{ "general", 1, 1, "通用综合受理1" }, { "general", 3, 4, "通用综合受理3" }, { "public_security", 1, 1, "公安集成综合受理" }, { "public_security", 2, 2, "公安集成综合受理2" },
		{ "public_utility", 1, 1, "公共服务综合受理" }, { "public_utility", 1, 2, "公共服务综合受理1" }, { "issue", 1, 1, "出件" } };
	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		CHECK_TEXT(arena_printf(&arena, "sign %s of %d", signs[i].want, signs[i].same), window_sign(&arena, signs[i].zone, signs[i].ordinal, signs[i].same), signs[i].want);
	CHECK("letters", window_letter("general") == 'A' && window_letter("public_security") == 'B' && window_letter("public_utility") == 'C' && window_letter("issue") == 'D' && !window_letter("x"));
}

static void test_ticket(void)
{
	/* rows: states; columns: call serve miss requeue finish cancel; '.' refused, else the first letter of the new state (x cancelled) */
	static const char *const want[TICKET_STATES] = { "c....x", "csmw.x", ".s.wf.", "c..w.x", "......", "......" };
	static const char letters[] = "wcsmfx";
	int wrong = 0;
	for (int s = 0; s < TICKET_STATES; s++)
		for (int v = 0; v < TICKET_VERBS; v++) {
			struct ticket_facts was = { (enum ticket_state)s, 1 };
			enum ticket_state is = TICKET_STATES;
			enum refusal r = ticket_decide(&was, (enum ticket_verb)v, 1, &is);
			char got = r ? '.' : letters[is];
			wrong += got != want[s][v] || (r && is != TICKET_STATES);
		}
	CHECK_INT("the table of states and verbs, all 36", wrong, 0);
	enum ticket_state is;
	CHECK("another window cannot take what one is calling", ticket_decide(&(struct ticket_facts){ TICKET_CALLED, 1 }, TICKET_SERVE, 2, &is) == REFUSAL_TICKET_ELSEWHERE);
	CHECK("called twice says so", ticket_decide(&(struct ticket_facts){ TICKET_FINISHED, 1 }, TICKET_CALL, 1, &is) == REFUSAL_TICKET_NOT_WAITING);
	for (int s = 0; s < TICKET_STATES; s++)
		CHECK(ticket_state_word((enum ticket_state)s), ticket_state_of(ticket_state_word((enum ticket_state)s)) == s && set_has("ticket_state", ticket_state_word((enum ticket_state)s)));
	CHECK_INT("an unknown word is no state", ticket_state_of("gone"), -1);
	CHECK_INT("nobody waits", ticket_next(NULL, 0, 0), -1);
}

static void test_next(void)
{
	struct ticket_waiting line[30];
	char order[31];
	size_t n = 30;
	for (size_t i = 0; i < n; i++) /* 20 ordinary, then 10 with priority, nobody starved */
		line[i] = (struct ticket_waiting){ i < 20 ? "n" : "p", i >= 20, (int64_t)i, 1000 };
	int64_t since = 0, last_normal = -1, last_priority = -1;
	bool in_turn = true;
	for (size_t k = 0; n; k++) {
		int at = ticket_next(line, n, since);
		order[k] = line[at].priority ? 'p' : 'n';
		order[k + 1] = '\0';
		int64_t *last = line[at].priority ? &last_priority : &last_normal;
		in_turn &= line[at].rank > *last;
		*last = line[at].rank;
		since = line[at].priority ? 0 : since + 1;
		memmove(&line[at], &line[at + 1], (n - (size_t)at - 1) * sizeof *line);
		n--;
	}
	CHECK_TEXT("one priority to two ordinary", order, "nnpnnpnnpnnpnnpnnpnnpnnpnnpnnp");
	CHECK("each in the order they came", in_turn);
	struct ticket_waiting starved[] = { { "p", true, 1, 1000 }, { "n", false, 5, TICKET_STARVED_MS }, { "m", false, 3, TICKET_STARVED_MS - 1 }, { "o", false, 4, TICKET_STARVED_MS + 9 } };
	CHECK_INT("who waited too long goes first, the longest first", ticket_next(starved, 4, 2), 3);
	CHECK_INT("not one millisecond before", ticket_next(starved, 1, 0), 0);
	CHECK_INT("only ordinary ones", ticket_next(&starved[2], 1, 5), 0);
}

static void test_casefile(void)
{
	/* materials accept correct refuse decide result issue */
	static const struct { const char *state, *may; } want[] = { { "received", "1111000" }, { "correcting", "1111000" }, { "refused", "0000000" }, { "accepted", "1000100" },
		{ "forwarded", "1000100" }, { "decided", "0000010" }, { "ready", "0000011" }, { "issued", "0000001" } };
	int wrong = 0;
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		for (int v = 0; v < CASEFILE_VERBS; v++) {
			struct casefile_facts f = { want[i].state, false, "S1", 0 };
			wrong += (casefile_decide(&f, (enum casefile_verb)v, false, "S2", false, true) == REFUSAL_NONE) != (want[i].may[v] == '1');
		}
	CHECK_INT("the table of states and verbs, all 56", wrong, 0);
	struct casefile_facts f = { "accepted", false, "S1", 0 };
	CHECK("who accepted may not decide (S-1.3)", casefile_decide(&f, CASEFILE_DECIDE, false, "S1", false, false) == REFUSAL_SAME_PERSON);
	CHECK("another person may", casefile_decide(&f, CASEFILE_DECIDE, false, "S2", false, false) == REFUSAL_NONE);
	f.decided_at_hub = true;
	CHECK("the county's case is not decided here", casefile_decide(&f, CASEFILE_DECIDE, false, "S2", false, false) == REFUSAL_NOT_DECIDED_HERE);
	CHECK("but at the county", casefile_decide(&f, CASEFILE_DECIDE, true, "C1", false, false) == REFUSAL_NONE);
	f.decided_at_hub = false;
	CHECK("a hall's case is not decided at the county", casefile_decide(&f, CASEFILE_DECIDE, true, "C1", false, false) == REFUSAL_NOT_DECIDED_AT_HUB);
	struct casefile_facts c = { "received", false, NULL, 0 };
	CHECK("the first notice of what is missing", casefile_decide(&c, CASEFILE_CORRECT, false, "S1", false, false) == REFUSAL_NONE);
	c = (struct casefile_facts){ "correcting", false, NULL, 1 };
	CHECK("not twice", casefile_decide(&c, CASEFILE_CORRECT, false, "S1", false, false) == REFUSAL_CORRECTION_TWICE);
	CHECK("twice with a new fact", casefile_decide(&c, CASEFILE_CORRECT, false, "S1", true, false) == REFUSAL_NONE);
	struct casefile_facts i = { "issued", false, "S1", 0 };
	CHECK("issued once", casefile_decide(&i, CASEFILE_ISSUE, false, "S3", false, false) == REFUSAL_ALREADY_ISSUED);
	CHECK("an unknown state allows nothing", casefile_decide(&(struct casefile_facts){ "gone", false, NULL, 0 }, CASEFILE_ACCEPT, false, "S1", true, true) == REFUSAL_CASE_STATE);
	struct casefile_material m[] = { { true, false, true, false }, { true, true, false, false }, { false, false, false, false } };
	CHECK("conditional and optional materials may be missing", casefile_complete(m, 3));
	m[0].taken = false;
	CHECK("a required one may not", !casefile_complete(m, 3));
}

int main(void)
{
	arena_init(&arena, 32u << 20);
	struct workday_calendar c = calendar();
	test_workdays(&c);
	test_deadline(&c);
	test_idnumber();
	test_window();
	test_ticket();
	test_next();
	test_casefile();
	arena_release(&arena);
	return check_end();
}
