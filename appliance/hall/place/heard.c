/* When each device was heard of last. */
#include "hall/place/heard.h"
#include "heard_sql.h"

#define SEEN_MS 60000

enum rc device_heard(struct txn *t, const char *device)
{
	struct row_device_last_seen last = { 0 };
	enum rc rc = load_device_last_seen(t, device, &last);
	if (rc == RC_FAULT)
		return rc;
	bool lately = t->now - last.at < SEEN_MS && last.at <= t->now;
	return lately ? RC_OK : exec_device_seen_put(t, device, t->now, NULL);
}
