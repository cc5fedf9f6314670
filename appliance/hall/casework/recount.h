/* A calendar came: dates that were counted without it are counted again (domain 3.5c), each by an
 * event of its own, in the transaction that adopts it. What is over or was met keeps its date. */
#ifndef HALL_RECOUNT_H
#define HALL_RECOUNT_H
#include "rules/place/workday.h"
#include "store/txn.h"

/* was: the calendar that was in force before. */
NODISCARD enum rc recount_due(struct txn *t, const struct workday_calendar *was);

#endif
