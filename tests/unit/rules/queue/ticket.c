/* A ticket's life, state by state and verb by verb, and who is called next. Argument: a scratch
 * directory (unused). */
#include "check.h"
#include "rules/queue/ticket.h"

/* The whole matrix, written from the rules in words and not from the table it tests. Rows: states
 * in their order; columns: confirm, call, recall, serve, hold, resume, return, transfer, miss,
 * requeue, finish, cancel, lapse, close. i w c s h m f x v r: the state it then has; = already so;
 * - refused. */
static const char states[] = "-iwcshmfxvr";
/* clang-format off */
static const char *const expected[TICKET_STATE_COUNT] = {
	/* unset     */ "--------------",
	/* issuing   */ "w----------xvv",
	/* waiting   */ "=c----=w-=-x-x",
	/* called    */ "=ccsh-wwm--x-x",
	/* serving   */ "=--=h=ww--f--f",
	/* held      */ "=c--=swwm-fx-x",
	/* missed    */ "=c-----w=w-x-x",
	/* finished  */ "=---------=---",
	/* cancelled */ "=----------=--",
	/* void      */ "------------=-",
	/* reserved  */ "w----------x-x",
};
/* clang-format on */

static void matrix(void)
{
	CHECK("as many columns as verbs", strlen(expected[0]) == TICKET_VERBS);
	for (int s = 0; s < TICKET_STATE_COUNT; s++)
		for (int v = 0; v < TICKET_VERBS; v++) {
			char want = expected[s][v], name[40];
			struct ticket_decision d = { TICKET_STATE_VOID, false };
			enum refusal no = ticket_decide(
				&(struct ticket_facts){ (enum ticket_state)s, 2, false },
				(enum ticket_verb)v, 2, &d);
			snprintf(name, sizeof name, "%s, verb %d",
				s ? ticket_state_word((enum ticket_state)s) : "unset", v);
			if (want == '-')
				CHECK(name, no == (v == TICKET_CONFIRM ? REFUSAL_TICKET_LAPSED
							  : v == TICKET_CALL
								  ? REFUSAL_TICKET_NOT_WAITING
								  : REFUSAL_TICKET_STATE));
			else if (want == '=')
				CHECK(name, no == REFUSAL_NONE && d.already && (int)d.is == s);
			else
				CHECK(name,
					no == REFUSAL_NONE && !d.already && states[d.is] == want);
		}
}

/* A number for a day that has not begun is reserved when it is out, and nothing else about it is
 * different. */
static void coming(void)
{
	for (int s = 0; s < TICKET_STATE_COUNT; s++)
		for (int v = 0; v < TICKET_VERBS; v++) {
			struct ticket_decision now = { TICKET_STATE_VOID, false },
					       later = { TICKET_STATE_VOID, false };
			enum refusal a = ticket_decide(
				&(struct ticket_facts){ (enum ticket_state)s, 0, false },
				(enum ticket_verb)v, 0, &now);
			enum refusal b = ticket_decide(
				&(struct ticket_facts){ (enum ticket_state)s, 0, true },
				(enum ticket_verb)v, 0, &later);
			if (v == TICKET_CONFIRM && s == TICKET_STATE_ISSUING)
				CHECK("out, but not in the queue",
					b == REFUSAL_NONE && later.is == TICKET_STATE_RESERVED &&
						!later.already);
			else if (v == TICKET_CONFIRM && s == TICKET_STATE_RESERVED)
				CHECK("it cannot be checked in before its day",
					b == REFUSAL_NONE && later.is == TICKET_STATE_RESERVED &&
						later.already);
			else
				CHECK("as on its day", a == b && now.is == later.is &&
							       now.already == later.already);
		}
}

static void windows(void)
{
	struct ticket_decision d;
	for (int s = 0; s < TICKET_STATE_COUNT; s++)
		for (int v = 0; v < TICKET_VERBS; v++) {
			bool kept = s == TICKET_STATE_CALLED || s == TICKET_STATE_SERVING ||
				    s == TICKET_STATE_HELD,
			     possible = expected[s][v] != '-';
			enum refusal other = ticket_decide(
				&(struct ticket_facts){ (enum ticket_state)s, 1, false },
				(enum ticket_verb)v, 2, &d);
			if (possible)
				CHECK("a citizen at one window is not another's",
					other == (kept ? REFUSAL_TICKET_ELSEWHERE : REFUSAL_NONE));
			else
				CHECK("what is refused is refused everywhere",
					other != REFUSAL_NONE);
			enum refusal nowhere = ticket_decide(
				&(struct ticket_facts){ (enum ticket_state)s, 1, false },
				(enum ticket_verb)v, 0, &d);
			CHECK("the guide's desk has no window",
				(nowhere == REFUSAL_NONE) == possible);
		}
	for (int i = 1; i < TICKET_STATE_COUNT; i++)
		CHECK("words", (int)ticket_state_of(ticket_state_word((enum ticket_state)i)) == i);
	CHECK("unknown word", ticket_state_of("x") == TICKET_STATE_UNSET);
}

static void order(void)
{
	struct ticket_waiting w[] = { { "n1", false, 1, 0, false }, { "n2", false, 2, 0, false },
		{ "p3", true, 3, 0, false }, { "n4", false, 4, 0, false } };
	struct ticket_order o = { 2, 45 * 60 * 1000LL };
	CHECK("nobody waits", ticket_next(w, 0, 0, o) == -1);
	CHECK("two normal ones before a priority one is due again",
		ticket_next(w, 4, 0, o) == 0 && ticket_next(w, 4, 1, o) == 0 &&
			ticket_next(w, 4, 2, o) == 2);
	w[2].begun = true;
	CHECK("who had begun comes next, whatever the ratio", ticket_next(w, 4, 0, o) == 2);
	w[1].begun = true;
	CHECK("of two by place", ticket_next(w, 4, 0, o) == 1);
	w[1].begun = w[2].begun = false;
	CHECK("only priority", ticket_next(w + 2, 1, 0, o) == 0);
	w[3].waited_ms = o.starved_ms;
	CHECK("whoever starves goes first", ticket_next(w, 4, 2, o) == 3);
	w[0].begun = true;
	CHECK("the cap is before that too", ticket_next(w, 4, 2, o) == 3);
	w[0].begun = false;
	w[1].waited_ms = o.starved_ms + 1;
	CHECK("of two who starve the one whose place is first", ticket_next(w, 4, 2, o) == 1);

	/* a whole morning of each mixture: the ratio holds while both wait, and nobody waits for a
	 * ratio */
	for (int64_t ratio = 1; ratio <= 5; ratio++) {
		struct ticket_waiting all[30];
		size_t n = 30;
		for (size_t i = 0; i < n; i++)
			all[i] = (struct ticket_waiting){ "x", i % 2 == 0, (int64_t)i, 0, false };
		int64_t since = 0, priorities = 15, normals = 15, last_priority = -1,
			last_normal = -1;
		while (n) {
			int at = ticket_next(
				all, n, since, (struct ticket_order){ ratio, 1 << 30 });
			bool priority = all[at].priority, both = priorities && normals;
			CHECK("by the ratio", !both || priority == (since >= ratio));
			int64_t *last = priority ? &last_priority : &last_normal;
			CHECK("places are kept in a class", all[at].rank > *last);
			*last = all[at].rank;
			since = priority ? 0 : since + 1;
			*(priority ? &priorities : &normals) -= 1;
			memmove(&all[at], &all[at + 1], (n - (size_t)at - 1) * sizeof *all);
			n--;
		}
	}
}

static void places(void)
{
	const int64_t ranks[] = { 100, 200, 300, 400 };
	CHECK("behind three", ticket_place_behind(ranks, 4, 3, 900) == 350);
	CHECK("behind one", ticket_place_behind(ranks, 4, 1, 900) == 150);
	CHECK("behind nobody is in front", ticket_place_behind(ranks, 4, 0, 900) == 99);
	CHECK("fewer wait: at the end", ticket_place_behind(ranks, 4, 4, 900) == 900 &&
						ticket_place_behind(ranks, 0, 0, 900) == 900);
	struct ticket_patience p = { 2, 3, 15 };
	CHECK("called once is not enough", !ticket_unanswered(1, 4 * 60000, p));
	CHECK("called twice, and time passed", ticket_unanswered(2, 3 * 60000, p));
	CHECK("called twice, just now", !ticket_unanswered(2, 3 * 60000 - 1, p));
	CHECK("nothing stays called for ever", ticket_unanswered(1, 15 * 60000, p));
}

/* Nobody is passed over by hand while he may be on his way. */
static void patience(void)
{
	CHECK("just called, all of it is left", ticket_too_soon_ms(0, 30) == 30000);
	CHECK("it runs down", ticket_too_soon_ms(29999, 30) == 1);
	CHECK("and is over when it is over", ticket_too_soon_ms(30000, 30) == 0);
	CHECK("and stays over", ticket_too_soon_ms(86400000, 30) == 0);
	CHECK("a hall may want none", ticket_too_soon_ms(0, 0) == 0);
	CHECK("a clock that went back an hour asks for no hour",
		ticket_too_soon_ms(-3600000, 30) == 30000);
}

/* What becomes of a number: rows as above; columns: the hall is open, it has closed, the day is
 * past, the night ended it. o: nothing is over, c: void at midnight, v: void. */
/* clang-format off */
static const char *const fates[TICKET_STATE_COUNT] = {
	/* unset     */ "oooo",
	/* issuing   */ "ocvv",
	/* waiting   */ "ocvv",
	/* called    */ "oovv",
	/* serving   */ "oooo",
	/* held      */ "ocvv",
	/* missed    */ "ocvv",
	/* finished  */ "oooo",
	/* cancelled */ "ooov",
	/* void      */ "oooo",
	/* reserved  */ "ocvv",
};
/* clang-format on */

static void evening(void)
{
	static const struct ticket_evening when[] = {
		{ 0 },
		{ .hall_over = true },
		{ .day_over = true },
		{ .day_over = true, .by_night = true },
	};
	for (int s = 0; s < TICKET_STATE_COUNT; s++)
		for (int i = 0; i < 4; i++) {
			char name[40];
			snprintf(name, sizeof name, "%s, evening %d",
				s ? ticket_state_word((enum ticket_state)s) : "unset", i);
			CHECK(name,
				"-ocv"[ticket_fate((enum ticket_state)s, when[i])] == fates[s][i]);
		}
	CHECK("its words", !strcmp(ticket_fate_word(TICKET_FATE_OPEN), "open") &&
				   !strcmp(ticket_fate_word(TICKET_FATE_CLOSING), "closing") &&
				   !strcmp(ticket_fate_word(TICKET_FATE_OVER), "over"));
}

int main(void)
{
	matrix();
	coming();
	windows();
	order();
	places();
	patience();
	evening();
	return FINISH();
}
