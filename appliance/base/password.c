/* Argon2id through OpenSSL's KDF interface; parameters are OWASP's minimum (19 MiB, 2 passes),
 * about 30 ms on a small box. */
#include "base/password.h"
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "base/file.h"
#include "base/hash.h"
#include "base/id.h"

#define SALT_BYTES 16
#define OUT_BYTES 32
#define MEMORY_KIB 19456u
#define PASSES 2u
#define PHC_HEAD "$argon2id$v=19$m=19456,t=2,p=1$"

/* OpenSSL's parameters are not const-correct: it gets a password of its own, which is wiped. */
static enum rc derive(const char *password, uint8_t salt[SALT_BYTES], uint8_t out[OUT_BYTES])
{
	size_t size = strlen(password);
	char *own = OPENSSL_strdup(password);
	uint32_t memory = MEMORY_KIB, passes = PASSES, lanes = 1;
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "ARGON2ID", NULL);
	EVP_KDF_CTX *context = kdf ? EVP_KDF_CTX_new(kdf) : NULL;
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, own, own ? size : 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt, SALT_BYTES),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &memory),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &passes),
		OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &lanes),
		OSSL_PARAM_construct_end(),
	};
	int ok = own && context && EVP_KDF_derive(context, out, OUT_BYTES, params) == 1;
	EVP_KDF_CTX_free(context);
	EVP_KDF_free(kdf);
	OPENSSL_clear_free(own, size);
	return ok ? RC_OK : fault("Argon2id failed");
}

static void encode(const uint8_t *in, size_t n, char *out)
{
	EVP_EncodeBlock((unsigned char *)out, in, (int)n);
	out[strcspn(out, "=")] = '\0'; /* the PHC form has no padding */
}

enum rc password_hash(const char *password, char out[PASSWORD_HASH])
{
	uint8_t salt[SALT_BYTES], key[OUT_BYTES];
	char salt_text[32], key_text[64];
	id_random(salt, sizeof salt);
	enum rc rc = derive(password, salt, key);
	if (rc)
		return rc;
	encode(salt, sizeof salt, salt_text);
	encode(key, sizeof key, key_text);
	snprintf(out, PASSWORD_HASH, PHC_HEAD "%s$%s", salt_text, key_text);
	OPENSSL_cleanse(key, sizeof key);
	OPENSSL_cleanse(key_text, sizeof key_text);
	return RC_OK;
}

enum rc password_check(const char *password, const char *hash)
{
	uint8_t salt[SALT_BYTES + 2], key[OUT_BYTES];
	char padded[25], key_text[64];
	size_t head = strlen(PHC_HEAD);
	if (strlen(hash) != head + 22 + 1 + 43 || strncmp(hash, PHC_HEAD, head) ||
		hash[head + 22] != '$')
		return RC_REFUSED;
	snprintf(padded, sizeof padded, "%.22s==", hash + head);
	if (EVP_DecodeBlock(salt, (const unsigned char *)padded, 24) != SALT_BYTES + 2)
		return RC_REFUSED;
	enum rc rc = derive(password, salt, key);
	if (rc)
		return rc;
	encode(key, sizeof key, key_text);
	bool same = hash_same(key_text, hash + head + 23, 43);
	OPENSSL_cleanse(key, sizeof key);
	OPENSSL_cleanse(key_text, sizeof key_text);
	return same ? RC_OK : RC_REFUSED;
}

bool password_typed(char out[PASSWORD_TYPED])
{
	if (!fgets(out, PASSWORD_TYPED, file_secret(stdin)))
		return false;
	out[strcspn(out, "\r\n")] = '\0';
	return true;
}

void password_wipe(char typed[PASSWORD_TYPED])
{
	OPENSSL_cleanse(typed, PASSWORD_TYPED);
}
