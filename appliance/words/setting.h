/* What a director may tune: the rows of tbl/WING/settings.def. The value in force is asked from
 * hall/place/setting.h. */
#ifndef WORDS_SETTING_H
#define WORDS_SETTING_H
#include <stddef.h>
#include <stdint.h>
#include "settings.h"

enum setting_type { SETTING_INT, SETTING_FLAG, SETTING_TEXT, SETTING_TIME };

struct setting_row {
	const char *name; /* "ticket_starved_minutes" */
	enum setting_type type;
	const char *initial; /* in force until changed */
	/* of the value; of its characters for TEXT; minutes since midnight for TIME */
	int64_t least, most;
	const char *unit, *group, *label, *help;
};
extern const struct setting_row setting_rows[]; /* indexed by enum setting */
extern const size_t setting_count;

#endif
