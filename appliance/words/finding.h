/* What a hall's set-up may lack, as tbl/supervision/findings.def lists it: how bad it is and its
 * words. */
#ifndef WORDS_FINDING_H
#define WORDS_FINDING_H
#include "findings.h"
#include "words/severity.h"

struct finding_row {
	const char *code;
	enum severity severity;
	const char *text, *advice; /* {}: what it is about */
};
extern const struct finding_row finding_rows[FINDING_COUNT]; /* gen/findings.c */

#endif
