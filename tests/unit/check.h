/* The smallest test runner that tells what went wrong: CHECK(name, condition), and FINISH() at the
 * end of main. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H
#include <stdio.h>
#include <string.h>

static int check_passed, check_failed;

#define CHECK(name, condition) \
	do { \
		if (condition) { \
			check_passed++; \
		} else { \
			check_failed++; \
			printf("not ok %s: %s:%d: %s\n", name, __FILE__, __LINE__, #condition); \
		} \
	} while (0)
#define CHECK_TEXT(name, got, want) \
	do { \
		const char *g_ = (got), *w_ = (want); \
		if (g_ && !strcmp(g_, w_)) { \
			check_passed++; \
		} else { \
			check_failed++; \
			printf("not ok %s: %s:%d: got \"%s\", wanted \"%s\"\n", name, __FILE__, \
				__LINE__, g_ ? g_ : "NULL", w_); \
		} \
	} while (0)
#define FINISH() \
	(printf("%d passed, %d failed\n", check_passed, check_failed), check_failed ? 1 : 0)

#endif
