/* SSHSIG: "SSHSIG" | version | public key | namespace | reserved | hash name | signature; what is
 * signed is "SSHSIG" | namespace | reserved | "sha512" | SHA-512(message). Shapes from OpenSSH's
 * PROTOCOL.sshsig. */
#include "base/sign.h"
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/hash.h"

#define KEY_BYTES 32
#define SIGNATURE_BYTES 64
#define DIGEST_BYTES 64
#define ARMOR_BEGIN "-----BEGIN SSH SIGNATURE-----"
#define ARMOR_END "-----END SSH SIGNATURE-----"
#define KEY_TYPE "ssh-ed25519"

struct sign_key {
	EVP_PKEY *key;
	uint8_t public[KEY_BYTES];
};

static void put_string(struct buf *b, const void *data, size_t n)
{
	uint8_t length[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8),
		(uint8_t)n };
	buf_add(b, length, sizeof length);
	buf_add(b, data, n);
}

static void put_public(struct buf *b, const uint8_t public[KEY_BYTES])
{
	struct buf blob;
	buf_init(&blob, 256);
	put_string(&blob, KEY_TYPE, strlen(KEY_TYPE));
	put_string(&blob, public, KEY_BYTES);
	put_string(b, blob.data, blob.len);
	buf_release(&blob);
}

static size_t base64(const void *in, size_t n, char *out)
{
	return (size_t)EVP_EncodeBlock((unsigned char *)out, in, (int)n);
}

/* Decodes standard base64 without white space; false when it is not that or longer than room. */
static bool unbase64(const char *text, size_t n, uint8_t *out, size_t room, size_t *got)
{
	if (n == 0 || n % 4 || n / 4 * 3 > room + 2)
		return false;
	uint8_t *tmp = malloc(n / 4 * 3 + 1);
	if (!tmp)
		return false;
	int size = EVP_DecodeBlock(tmp, (const unsigned char *)text, (int)n);
	size_t padding = text[n - 1] != '=' ? 0 : text[n - 2] != '=' ? 1 : 2;
	bool ok = size >= 0 && (size_t)size >= padding && (size_t)size - padding <= room;
	if (ok) {
		*got = (size_t)size - padding;
		memcpy(out, tmp, *got);
		char *again = malloc(n + 1); /* only the one canonical spelling is taken */
		ok = again && base64(out, *got, again) == n && !memcmp(again, text, n);
		free(again);
	}
	free(tmp);
	return ok;
}

static void public_text(const uint8_t public[KEY_BYTES], char out[SIGN_PUBLIC_TEXT])
{
	struct buf b;
	buf_init(&b, 256);
	put_string(&b, KEY_TYPE, strlen(KEY_TYPE));
	put_string(&b, public, KEY_BYTES);
	int n = snprintf(out, SIGN_PUBLIC_TEXT, "%s ", KEY_TYPE);
	base64(b.data, b.len, out + n);
	buf_release(&b);
}

static enum rc public_read(const char *text, uint8_t public[KEY_BYTES])
{
	uint8_t blob[64];
	size_t n = 0, skip = strlen(KEY_TYPE) + 1;
	if (strncmp(text, KEY_TYPE " ", skip))
		return RC_REFUSED;
	size_t length = strcspn(text + skip, " \n");
	if (!unbase64(text + skip, length, blob, sizeof blob, &n) || n != 4 + 11 + 4 + KEY_BYTES)
		return RC_REFUSED;
	static const uint8_t head[] = { 0, 0, 0, 11, 's', 's', 'h', '-', 'e', 'd', '2', '5', '5',
		'1', '9', 0, 0, 0, KEY_BYTES };
	if (memcmp(blob, head, sizeof head))
		return RC_REFUSED;
	memcpy(public, blob + sizeof head, KEY_BYTES);
	return RC_OK;
}

enum rc sign_key_create(const char *path)
{
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	if (!key)
		return fault("no Ed25519 key could be made");
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		EVP_PKEY_free(key);
		return fault_errno("create %s", path);
	}
	FILE *f = file_secret(fdopen(fd, "w"));
	int ok = f && PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL) && fflush(f) == 0 &&
		 fsync(fd) == 0;
	EVP_PKEY_free(key);
	if (f)
		fclose(f);
	else
		close(fd);
	if (ok)
		return RC_OK;
	enum rc rc = fault_errno("write %s", path);
	unlink(path); /* part of a key is none, and would be in the way of the next try */
	return rc;
}

enum rc sign_key_load(const char *path, struct sign_key **out)
{
	FILE *f = file_secret(fopen(path, "re"));
	if (!f)
		return fault_errno("open %s", path);
	struct sign_key *k = calloc(1, sizeof *k);
	size_t n = KEY_BYTES;
	if (k)
		k->key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	if (!k || !k->key || !EVP_PKEY_is_a(k->key, "ED25519") ||
		!EVP_PKEY_get_raw_public_key(k->key, k->public, &n)) {
		sign_key_free(k);
		return fault("%s is not an Ed25519 key", path);
	}
	*out = k;
	return RC_OK;
}

void sign_key_free(struct sign_key *k)
{
	if (!k)
		return;
	EVP_PKEY_free(k->key);
	free(k);
}

void sign_key_public(const struct sign_key *k, char out[SIGN_PUBLIC_TEXT])
{
	public_text(k->public, out);
}

static void statement(struct buf *b, const char *name_space, const uint8_t digest[DIGEST_BYTES])
{
	buf_init(b, 1024);
	buf_add(b, "SSHSIG", 6);
	put_string(b, name_space, strlen(name_space));
	put_string(b, "", 0);
	put_string(b, "sha512", 6);
	put_string(b, digest, DIGEST_BYTES);
}

static void armor(const struct buf *blob, char out[SIGN_ARMOR])
{
	char text[SIGN_ARMOR];
	size_t n = base64(blob->data, blob->len, text), used;
	used = (size_t)snprintf(out, SIGN_ARMOR, ARMOR_BEGIN "\n");
	for (size_t i = 0; i < n; i += 70) {
		size_t part = n - i < 70 ? n - i : 70;
		memcpy(out + used, text + i, part);
		used += part;
		out[used++] = '\n';
	}
	snprintf(out + used, SIGN_ARMOR - used, ARMOR_END "\n");
}

static enum rc sign_digest(const struct sign_key *k, const char *name_space,
	const uint8_t digest[DIGEST_BYTES], char out[SIGN_ARMOR])
{
	struct buf what, blob, inner;
	uint8_t signature[SIGNATURE_BYTES];
	size_t n = sizeof signature;
	statement(&what, name_space, digest);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	int ok = context && EVP_DigestSignInit(context, NULL, NULL, NULL, k->key) == 1 &&
		 EVP_DigestSign(
			 context, signature, &n, (const unsigned char *)what.data, what.len) == 1;
	EVP_MD_CTX_free(context);
	buf_release(&what);
	if (!ok)
		return fault("signing failed");
	buf_init(&inner, 256);
	put_string(&inner, KEY_TYPE, strlen(KEY_TYPE));
	put_string(&inner, signature, n);
	buf_init(&blob, 1024);
	buf_add(&blob, "SSHSIG\0\0\0\1", 10);
	put_public(&blob, k->public);
	put_string(&blob, name_space, strlen(name_space));
	put_string(&blob, "", 0);
	put_string(&blob, "sha512", 6);
	put_string(&blob, inner.data, inner.len);
	armor(&blob, out);
	buf_release(&inner);
	buf_release(&blob);
	return RC_OK;
}

static enum rc digest_data(const void *data, size_t n, uint8_t out[DIGEST_BYTES])
{
	return EVP_Digest(data, n, out, NULL, EVP_sha512(), NULL) ? RC_OK : fault("SHA-512 failed");
}

static enum rc digest_file(const char *path, uint8_t out[DIGEST_BYTES])
{
	int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return fault_errno("open %s", path);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	if (!context || !EVP_DigestInit_ex(context, EVP_sha512(), NULL))
		abort();
	char chunk[65536];
	ssize_t n;
	while ((n = read(fd, chunk, sizeof chunk)) > 0)
		EVP_DigestUpdate(context, chunk, (size_t)n);
	EVP_DigestFinal_ex(context, out, NULL);
	EVP_MD_CTX_free(context);
	return n < 0 ? fault_errno("read %s", path) : RC_OK;
}

enum rc sign_data(const struct sign_key *k, const char *name_space, const void *data, size_t n,
	char out[SIGN_ARMOR])
{
	uint8_t digest[DIGEST_BYTES];
	enum rc rc = digest_data(data, n, digest);
	return rc ? rc : sign_digest(k, name_space, digest, out);
}

enum rc sign_file(
	const struct sign_key *k, const char *name_space, const char *path, char out[SIGN_ARMOR])
{
	uint8_t digest[DIGEST_BYTES];
	enum rc rc = digest_file(path, digest);
	return rc ? rc : sign_digest(k, name_space, digest, out);
}

/* Builds what the armour must say for this key and namespace up to the signature, and takes the 64
 * bytes after it. */
static enum rc armor_signature(const char *text, const uint8_t public[KEY_BYTES],
	const char *name_space, uint8_t signature[SIGNATURE_BYTES])
{
	char packed[SIGN_ARMOR];
	size_t n = 0, got = 0, length = strlen(text);
	uint8_t blob[SIGN_ARMOR];
	const char *begin = text, *end;
	if (length >= 2 * SIGN_ARMOR || strncmp(begin, ARMOR_BEGIN "\n", strlen(ARMOR_BEGIN) + 1))
		return RC_REFUSED;
	begin += strlen(ARMOR_BEGIN) + 1;
	end = strstr(begin, ARMOR_END);
	if (!end)
		return RC_REFUSED;
	const char *rest = end + strlen(ARMOR_END);
	if (strcmp(rest, "\n") && *rest)
		return RC_REFUSED;
	for (const char *p = begin; p < end; p++)
		if (*p != '\n') {
			if (n >= sizeof packed - 1)
				return RC_REFUSED;
			packed[n++] = *p;
		}
	if (!unbase64(packed, n, blob, sizeof blob, &got))
		return RC_REFUSED;
	struct buf want;
	buf_init(&want, 1024);
	buf_add(&want, "SSHSIG\0\0\0\1", 10);
	put_public(&want, public);
	put_string(&want, name_space, strlen(name_space));
	put_string(&want, "", 0);
	put_string(&want, "sha512", 6);
	static const uint8_t head[] = { 0, 0, 0, 83, 0, 0, 0, 11, 's', 's', 'h', '-', 'e', 'd', '2',
		'5', '5', '1', '9', 0, 0, 0, SIGNATURE_BYTES };
	buf_add(&want, head, sizeof head);
	bool ok = got == want.len + SIGNATURE_BYTES && !memcmp(blob, want.data, want.len);
	if (ok)
		memcpy(signature, blob + want.len, SIGNATURE_BYTES);
	buf_release(&want);
	return ok ? RC_OK : RC_REFUSED;
}

static enum rc verify_digest(const char *public_words, const char *name_space,
	const uint8_t digest[DIGEST_BYTES], const char *text)
{
	uint8_t public[KEY_BYTES], signature[SIGNATURE_BYTES];
	if (public_read(public_words, public) ||
		armor_signature(text, public, name_space, signature))
		return RC_REFUSED;
	struct buf what;
	statement(&what, name_space, digest);
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public, KEY_BYTES);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	int ok = key && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
		 EVP_DigestVerify(context, signature, SIGNATURE_BYTES,
			 (const unsigned char *)what.data, what.len) == 1;
	EVP_MD_CTX_free(context);
	EVP_PKEY_free(key);
	buf_release(&what);
	return ok ? RC_OK : RC_REFUSED;
}

enum rc sign_verify(const char *public_words, const char *name_space, const void *data, size_t n,
	const char *text)
{
	uint8_t digest[DIGEST_BYTES];
	enum rc rc = digest_data(data, n, digest);
	return rc ? rc : verify_digest(public_words, name_space, digest, text);
}

enum rc sign_verify_file(
	const char *public_words, const char *name_space, const char *path, const char *text)
{
	uint8_t digest[DIGEST_BYTES];
	enum rc rc = digest_file(path, digest);
	return rc ? rc : verify_digest(public_words, name_space, digest, text);
}

enum rc sign_fingerprint(const char *public_words, char out[64])
{
	uint8_t public[KEY_BYTES], digest[HASH_SIZE];
	char text[64];
	if (public_read(public_words, public))
		return RC_REFUSED;
	struct buf b;
	buf_init(&b, 256);
	put_string(&b, KEY_TYPE, strlen(KEY_TYPE));
	put_string(&b, public, KEY_BYTES);
	hash_bytes(b.data, b.len, digest);
	buf_release(&b);
	base64(digest, sizeof digest, text);
	text[strcspn(text, "=")] = '\0';
	snprintf(out, 64, "SHA256:%.43s", text);
	return RC_OK;
}
