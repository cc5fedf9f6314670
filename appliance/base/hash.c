/* SHA-256 by OpenSSL. */
#include "base/hash.h"
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"

struct hash {
	EVP_MD_CTX *context;
};

static EVP_MD *sha256;

static void fetch(void)
{
	sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (!sha256)
		abort();
}

/* Looked up once: EVP_sha256() is looked up by its name at each use, which costs more than a short
 * text's hash. */
static const EVP_MD *method(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, fetch);
	return sha256;
}

static void begin(struct hash *h)
{
	if (!EVP_DigestInit_ex2(h->context, method(), NULL))
		abort();
}

struct hash *hash_new(void)
{
	struct hash *h = calloc(1, sizeof *h);
	if (!h || !(h->context = EVP_MD_CTX_new()))
		abort();
	begin(h);
	return h;
}

void hash_add(struct hash *h, const void *data, size_t n)
{
	if (!EVP_DigestUpdate(h->context, data, n))
		abort();
}

void hash_end(struct hash *h, uint8_t out[HASH_SIZE])
{
	unsigned size = 0;
	if (!EVP_DigestFinal_ex(h->context, out, &size) || size != HASH_SIZE)
		abort();
	begin(h);
}

void hash_free(struct hash *h)
{
	if (!h)
		return;
	EVP_MD_CTX_free(h->context);
	free(h);
}

void hash_bytes(const void *data, size_t n, uint8_t out[HASH_SIZE])
{
	if (!EVP_Digest(data, n, out, NULL, method(), NULL))
		abort();
}

void hash_keyed(const uint8_t key[HASH_SIZE], const void *data, size_t n, uint8_t out[HASH_SIZE])
{
	if (!HMAC(method(), key, HASH_SIZE, data, n, out, NULL))
		abort();
}

void hex_encode(const void *data, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";
	const uint8_t *bytes = data;
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digit[bytes[i] >> 4];
		out[2 * i + 1] = digit[bytes[i] & 15];
	}
	out[2 * n] = '\0';
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

enum rc hex_decode(const char *hex, void *out, size_t n)
{
	if (strlen(hex) != 2 * n)
		return RC_REFUSED;
	uint8_t *bytes = out;
	for (size_t i = 0; i < n; i++) {
		int high = nibble(hex[2 * i]), low = nibble(hex[2 * i + 1]);
		if (high < 0 || low < 0)
			return RC_REFUSED;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
	return RC_OK;
}

void hash_hex(const uint8_t in[HASH_SIZE], char out[HASH_HEX])
{
	hex_encode(in, HASH_SIZE, out);
}

void hash_bytes_hex(const void *data, size_t n, char out[HASH_HEX])
{
	uint8_t bytes[HASH_SIZE];
	hash_bytes(data, n, bytes);
	hash_hex(bytes, out);
}

enum rc hash_file(const char *path, char out[HASH_HEX], int64_t *size)
{
	int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return fault_errno("open %s", path);
	struct hash *h = hash_new();
	static _Thread_local char chunk[65536];
	int64_t total = 0;
	ssize_t n;
	while ((n = read(fd, chunk, sizeof chunk)) > 0) {
		hash_add(h, chunk, (size_t)n);
		total += n;
	}
	uint8_t bytes[HASH_SIZE];
	hash_end(h, bytes);
	hash_free(h);
	if (n < 0)
		return fault_errno("read %s", path);
	hash_hex(bytes, out);
	if (size)
		*size = total;
	return RC_OK;
}

int hash_same(const void *a, const void *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}
