/* Photos never take the last room, and each level of filling begins where it should and is said in
 * words. */
#include "words/disk.h"
#include "check.h"

/* What each level must say, written from the rule and not from the table: at 80 % somebody is to
 * clear up, at 90 % bulk scans stop, at 95 % only text goes on, at 98 % paper is made ready. */
static const struct {
	int64_t percent;
	enum disk_level level;
	const char *word, *hall, *hub;
} want[] = {
	{ 0, DISK_EASY, "easy", NULL, NULL },
	{ 79, DISK_EASY, "easy", NULL, NULL },
	{ 80, DISK_WATCH, "watch", "业务照常", "接收和决定照常" },
	{ 89, DISK_WATCH, "watch", "业务照常", "接收和决定照常" },
	{ 90, DISK_NO_BULK, "no_bulk", "成批扫描停", "记录和附件还收" },
	{ 94, DISK_NO_BULK, "no_bulk", "每份材料只收一张照片", "记录和附件还收" },
	{ 95, DISK_NO_PHOTOS, "no_photos", "照片停", "附件不收，记录照收" },
	{ 97, DISK_NO_PHOTOS, "no_photos", "文字照常", "附件不收，记录照收" },
	{ 98, DISK_PAPER, "paper", "准备纸质登记", "都不收，留在大厅" },
	{ 100, DISK_PAPER, "paper", "准备纸质登记", "都不收，留在大厅" },
};

static void levels(void)
{
	int64_t total = 1000ll << 30;
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		int64_t left = total / 100 * (100 - want[i].percent);
		enum disk_level level = disk_level(left, total, 0);
		char name[40];
		snprintf(name, sizeof name, "at %lld %%", (long long)want[i].percent);
		CHECK(name, level == want[i].level &&
				    disk_used_percent(left, total) == want[i].percent);
		CHECK_TEXT(name, disk_word(level), want[i].word);
		CHECK("the word leads back", disk_level_of(want[i].word) == level);
		const char *hall = disk_words(level, false), *hub = disk_words(level, true);
		CHECK("what the hall says",
			want[i].hall ? strstr(hall, want[i].hall) != NULL : !*hall);
		CHECK("what the county says",
			want[i].hub ? strstr(hub, want[i].hub) != NULL : !*hub);
	}
	CHECK("not a percent before it", disk_level(total / 10 + 1, total, 0) == DISK_WATCH);
	CHECK("a word of tomorrow's program",
		disk_level_of("molten") == DISK_EASY && disk_level_of(NULL) == DISK_EASY);
	CHECK("no disk at all", disk_level(0, 0, 0) == DISK_EASY);
}

int main(void)
{
	int64_t gb = 1ll << 30;
	CHECK("the share where it is more", disk_reserve(100 * gb, 512, 5) == 100 * gb / 100 * 5);
	CHECK("the fixed room where it is more", disk_reserve(4 * gb, 512, 5) == 512 << 20);
	CHECK("room for one more", disk_allows(2 * gb, 0, gb, gb));
	CHECK("not into the reserve", !disk_allows(2 * gb, 0, gb + 1, gb));
	CHECK("what others were promised counts", !disk_allows(2 * gb, 1, gb, gb));
	CHECK("more than there is", !disk_allows(gb, 0, 2 * gb, 0));
	CHECK("promises beyond the disk", !disk_allows(gb, INT64_MAX, 1, 0));
	levels();
	CHECK("the reserve reached first stops photos",
		disk_level(gb, 4 * gb, 2 * gb) == DISK_NO_PHOTOS);
	CHECK("and never less than the share says", disk_level(gb, 100 * gb, 2 * gb) == DISK_PAPER);
	CHECK("the last room is where paper begins",
		disk_level(disk_last(100 * gb), 100 * gb, 0) == DISK_PAPER &&
			disk_level(disk_last(100 * gb) + 1, 100 * gb, 0) == DISK_NO_PHOTOS);
	return FINISH();
}
