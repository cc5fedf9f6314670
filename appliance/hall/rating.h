/* Ratings (好差评): one a service, by the citizen at the window's tablet; words, mapped to codes only at a border. The clerk never sees who gave which. */
#ifndef HALL_RATING_H
#define HALL_RATING_H
#include "rating_sql.h"
#include "store/txn.h"

NODISCARD enum rc rating_current(struct txn *t, int64_t window, yyjson_mut_val **out);        /* shape RatingCurrent */
NODISCARD enum rc rating_give(struct txn *t, int64_t window, const yyjson_val *body);         /* shape RatingGive */
NODISCARD enum rc rating_summary(struct txn *t, yyjson_mut_val **out);                         /* shape RatingSummary */
NODISCARD enum rc rating_day(struct txn *t, yyjson_mut_val *into);                             /* members of shape Summary about tickets */

#endif
