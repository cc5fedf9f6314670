/* What a citizen is told when nobody is there to ask: hours, phones, where what is done
 * (S-3.2.3d). */
#ifndef HALL_SELFSERVICE_H
#define HALL_SELFSERVICE_H
#include "store/txn.h"

NODISCARD enum rc selfservice_view(struct txn *t, yyjson_mut_val **out); /* shape SelfService */

#endif
