/* Secrets that nobody guesses. Argument: none. */
#include "check.h"
#include "base/id.h"

static void tokens(void)
{
	char token[ID_TOKEN], other[ID_TOKEN];
	id_token(token);
	id_token(other);
	CHECK("tokens differ", strlen(token) == 43 && strcmp(token, other));
}

int main(void)
{
	tokens();
	return FINISH();
}
