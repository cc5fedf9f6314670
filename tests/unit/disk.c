/* Photos never take the last room, and each level of filling is said in words. */
#include "rules/disk.h"
#include "check.h"

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
	CHECK_TEXT("nothing to say", disk_words(79), "");
	CHECK("80 %", disk_words(80)[0] && disk_words(80) == disk_words(89));
	CHECK("90 %", disk_words(90) != disk_words(89));
	CHECK("95 %: photos pause", strstr(disk_words(95), "照片暂停，文字照常") != NULL);
	CHECK("98 %: paper", strstr(disk_words(100), "纸质") && disk_words(98) != disk_words(97));
	return FINISH();
}
