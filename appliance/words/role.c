/* The rows of tbl/common/roles.def as tables. */
#include "words/role.h"
#include <string.h>

static const char *const codes[ROLE_COUNT] = {
#define ROLE(id, code, label, where) [ROLE_NUMBER_##id] = code,
#include "tbl/common/roles.def"
#undef ROLE
};
static const char *const labels[ROLE_COUNT] = {
#define ROLE(id, code, label, where) [ROLE_NUMBER_##id] = label,
#include "tbl/common/roles.def"
#undef ROLE
};

const char *role_code(enum role_number n)
{
	return codes[n];
}

const char *role_label(enum role_number n)
{
	return labels[n];
}

int role_number_of(const char *code)
{
	for (int i = 0; code && i < ROLE_COUNT; i++)
		if (!strcmp(codes[i], code))
			return i;
	return -1;
}
