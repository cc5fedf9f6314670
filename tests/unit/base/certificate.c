/* What the box's own authority can vouch for, judged by OpenSSL's verification as a device would do
 * it. Argument: a scratch directory. */
#include "check.h"
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>
#include "base/certificate.h"
#include "base/clock.h"

static char dir[4096];

static FILE *in(const char *name, const char *how)
{
	char path[4200];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	return fopen(path, how);
}

static X509 *certificate(const char *name)
{
	FILE *f = in(name, "re");
	X509 *cert = f ? PEM_read_X509(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return cert;
}

static EVP_PKEY *private_key(const char *name)
{
	FILE *f = in(name, "re");
	EVP_PKEY *key = f ? PEM_read_PrivateKey(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return key;
}

static void extend(X509 *cert, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX context;
	X509V3_set_ctx(&context, issuer, cert, NULL, NULL, 0);
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	CHECK(value, e && X509_add_ext(cert, e, -1));
	X509_EXTENSION_free(e);
}

/* Signed with the box's stolen key. */
static X509 *sign_for(X509 *issuer, EVP_PKEY *key, const char *names)
{
	X509 *cert = X509_new();
	X509_set_version(cert, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(cert), 7);
	X509_gmtime_adj(X509_getm_notBefore(cert), -86400);
	X509_gmtime_adj(X509_getm_notAfter(cert), 86400);
	X509_set_pubkey(cert, key);
	X509_set_issuer_name(
		cert, issuer ? X509_get_subject_name(issuer) : X509_get_subject_name(cert));
	if (names)
		extend(cert, issuer, NID_subject_alt_name, names);
	return cert;
}

static int verified(X509 *authority, X509 *cert)
{
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	X509_STORE_add_cert(store, authority);
	X509_STORE_CTX_init(context, store, cert, NULL);
	X509_STORE_CTX_set_time(context, 0, clock_now() / 1000);
	int code = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	return code;
}

static void speaks_for(X509 *authority, EVP_PKEY *key, const char *names, int want)
{
	X509 *cert = sign_for(authority, key, names);
	CHECK("signed", X509_sign(cert, key, EVP_sha256()) > 0);
	int got = verified(authority, cert);
	if (got != want)
		printf("# %s: %s\n", names, X509_verify_cert_error_string(got));
	CHECK(names, got == want);
	X509_free(cert);
}

int main(int argc, char **argv)
{
	char path[4200];
	snprintf(dir, sizeof dir, "%s", argc > 1 ? argv[1] : ".");
	CHECK("made", certificate_ensure(dir, "minihall 361127102-1",
			      "hall.local,192.168.8.1,203.0.113.7") == RC_OK);
	X509 *authority = certificate("ca.crt"), *server = certificate("tls.crt");
	EVP_PKEY *key = private_key("ca.key");
	CHECK("there", authority && server && key);
	CHECK("its own server is good", verified(authority, server) == X509_V_OK);
	static const struct {
		const char *names;
		int want;
	} tries[] = {
		{ "DNS:hall.local", X509_V_OK },
		{ "DNS:localhost", X509_V_OK },
		{ "IP:192.168.8.1", X509_V_OK },
		{ "IP:10.1.2.3", X509_V_OK },
		{ "IP:127.0.0.1", X509_V_OK },
		{ "IP:fd00::1", X509_V_OK },
		{ "IP:203.0.113.7", X509_V_OK },
		{ "DNS:bank.example", X509_V_ERR_PERMITTED_VIOLATION },
		{ "DNS:hall.local,DNS:bank.example", X509_V_ERR_PERMITTED_VIOLATION },
		{ "DNS:xhall.local", X509_V_ERR_PERMITTED_VIOLATION },
		{ "IP:8.8.8.8", X509_V_ERR_PERMITTED_VIOLATION },
		{ "IP:203.0.113.8", X509_V_ERR_PERMITTED_VIOLATION },
		{ "IP:2001:db8::1", X509_V_ERR_PERMITTED_VIOLATION },
	};
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		speaks_for(authority, key, tries[i].names, tries[i].want);

	/* a home of an earlier version: the authority without constraints stays until the server's
	 * certificate is renewed, and then keeps its key */
	X509 *old = sign_for(NULL, key, NULL);
	extend(old, old, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
	CHECK("old", X509_sign(old, key, EVP_sha256()) > 0);
	FILE *f = in("ca.crt", "we");
	CHECK("put there", f && PEM_write_X509(f, old) && fclose(f) == 0);
	CHECK("not renewed",
		certificate_ensure(dir, "minihall 361127102-1", "hall.local") == RC_OK);
	X509 *now = certificate("ca.crt");
	CHECK("it stays as it is", now && X509_cmp(now, old) == 0);
	X509_free(now);
	snprintf(path, sizeof path, "%s/tls.crt", dir);
	CHECK("due", unlink(path) == 0 && certificate_ensure(dir, "minihall 361127102-1",
						  "hall.local") == RC_OK);
	now = certificate("ca.crt");
	CHECK("constrained", now && X509_get_ext_by_NID(now, NID_name_constraints, -1) >= 0);
	CHECK("with the key that devices know", EVP_PKEY_eq(X509_get0_pubkey(now), key) == 1);
	X509_free(server);
	server = certificate("tls.crt");
	CHECK("and its server is good", verified(now, server) == X509_V_OK);
	X509_free(now);
	X509_free(old);
	X509_free(server);
	X509_free(authority);
	EVP_PKEY_free(key);
	return FINISH();
}
