/* Names of halls, signs over windows and the life of a window, exhaustively. */
#include "check.h"
#include <stdlib.h>
#include "base/embed.h"
#include "base/json.h"
#include "words/windows.h"
#include "rules/place/window.h"

static const enum hall_kind kinds[] = { HALL_KIND_COUNTY, HALL_KIND_DEVELOPED_TOWN,
	HALL_KIND_TOWNSHIP, HALL_KIND_VILLAGE };

static void hall_names(struct arena *a)
{
	static const char *const developed[] = { "沙溪镇", "葛源镇", "黄金埠镇", "岩瑞镇" };
	size_t n, i, k, max, most;
	int found = 0, others = 0;
	yyjson_val *root, *county, *town;
	const char *text = embed_find("sample/divisions.json", &n);
	CHECK("the division table is there", text && !json_read(a, text, n, &root));
	CHECK_TEXT("ordinary township", window_hall_name(a, "瑞洪镇", HALL_KIND_TOWNSHIP),
		"瑞洪镇便民服务中心");
	CHECK_TEXT("street", window_hall_name(a, "东市街道", HALL_KIND_TOWNSHIP),
		"东市街道便民服务中心");
	CHECK_TEXT("county", window_hall_name(a, "余干县", HALL_KIND_COUNTY), "余干县政务服务中心");
	CHECK_TEXT("village", window_hall_name(a, "某某村", HALL_KIND_VILLAGE), "某某村便民服务站");
	yyjson_arr_foreach (yyjson_obj_get(root, "counties"), i, max, county)
		yyjson_arr_foreach (yyjson_obj_get(county, "townships"), k, most, town) {
			const char *name = json_text(town, "name"), *kind = json_text(town, "kind"),
				   *code = json_text(town, "code");
			bool is_developed = false;
			for (size_t d = 0; d < sizeof developed / sizeof *developed; d++)
				is_developed |= !strcmp(developed[d], name);
			found += is_developed;
			others += !strcmp(kind, "developed_town");
			CHECK("a developed town is a 政务服务中心 and still has a township's code",
				!is_developed ||
					(!strcmp(kind, "developed_town") && strlen(code) == 9 &&
						!strncmp(code, json_text(county, "code"), 6) &&
						strcmp(code + 6, "000") &&
						!strcmp(window_hall_name(
								a, name, hall_kind_of(kind)),
							arena_printf(a, "%s政务服务中心", name))));
			CHECK("any other is a 便民服务中心",
				is_developed ||
					!strcmp(window_hall_name(a, name, hall_kind_of(kind)),
						arena_printf(a, "%s便民服务中心", name)));
		}
	CHECK("exactly four developed towns", found == 4 && others == 4);
}

static void zones(void)
{
	static const char *const township[] = { "general", "public_security", "public_utility",
		"issue" };
	static const char *const seven[] = { "real_estate", "market_access", "construction",
		"social_security", "public_security", "tax", "housing_fund" };
	for (size_t z = 0; z < zone_count; z++) {
		bool in_township = false, fixed = false;
		for (size_t i = 0; i < sizeof township / sizeof *township; i++)
			in_township |= !strcmp(township[i], zone_rows[z].code);
		for (size_t i = 0; i < sizeof seven / sizeof *seven; i++)
			fixed |= !strcmp(seven[i], zone_rows[z].code);
		CHECK("a township has three zones and an issuing desk",
			window_zone_allowed(HALL_KIND_TOWNSHIP, zone_rows[z].code) == in_township);
		CHECK("so does a village",
			window_zone_allowed(HALL_KIND_VILLAGE, zone_rows[z].code) == in_township);
		CHECK("a centre may have all",
			window_zone_allowed(HALL_KIND_COUNTY, zone_rows[z].code) &&
				window_zone_allowed(HALL_KIND_DEVELOPED_TOWN, zone_rows[z].code));
		CHECK("a county must have its seven and general",
			window_zone_expected(HALL_KIND_COUNTY, zone_rows[z].code) ==
				(fixed || !strcmp(zone_rows[z].code, "general")));
		CHECK("a township its two and general",
			window_zone_expected(HALL_KIND_TOWNSHIP, zone_rows[z].code) ==
				(in_township && strcmp(zone_rows[z].code, "issue")));
		CHECK("a village and a developed town general",
			window_zone_expected(HALL_KIND_VILLAGE, zone_rows[z].code) ==
					!strcmp(zone_rows[z].code, "general") &&
				window_zone_expected(HALL_KIND_DEVELOPED_TOWN, zone_rows[z].code) ==
					!strcmp(zone_rows[z].code, "general"));
		CHECK("no zone for market regulation", !strstr(zone_rows[z].label, "市场监管"));
		for (size_t y = 0; y < z; y++)
			CHECK("letters and names are told apart",
				zone_rows[y].letter != zone_rows[z].letter &&
					strcmp(zone_rows[y].label, zone_rows[z].label));
		CHECK("letters that nobody misreads",
			zone_rows[z].letter != 'I' && zone_rows[z].letter != 'O' &&
				window_letter(zone_rows[z].code) == zone_rows[z].letter);
	}
	CHECK("letters of the township stay",
		window_letter("general") == 'A' && window_letter("public_security") == 'B' &&
			window_letter("public_utility") == 'C' && window_letter("issue") == 'D');
	CHECK("nowhere", !window_zone_allowed(HALL_KIND_TOWNSHIP, "nowhere") &&
				 window_letter("nowhere") == 0 &&
				 !window_zone_expected(HALL_KIND_COUNTY, "nowhere"));
}

/* Every zone in every kind of hall, alone and among three. */
static void signs(struct arena *a)
{
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t z = 0; z < zone_count; z++) {
			const struct zone_row *row = &zone_rows[z];
			bool centre = k < 2, general = !strcmp(row->code, "general"),
			     issue = !strcmp(row->code, "issue");
			for (int of = 1; of <= 3; of++)
				for (int at = 1; at <= of; at++) {
					struct window_sign s = window_sign_of(
						a, kinds[k], row->code, at, of);
					const char *want, *above = "";
					if (general) {
						want = arena_printf(a, "通用综合受理%d", at);
					} else if (issue) {
						want = of == 1 ? "出件"
							       : arena_printf(a, "出件%d", at);
					} else if (centre || !row->township_sign[0]) {
						want = arena_printf(a, "综合受理%d", at);
						above = row->label;
					} else {
						want = of == 1 ? arena_printf(a, "%s综合受理",
									 row->label)
							       : arena_printf(a, "%s综合受理%d",
									 row->label, at);
					}
					CHECK_TEXT("display", s.display, want);
					CHECK_TEXT("zone above", s.zone, above);
					CHECK_TEXT("name", s.name,
						arena_printf(a, "%s%s", above, want));
				}
		}
	CHECK_TEXT("a lone general window has its number",
		window_sign_of(a, HALL_KIND_TOWNSHIP, "general", 1, 1).display, "通用综合受理1");
	CHECK_TEXT("a lone police window has none",
		window_sign_of(a, HALL_KIND_TOWNSHIP, "public_security", 1, 1).display,
		"公安集成综合受理");
	CHECK_TEXT("two have",
		window_sign_of(a, HALL_KIND_TOWNSHIP, "public_security", 2, 2).display,
		"公安集成综合受理2");
	CHECK_TEXT("utilities likewise",
		window_sign_of(a, HALL_KIND_VILLAGE, "public_utility", 1, 1).display,
		"公共服务综合受理");
	CHECK_TEXT("an unknown zone still has a sign",
		window_sign_of(a, HALL_KIND_TOWNSHIP, "nowhere", 2, 2).display, "综合受理2");

	struct window_place places[] = { { "general", NULL }, { "public_security", NULL },
		{ "general", "办不成事反映" }, { "general", NULL }, { "public_security", NULL } };
	struct window_sign all[5];
	window_signs(a, HALL_KIND_TOWNSHIP, places, 5, all);
	CHECK_TEXT("first general", all[0].name, "通用综合受理1");
	CHECK_TEXT("a window of its own for a feature", all[2].name, "办不成事反映");
	CHECK_TEXT("does not count among the general ones", all[3].name, "通用综合受理2");
	CHECK_TEXT("two police windows", all[4].name, "公安集成综合受理2");
	window_signs(a, HALL_KIND_TOWNSHIP, places, 4, all);
	CHECK_TEXT("one withdrawn: the other loses its number", all[1].name, "公安集成综合受理");
}

static void added_lines(struct arena *a)
{
	const char *lines[WINDOW_LINES];
	static const char *const features[] = { "unresolved", "帮办代办", "本地特色" };
	CHECK("nothing added", window_lines(ZONE_GENERAL, false, NULL, 0, false, lines) == 0);
	size_t n = window_lines(ZONE_GENERAL, true, features, 3, true, lines);
	CHECK("issuing, features by code and by name, the tide",
		n == 5 && !strcmp(lines[0], "出件") && !strcmp(lines[1], "办不成事反映") &&
			!strcmp(lines[2], "帮办代办") && !strcmp(lines[3], "本地特色") &&
			!strcmp(lines[4], "潮汐"));
	CHECK("an issuing desk says 出件 once",
		window_lines(ZONE_ISSUE, true, NULL, 0, false, lines) == 0);
	const char *many[20];
	for (size_t i = 0; i < 20; i++)
		many[i] = "express";
	CHECK("never more than fit",
		window_lines(ZONE_GENERAL, true, many, 20, true, lines) <= WINDOW_LINES);
	size_t count;
	const char *const *read = window_features(a, "[\"unresolved\", 3, \"express\"]", &count);
	CHECK("only words", count == 2 && !strcmp(read[1], "express"));
	CHECK("not a list", !window_features(a, "x", &count) && count == 0);
	CHECK_TEXT("alone when ordered", window_alone(features, 1, false, "one_thing,unresolved"),
		"办不成事反映");
	CHECK("not alone without the order", !window_alone(features, 1, false, "one_thing") &&
						     !window_alone(features, 1, false, NULL));
	CHECK("nor with another, nor issuing",
		!window_alone(features, 2, false, "unresolved") &&
			!window_alone(features, 1, true, "unresolved"));
	CHECK("whole codes", !window_exclusive("one_thing_more", "one_thing") &&
				     window_exclusive("a,one_thing", "one_thing"));
}

static void life(void)
{
	/* rows: state; columns: verb. A capital: the new state's first letter (N C O P D); X:
	 * refused. */
	/* clang-format off */
	static const char want[WINDOW_STATE_COUNT][WINDOW_VERBS + 1] = {
		[WINDOW_STATE_UNSET] = "CXXXXXXXX",
		[WINDOW_STATE_CLOSED]     = "XNOXXXCDX",
		[WINDOW_STATE_OPEN]       = "XXOCPOODX",
		[WINDOW_STATE_PAUSED]     = "XXPCPOPDX",
		[WINDOW_STATE_DRAINING]   = "XXDCXXXXC",
	};
	/* clang-format on */
	static const char letters[] = "NCOPD";
	for (int s = 0; s < WINDOW_STATE_COUNT; s++) {
		for (int v = 0; v < WINDOW_VERBS; v++)
			for (int tide = 0; tide < 2; tide++)
				for (int64_t open = 0; open < 2; open++) {
					enum window_state is = WINDOW_STATE_COUNT;
					struct window_facts was = { (enum window_state)s,
						WINDOW_STATE_CLOSED, tide, open, 0 };
					enum refusal no = window_decide(
						&was, (enum window_verb)v, &is);
					bool may = want[s][v] != 'X';
					if (v == WINDOW_TIDE_OPEN && tide)
						may = false;
					if (v == WINDOW_TIDE_CLOSE && !tide)
						may = false;
					if (v == WINDOW_RETIRE && tide)
						may = false;
					bool busy = open &&
						    (v == WINDOW_RETIRE || v == WINDOW_SIGN_OFF ||
							    v == WINDOW_DRAINED);
					CHECK("allowed or not",
						(no == REFUSAL_NONE) == (may && !busy));
					CHECK("an open ticket is named as the reason",
						!(may && busy) || no == REFUSAL_WINDOW_HAS_TICKET);
					CHECK("the new state", no || letters[is] == want[s][v]);
					CHECK("nothing is written on a refusal",
						!no || is == WINDOW_STATE_COUNT);
				}
	}
	struct window_facts bound = { WINDOW_STATE_DRAINING, WINDOW_STATE_OPEN, true, 0, 1 };
	enum window_state after;
	CHECK("who waits for this window alone is called first",
		window_decide(&bound, WINDOW_DRAINED, &after) == REFUSAL_WINDOW_HAS_TICKET);
	CHECK("but keeps nobody from leaving",
		window_decide(&bound, WINDOW_SIGN_OFF, &after) == REFUSAL_NONE &&
			after == WINDOW_STATE_CLOSED);
	enum window_state is;
	CHECK("a drained window goes back to its own work",
		window_decide(&(struct window_facts){ WINDOW_STATE_DRAINING, WINDOW_STATE_PAUSED,
				      true, 0, 0 },
			WINDOW_DRAINED, &is) == REFUSAL_NONE &&
			is == WINDOW_STATE_PAUSED);
	CHECK("what does not exist is unknown",
		window_decide(&(struct window_facts){ WINDOW_STATE_UNSET, WINDOW_STATE_CLOSED,
				      false, 0, 0 },
			WINDOW_SIGN_ON, &is) == REFUSAL_WINDOW_UNKNOWN);
	CHECK("twice", window_decide(&(struct window_facts){ WINDOW_STATE_OPEN, WINDOW_STATE_CLOSED,
					     false, 0, 0 },
			       WINDOW_SET_UP, &is) == REFUSAL_WINDOW_EXISTS);
	CHECK("somebody sits there", window_decide(&(struct window_facts){ WINDOW_STATE_PAUSED,
							   WINDOW_STATE_CLOSED, false, 0, 0 },
					     WINDOW_RETIRE, &is) == REFUSAL_WINDOW_STAFFED);
	CHECK("the tide first", window_decide(&(struct window_facts){ WINDOW_STATE_CLOSED,
						      WINDOW_STATE_CLOSED, true, 0, 0 },
					WINDOW_RETIRE, &is) == REFUSAL_WINDOW_TIDE);
}

int main(void)
{
	struct arena a;
	arena_init(&a, 16u << 20);
	hall_names(&a);
	zones();
	signs(&a);
	added_lines(&a);
	life();
	arena_release(&a);
	return FINISH();
}
