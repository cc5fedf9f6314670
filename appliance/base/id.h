/* Random identifiers and tokens. */
#ifndef BASE_ID_H
#define BASE_ID_H
#include <stddef.h>
#include <stdint.h>

#define ID_TOKEN 44 /* 32 random bytes in URL-safe base64 and a NUL */
void id_random(void *out, size_t n); /* from the kernel; aborts if it can't */
void id_token(char out[ID_TOKEN]);
void id_digits(char *out, size_t n); /* n random decimal digits and a NUL */

#endif
