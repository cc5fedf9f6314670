/* Who may do what: one bit a role, from tbl/common/roles.def. A route's row names the roles that
 * may call it. */
#ifndef WORDS_ROLE_H
#define WORDS_ROLE_H
#include <stdint.h>

enum role_number {
#define ROLE(id, code, label, where) ROLE_NUMBER_##id,
#include "tbl/common/roles.def"
#undef ROLE
	ROLE_COUNT
};
enum {
#define ROLE(id, code, label, where) ROLE_##id = 1 << ROLE_NUMBER_##id,
#include "tbl/common/roles.def"
#undef ROLE
	ROLE_ANYONE = 0x40000000 /* no sign-in needed: only for what hangs on the wall anyway */
};
/* "clerk" for ROLE_CLERK; the number of a role by its code, -1 for none. */
const char *role_code(enum role_number n);
const char *role_label(enum role_number n);
int role_number_of(const char *code);

#endif
