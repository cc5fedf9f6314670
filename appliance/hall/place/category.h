/* The queue's categories: one for each zone that has windows, with the zone's letter, and those
 * that the director adds within a zone. */
#ifndef HALL_CATEGORY_H
#define HALL_CATEGORY_H
#include <stdbool.h>
#include "bodies/place.h"
#include "category_sql.h"
#include "store/txn.h"

struct category {
	/* items: a JSON list of ids, "[]" for a category without a list */
	const char *id, *zone, *label, *items;
	char letter;
	bool own; /* added by this hall */
};

/* Those in force: of zones that have a window set up, by zone and letter. */
NODISCARD enum rc category_all(struct txn *t, const struct category **list, size_t *count);
/* The category somebody takes a number in: the one named; else the one in the zone whose list has
 * the item; else the zone's own. zone, id and item may be NULL or "". REFUSAL_ZONE_UNKNOWN,
 * REFUSAL_ZONE_CLOSED, REFUSAL_CATEGORY_UNKNOWN. */
NODISCARD enum rc category_choose(
	struct txn *t, const char *zone, const char *id, const char *item, struct category *out);
/* also of one that was retired; "窗口专号" for a window's own; never NULL */
const char *category_label(struct txn *t, const char *id);
/* REFUSAL_CATEGORY_LETTER when the letter is taken, or is I or O, which read like digits. *id is in
 * the arena. */
NODISCARD enum rc category_define(
	struct txn *t, const struct category_define_body *in, const char **id);
NODISCARD enum rc category_retire(struct txn *t, const char *id);
NODISCARD enum rc category_list(struct txn *t, yyjson_mut_val **out); /* shape CategoryList */

#endif
