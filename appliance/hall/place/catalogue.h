/* The catalogue in force: items and working-day calendar, from blobs named in catalogue events. A
 * running case keeps the version it began under. */
#ifndef HALL_CATALOGUE_H
#define HALL_CATALOGUE_H
#include "catalogue_sql.h"
#include "rules/place/workday.h"
#include "store/txn.h"

#define CATALOGUE_LIMIT (8u << 20)

/* The newest catalogue at this node (a hall: adopted; a hub: published by itself);
 * REFUSAL_NO_CATALOGUE. */
NODISCARD enum rc catalogue_load(struct txn *t, struct row_catalogue_current *out);
/* Its calendar, in the arena. An empty one when there is no catalogue: then every year is
 * unknown. */
NODISCARD enum rc catalogue_calendar(struct txn *t, struct workday_calendar *out);
/* REFUSAL_ITEM_UNKNOWN */
NODISCARD enum rc catalogue_item(struct txn *t, const char *id, struct row_item_facts *out);
/* What an item asks for, its `materials` as a list. */
NODISCARD enum rc catalogue_materials(struct txn *t, const char *text, yyjson_val **out);
/* shape ItemList */
NODISCARD enum rc catalogue_search(
	struct txn *t, const char *q, const char *zone, int64_t limit, yyjson_mut_val **out);
#endif
