/* Which paper of 受理 a case has come to, whose act it records and when: the date on a 补正告知书 is what
 * the five days are counted from (行政许可法第三十二条), so it is the day of that act and the name of who did
 * it, never those of the receipt. Pure. */
#ifndef RULES_VOUCHER_H
#define RULES_VOUCHER_H
#include <stdbool.h>
#include "words/case_state.h"
#include "words/case_voucher.h"

/* at NULL: did not happen; by: a name */
struct voucher_act {
	const char *at, *by;
};
struct voucher_facts {
	enum case_state state;
	bool by_law; /* accepted because nobody told the applicant anything in time */
	struct voucher_act received, accepted, told, refused, result, issued;
};
struct voucher {
	enum case_voucher paper; /* its label is the paper's title */
	const char *at, *by;
};
struct voucher voucher_of(const struct voucher_facts *f);

#endif
