/* What a director reads before he changes signs: zones, features, and how a wish would look over
 * the windows. */
#ifndef HALL_SITE_SIGN_H
#define HALL_SITE_SIGN_H
#include "store/txn.h"

/* Adds members zones and features to a WindowList. */
NODISCARD enum rc site_sign_settings(struct txn *t, yyjson_mut_val *into);
/* The signs as they would be if window `no` were in `zone` ("": withdrawn); features: codes joined
 * by commas. Shape WindowPreview. */
NODISCARD enum rc site_sign_preview(struct txn *t, int64_t no, const char *zone, bool issues,
	const char *features, yyjson_mut_val **out);

#endif
