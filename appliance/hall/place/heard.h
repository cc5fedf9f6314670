/* That a device asked something, to the minute: who goes silent is found by
 * hall/supervision/setup.h. Local to this node: no event. */
#ifndef HALL_HEARD_H
#define HALL_HEARD_H
#include "store/txn.h"

NODISCARD enum rc device_heard(struct txn *t, const char *device);

#endif
