/* Room on this node's disk: measured when somebody asks, never remembered. */
#include "hall/place/disk.h"
#include "base/file.h"
#include "hall/place/setting.h"

enum rc disk_now(struct txn *t, struct disk_now *out)
{
	TRY(disk_space(t->self->home, &out->left, &out->total));
	out->reserve = disk_reserve(out->total, setting_int(t, SETTING_DISK_RESERVE_MB),
		setting_int(t, SETTING_DISK_RESERVE_PERCENT));
	out->level = disk_level(out->left, out->total, out->reserve);
	return RC_OK;
}

enum rc disk_refuse(struct txn *t, const struct disk_now *now, enum disk_level stops)
{
	enum disk_level level = now->level > stops ? now->level : stops;
	return txn_refuse(t, REFUSAL_DISK, disk_words(level, t->self->hub));
}

enum rc disk_add(struct txn *t, yyjson_mut_val *v)
{
	struct disk_now now;
	TRY(disk_now(t, &now));
	yyjson_mut_obj_add_str(t->doc, v, "disk", disk_word(now.level));
	yyjson_mut_obj_add_int(
		t->doc, v, "disk_used_percent", disk_used_percent(now.left, now.total));
	yyjson_mut_obj_add_str(t->doc, v, "disk_words", disk_words(now.level, t->self->hub));
	return RC_OK;
}
