/* The devices of a hall, registered without a command line. */
#ifndef HALL_DEVICE_H
#define HALL_DEVICE_H
#include "bodies/queue.h"
#include "store/txn.h"

NODISCARD enum rc device_list(struct txn *t, yyjson_mut_val **out); /* shape DeviceList */
/* *path is opened once on the device: it holds its token. A rating device belongs to a window that
 * is set up: REFUSAL_WINDOW_UNKNOWN. zones of a board or a kiosk: codes with commas between,
 * REFUSAL_ZONE_UNKNOWN. */
NODISCARD enum rc device_add(
	struct txn *t, const struct device_add_body *in, const char **id, const char **path);

#endif
