/* When this hall is open: its settings, the county's calendar and what was decided for single days,
 * through rules/place/opening.h. */
#ifndef HALL_OPENING_H
#define HALL_OPENING_H
#include "opening_sql.h"
#include "rules/place/opening.h"
#include "store/txn.h"

#define OPENING_DAYS 62 /* at most, in one look */
#define OPENING_AHEAD 15 /* today first, in search of an open day: longer than any holiday */

struct opening_day {
	int32_t date;
	const char *text; /* "2026-11-24" */
	const char *festival; /* name of the holiday the calendar gives the day, "" */
	const char *reason; /* why it is closed or opened in addition, "" */
	bool works, known, closed;
	struct opening_time sessions[OPENING_TIMES];
	size_t count;
};
/* `count` days from `from`, in the arena. */
NODISCARD enum rc opening_days(struct txn *t, int32_t from, int count, struct opening_day **days);
/* "2026-11-24" as a date not before today; REFUSAL_SHAPE, REFUSAL_DAY_PAST. */
NODISCARD enum rc opening_coming_day(struct txn *t, const char *text, int32_t *date);
/* The hall stays shut (flood, power cut): case limits run on (domain 3.5), and numbers given for
 * that day go elsewhere: next_day_move() follows. REFUSAL_DAY_PAST. */
NODISCARD enum rc opening_close(struct txn *t, const char *date, const char *reason);
NODISCARD enum rc opening_add(
	struct txn *t, const char *date, const char *from, const char *to, const char *reason);
NODISCARD enum rc opening_restore(struct txn *t, const char *date);
/* shape OpeningList */
NODISCARD enum rc opening_list(
	struct txn *t, const char *from, int64_t count, yyjson_mut_val **out);
/* Adds members date, works, provisional, festival, closed, reason. */
void opening_day_head(struct txn *t, yyjson_mut_val *v, const struct opening_day *day);
/* Adds members session, kind, from, to. */
void opening_session_head(struct txn *t, yyjson_mut_val *v, const struct opening_time *s);

#endif
