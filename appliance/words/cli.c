/* Reads a command line by the rows of tbl/common/commands.def. */
#include "words/cli.h"
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "words/set.h"
#include "base/text.h"

void cli_name(const char *id, char out[CLI_NAME])
{
	size_t i;
	for (i = 0; id[i] && i + 1 < CLI_NAME; i++)
		out[i] = id[i] == '_' ? '-' : id[i];
	out[i] = '\0';
}

int cli_find(const char *word)
{
	char name[CLI_NAME];
	for (int i = 0; i < CLI_COMMANDS; i++) {
		cli_name(cli_commands[i].id, name);
		if (!strcmp(name, word))
			return i;
	}
	return -1;
}

bool cli_takes(enum cli_command command, enum cli_arg arg)
{
	int of = cli_args[arg].command;
	return of == CLI_OF_ALL ? !cli_commands[command].alone : of == (int)command;
}

/* ---- what stands for a value ---------------------------------------------------------------- */

const char *cli_choice(const struct cli_arg_row *row, size_t n, char room[64], const char **label)
{
	*label = "";
	if (row->kind != CLI_ONE)
		return NULL;
	if (!strncmp(row->ref, "set:", 4)) {
		for (size_t i = 0; i < set_word_count; i++)
			if (!strcmp(set_words[i].set, row->ref + 4) && !n--) {
				*label = set_words[i].label;
				return set_words[i].word;
			}
		return NULL;
	}
	const char *at = row->ref;
	for (; at && n; n--)
		at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL;
	if (!at)
		return NULL;
	snprintf(room, 64, "%.*s", (int)strcspn(at, "|"), at);
	return room;
}

void cli_value(const struct cli_arg_row *row, char *out, size_t room)
{
	static const char *const kinds[] = {
		[CLI_TEXT] = "文字",
		[CLI_INT] = "数",
		[CLI_NUM] = "数",
		[CLI_FLAG] = "",
		[CLI_FILE] = "文件",
		[CLI_DIR] = "目录",
		[CLI_DATE] = "日期",
		[CLI_MONTH] = "月份",
	};
	const size_t most = 5; /* of a longer list the help has all, the usage line the first two */
	char word[64], sixth[64];
	const char *label;
	if (row->kind != CLI_ONE) {
		snprintf(out, room, "%s", row->ref[0] ? row->ref : kinds[row->kind]);
		return;
	}
	bool all = !cli_choice(row, most, sixth, &label);
	out[0] = '\0';
	for (size_t i = 0; i < (all ? most : 2); i++) {
		const char *one = cli_choice(row, i, word, &label);
		if (!one)
			break;
		snprintf(out + strlen(out), room - strlen(out), "%s%s", i ? "|" : "", one);
	}
	snprintf(out + strlen(out), room - strlen(out), "%s", all ? "" : "|…");
}

void cli_head(const struct cli_arg_row *row, char *out, size_t room)
{
	char name[CLI_NAME], value[CLI_HEAD];
	cli_name(row->id, name);
	cli_value(row, value, sizeof value);
	if (row->word)
		snprintf(out, room, "%s", value);
	else
		snprintf(out, room, value[0] ? "--%s %s" : "--%s", name, value);
}

/* What must be typed comes first, then what may. */
void cli_usage(enum cli_command command, char *out, size_t room)
{
	char name[CLI_NAME], head[CLI_HEAD];
	cli_name(cli_commands[command].id, name);
	snprintf(out, room, "minihall %s", name);
	for (int pass = 0; pass < 3; pass++)
		for (int i = 0; i < CLI_ARGS; i++) {
			const struct cli_arg_row *row = &cli_args[i];
			bool must = row->need == CLI_MUST;
			if (!cli_takes(command, (enum cli_arg)i) || pass != (row->word     ? 0
										    : must ? 1
											   : 2))
				continue;
			cli_head(row, head, sizeof head);
			snprintf(out + strlen(out), room - strlen(out), must ? " %s%s" : " [%s]%s",
				head, row->need == CLI_MANY ? "…" : "");
		}
}

/* ---- reading -------------------------------------------------------------------------------- */

int cli_wrong(const struct cli *c, const char *format, ...)
{
	char name[CLI_NAME], usage[4096];
	va_list list;
	cli_name(cli_commands[c->command].id, name);
	cli_usage(c->command, usage, sizeof usage);
	fprintf(stderr, "minihall %s：", name);
	va_start(list, format);
	vfprintf(stderr, format, list);
	va_end(list);
	fprintf(stderr, "\n用法：%s\n说明和例子：minihall help %s\n", usage, name);
	return 2;
}

/* One line that can be read: what a journal and a page can hold. */
static bool plain_text(const char *text)
{
	struct text_reading r = text_read(text, false);
	return !text[0] || (r.visible && !r.unusable && !strpbrk(text, "\t\r\n"));
}

static bool is_choice(const struct cli_arg_row *row, const char *value)
{
	char room[64];
	const char *label;
	for (size_t i = 0;; i++) {
		const char *one = cli_choice(row, i, room, &label);
		if (!one || !strcmp(one, value))
			return one;
	}
}

static bool is_int(const struct cli_arg_row *row, const char *value)
{
	char *end;
	errno = 0;
	long long n = strtoll(value, &end, 10);
	bool digits = value[0] && strspn(value, "-0123456789") == strlen(value);
	return digits && !errno && !*end && n >= row->least && n <= row->most;
}

static bool is_num(const struct cli_arg_row *row, const char *value)
{
	char *end;
	double n = strtod(value, &end);
	bool digits = value[0] && strspn(value, "0123456789.") == strlen(value);
	return digits && !*end && n >= (double)row->least && n <= (double)row->most;
}

static bool is_month(const char *value)
{
	char day[DATE_TEXT];
	int n = snprintf(day, sizeof day, "%s-01", value);
	return n == DATE_TEXT - 1 && date_parse(day) != DATE_NONE;
}

/* NULL: the value fits its row; else what it should be. */
static const char *misfit(const struct cli_arg_row *row, const char *value, char *room, size_t size)
{
	size_t n = strlen(value);
	char list[2048] = "", one[64];
	const char *label, *word;
	switch (row->kind) {
	case CLI_FLAG:
		return NULL;
	case CLI_INT:
		snprintf(room, size, " %lld…%lld 的整数", (long long)row->least,
			(long long)row->most);
		return is_int(row, value) ? NULL : room;
	case CLI_NUM:
		snprintf(
			room, size, " %lld…%lld 的数", (long long)row->least, (long long)row->most);
		return is_num(row, value) ? NULL : room;
	case CLI_DATE:
		return date_parse(value) != DATE_NONE ? NULL : "日期，写成 2026-11-24";
	case CLI_MONTH:
		return is_month(value) ? NULL : "月份，写成 2026-11";
	case CLI_ONE:
		for (size_t i = 0; (word = cli_choice(row, i, one, &label)); i++)
			snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
				i ? "、" : "", word);
		snprintf(room, size, " %s 之一", list);
		return is_choice(row, value) ? NULL : room;
	case CLI_TEXT:
	case CLI_FILE:
	case CLI_DIR:
		break;
	}
	snprintf(room, size, " %lld…%lld 字节的一行文字（UTF-8，没有控制字符；一个汉字三字节）",
		(long long)row->least, (long long)row->most);
	return (int64_t)n >= row->least && (int64_t)n <= row->most && plain_text(value) ? NULL
											: room;
}

/* `as_typed`: how the argument is called in a message, "--port" or "文件". */
static bool take(struct cli *c, enum cli_arg arg, const char *value, const char *as_typed)
{
	const struct cli_arg_row *row = &cli_args[arg];
	char room[2304];
	const char *should = misfit(row, value, room, sizeof room);
	if (should) {
		cli_wrong(c, "%s 应为%s，写的是“%s”", as_typed, should, value);
		return false;
	}
	if (row->need == CLI_MANY) {
		if (c->many_count == CLI_MANY_MOST) {
			cli_wrong(c, "%s 最多写 %d 次", as_typed, CLI_MANY_MOST);
			return false;
		}
		c->many[c->many_count].arg = arg;
		c->many[c->many_count++].value = value;
	} else if (c->given[arg]) {
		cli_wrong(c, "%s 写了两次", as_typed);
		return false;
	}
	if (!c->given[arg])
		c->given[arg] = value;
	return true;
}

static bool take_words(struct cli *c, int argc, char **argv)
{
	char value[CLI_HEAD];
	int next = 0;
	for (int i = 0; i < argc; i++, next++) {
		for (; next < CLI_ARGS; next++)
			if (cli_args[next].word && cli_takes(c->command, (enum cli_arg)next))
				break;
		if (next == CLI_ARGS) {
			cli_wrong(c, "多了“%s”", argv[i]);
			return false;
		}
		cli_value(&cli_args[next], value, sizeof value);
		if (!take(c, (enum cli_arg)next, argv[i], value))
			return false;
	}
	return true;
}

static bool all_there(const struct cli *c)
{
	char head[CLI_HEAD];
	for (int i = 0; i < CLI_ARGS; i++) {
		const struct cli_arg_row *row = &cli_args[i];
		if (row->need != CLI_MUST || !cli_takes(c->command, (enum cli_arg)i) || c->given[i])
			continue;
		cli_head(row, head, sizeof head);
		cli_wrong(c, "请写明 %s（%s）", head, row->help);
		return false;
	}
	return true;
}

/* A long option's number is above every character: none is taken for getopt's own ':' and '?'. */
enum { LONG = 1000 };

static void long_options(
	enum cli_command command, struct option *longs, char names[CLI_ARGS][CLI_NAME])
{
	for (int i = 0; i < CLI_ARGS; i++)
		if (cli_takes(command, (enum cli_arg)i) && !cli_args[i].word) {
			int valued = cli_args[i].kind == CLI_FLAG ? no_argument : required_argument;
			cli_name(cli_args[i].id, names[i]);
			*longs++ = (struct option){ names[i], valued, NULL, LONG + i };
		}
	*longs++ = (struct option){ "help", no_argument, NULL, LONG + CLI_ARGS };
	*longs = (struct option){ 0 };
}

enum cli_read cli_read(struct cli *c, enum cli_command command, int argc, char **argv)
{
	struct option longs[CLI_ARGS + 2];
	char names[CLI_ARGS][CLI_NAME];
	int at = 0, which;
	*c = (struct cli){ .command = command };
	long_options(command, longs, names);
	opterr = 0;
	for (optind = 1; (which = getopt_long(argc, argv, ":h", longs, &at)) != -1;) {
		const char *typed = argv[optind - 1], *name = which >= LONG ? longs[at].name : "";
		char shown[CLI_NAME + 2];
		snprintf(shown, sizeof shown, "--%s", name);
		if (which == 'h' || which == LONG + CLI_ARGS)
			return CLI_HELP_WANTED;
		if (which == ':')
			return cli_wrong(c, "“%s”后面缺少值", typed), CLI_WRONG;
		if (which == '?')
			return cli_wrong(c, "没有“%s”这个选项，或它写得不对", typed), CLI_WRONG;
		/* `--to --home x`: the value was forgotten, and the next option would be taken for
		 * it */
		if (optarg && typed == optarg && !strncmp(optarg, "--", 2))
			return cli_wrong(c, "%s 后面缺少值，却写着“%s”", shown, optarg), CLI_WRONG;
		const char *given = (optarg == typed ? argv[optind - 2] : typed) + 2;
		if (strncmp(given, name, strlen(name)) || !strchr("=", given[strlen(name)]))
			return cli_wrong(c, "选项要写全：%s", shown), CLI_WRONG;
		if (!take(c, (enum cli_arg)(which - LONG), optarg ? optarg : "", shown))
			return CLI_WRONG;
	}
	return take_words(c, argc - optind, argv + optind) && all_there(c) ? CLI_READY : CLI_WRONG;
}

/* ---- asking --------------------------------------------------------------------------------- */

bool cli_given(const struct cli *c, enum cli_arg arg)
{
	assert(cli_takes(c->command, arg));
	return c->given[arg];
}

const char *cli_text(const struct cli *c, enum cli_arg arg)
{
	return cli_given(c, arg) ? c->given[arg] : cli_args[arg].otherwise;
}

int64_t cli_int(const struct cli *c, enum cli_arg arg)
{
	return strtoll(cli_text(c, arg), NULL, 10);
}

double cli_num(const struct cli *c, enum cli_arg arg)
{
	return strtod(cli_text(c, arg), NULL);
}

const char *cli_nth(const struct cli *c, enum cli_arg arg, size_t i)
{
	assert(cli_args[arg].need == CLI_MANY);
	for (size_t k = 0; k < c->many_count; k++)
		if (c->many[k].arg == arg && !i--)
			return c->many[k].value;
	return NULL;
}

const char *cli_home(const struct cli *c)
{
	const char *typed = cli_text(c, arg_home), *set = getenv("MINIHALL_HOME");
	return typed[0] ? typed : set && set[0] ? set : "/var/lib/minihall";
}
