/* Ed25519 keys and signatures in OpenSSH's SSHSIG form (PROTOCOL.sshsig), so that `ssh-keygen -Y
 * verify` checks what we sign and git shows our commits as signed, without our software. Private
 * keys are files of mode 0600 in OpenSSL's PKCS#8 PEM. */
#ifndef BASE_SIGN_H
#define BASE_SIGN_H
#include <stddef.h>
#include <stdint.h>
#include "base/result.h"
#include "base/buf.h"

#define SIGN_PUBLIC_TEXT 128 /* "ssh-ed25519 AAAA…" and its NUL */
#define SIGN_ARMOR 512 /* an armoured SSHSIG and its NUL */
/* namespaces: what a signature is for can't be changed afterwards */
#define SIGN_BATCH "minihall-batch"
#define SIGN_RECEIPT "minihall-receipt"
#define SIGN_LINK "minihall-link"
#define SIGN_GIT "git"

struct sign_key;
NODISCARD enum rc sign_key_create(const char *path); /* refuses to overwrite */
/* owner calls sign_key_free() */
NODISCARD enum rc sign_key_load(const char *path, struct sign_key **out);
void sign_key_free(struct sign_key *k);
void sign_key_public(const struct sign_key *k, char out[SIGN_PUBLIC_TEXT]);
/* Armoured SSHSIG of data; deterministic (Ed25519). */
NODISCARD enum rc sign_data(const struct sign_key *k, const char *name_space, const void *data,
	size_t n, char out[SIGN_ARMOR]);
NODISCARD enum rc sign_file(
	const struct sign_key *k, const char *name_space, const char *path, char out[SIGN_ARMOR]);
/* RC_OK when `armor` is a good signature of data by the key written as "ssh-ed25519 AAAA…";
 * RC_REFUSED when it is not. */
NODISCARD enum rc sign_verify(const char *public_text, const char *name_space, const void *data,
	size_t n, const char *armor);
NODISCARD enum rc sign_verify_file(
	const char *public_text, const char *name_space, const char *path, const char *armor);
/* "SHA256:…" as ssh-keygen -l prints it; out has room for 64. */
NODISCARD enum rc sign_fingerprint(const char *public_text, char out[64]);

#endif
