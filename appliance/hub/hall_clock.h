/* What the county hears of a hall's clock with each of its hellos, and shows of it. */
#ifndef HUB_HALL_CLOCK_H
#define HUB_HALL_CLOCK_H
#include "store/txn.h"

/* said: the member clock of a hello, NULL from an earlier program. What is kept of it, NULL for
 * nothing. */
yyjson_mut_val *hall_clock_heard(struct txn *t, const yyjson_val *said);
/* The fields clock_… of the shape HubHall; nothing where nothing was heard. */
void hall_clock_show(struct txn *t, const yyjson_val *heard, yyjson_mut_val *hall);

#endif
