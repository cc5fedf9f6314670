/* Which windows have a rating tablet that is alive (S-3.1.4f). Being alive is no record: it is
 * known to this process alone, and asked anew after a start. */
#ifndef HALL_RATING_DEVICE_H
#define HALL_RATING_DEVICE_H
#include "store/txn.h"

#define RATING_DEVICE_SILENT_MS 30000 /* a tablet asks every few seconds */
void rating_device_seen(struct txn *t, int64_t window);
/* List of shape RatingDevice: every window, red without a live tablet. The slip's code works
 * without one. */
NODISCARD enum rc rating_devices(struct txn *t, yyjson_mut_val **list);

#endif
