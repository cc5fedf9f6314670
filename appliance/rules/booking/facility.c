/* The policy's list as rows. */
#include "rules/booking/facility.h"
#include <assert.h>

static const struct facility_wanted rows[] = {
	{ FACILITY_KIND_GUIDE_DESK, true, "大厅要设咨询引导台" },
	{ FACILITY_KIND_ACCESSIBLE, true, "大厅要有无障碍环境：坡道、低位台面、扶手" },
	{ FACILITY_KIND_SELF_SERVICE, false, "设 24 小时自助服务区" },
	{ FACILITY_KIND_MEETING_ROOM, false, "设审批会议区，用于联合审查和与县级视频会商" },
	{ FACILITY_KIND_WAITING, false, "设人文关怀区：休息等候区" },
	{ FACILITY_KIND_NURSING_ROOM, false, "设人文关怀区：母婴室" },
};

static bool has(enum facility_kind kind, const enum facility_kind *there, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (there[i] == kind)
			return true;
	return false;
}

const struct facility_wanted *facility_missing(
	enum hall_kind hall, const enum facility_kind *there, size_t count, size_t i)
{
	assert(there || !count);
	if (hall == HALL_KIND_VILLAGE)
		return NULL;
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
		if (!has(rows[r].kind, there, count) && i-- == 0)
			return &rows[r];
	return NULL;
}
