/* Leave: every state under every verb, before and after it began; half days over rest days,
 * holidays and made-up days. Argument: none. */
#include "check.h"
#include "base/date.h"
#include "rules/people/leave.h"

static void states(void)
{
	static const enum leave_state none = LEAVE_STATE_COUNT;
	static const struct {
		enum leave_state to;
		enum refusal no;
	} want[LEAVE_STATE_COUNT][LEAVE_VERBS][2] = {
		/* not begun, begun */
		[LEAVE_STATE_REQUESTED] = { [LEAVE_APPROVE] = { { LEAVE_STATE_APPROVED, 0 },
						    { LEAVE_STATE_APPROVED, 0 } },
			[LEAVE_REFUSE] = { { LEAVE_STATE_REFUSED, 0 }, { LEAVE_STATE_REFUSED, 0 } },
			[LEAVE_CANCEL] = { { LEAVE_STATE_CANCELLED, 0 },
				{ LEAVE_STATE_CANCELLED, 0 } },
			[LEAVE_RETURN] = { { none, REFUSAL_LEAVE_STATE },
				{ none, REFUSAL_LEAVE_STATE } } },
		[LEAVE_STATE_APPROVED] = { [LEAVE_APPROVE] = { { none, REFUSAL_LEAVE_STATE },
						   { none, REFUSAL_LEAVE_STATE } },
			[LEAVE_REFUSE] = { { none, REFUSAL_LEAVE_STATE },
				{ none, REFUSAL_LEAVE_STATE } },
			[LEAVE_CANCEL] = { { LEAVE_STATE_CANCELLED, 0 },
				{ none, REFUSAL_LEAVE_BEGUN } },
			[LEAVE_RETURN] = { { none, REFUSAL_LEAVE_NOT_BEGUN },
				{ LEAVE_STATE_RETURNED, 0 } } },
	};
	for (int s = LEAVE_STATE_REQUESTED; s < LEAVE_STATE_COUNT; s++) {
		for (int v = 0; v < LEAVE_VERBS; v++)
			for (int begun = 0; begun < 2; begun++) {
				enum leave_state is = none;
				enum refusal no = leave_decide(
					(enum leave_state)s, begun, (enum leave_verb)v, &is);
				bool over = s >
					    /* refused, cancelled, returned: nothing more happens */
					    LEAVE_STATE_APPROVED;
				CHECK("state under verb",
					no == (over ? REFUSAL_LEAVE_STATE : want[s][v][begun].no));
				CHECK("and where to", is == (over ? none : want[s][v][begun].to));
			}
	}
	enum leave_state is = none;
	CHECK("what is not known does nothing",
		leave_decide(LEAVE_STATE_UNSET, true, LEAVE_APPROVE, &is) == REFUSAL_LEAVE_STATE &&
			is == none);
}

static void halves(void)
{
	/* 2026: 1–7 October off, Saturday 10 October made up for, 1 January off */
	static const int years[] = { 2026 };
	struct workday_exception days[8];
	size_t n = 0;
	for (int d = 1; d <= 7; d++)
		days[n++] = (struct workday_exception){ .date = date_make(2026, 10, d),
			.off = true };
	days[n++] = (struct workday_exception){ .date = date_make(2026, 10, 10) };
	struct workday_calendar c = { days, n, years, 1 };
	bool provisional;
	int32_t tuesday = date_make(2026, 11, 24);
	CHECK("one day is two halves",
		leave_halves(&c, (struct leave_span){ tuesday, tuesday, false, false },
			&provisional) == 2 &&
			!provisional);
	CHECK("a morning", leave_halves(&c, (struct leave_span){ tuesday, tuesday, false, true },
				   &provisional) == 1);
	CHECK("an afternoon", leave_halves(&c, (struct leave_span){ tuesday, tuesday, true, false },
				      &provisional) == 1);
	CHECK("from an afternoon to a noon",
		leave_halves(&c, (struct leave_span){ tuesday, tuesday + 2, true, true },
			&provisional) == 4);
	CHECK("a weekend costs nothing", leave_halves(&c,
						 (struct leave_span){ date_make(2026, 11, 27),
							 date_make(2026, 11, 30), false, false },
						 &provisional) == 4);
	CHECK("nor do holidays", leave_halves(&c,
					 (struct leave_span){ date_make(2026, 9, 30),
						 date_make(2026, 10, 8), false, false },
					 &provisional) == 4);
	CHECK("a made-up Saturday does", leave_halves(&c,
						 (struct leave_span){ date_make(2026, 10, 9),
							 date_make(2026, 10, 11), false, false },
						 &provisional) == 4);
	CHECK("only rest days", leave_halves(&c,
					(struct leave_span){ date_make(2026, 11, 28),
						date_make(2026, 11, 29), false, false },
					&provisional) == 0);
	CHECK("into a year without a calendar",
		leave_halves(&c,
			(struct leave_span){
				date_make(2026, 12, 31), date_make(2027, 1, 1), false, false },
			&provisional) == 4 &&
			provisional);
}

static void spans(void)
{
	int32_t tuesday = date_make(2026, 11, 24);
	CHECK("the end before the beginning",
		!leave_span_valid((struct leave_span){ tuesday, tuesday - 1, false, false }));
	CHECK("an afternoon to its noon",
		!leave_span_valid((struct leave_span){ tuesday, tuesday, true, true }));
	CHECK("no such day",
		!leave_span_valid((struct leave_span){ DATE_NONE, tuesday, false, false }));
	struct leave_span s = { tuesday, tuesday + 1, true, true };
	CHECK("covers", !leave_span_covers(s, tuesday, DAY_HALF_AM) &&
				leave_span_covers(s, tuesday, DAY_HALF_PM) &&
				leave_span_covers(s, tuesday + 1, DAY_HALF_AM) &&
				!leave_span_covers(s, tuesday + 1, DAY_HALF_PM));
	CHECK("touching is not overlapping",
		!leave_spans_overlap(
			s, (struct leave_span){ tuesday + 1, tuesday + 3, true, false }) &&
			leave_spans_overlap(
				s, (struct leave_span){ tuesday + 1, tuesday + 3, false, false }));
	bool empty;
	struct leave_span back = leave_span_until(
		(struct leave_span){ tuesday, tuesday + 4, false, false }, tuesday + 2, DAY_HALF_PM,
		&empty);
	CHECK("back in the afternoon: ends at noon",
		back.to == tuesday + 2 && back.to_noon && !empty);
	back = leave_span_until((struct leave_span){ tuesday, tuesday + 4, false, false },
		tuesday + 2, DAY_HALF_AM, &empty);
	CHECK("back in the morning: ended the evening before",
		back.to == tuesday + 1 && !back.to_noon && !empty);
	leave_span_until((struct leave_span){ tuesday, tuesday + 4, false, false }, tuesday,
		DAY_HALF_AM, &empty);
	CHECK("back before it began leaves nothing", empty);
	back = leave_span_until((struct leave_span){ tuesday, tuesday, false, false }, tuesday + 9,
		DAY_HALF_AM, &empty);
	CHECK("back after its end does not lengthen it", back.to == tuesday && !back.to_noon);
}

int main(void)
{
	states();
	halves();
	spans();
	return FINISH();
}
