/* The first cause of a fault, kept until somebody reads and clears it. */
#include "base/result.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static _Thread_local char cause[512];
static _Thread_local bool full;

static void set_cause(const char *format, va_list args, const char *tail)
{
	if (cause[0])
		return; /* the first cause explains; later ones are its echoes */
	int n = vsnprintf(cause, sizeof cause, format, args);
	if (n < 0)
		n = 0;
	if (tail && (size_t)n < sizeof cause - 1)
		snprintf(cause + n, sizeof cause - (size_t)n, ": %s", tail);
}

enum rc fault(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	set_cause(format, args, NULL);
	va_end(args);
	return RC_FAULT;
}

enum rc fault_errno(const char *format, ...)
{
	char why[128];
	int number = errno;
	if (!cause[0])
		full = number == ENOSPC || number == EDQUOT;
#ifdef __GLIBC__ /* its strerror_r returns the text, POSIX's returns a number */
	const char *text = strerror_r(number, why, sizeof why);
#else
	const char *text = strerror_r(number, why, sizeof why) == 0 ? why : "?";
#endif
	va_list args;
	va_start(args, format);
	set_cause(format, args, text);
	va_end(args);
	return RC_FAULT;
}

const char *fault_text(void)
{
	return cause;
}

bool fault_full(void)
{
	return full;
}

void fault_say_full(void)
{
	full = true;
}

void fault_clear(void)
{
	full = false;
	cause[0] = '\0';
}
