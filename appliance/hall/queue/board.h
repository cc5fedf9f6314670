/* What hangs over the waiting area, for anybody to read: numbers and windows, never a person. */
#ifndef HALL_BOARD_H
#define HALL_BOARD_H
#include "board_sql.h"
#include "store/txn.h"

/* Shape Board. zones: words of the set zone with commas between; "" for those of the device that
 * asks, or all. REFUSAL_ZONE_UNKNOWN. */
NODISCARD enum rc board_view(struct txn *t, const char *zones, yyjson_mut_val **out);
/* False for a list with a word that is no zone; "" is good. */
bool board_zones_known(const char *zones);

#endif
