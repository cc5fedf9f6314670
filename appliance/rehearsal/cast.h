/* Who plays which clerk. */
#ifndef APPLIANCE_REHEARSAL_CAST_H
#define APPLIANCE_REHEARSAL_CAST_H
#include "rehearsal/rehearsal.h"

/* Who plays on `date`: whom the roster names (A角, or B角 while he is away), else people of the
 * rehearsal without a password. */
NODISCARD enum rc rehearsal_cast(struct rehearsal *r, int32_t date);

#endif
