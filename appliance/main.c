/* argv -> one row a command. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "cli/command.h"

#define STATUS(...)
#define COMMON(...)
#define OPTION(...)
#define WORD(...)
static int (*const runs[CLI_COMMANDS])(const struct cli *c) = {
#define COMMAND(id, ...) command_##id,
#include "tbl/common/commands.def"
#undef COMMAND
};

int main(int argc, char **argv)
{
	char help[] = "help", version[] = "version";
	struct cli c = { 0 };
	char *alone[] = { help, NULL }, **words = argc < 2 ? alone : argv + 1;
	umask(0077); /* what it writes is its owner's: records, keys, backups */
	if (!strcmp(words[0], "--help") || !strcmp(words[0], "-h"))
		words[0] = help;
	if (!strcmp(words[0], "--version"))
		words[0] = version;
	int command = cli_find(words[0]);
	if (command < 0) {
		fprintf(stderr, "没有“%s”这个命令。运行 minihall help 查看所有命令。\n", words[0]);
		return 2;
	}
	switch (cli_read(&c, (enum cli_command)command, argc < 2 ? 1 : argc - 1, words)) {
	case CLI_READY:
		break;
	case CLI_HELP_WANTED:
		command_help_of(c.command);
		return 0;
	case CLI_WRONG:
		return 2;
	}
	return runs[command](&c);
}
