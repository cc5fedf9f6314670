/* Monthly scores and yearly grades (S-3.4.2b). Until a month is closed its scores are computed from
 * the records; closing writes them down with their reasons (score.closed), and they stay. Directors
 * and village accounts are not scored here. */
#ifndef HALL_SCORE_H
#define HALL_SCORE_H
#include "rules/people/score.h"
#include "score_sql.h"
#include "store/txn.h"

/* "" for the running month. Shape ScoreMonth */
NODISCARD enum rc score_month(struct txn *t, const char *month, yyjson_mut_val **out);
/* REFUSAL_SCORE_MONTH, REFUSAL_SCORE_CLOSED */
NODISCARD enum rc score_close(struct txn *t, const char *month);
/* What time asks for: closes last month on its day. */
NODISCARD enum rc score_close_due(struct txn *t);
/* "" for the running year. Shape GradeYear */
NODISCARD enum rc grade_year(struct txn *t, const char *year, yyjson_mut_val **out);
/* REFUSAL_GRADE_EMPTY, REFUSAL_GRADE_REASON when it is not what the rule proposes,
 * REFUSAL_GRADE_SHARE. */
NODISCARD enum rc grade_confirm(
	struct txn *t, const char *year, const char *staff, enum grade grade, const char *reason);

#endif
