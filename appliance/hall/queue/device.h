/* The devices of a hall, registered without a command line. */
#ifndef HALL_DEVICE_H
#define HALL_DEVICE_H
#include "store/txn.h"

NODISCARD enum rc device_list(struct txn *t, yyjson_mut_val **out); /* shape DeviceList */
/* *path is opened once on the device: it holds its token. A rating device belongs to a window that
 * is set up: REFUSAL_WINDOW_UNKNOWN. zones of a board or a kiosk: codes with commas between,
 * REFUSAL_ZONE_UNKNOWN. */
NODISCARD enum rc device_add(struct txn *t, const char *kind, int64_t window, const char *name,
	const char *zones, const char **id, const char **path);

#endif
