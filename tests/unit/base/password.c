/* Passwords hashed and checked. Argument: none. */
#include "check.h"
#include "base/password.h"

static void passwords(void)
{
	char secret[PASSWORD_HASH];
	CHECK("a password is hashed",
		password_hash("minihall2026", secret) == RC_OK &&
			!strncmp(secret, "$argon2id$v=19$m=19456,t=2,p=1$", 31));
	CHECK("and checked", password_check("minihall2026", secret) == RC_OK &&
				     password_check("minihall2027", secret) == RC_REFUSED &&
				     password_check("x", "$argon2id$") == RC_REFUSED);
}

int main(void)
{
	passwords();
	return FINISH();
}
