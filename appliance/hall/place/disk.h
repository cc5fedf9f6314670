/* How full this node's disk is right now, and the refusal that says so. At the hub too. */
#ifndef HALL_DISK_H
#define HALL_DISK_H
#include "words/disk.h"
#include "store/txn.h"

struct disk_now {
	enum disk_level level;
	int64_t left, total, reserve;
};
NODISCARD enum rc disk_now(struct txn *t, struct disk_now *out);
/* REFUSAL_DISK, with the words of the level at which this stops, or of the one that is reached. */
enum rc disk_refuse(struct txn *t, const struct disk_now *now, enum disk_level stops);
/* Members disk, disk_used_percent, disk_words. */
NODISCARD enum rc disk_add(struct txn *t, yyjson_mut_val *v);

#endif
