/* Server-sent events on GET /api/events: one message per journal event that was committed, `id:` is
 * the journal's arrival number, so a reconnect with Last-Event-ID is answered from the journal.
 * Data: {"kind","subject","at"} only, no personal data: pages fetch what they may see. `retry:
 * 2000`, an event "beat" every 5 s, so that a page can tell a dead line from a quiet hall, and
 * "event: version" first with the assets' version. */
#ifndef HTTP_STREAM_H
#define HTTP_STREAM_H
#include <stdint.h>
#include <stdbool.h>
/* After which arrival number a stream begins: what the listener had last ("" for none), but a
 * bounded past. */
int64_t stream_from(const char *last_event, int64_t published, bool everybody);
bool stream_tells(const char *kind, uint32_t roles); /* roles 0: anybody */

#endif
