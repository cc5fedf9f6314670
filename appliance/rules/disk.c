/* Room on the disk. */
#include "rules/disk.h"
#include <stddef.h>

int64_t disk_reserve(int64_t total, int64_t megabytes, int64_t percent)
{
	int64_t share = total / 100 * percent, fixed = megabytes << 20;
	return share > fixed ? share : fixed;
}

bool disk_allows(int64_t left, int64_t promised, int64_t size, int64_t reserve)
{
	return size <= left && promised <= left - size && left - size - promised >= reserve;
}

const char *disk_words(int64_t used_percent)
{
	static const struct { int64_t from; const char *words; } levels[] = {
		{ 98, "磁盘快满了：请准备纸质登记，并马上通知运维人员" },
		{ 95, "磁盘余量不多：照片暂停，文字照常；请运维人员清理或换大磁盘" },
		{ 90, "磁盘余量变少：成批扫描请先停下，其他照常；请运维人员清理" },
		{ 80, "磁盘用了八成：业务照常，请运维人员安排清理或换大磁盘" },
	};
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (used_percent >= levels[i].from)
			return levels[i].words;
	return "";
}
