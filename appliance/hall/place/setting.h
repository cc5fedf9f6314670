/* The settings in force at this hall. A change is the event setting.changed; nothing else moves
 * them. */
#ifndef HALL_SETTING_H
#define HALL_SETTING_H
#include "words/setting.h"
#include "setting_sql.h"
#include "store/txn.h"

/* INT and FLAG. A fault leaves the initial value: a hall goes on working. */
int64_t setting_int(struct txn *t, enum setting s);
/* TIME, in minutes since midnight. */
int setting_minute(struct txn *t, enum setting s);
/* TEXT. In the arena or static; never NULL. */
const char *setting_text(struct txn *t, enum setting s);
/* At the county: what is in force at one of its halls. */
const char *setting_text_of(struct txn *t, const char *hall, enum setting s);
/* REFUSAL_SETTING_UNKNOWN, REFUSAL_SETTING_RANGE. */
NODISCARD enum rc setting_change(
	struct txn *t, const char *name, const char *value, const char *reason);
NODISCARD enum rc setting_list(struct txn *t, yyjson_mut_val **out); /* shape SettingList */

#endif
