/* The hall that programs of units begin with: a developed town's, with one general window. */
#ifndef TESTS_FURNISH_H
#define TESTS_FURNISH_H
#include "events.h"

#define FURNISHED_SITE "361127102"

static enum rc furnish(struct txn *t)
{
	TRY(record_site_configured(t, FURNISHED_SITE, .code = FURNISHED_SITE, .place = "黄金埠镇",
		.kind = HALL_KIND_DEVELOPED_TOWN, .name = "黄金埠镇政务服务中心",
		.county = "余干县", .sample = true));
	return record_window_opened(t, "1", .no = 1, .zone = ZONE_GENERAL, .place = "",
		.features = yyjson_mut_arr(t->doc));
}

#endif
