/* What the room that is left on a disk still allows: photos stop while there is room for records. */
#ifndef RULES_DISK_H
#define RULES_DISK_H
#include <stdbool.h>
#include <stdint.h>

/* What is kept free for records: so many MB, or this share of the disk where that is more. */
int64_t disk_reserve(int64_t total, int64_t megabytes, int64_t percent);
/* May something of this size still come, when `promised` bytes of others are on their way? */
bool disk_allows(int64_t left, int64_t promised, int64_t size, int64_t reserve);
/* What works at such a filling, in the user's words; "" while nothing needs to be said. */
const char *disk_words(int64_t used_percent);

#endif
