#include "words/windows.h"
#include <string.h>

#define ZONE(code, letter, label, township, centre, need) \
	{ #code, label, letter, township, centre, ZONE_NEED_##need },
#define FEATURE(code, label, must)
#define DEPARTMENT(word, home)
const struct zone_row zone_rows[] = {
#include "tbl/place/windows.def"
};
#undef ZONE
#undef FEATURE
const size_t zone_count = sizeof zone_rows / sizeof *zone_rows;

#define ZONE(code, letter, label, township, centre, need)
#define COUNTY HALL_BIT(HALL_KIND_COUNTY)
#define DEVELOPED_TOWN HALL_BIT(HALL_KIND_DEVELOPED_TOWN)
#define TOWNSHIP HALL_BIT(HALL_KIND_TOWNSHIP)
#define FEATURE(code, label, must) { #code, label, must },
const struct feature_row feature_rows[] = {
#include "tbl/place/windows.def"
};
#undef FEATURE
#undef DEPARTMENT
const size_t feature_count = sizeof feature_rows / sizeof *feature_rows;

#define FEATURE(code, label, must)
#define DEPARTMENT(word, home) { word, #home },
const struct department_row department_rows[] = {
#include "tbl/place/windows.def"
};
const size_t department_count = sizeof department_rows / sizeof *department_rows;

const struct zone_row *zone_find(const char *code)
{
	for (size_t i = 0; i < zone_count; i++)
		if (!strcmp(zone_rows[i].code, code))
			return &zone_rows[i];
	return NULL;
}

const struct feature_row *feature_find(const char *word)
{
	for (size_t i = 0; i < feature_count; i++)
		if (!strcmp(feature_rows[i].code, word) || !strcmp(feature_rows[i].label, word))
			return &feature_rows[i];
	return NULL;
}
