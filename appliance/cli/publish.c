/* Commands of the county's catalogue: its files as an example, and publishing them. */
#include <stdio.h>
#include <string.h>
#include "base/embed.h"
#include "base/file.h"
#include "cli/command.h"
#include "hub/publish.h"

#define FILE_MOST (8u << 20)

int command_example(const struct cli *c)
{
	size_t n;
	bool items = !strcmp(cli_text(c, arg_example_what), "items");
	const char *text = embed_find(
		items ? "sample/catalogue/items.json" : "sample/catalogue/calendar.json", &n);
	return text && fwrite(text, 1, n, stdout) == n ? 0 : 3;
}

static enum rc read_file(
	struct txn *t, const struct cli *c, enum cli_arg arg, struct publish_file *out)
{
	char *text;
	*out = (struct publish_file){ 0 };
	if (!cli_given(c, arg))
		return RC_OK;
	enum rc rc = file_read(&t->arena, cli_text(c, arg), FILE_MOST, &text, &out->n);
	if (rc == RC_NOTFOUND)
		return txn_refuse(
			t, REFUSAL_SHAPE, arena_printf(&t->arena, "没有文件 %s", cli_text(c, arg)));
	out->text = text;
	return rc;
}

static enum rc publish(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	struct publish_file items, calendar;
	if (!t->self->hub)
		return txn_refuse(t, REFUSAL_SHAPE, "目录由县级发布，这是大厅");
	if (!cli_given(c, arg_publish_items) && !cli_given(c, arg_publish_calendar))
		return txn_refuse(t, REFUSAL_SHAPE, "请写明 --items 或 --calendar，第一次两个都要");
	TRY(read_file(t, c, arg_publish_items, &items));
	TRY(read_file(t, c, arg_publish_calendar, &calendar));
	return publish_next(t, items, calendar, cli_text(c, arg_publish_message));
}

int command_publish(const struct cli *c)
{
	struct home h;
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall publish"))
		return 3;
	int status = home_run(&h, publish, &c);
	if (!status)
		printf("已提交：服务运行着的话几秒后发布，各大厅下次联系时收到\n");
	home_close(&h);
	return status;
}
