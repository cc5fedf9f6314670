/* How many windows a zone needs in an hour (S-3.3.2a: a suggestion, never more). The queue is taken
 * as Erlang's M/M/c: arrivals at random at an even rate within the hour, service times exponential,
 * one line before all windows. Real service times scatter less than that, so the answer is on the
 * safe side. */
#ifndef RULES_STAFFING_H
#define RULES_STAFFING_H

struct staffing_load {
	double per_hour; /* people an hour */
	double occupied_s; /* mean time a window is taken by one of them, seconds */
};

/* The share (0…1) of people who wait `within_s` seconds or less at that many windows; 0 where the
 * line would grow without end, 1 where nobody comes. */
double staffing_share(struct staffing_load load, int windows, double within_s);
/* The fewest windows that serve `share` of the people within `within_s`; 0 when nobody comes,
 * `most` when not even that many are enough. */
int staffing_windows(struct staffing_load load, double share, double within_s, int most);

#endif
