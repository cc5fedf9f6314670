/* Which passwords nobody may set: what is tried first is no secret. */
#ifndef RULES_PASSWORD_H
#define RULES_PASSWORD_H

#define PASSWORD_LEAST 8

/* NULL when it may be set, else why not, in the user's words. login: whose it will be. */
const char *password_fault(const char *password, const char *login);

#endif
