/* 办不成事反映: every state with every verb, the guards, limits by class, escalation by day. Argument: a
 * scratch directory (unused). */
#include "check.h"
#include "base/date.h"
#include "rules/care/backstop.h"

static const struct workday_calendar calendar = { .years = (const int[]){ 2026 }, .year_count = 1 };

static void machine(void)
{
	/* where each verb may begin, in words; everything else is refused */
	static const struct {
		enum backstop_verb verb;
		const char *from;
		int to;
	} moves[] = {
		{ BACKSTOP_ACCEPT, " reported ", BACKSTOP_STATE_ACCEPTED },
		{ BACKSTOP_CLASSIFY, " accepted classified assigned ", BACKSTOP_STATE_CLASSIFIED },
		{ BACKSTOP_ASSIGN, " classified assigned resolved checked ",
			BACKSTOP_STATE_ASSIGNED },
		{ BACKSTOP_RESOLVE, " classified assigned ", BACKSTOP_STATE_RESOLVED },
		{ BACKSTOP_ANSWER, " resolved ", BACKSTOP_STATE_ANSWERED },
		{ BACKSTOP_CHECK, " answered ", BACKSTOP_STATE_CHECKED },
		{ BACKSTOP_SEND_BACK, " answered ", BACKSTOP_STATE_ASSIGNED },
		{ BACKSTOP_FILE, " checked ", BACKSTOP_STATE_FILED },
		{ BACKSTOP_ESCALATE,
			" reported accepted classified assigned resolved answered checked ", -1 },
		{ BACKSTOP_CONTACT,
			" reported accepted classified assigned resolved answered checked ", -1 },
		{ BACKSTOP_CORRECT,
			" reported accepted classified assigned resolved answered checked filed ",
			-1 },
	};
	enum backstop_state is;
	CHECK("every verb is listed", sizeof moves / sizeof *moves == BACKSTOP_VERBS);
	for (int s = BACKSTOP_STATE_REPORTED; s < BACKSTOP_STATE_COUNT; s++) {
		char word[32];
		snprintf(word, sizeof word, " %s ", backstop_state_word((enum backstop_state)s));
		for (size_t m = 0; m < BACKSTOP_VERBS; m++) {
			struct backstop_facts f = { (enum backstop_state)s, false,
				BACKSTOP_CLASS_COMPLEX, BACKSTOP_LEVEL_HALL };
			struct backstop_wish w = { BACKSTOP_RESULT_SOLVED, false,
				BACKSTOP_LEVEL_LEADER };
			enum refusal no = backstop_decide(&f, moves[m].verb, &w, &is);
			if (strstr(moves[m].from, word))
				CHECK("allowed",
					no == REFUSAL_NONE &&
						(int)is == (moves[m].to < 0 ? s : moves[m].to));
			else
				CHECK("refused", no == REFUSAL_BACKSTOP_STATE);
			f.own = true;
			no = backstop_decide(&f, moves[m].verb, &w, &is);
			CHECK("about oneself: only a correction",
				moves[m].verb == BACKSTOP_CORRECT ? no == REFUSAL_NONE
								  : no == REFUSAL_BACKSTOP_OWN);
		}
	}
	struct backstop_facts newer = { .state = backstop_state_of("deleted") };
	CHECK("a state of a newer version goes nowhere",
		backstop_decide(&newer, BACKSTOP_CORRECT, &(struct backstop_wish){ 0 }, &is) ==
			REFUSAL_BACKSTOP_STATE);
}

static void guards(void)
{
	enum backstop_state is;
	for (int c = BACKSTOP_CLASS_SIMPLE; c < BACKSTOP_CLASS_COUNT; c++)
		for (int r = BACKSTOP_RESULT_SOLVED; r < BACKSTOP_RESULT_COUNT; r++)
			for (int report = 0; report < 2; report++) {
				struct backstop_facts f = { BACKSTOP_STATE_ASSIGNED, false,
					(enum backstop_class)c, BACKSTOP_LEVEL_HALL };
				struct backstop_wish w = { .result = (enum backstop_result)r,
					.has_report = report };
				enum refusal no = backstop_decide(&f, BACKSTOP_RESOLVE, &w, &is);
				bool fits = (c == BACKSTOP_CLASS_OUT_OF_SCOPE) ==
					    (r == BACKSTOP_RESULT_ADVISED);
				CHECK("class and result",
					no == (!fits ? REFUSAL_BACKSTOP_RESULT
						      : r == BACKSTOP_RESULT_REFUSED && !report
							      ? REFUSAL_BACKSTOP_REPORT
							      : REFUSAL_NONE));
			}
	for (int from = BACKSTOP_LEVEL_HALL; from <= BACKSTOP_LEVEL_COUNTY; from++)
		for (int to = BACKSTOP_LEVEL_HALL; to <= BACKSTOP_LEVEL_COUNTY; to++) {
			struct backstop_facts f = { BACKSTOP_STATE_ASSIGNED, false,
				BACKSTOP_CLASS_COMPLEX, (enum backstop_level)from };
			CHECK("only upward",
				backstop_decide(&f, BACKSTOP_ESCALATE,
					&(struct backstop_wish){ .to = (enum backstop_level)to },
					&is) ==
					(to > from ? REFUSAL_NONE : REFUSAL_BACKSTOP_ESCALATED));
		}
}

static void limits(void)
{
	struct backstop_limits l = { { 0, 0, 5, 10, 3, 2, 2 }, 0, 2 };
	int32_t tuesday = date_make(2026, 11, 24);
	static const int wanted[BACKSTOP_CLASS_COUNT][2] = { { 0, 0 }, { 11, 24 }, { 12, 1 },
		{ 12, 8 }, { 11, 27 }, { 11, 26 }, { 11, 26 } };
	bool provisional;
	for (int c = BACKSTOP_CLASS_SIMPLE; c < BACKSTOP_CLASS_COUNT; c++)
		CHECK("limits by class in working days",
			backstop_due(&l, (enum backstop_class)c, &calendar, tuesday,
				&provisional) == date_make(2026, wanted[c][0], wanted[c][1]) &&
				!provisional);
	CHECK("over the year's end it is provisional",
		(backstop_due(&l, BACKSTOP_CLASS_SPECIAL, &calendar, date_make(2026, 12, 28),
			 &provisional),
			provisional));
	int32_t due = date_make(2026, 12, 1);
	for (int s = BACKSTOP_STATE_REPORTED; s < BACKSTOP_STATE_COUNT; s++) {
		bool first = s <= BACKSTOP_STATE_ACCEPTED,
		     running = s >= BACKSTOP_STATE_CLASSIFIED && s <= BACKSTOP_STATE_RESOLVED;
		enum backstop_state state = (enum backstop_state)s;
		int32_t counts = backstop_due_in(state, tuesday, due);
		CHECK("the contact is due first",
			backstop_lateness(state, tuesday, due, tuesday) ==
				(first ? LATENESS_SOON : LATENESS_ON_TIME));
		CHECK("then the class's limit", backstop_lateness(state, tuesday, due, due) ==
							(first            ? LATENESS_OVER
								: running ? LATENESS_SOON
									  : LATENESS_ON_TIME));
		CHECK("over", backstop_lateness(state, tuesday, due, due + 1) ==
				      (first || running ? LATENESS_OVER : LATENESS_ON_TIME));
		CHECK("the leader hears at once",
			backstop_level_due(counts, due + 1, &l, &calendar) ==
				(running        ? BACKSTOP_LEVEL_LEADER
					: first ? BACKSTOP_LEVEL_COUNTY
						: BACKSTOP_LEVEL_HALL));
		CHECK("the county two working days later",
			backstop_level_due(counts, due + 3, &l, &calendar) ==
				(running || first ? BACKSTOP_LEVEL_COUNTY : BACKSTOP_LEVEL_HALL));
		CHECK("in time nobody",
			backstop_level_due(counts, tuesday, &l, &calendar) == BACKSTOP_LEVEL_HALL);
	}
}

int main(void)
{
	machine();
	guards();
	limits();
	return FINISH();
}
