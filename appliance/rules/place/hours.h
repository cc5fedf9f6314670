/* How loud at which time of day, as people type it into a setting. Pure. */
#ifndef RULES_HOURS_H
#define RULES_HOURS_H
#include <stdbool.h>
#include <stddef.h>

#define HOURS_SPANS 12
#define HOURS_DAY 1440 /* minutes */

/* From minute `from` until before minute `to` the volume is `volume` percent; 0 is silence. */
struct hours_span {
	int from, to, volume;
};
/* Reads "08:00-12:00=80,12:00-13:30=30"; blanks around parts are let pass, an empty text is no
 * span. Spans may not overlap, so that which one holds never depends on their order. False when it
 * is not that, and *count is then untouched. */
bool hours_spans(const char *text, struct hours_span out[HOURS_SPANS], size_t *count);
/* The volume at a minute of the day: its span's, else `usual`. */
int hours_volume(const struct hours_span *spans, size_t count, int usual, int minute);

#endif
