/* What the policy asks of a hall's rooms and equipment (S-3.1.4b, c, h, i, j): a guide's desk and
 * ways without steps always; self-service by night, a meeting room, a place to rest and a nursing
 * room where conditions allow. Village stations are asked for none of it. */
#ifndef RULES_FACILITY_H
#define RULES_FACILITY_H
#include <stdbool.h>
#include <stddef.h>
#include "words/facility_kind.h"
#include "words/hall_kind.h"

struct facility_wanted {
	enum facility_kind kind;
	bool must;
	const char *text;
};

/* The i-th that a hall of this kind should have and that is not among
 * `there`; NULL when there is no further one. */
const struct facility_wanted *facility_missing(
	enum hall_kind hall, const enum facility_kind *there, size_t count, size_t i);

#endif
