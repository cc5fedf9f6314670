/* The smallest runner that is still a test runner: one line a case, a count at the end, an exit status that says the same.
 * A case that returns early because of a failed NEED() is counted once as failed. */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H
#include <stdbool.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int check_passed, check_failed;
static char check_dir[128];

__attribute__((format(printf, 3, 4), unused)) static bool check_say(bool good, const char *name, const char *format, ...)
{
	if (good) {
		check_passed++;
		printf("ok %s\n", name);
		return true;
	}
	va_list args;
	va_start(args, format);
	check_failed++;
	printf("not ok %s: ", name);
	vprintf(format, args);
	printf("\n");
	va_end(args);
	return false;
}
#define CHECK(name, condition) check_say((condition), (name), "%s:%d %s", __FILE__, __LINE__, #condition)
#define CHECK_INT(name, got, want) \
	do { \
		long long got_ = (long long)(got), want_ = (long long)(want); \
		check_say(got_ == want_, (name), "%s:%d %s is %lld, wanted %lld", __FILE__, __LINE__, #got, got_, want_); \
	} while (0)
#define CHECK_TEXT(name, got, want) \
	do { \
		const char *got_ = (got), *want_ = (want); \
		check_say(got_ && !strcmp(got_, want_), (name), "%s:%d %s is \"%s\", wanted \"%s\"", __FILE__, __LINE__, #got, got_ ? got_ : "(none)", want_); \
	} while (0)
/* What the rest of a case stands on. */
#define NEED(name, condition) \
	do { \
		if (!CHECK(name, condition)) \
			return; \
	} while (0)

/* A directory of this run's own, removed at the end. */
__attribute__((unused)) static const char *check_place(void)
{
	if (!check_dir[0]) {
		const char *top = getenv("TMPDIR");
		snprintf(check_dir, sizeof check_dir, "%s/minihall-unit-XXXXXX", top ? top : "/tmp");
		if (!mkdtemp(check_dir))
			abort();
	}
	return check_dir;
}

__attribute__((unused)) static int check_end(void)
{
	if (check_dir[0]) {
		char command[256];
		snprintf(command, sizeof command, "rm -rf '%s'", check_dir);
		if (system(command))
			fprintf(stderr, "%s is left over\n", check_dir);
	}
	printf("%d passed, %d failed\n", check_passed, check_failed);
	return check_failed != 0;
}

#endif
