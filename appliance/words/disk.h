/* What the room that is left on a disk still allows, and the words for it (tbl/common/disk.def):
 * photos stop while there is room for records. */
#ifndef WORDS_DISK_H
#define WORDS_DISK_H
#include <stdbool.h>
#include <stdint.h>

enum disk_level {
#define DISK(level, word, from, label, hall, hub) DISK_##level,
#include "tbl/common/disk.def"
#undef DISK
	DISK_LEVELS
};

/* What is kept free for records: so many MB, or this share of the disk where that is more. */
int64_t disk_reserve(int64_t total, int64_t megabytes, int64_t percent);
/* What is kept free to the very end, for a node's own records: below it PAPER begins. */
int64_t disk_last(int64_t total);
/* May something of this size still come, when `promised` bytes of others are on their way? */
bool disk_allows(int64_t left, int64_t promised, int64_t size, int64_t reserve);
/* Whole percent, rounded down. */
int64_t disk_used_percent(int64_t left, int64_t total);
/* By the share that is used, and NO_PHOTOS at least where less than the reserve is left. */
enum disk_level disk_level(int64_t left, int64_t total, int64_t reserve);

const char *disk_word(enum disk_level level); /* of the set disk_level */
enum disk_level disk_level_of(const char *word); /* NULL or no such word: EASY */
/* What works there and what does not, in the user's words; "" while nothing needs to be said. */
const char *disk_words(enum disk_level level, bool hub);

#endif
