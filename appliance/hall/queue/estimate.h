/* The expected wait of a ticket, from what this hall measured (rules/queue/estimate.h). */
#ifndef HALL_ESTIMATE_H
#define HALL_ESTIMATE_H
#include "estimate_sql.h"
#include "hall/place/category.h"
#include "hall/place/site.h"
#include "rules/queue/estimate.h"
#include "store/txn.h"

/* What all estimates of one moment share; in the txn's arena. */
struct estimate_hall {
	struct site_window *windows;
	size_t window_count;
	struct row_service_now *now;
	size_t now_count;
	struct row_service_recent *recent;
	size_t recent_count;
	struct row_service_past *past;
	size_t past_count;
	struct row_priority_pace *pace;
	size_t pace_count;
	bool open; /* a window is open at all: without one nothing is measured */
};
NODISCARD enum rc estimate_load(struct txn *t, struct estimate_hall *h);
/* Whose wait: a waiting ticket's, or, with id NULL, that of one which joins the queue now. */
struct estimate_whose {
	const char *zone, *category, *id;
	int64_t rank;
	bool priority;
};
NODISCARD enum rc estimate_of(struct txn *t, const struct estimate_hall *h,
	const struct estimate_whose *whose, struct estimate *out);
/* estimate_low and estimate_high in whole minutes, null when unknown. */
void estimate_add(struct txn *t, yyjson_mut_val *into, const struct estimate *e);

#endif
