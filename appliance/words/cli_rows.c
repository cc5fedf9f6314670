/* The rows of tbl/common/commands.def as C. */
#include "words/cli.h"
#include "words/set.h"

enum { HIDES_SHOWN, HIDES_HIDDEN };
enum { NEEDS_HOME, NEEDS_ALONE };
#define STATUS(...)
#define COMMON(...)
#define OPTION(...)
#define WORD(...)
const struct cli_command_row cli_commands[CLI_COMMANDS] = {
#define COMMAND(id, shown, home, ...) { #id, HIDES_##shown, NEEDS_##home, __VA_ARGS__ },
#include "tbl/common/commands.def"
#undef COMMAND
};
#undef COMMON
#undef OPTION
#undef WORD
#undef STATUS

#define ROW(command, word, id, kind, ref, need, ...) \
	{ command, word, #id, CLI_##kind, ref, CLI_##need, __VA_ARGS__ },
const struct cli_arg_row cli_args[CLI_ARGS] = {
#define STATUS(...)
#define COMMAND(...)
#define COMMON(id, kind, ref, need, ...) ROW(CLI_OF_ALL, false, id, kind, ref, need, __VA_ARGS__)
#define OPTION(of, id, kind, ref, need, ...) ROW(CLI_##of, false, id, kind, ref, need, __VA_ARGS__)
#define WORD(of, id, kind, ref, need, ...) ROW(CLI_##of, true, id, kind, ref, need, __VA_ARGS__)
#include "tbl/common/commands.def"
#undef COMMON
#undef OPTION
#undef WORD
#undef STATUS
};

const struct cli_status_row cli_statuses[] = {
#define COMMON(...)
#define OPTION(...)
#define WORD(...)
#define STATUS(code, meaning) { code, meaning },
#include "tbl/common/commands.def"
#undef COMMAND
#undef COMMON
#undef OPTION
#undef WORD
#undef STATUS
};
const size_t cli_status_count = sizeof cli_statuses / sizeof *cli_statuses;
