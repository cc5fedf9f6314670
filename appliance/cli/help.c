/* What the rows of tbl/common/commands.def say to people: help, the manual page, shell
 * completion. */
#include <stdio.h>
#include <string.h>
#include "base/version.h"
#include "cli/command.h"

#define WHAT_IT_IS "乡镇便民服务中心一体机"

/* What the row's help does not say itself: must it be, how large, which words, the default. */
static void terms_of(const struct cli_arg_row *row, char *out, size_t room)
{
	char word[64];
	const char *label, *one;
	bool labelled = !strncmp(row->ref, "set:", 4);
	snprintf(out, room, "%s%s", row->need == CLI_MUST ? "必填。" : "", row->help);
	if (row->kind == CLI_INT || row->kind == CLI_NUM)
		snprintf(out + strlen(out), room - strlen(out), "（%lld…%lld）",
			(long long)row->least, (long long)row->most);
	for (size_t i = 0; labelled && (one = cli_choice(row, i, word, &label)); i++)
		snprintf(out + strlen(out), room - strlen(out), "%s%s %s", i ? "，" : "：", one,
			label);
	if (row->need == CLI_MANY)
		snprintf(out + strlen(out), room - strlen(out), "；可以写多次");
	if (row->otherwise[0])
		snprintf(out + strlen(out), room - strlen(out), "；不写是 %s", row->otherwise);
}

void command_help_of(enum cli_command command)
{
	const struct cli_command_row *row = &cli_commands[command];
	char usage[4096], name[CLI_NAME], head[CLI_HEAD], terms[4096];
	cli_name(row->id, name);
	cli_usage(command, usage, sizeof usage);
	printf("minihall %s：%s\n%s%s\n用法：%s\n\n", name, row->summary, row->more,
		row->more[0] ? "\n" : "", usage);
	for (int i = 0; i < CLI_ARGS; i++) {
		if (!cli_takes(command, (enum cli_arg)i))
			continue;
		cli_head(&cli_args[i], head, sizeof head);
		terms_of(&cli_args[i], terms, sizeof terms);
		printf("  %s\n      %s\n", head, terms);
	}
	printf("  --help\n      打印这些说明\n\n例：minihall %s\n\n退出码：\n", row->example);
	for (size_t i = 0; i < cli_status_count; i++)
		printf("  %d  %s\n", cli_statuses[i].code, cli_statuses[i].meaning);
}

int command_help(const struct cli *c)
{
	char name[CLI_NAME];
	if (cli_given(c, arg_help_command)) {
		int command = cli_find(cli_text(c, arg_help_command));
		if (command < 0)
			return cli_wrong(c, "没有“%s”这个命令", cli_text(c, arg_help_command));
		command_help_of((enum cli_command)command);
		return 0;
	}
	printf("minihall：" WHAT_IT_IS "\n用法：minihall 命令 [选项]…\n\n");
	for (int i = 0; i < CLI_COMMANDS; i++) {
		cli_name(cli_commands[i].id, name);
		if (!cli_commands[i].hidden)
			printf("  %-12s %s\n", name, cli_commands[i].summary);
	}
	printf("\n一个命令的选项、例子和退出码：minihall help 命令\n");
	return 0;
}

/* ---- the manual page ------------------------------------------------------------------------ */

/* Text for roff: a hyphen that can be copied, no line that begins like a request, and a place to
 * break a line after a Chinese character that no closing mark follows, as troff knows none. */
static void roff(const char *text)
{
	static const char closing[] = "，。；：、）”？！…])";
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (const char *s = text; *s;) {
		size_t n = (unsigned char)*s >= 0xe0 ? 3 : 1;
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '-')
			fputs("\\-", stdout);
		else
			printf("%.*s", (int)n, s);
		s += n;
		char next[4];
		snprintf(next, sizeof next, "%.*s", (unsigned char)*s >= 0xe0 ? 3 : 1, s);
		if (n == 3 && *s && !strstr(closing, next))
			fputs("\\:", stdout);
	}
	putchar('\n');
}

static void roff_command(enum cli_command command)
{
	const struct cli_command_row *row = &cli_commands[command];
	char text[4096], head[CLI_HEAD], name[CLI_NAME];
	cli_name(row->id, name);
	printf(".SS %s\n", name);
	snprintf(text, sizeof text, "%s。%s", row->summary, row->more);
	roff(text);
	printf(".PP\n");
	cli_usage(command, text, sizeof text);
	roff(text);
	for (int i = 0; i < CLI_ARGS; i++) {
		if (!cli_takes(command, (enum cli_arg)i) || cli_args[i].command == CLI_OF_ALL)
			continue;
		cli_head(&cli_args[i], head, sizeof head);
		terms_of(&cli_args[i], text, sizeof text);
		printf(".TP\n");
		roff(head);
		roff(text);
	}
	printf(".PP\n");
	snprintf(text, sizeof text, "例：minihall %s", row->example);
	roff(text);
}

int command_manual(const struct cli *c)
{
	char text[480];
	(void)c;
	printf(".\\\" Printed by `minihall manual` from tbl/common/commands.def.\n"
	       ".TH MINIHALL 1 \"\" \"minihall " MINIHALL_VERSION "\" \"minihall\"\n.ad l\n"
	       ".SH 名称\nminihall \\- " WHAT_IT_IS "\n"
	       ".SH 用法\n.B minihall\n命令 [选项]…\n.SH 选项\n");
	for (int i = 0; i < CLI_ARGS; i++)
		if (cli_args[i].command == CLI_OF_ALL) {
			cli_head(&cli_args[i], text, sizeof text);
			printf(".TP\n");
			roff(text);
			roff(cli_args[i].help);
		}
	printf(".TP\n\\-\\-help\n打印这个命令的说明\n.SH 命令\n");
	for (int i = 0; i < CLI_COMMANDS; i++)
		if (!cli_commands[i].hidden)
			roff_command((enum cli_command)i);
	printf(".SH 退出码\n");
	for (size_t i = 0; i < cli_status_count; i++) {
		printf(".TP\n%d\n", cli_statuses[i].code);
		roff(cli_statuses[i].meaning);
	}
	return 0;
}

/* ---- completion ----------------------------------------------------------------------------- */

static void complete_value(const char *command, const struct cli_arg_row *row)
{
	char name[CLI_NAME], word[64];
	const char *label, *one;
	cli_name(row->id, name);
	if (row->kind == CLI_FLAG)
		return;
	printf("\t\"%s --%s\")", command, name);
	if (row->kind == CLI_FILE || row->kind == CLI_DIR) {
		printf(" paths=-%c ;;\n", row->kind == CLI_DIR ? 'd' : 'f');
		return;
	}
	printf(" words=\"");
	for (size_t i = 0; (one = cli_choice(row, i, word, &label)); i++)
		printf("%s%s", i ? " " : "", one);
	printf("\" ;;\n");
}

/* After an option its values; else the command's options, and the choices of its words. */
static void complete_command(enum cli_command command, bool values)
{
	char name[CLI_NAME], option[CLI_NAME], word[64];
	const char *label, *one;
	bool files = false;
	cli_name(cli_commands[command].id, name);
	if (!values)
		printf("\t\t%s) words=\"", name);
	for (int i = 0; i < CLI_ARGS; i++) {
		const struct cli_arg_row *row = &cli_args[i];
		if (!cli_takes(command, (enum cli_arg)i))
			continue;
		cli_name(row->id, option);
		files = files || (row->word && row->kind == CLI_FILE);
		if (values && !row->word)
			complete_value(name, row);
		else if (!values && !row->word)
			printf("--%s ", option);
		for (size_t k = 0; !values && row->word && (one = cli_choice(row, k, word, &label));
			k++)
			printf("%s ", one);
	}
	if (!values)
		printf("--help\"%s ;;\n", files ? "; paths=-f" : "");
}

int command_completion(const struct cli *c)
{
	char name[CLI_NAME];
	(void)c; /* bash is the only word its row takes */
	printf("# Printed by `minihall completion bash` from "
	       "tbl/common/commands.def.\n_minihall() {\n"
	       "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	       "\tlocal words= paths= command=${COMP_WORDS[1]} commands=\"");
	for (int i = 0; i < CLI_COMMANDS; i++) {
		cli_name(cli_commands[i].id, name);
		if (!cli_commands[i].hidden)
			printf("%s%s", i ? " " : "", name);
	}
	printf("\"\n\t[ \"$COMP_CWORD\" -gt 1 ] || command=help\n\tcase \"$command $prev\" in\n");
	for (int i = 0; i < CLI_COMMANDS; i++)
		if (!cli_commands[i].hidden)
			complete_command((enum cli_command)i, true);
	printf("\t*)\n\t\tcase $command in\n");
	for (int i = 0; i < CLI_COMMANDS; i++)
		if (!cli_commands[i].hidden && i != CLI_help)
			complete_command((enum cli_command)i, false);
	printf("\t\thelp) words=$commands ;;\n\t\tesac ;;\n\tesac\n"
	       "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	       "\t[ -z \"$paths\" ] || compopt -o filenames 2>/dev/null || :\n"
	       "\t[ -z \"$paths\" ] ||\n"
	       "\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen $paths -- \"$cur\")\n"
	       "\treturn 0\n}\ncomplete -F _minihall minihall\n");
	return 0;
}
