/* A person who does not exist: a name out of common ones and an identity number whose sequence
 * digits (000) are given to nobody, with its right check digit. */
#ifndef APPLIANCE_REHEARSAL_PERSON_H
#define APPLIANCE_REHEARSAL_PERSON_H
#include "bodies/casework.h"
#include "store/txn.h"

/* In the arena. `priority` "elder" is born before the others; `luck` is a stream of
 * arrival_chance(). */
const struct person_body *rehearsal_person(struct txn *t, const char *priority, uint64_t *luck);

#endif
