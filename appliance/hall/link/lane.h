/* The lanes between a node and its peer, each with batches numbered on its own: a county's
 * decisions, a node's records, packs of files. */
#ifndef HALL_LANE_H
#define HALL_LANE_H

enum { LANE_DECISIONS = 0, LANE_RECORDS = 1, LANE_PACKS = 2, LANE_COUNT = 3 };

#endif
