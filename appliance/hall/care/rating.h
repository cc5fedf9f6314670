/* Ratings (好差评): one a service, at the window's tablet, by the slip's code, or on paper that the
 * supervisor enters; words, mapped to codes only at a border. A negative one opens a work order by
 * its own effect. The clerk never sees who gave which. */
#ifndef HALL_RATING_H
#define HALL_RATING_H
#include "base/buf.h"
#include "rating_sql.h"
#include "bodies/care.h"
#include "store/txn.h"

NODISCARD enum rc rating_current(
	struct txn *t, int64_t window, yyjson_mut_val **out); /* shape RatingCurrent */
NODISCARD enum rc rating_options(struct txn *t, yyjson_mut_val **out); /* shape RatingOptions */
/* From the tablet of `window`. *code (here and below): what a bad rating's giver needs for its
 * answer, NULL for none. */
NODISCARD enum rc rating_give(
	struct txn *t, int64_t window, const struct rating_give_body *in, const char **code);
/* From the slip, after its secret was checked. From paper: who enters it is kept. Within setting
 * rating_days. */
struct row_ticket_row;
NODISCARD enum rc rating_give_by_slip(struct txn *t, const struct row_ticket_row *ticket,
	const struct slip_rating_body *in, const char **code);
/* What may be rated by this slip now and, with the answer's code, what became of it. Shape
 * SlipRatingState. */
NODISCARD enum rc rating_slip_state(
	struct txn *t, const struct row_ticket_row *ticket, const char *code, yyjson_mut_val **out);
NODISCARD enum rc rating_give_on_paper(
	struct txn *t, const struct paper_rating_body *in, const char **code);
NODISCARD enum rc rating_summary(struct txn *t, yyjson_mut_val **out); /* shape RatingSummary */
/* The actor's own figures of the last whole month, once there are setting rating_least_shown of
 * them. A month that is over does not move, so no two looks differ by one citizen. Shape
 * RatingOwn. */
NODISCARD enum rc rating_own(struct txn *t, yyjson_mut_val **out);
/* CSV with codes of `scale`, whose name stands in every line; days "2026-11-24" or "" for open
 * ends. REFUSAL_RATING_SCALE. */
NODISCARD enum rc rating_export(
	struct txn *t, const char *scale, const char *from, const char *to, struct buf *out);

#endif
