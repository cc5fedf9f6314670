/* One line a fact on standard error. */
#include "base/log.h"
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>
#include "base/clock.h"

static enum log_level least_level = LOG_LEVEL_INFO;

void log_level_set(enum log_level least)
{
	least_level = least;
}

void log_write(enum log_level level, const char *component, const char *format, ...)
{
	static const char *const words[] = { "debug", "info", "warning", "error" };
	if (level < least_level)
		return;
	char line[1024], at[CLOCK_TEXT];
	clock_text(clock_now(), at);
	int n = snprintf(line, sizeof line - 1, "%s %s %s: ", at, words[level], component);
	va_list args;
	va_start(args, format);
	int more = vsnprintf(line + n, sizeof line - 1 - (size_t)n, format, args);
	va_end(args);
	size_t length = (size_t)n + (size_t)(more < 0 ? 0 : more);
	if (length > sizeof line - 2)
		length = sizeof line - 2;
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, length) < 0)
		return; /* a lost log line must not stop the hall */
}
