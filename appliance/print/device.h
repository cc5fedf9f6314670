/* The wire to one printer: a device file (/dev/usb/lp0) or TCP port 9100. Nothing here waits past
 * its deadline. */
#ifndef PRINT_DEVICE_H
#define PRINT_DEVICE_H
#include "base/buf.h"
#include "print/escpos.h"

struct device {
	bool tcp;
	const char *target; /* "/dev/usb/lp0" or "192.168.1.50:9100" */
	/* it answers DLE EOT and GS r; without that, taking all bytes is all it can say */
	bool answers;
	int timeout_ms; /* for the whole print */
};

enum device_result {
	/* printed: the printer worked through everything and has paper; or, not answering, took it
	 * all */
	DEVICE_DONE,
	DEVICE_FAILED, /* it did not begin, or says itself what stopped it */
	DEVICE_UNKNOWN, /* bytes went out and nothing tells what became of them */
};
/* reason: a word of the set print_reason, NULL with DEVICE_DONE. `seen` is how the printer said it
 * is, all false when it does not answer. */
enum device_result device_print(const struct device *d, const struct buf *data, const char **reason,
	struct escpos_status *seen);
/* How it is, printing nothing: a word of the set printer_state. */
const char *device_look(const struct device *d);

#endif
