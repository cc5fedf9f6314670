/* SHA-256 over memory and files, with a key and without, and hexadecimal. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stddef.h>
#include <stdint.h>
#include "base/result.h"

#define HASH_SIZE 32
#define HASH_HEX 65 /* 64 lower-case digits and a NUL */

struct hash; /* a running SHA-256; owner calls hash_free() */
struct hash *hash_new(void);
void hash_add(struct hash *h, const void *data, size_t n);
void hash_end(struct hash *h, uint8_t out[HASH_SIZE]); /* h is then fresh again */
void hash_free(struct hash *h);
void hash_bytes(const void *data, size_t n, uint8_t out[HASH_SIZE]);
/* HMAC: whoever lacks the key can make none. */
void hash_keyed(const uint8_t key[HASH_SIZE], const void *data, size_t n, uint8_t out[HASH_SIZE]);
void hash_hex(const uint8_t in[HASH_SIZE], char out[HASH_HEX]);
void hash_bytes_hex(const void *data, size_t n, char out[HASH_HEX]);
/* size may be NULL */
NODISCARD enum rc hash_file(const char *path, char out[HASH_HEX], int64_t *size);
void hex_encode(const void *data, size_t n, char *out); /* 2n+1 bytes */
NODISCARD enum rc hex_decode(const char *hex, void *out, size_t n); /* exactly 2n digits */
/* Constant-time comparison for secrets. */
int hash_same(const void *a, const void *b, size_t n);

#endif
