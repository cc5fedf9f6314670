/* Passwords as Argon2id (OpenSSL), PHC string "$argon2id$v=19$m=19456,t=2,p=1$salt$hash". */
#ifndef BASE_PASSWORD_H
#define BASE_PASSWORD_H
#include <stdbool.h>
#include "base/result.h"

#define PASSWORD_HASH 160
NODISCARD enum rc password_hash(const char *password, char out[PASSWORD_HASH]);
/* RC_REFUSED when it does not match */
NODISCARD enum rc password_check(const char *password, const char *hash);

#define PASSWORD_TYPED 256
/* A line of standard input. What was typed is gone from memory after password_wipe(). */
bool password_typed(char out[PASSWORD_TYPED]);
void password_wipe(char typed[PASSWORD_TYPED]);

#endif
