/* Papers by which somebody says who he is (tbl/common/papers.def): kinds, how their numbers are
 * written, what is wrong with one. Numbers are given as person_number() spells them. Identity
 * numbers are GB 11643, credit codes GB 32100 (domain 3.11). */
#ifndef WORDS_PAPER_H
#define WORDS_PAPER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "papers.h"

enum paper_check {
	PAPER_CHECK_CARD,
	PAPER_CHECK_OLD_CARD,
	PAPER_CHECK_PERMIT,
	PAPER_CHECK_STAR,
	PAPER_CHECK_CREDIT,
	PAPER_CHECK_LOOSE,
	PAPER_CHECK_FORM
};
struct paper {
	const char *kind, *label;
	enum paper_check check;
	const char *forms, *example, *how;
};
extern const struct paper papers[]; /* gen/papers.c */
extern const size_t paper_count;
extern const char *const paper_words[]; /* by enum paper_fault */
extern const char paper_areas[]; /* "11 12 13 …" */

const struct paper *paper_of(const char *kind); /* NULL for a kind that is none */
/* What is wrong with the number of such a paper; PAPER_DOUBT: it may be right all the same. */
enum paper_fault paper_check(const struct paper *p, const char *number, int32_t today);
/* The same in words, in the arena. */
const char *paper_fault_text(
	struct arena *a, const struct paper *p, const char *number, enum paper_fault fault);
/* The 18th character that the first 17 digits of an identity number ask for: a digit or X. */
char paper_check_digit(const char *number);

#endif
