/* One line a fact on standard error. */
#include "base/log.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/clock.h"

static enum log_level least_level = LOG_LEVEL_INFO;

void log_level_set(enum log_level least)
{
	least_level = least;
}

#define KINDS 64
#define KIND_MS 60000

/* A kind of line that was said lately. */
static struct kind {
	const char *component, *format;
	int64_t began, count;
} kinds[KINDS];

static void put(enum log_level level, const char *component, const char *text)
{
	static const char *const words[] = { "debug", "info", "warning", "error", "warning" };
	char line[1280], at[CLOCK_TEXT];
	clock_text(clock_now(), at);
	int n = snprintf(line, sizeof line, "%s %s %s: ", at, words[level], component);
	size_t length = n < 0 ? 0 : (size_t)n;
	for (; *text && length < sizeof line - 6; text++) {
		bool control = (unsigned char)*text < ' ' || *text == 0x7F;
		if (control)
			length += (size_t)snprintf(
				line + length, 5, "\\x%02X", (unsigned char)*text);
		else
			line[length++] = *text;
	}
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, length) < 0)
		return; /* a lost log line must not stop the hall */
}

static void settle(struct kind *k)
{
	char text[128];
	if (k->count > LOG_SAID) {
		snprintf(text, sizeof text, "%lld more like “%.60s” in a minute",
			(long long)(k->count - LOG_SAID), k->format);
		put(LOG_LEVEL_WARNING, k->component, text);
	}
	*k = (struct kind){ 0 };
}

void log_settle(void)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].format && clock_steady() - kinds[i].began >= KIND_MS)
			settle(&kinds[i]);
}

/* Is a line of this kind said, or only counted? */
static bool said(const char *component, const char *format)
{
	struct kind *oldest = &kinds[0];
	log_settle();
	for (size_t i = 0; i < KINDS; i++) {
		struct kind *k = &kinds[i];
		if (k->format == format && !strcmp(k->component, component))
			return ++k->count <= LOG_SAID;
		if (!k->format || (oldest->format && k->began < oldest->began))
			oldest = k;
	}
	settle(oldest);
	*oldest = (struct kind){ component, format, clock_steady(), 1 };
	return true;
}

void log_write(enum log_level level, const char *component, const char *format, ...)
{
	char text[1024];
	bool counted = level == LOG_LEVEL_WARNING || level == LOG_LEVEL_ERROR;
	if (level < least_level || (counted && !said(component, format)))
		return;
	va_list args;
	va_start(args, format);
	if (vsnprintf(text, sizeof text, format, args) < 0)
		text[0] = '\0';
	va_end(args);
	put(level, component, text);
}
