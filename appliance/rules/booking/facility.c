/* The policy's list as rows. */
#include "rules/booking/facility.h"
#include <string.h>

static const struct facility_wanted rows[] = {
	{ "guide_desk", true, "大厅要设咨询引导台" },
	{ "accessible", true, "大厅要有无障碍环境：坡道、低位台面、扶手" },
	{ "self_service", false, "设 24 小时自助服务区" },
	{ "meeting_room", false, "设审批会议区，用于联合审查和与县级视频会商" },
	{ "waiting", false, "设人文关怀区：休息等候区" },
	{ "nursing_room", false, "设人文关怀区：母婴室" },
};

static bool has(const char *kind, const char *const *there, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(there[i], kind))
			return true;
	return false;
}

const struct facility_wanted *facility_missing(const char *hall_kind, const char *const *there, size_t count, size_t i)
{
	if (!strcmp(hall_kind, "village"))
		return NULL;
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
		if (!has(rows[r].kind, there, count) && i-- == 0)
			return &rows[r];
	return NULL;
}
