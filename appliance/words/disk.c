/* Room on the disk, by the rows of tbl/common/disk.def. */
#include "words/disk.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>

static const struct {
	const char *word;
	int64_t from;
	const char *hall, *hub;
} rows[DISK_LEVELS] = {
#define DISK(level, word, from, label, hall, hub) [DISK_##level] = { #word, from, hall, hub },
#include "tbl/common/disk.def"
#undef DISK
};

int64_t disk_reserve(int64_t total, int64_t megabytes, int64_t percent)
{
	int64_t share = total / 100 * percent, fixed = megabytes << 20;
	return share > fixed ? share : fixed;
}

int64_t disk_last(int64_t total)
{
	return total / 100 * (100 - rows[DISK_PAPER].from);
}

bool disk_allows(int64_t left, int64_t promised, int64_t size, int64_t reserve)
{
	return size <= left && promised <= left - size && left - size - promised >= reserve;
}

int64_t disk_used_percent(int64_t left, int64_t total)
{
	return total > 0 ? (total - left) * 100 / total : 0;
}

enum disk_level disk_level(int64_t left, int64_t total, int64_t reserve)
{
	int64_t used = disk_used_percent(left, total);
	enum disk_level level = DISK_LEVELS - 1;
	while (level > DISK_EASY && used < rows[level].from)
		level--;
	return left < reserve && level < DISK_NO_PHOTOS ? DISK_NO_PHOTOS : level;
}

const char *disk_word(enum disk_level level)
{
	assert(level < DISK_LEVELS);
	return rows[level].word;
}

enum disk_level disk_level_of(const char *word)
{
	for (enum disk_level level = DISK_EASY; word && level < DISK_LEVELS; level++)
		if (!strcmp(rows[level].word, word))
			return level;
	return DISK_EASY;
}

const char *disk_words(enum disk_level level, bool hub)
{
	assert(level < DISK_LEVELS);
	return hub ? rows[level].hub : rows[level].hall;
}
