/* The list of rating options, which the county alone sets (domain 3.1: no hall adds to it or takes
 * from it). Said once in the hub's own stream and once in its voice to every hall. */
#ifndef HUB_OPTIONS_H
#define HUB_OPTIONS_H
#include "store/txn.h"

/* Shape RatingOptionsSet. REFUSAL_OPTIONS_VERSION for a version that was used before,
 * REFUSAL_OPTIONS_LEVEL when a level has none of its own. */
NODISCARD enum rc options_set(struct txn *t, const yyjson_val *body);
/* Shape HubRatingOptions: what is in force (the sample until the county sets one) and what each
 * hall said it has taken in. */
NODISCARD enum rc options_view(struct txn *t, yyjson_mut_val **out);
/* A hall that was admitted later gets what is in force. */
NODISCARD enum rc options_to(struct txn *t, const char *hall);

#endif
