/* How a person's numbers look at the border to staff who do not act for him (domain 3.11): the full
 * identity number and phone are in one opened record only, and only while somebody has to act on
 * it. */
#ifndef HALL_PERSON_H
#define HALL_PERSON_H
#include "store/txn.h"

/* The number masked, in the arena; NULL for NULL. */
const char *person_masked(struct txn *t, const char *number);
/* Masks the text member `key` of an object in place, if it has it. */
void person_mask(struct txn *t, yyjson_mut_val *object, const char *key);

#endif
