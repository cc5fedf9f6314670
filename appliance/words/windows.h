/* The zones, features and department words of tbl/place/windows.def, as tables. */
#ifndef WORDS_WINDOWS_H
#define WORDS_WINDOWS_H
#include <stddef.h>
#include "words/hall_kind.h"

#define HALL_BIT(kind) (1u << (kind)) /* of an enum hall_kind; of no kind we know: in no `must` */
enum zone_need {
	ZONE_NEED_GENERAL,
	ZONE_NEED_FIXED,
	ZONE_NEED_OPTIONAL,
	ZONE_NEED_FEATURE,
	ZONE_NEED_ISSUE
};

struct zone_row {
	const char *code, *label;
	char letter;
	/* with # or ?; "" when such a hall has no such zone */
	const char *township_sign, *centre_sign;
	enum zone_need need;
};
struct feature_row {
	const char *code, *label;
	unsigned must; /* HALL_BIT() of the kinds of hall that must have it */
};
struct department_row {
	const char *word, *home;
};

extern const struct zone_row zone_rows[];
extern const size_t zone_count;
extern const struct feature_row feature_rows[];
extern const size_t feature_count;
extern const struct department_row department_rows[];
extern const size_t department_count;

const struct zone_row *zone_find(const char *code); /* NULL: no such zone */
/* By code or by name: records of earlier versions hold the name. NULL: no such feature. */
const struct feature_row *feature_find(const char *word);

#endif
