/* Views of another version of the program, made anew from the record: by whatever command opens the
 * home first, or ahead by `prepare` while the other version still runs. */
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "words/disk.h"
#include "base/file.h"
#include "words/setting.h"
#include "cli/command.h"
#include "store/db.h"
#include "store/refill.h"

#define SAY_EVERY_MS 1000

const char *home_journal(struct home *h)
{
	return arena_printf(&h->arena, "%s/minihall.db", h->self.home);
}

static int64_t initial(enum setting s)
{
	return strtoll(setting_rows[s].initial, NULL, 10);
}

enum rc home_views_room(struct home *h, bool beside_others)
{
	int64_t left, total, room = refill_room(home_journal(h)), kept = 0;
	TRY(disk_space(h->self.home, &left, &total));
	/* what a director set instead stands in views that are not ours to read */
	if (beside_others)
		kept = disk_reserve(total, initial(SETTING_DISK_RESERVE_MB),
			initial(SETTING_DISK_RESERVE_PERCENT));
	if (disk_allows(left, 0, room, kept))
		return RC_OK;
	return fault(
		"磁盘的空地方不够：按记录重做视图要 %lld MB，另给登记留 %lld MB，现在只剩 %lld MB。"
		"什么也没有动，原来那一版程序照样能用；请腾出地方再来",
		(long long)(room >> 20) + 1, (long long)(kept >> 20), (long long)(left >> 20));
}

void home_views_words(const struct refill_progress *p, char out[HOME_VIEWS_WORDS])
{
	long long done = p->done, all = p->all;
	switch (p->state) {
	case REFILL_WAITING:
		snprintf(out, HOME_VIEWS_WORDS, "正由 %.120s 整理，在等它", p->holder);
		break;
	case REFILL_FILLING:
	case REFILL_FILLED:
		snprintf(out, HOME_VIEWS_WORDS, "已整理 %lld / %lld 条记录", done, all);
		break;
	case REFILL_SWAPPING:
		snprintf(
			out, HOME_VIEWS_WORDS, "记录已整理完，正在换上：%lld / %lld 步", done, all);
		break;
	case REFILL_CLEARING:
	case REFILL_DONE:
		snprintf(out, HOME_VIEWS_WORDS, "已换上");
		break;
	}
}

void home_views_say(const struct refill_progress *p)
{
	static int64_t said;
	char words[HOME_VIEWS_WORDS];
	if (said && clock_steady() - said < SAY_EVERY_MS)
		return;
	said = clock_steady();
	home_views_words(p, words);
	fprintf(stderr, "视图：%s\n", words);
}

enum rc home_views_fill(struct home *h, const char *what)
{
	struct refill *r = NULL;
	struct refill_progress p = { .state = REFILL_WAITING };
	enum rc rc = home_views_room(h, false);
	if (!rc)
		rc = refill_begin(home_journal(h), &h->self, what, &r);
	while (!rc && p.state != REFILL_DONE) {
		rc = refill_step(r, &p);
		if (!rc)
			home_views_say(&p);
	}
	refill_end(r);
	return rc;
}

/* Up to the last record that is there; the swap is for who has the home. */
static enum rc prepare(struct home *h, struct refill_progress *p)
{
	struct refill *r = NULL;
	enum rc rc = refill_begin(home_journal(h), &h->self, "minihall prepare", &r);
	while (!rc && p->state != REFILL_FILLED) {
		rc = refill_step(r, p);
		if (!rc && p->state == REFILL_WAITING)
			rc = fault("%s 里已有 %s 在整理视图", h->self.home, p->holder);
		if (!rc)
			home_views_say(p);
	}
	refill_end(r);
	return rc;
}

int command_prepare(const struct cli *c)
{
	struct home h;
	struct refill_progress p = { .state = REFILL_WAITING };
	bool other = false, due = false;
	if (home_open(&h, cli_home(c), HOME_FILES, "minihall prepare"))
		return 3;
	const char *path = home_journal(&h);
	enum rc rc = home_journal_there(path);
	if (!rc)
		rc = db_of_another(path, &other, &due);
	if (!rc && due)
		rc = home_views_room(&h, true);
	if (!rc && due)
		rc = prepare(&h, &p);
	if (!rc && due)
		printf("已备好 %lld 条记录的视图。停止旧版、启动这一版，补上以后的几条就换上\n",
			(long long)p.done);
	else if (!rc)
		printf("视图就是这一版的，不用准备\n");
	int status = command_complain(NULL, rc);
	home_close(&h);
	return status;
}
