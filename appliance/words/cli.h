/* The command line by the rows of tbl/common/commands.def: what a command takes, read and checked
 * in one place. A command asks by name, cli_text(c, arg_init_site): what is no row does not
 * compile. */
#ifndef WORDS_CLI_H
#define WORDS_CLI_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cli_command {
#define STATUS(...)
#define COMMON(...)
#define OPTION(...)
#define WORD(...)
#define COMMAND(id, ...) CLI_##id,
#include "tbl/common/commands.def"
#undef COMMAND
	CLI_COMMANDS
};
#undef COMMON
#undef OPTION
#undef WORD
enum cli_arg {
#define COMMAND(...)
#define COMMON(option, ...) arg_##option,
#define OPTION(command, option, ...) arg_##command##_##option,
#define WORD(command, word, ...) arg_##command##_##word,
#include "tbl/common/commands.def"
#undef COMMAND
#undef COMMON
#undef OPTION
#undef WORD
#undef STATUS
	CLI_ARGS
};
enum cli_kind {
	CLI_TEXT,
	CLI_INT,
	CLI_NUM,
	CLI_FLAG,
	CLI_FILE,
	CLI_DIR,
	CLI_DATE,
	CLI_MONTH,
	CLI_ONE
};
enum cli_need { CLI_MUST, CLI_MAY, CLI_MANY };

#define CLI_NAME 32 /* room for a name with its NUL */
#define CLI_HEAD 480 /* room for an option with what stands for its value */
#define CLI_OF_ALL (-1) /* command of a COMMON row */
struct cli_command_row {
	const char *id;
	bool hidden, alone; /* not listed; works without a node */
	const char *summary, *more, *example;
};
struct cli_arg_row {
	int command; /* enum cli_command, or CLI_OF_ALL */
	bool word; /* typed without -- */
	const char *id;
	enum cli_kind kind;
	const char *ref;
	enum cli_need need;
	int64_t least, most;
	const char *otherwise, *help;
};
struct cli_status_row {
	int code;
	const char *meaning;
};
extern const struct cli_command_row cli_commands[CLI_COMMANDS];
extern const struct cli_arg_row cli_args[CLI_ARGS];
extern const struct cli_status_row cli_statuses[];
extern const size_t cli_status_count;

#define CLI_MANY_MOST 64
struct cli {
	enum cli_command command;
	const char *given[CLI_ARGS]; /* NULL: not typed; of a MANY, the first */
	struct {
		enum cli_arg arg;
		const char *value;
	} many[CLI_MANY_MOST];
	size_t many_count;
};
enum cli_read { CLI_READY, CLI_HELP_WANTED, CLI_WRONG };

/* argv[0] is the command's word; argv is reordered. When it is CLI_WRONG, standard error has it. */
enum cli_read cli_read(struct cli *c, enum cli_command command, int argc, char **argv);
/* For what no row can say (one of two options, a code that is none): says it like any other mistake
 * in the words. Returns the exit status, 2. */
__attribute__((format(printf, 2, 3))) int cli_wrong(const struct cli *c, const char *format, ...);

/* What was typed, else the default; "" or 0 when there is neither. */
const char *cli_text(const struct cli *c, enum cli_arg arg);
int64_t cli_int(const struct cli *c, enum cli_arg arg);
double cli_num(const struct cli *c, enum cli_arg arg);
bool cli_given(const struct cli *c, enum cli_arg arg); /* also for a FLAG */
/* The values of a MANY in order: the i-th, NULL after the last. */
const char *cli_nth(const struct cli *c, enum cli_arg arg, size_t i);
const char *cli_home(const struct cli *c); /* --home, else $MINIHALL_HOME, else /var/lib/minihall */

int cli_find(const char *word); /* enum cli_command; -1: no such command */
bool cli_takes(enum cli_command command, enum cli_arg arg);
void cli_name(const char *id, char out[CLI_NAME]); /* seal_age_ms -> seal-age-ms */
/* The n-th of the words that a ONE takes, and its label ("" when it has none); NULL after the last.
 * The word may lie in `room`. */
const char *cli_choice(const struct cli_arg_row *row, size_t n, char room[64], const char **label);
/* What stands for the value in a usage line, e.g. "hall|hub", "端口", "目录". */
void cli_value(const struct cli_arg_row *row, char *out, size_t room);
/* The option or word as a usage line has it: "--port 端口", "文件". */
void cli_head(const struct cli_arg_row *row, char *out, size_t room);
/* "minihall init --site 代码 [--role hall|hub] …" */
void cli_usage(enum cli_command command, char *out, size_t room);

#endif
