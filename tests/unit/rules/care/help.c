/* 帮办代办: every state with every verb, papers, and what needs a reason. Argument: a scratch directory
 * (unused). */
#include "check.h"
#include "rules/care/help.h"

static void machine(void)
{
	static const struct {
		enum help_verb verb;
		const char *from;
		int to;
	} moves[] = {
		{ HELP_ASSIGN, " requested assigned ", HELP_STATE_ASSIGNED },
		{ HELP_AGREE, " assigned ", HELP_STATE_AGREED },
		{ HELP_TAKE, " agreed visited handed_in ", -1 },
		{ HELP_VISIT, " assigned agreed visited handed_in ", -2 },
		{ HELP_HAND_IN, " agreed visited handed_in ", HELP_STATE_HANDED_IN },
		{ HELP_REPORT, " handed_in reported ", HELP_STATE_REPORTED },
		{ HELP_RETURN, " agreed visited handed_in reported ", -1 },
		{ HELP_CLOSE, " reported ", HELP_STATE_CLOSED },
		{ HELP_CANCEL, " requested assigned agreed visited ", HELP_STATE_CANCELLED },
	};
	enum help_state is;
	CHECK("every verb is listed", sizeof moves / sizeof *moves == HELP_VERBS);
	for (int s = HELP_STATE_REQUESTED; s < HELP_STATE_COUNT; s++) {
		char word[32];
		snprintf(word, sizeof word, " %s ", help_state_word((enum help_state)s));
		for (size_t m = 0; m < HELP_VERBS; m++) {
			enum refusal no = help_decide((enum help_state)s, moves[m].verb, 0, &is);
			int wanted = moves[m].to == -1 ? s
				     : moves[m].to == -2
					     ? (s == HELP_STATE_AGREED ? HELP_STATE_VISITED : s)
					     : moves[m].to;
			if (!strstr(moves[m].from, word)) {
				CHECK("refused", no == REFUSAL_HELP_STATE);
				continue;
			}
			CHECK("allowed", no == REFUSAL_NONE && (int)is == wanted);
			bool ends = moves[m].verb == HELP_CLOSE || moves[m].verb == HELP_CANCEL;
			CHECK("nothing ends while papers are out",
				help_decide((enum help_state)s, moves[m].verb, 1, &is) ==
					(ends ? REFUSAL_HELP_PAPERS_OPEN : REFUSAL_NONE));
		}
	}
	CHECK("a state of a newer version goes nowhere",
		help_decide(help_state_of("lost"), HELP_CANCEL, 0, &is) == REFUSAL_HELP_STATE);
}

static void lateness(void)
{
	for (int s = HELP_STATE_REQUESTED; s < HELP_STATE_COUNT; s++) {
		bool running = s < HELP_STATE_REPORTED;
		enum help_state state = (enum help_state)s;
		CHECK("in time", help_lateness(state, 10, 9) == LATENESS_ON_TIME);
		CHECK("the last day", help_lateness(state, 10, 10) ==
					      (running ? LATENESS_SOON : LATENESS_ON_TIME));
		CHECK("over", help_lateness(state, 10, 11) ==
				      (running ? LATENESS_OVER : LATENESS_ON_TIME));
	}
}

static void lists(void)
{
	static const char *const agents[] = { "个体工商户设立登记", "农民专业合作社设立登记",
		"建筑工程施工许可证核发（限额以下）", "企业投资项目备案", "惠企政策兑现" };
	static const char *const personal[] = { "老年人优待证办理",
		"经济困难的高龄、失能老年人补贴", "出生登记（申报户口）",
		"乡村建设规划许可证核发（农村村民住宅）" };
	for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
		CHECK(agents[i], help_agent_default(agents[i]));
		CHECK("switched off it has a reason",
			help_needs_reason(agents[i], true, false) &&
				!help_needs_reason(agents[i], true, true));
	}
	for (size_t i = 0; i < sizeof personal / sizeof *personal; i++) {
		CHECK(personal[i], !help_agent_default(personal[i]));
		CHECK("switched on it has a reason",
			help_needs_reason(personal[i], true, true) &&
				!help_needs_reason(personal[i], true, false));
		CHECK("not helped has a reason", help_needs_reason(personal[i], false, false));
	}
}

int main(void)
{
	machine();
	lateness();
	lists();
	return FINISH();
}
