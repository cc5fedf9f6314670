/* A small authority with OpenSSL. */
#include "base/certificate.h"
#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/id.h"

#define DAY 86400L
#define RENEW_DAYS 30

static enum rc write_pem(const char *path, EVP_PKEY *key, X509 *cert)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *data;
	int ok = bio && (key ? PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL)
			     : PEM_write_bio_X509(bio, cert));
	long n = ok ? BIO_get_mem_data(bio, &data) : 0;
	enum rc rc = ok ? file_write(path, data, (size_t)n, key ? 0600 : 0644)
			: fault("PEM for %s failed", path);
	BIO_free(bio);
	return rc;
}

static int add_extension(X509 *cert, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX context;
	X509V3_set_ctx(&context, issuer, cert, NULL, NULL, 0);
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	int ok = e && X509_add_ext(cert, e, -1);
	X509_EXTENSION_free(e);
	return ok;
}

static X509 *begin(EVP_PKEY *key, const char *name, long days)
{
	X509 *cert = X509_new();
	unsigned char serial[16];
	id_random(serial, sizeof serial);
	serial[0] &= 0x7F;
	BIGNUM *number = BN_bin2bn(serial, sizeof serial, NULL);
	int ok = cert && number && X509_set_version(cert, X509_VERSION_3) &&
		 BN_to_ASN1_INTEGER(number, X509_get_serialNumber(cert)) &&
		 X509_gmtime_adj(X509_getm_notBefore(cert), -DAY) &&
		 X509_gmtime_adj(X509_getm_notAfter(cert), days * DAY) &&
		 X509_set_pubkey(cert, key) &&
		 X509_NAME_add_entry_by_NID(X509_get_subject_name(cert), NID_commonName,
			 MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
	BN_free(number);
	if (ok)
		return cert;
	X509_free(cert);
	return NULL;
}

/* "IP" or "DNS", and the address as the library writes a constraint on exactly it. */
static bool is_address(const char *one, const char **mask)
{
	struct in6_addr address;
	bool four = inet_pton(AF_INET, one, &address) == 1;
	*mask = four ? "255.255.255.255" : "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
	return four || inet_pton(AF_INET6, one, &address) == 1;
}

/* "IP:…,DNS:…" of every name; constraint: as what an authority may sign for, exactly these. */
static void names_of(const char *addresses, bool constraint, char *out, size_t room)
{
	char copy[1024], *rest = copy;
	size_t used = 0;
	snprintf(copy, sizeof copy, "%s", addresses);
	out[0] = '\0';
	for (char *one; (one = strsep(&rest, ","));) {
		const char *mask;
		bool ip = is_address(one, &mask);
		int n = *one ? snprintf(out + used, room - used, "%s%s%s:%s%s%s", used ? "," : "",
				       constraint ? "permitted;" : "", ip ? "IP" : "DNS", one,
				       constraint && ip ? "/" : "", constraint && ip ? mask : "")
			     : 0;
		if (n > 0 && used + (size_t)n < room)
			used += (size_t)n;
	}
}

/* What the authority may speak for: this box's names, and addresses that nobody outside has. A
 * stolen box can then pose as no other site. */
#define PRIVATE_ADDRESSES \
	"permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:172.16.0.0/255.240.0.0," \
	"permitted;IP:192.168.0.0/255.255.0.0," \
	"permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:169.254.0.0/255.255.0.0," \
	"permitted;IP:fc00::/fe00::,permitted;IP:fe80::/ffc0::," \
	"permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,permitted;DNS:localhost"

static X509_EXTENSION *constraints(const char *addresses)
{
	char names[4096], text[6144];
	names_of(addresses, true, names, sizeof names);
	snprintf(text, sizeof text, "critical," PRIVATE_ADDRESSES "%s%s", names[0] ? "," : "",
		names);
	return X509V3_EXT_conf_nid(NULL, NULL, NID_name_constraints, text);
}

static bool is_constrained(const X509 *cert, const char *addresses)
{
	X509_EXTENSION *want = constraints(addresses);
	int at = X509_get_ext_by_NID(cert, NID_name_constraints, -1);
	X509_EXTENSION *held = at < 0 ? NULL : X509_get_ext(cert, at);
	bool same = want && held &&
		    !ASN1_OCTET_STRING_cmp(
			    X509_EXTENSION_get_data(want), X509_EXTENSION_get_data(held));
	X509_EXTENSION_free(want);
	return same;
}

static X509 *read_certificate(const char *path)
{
	FILE *f = fopen(path, "re");
	X509 *cert = f ? PEM_read_X509(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return cert;
}

static EVP_PKEY *read_key(const char *path)
{
	FILE *f = file_secret(fopen(path, "re"));
	EVP_PKEY *key = f ? PEM_read_PrivateKey(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return key;
}

/* With the key that is there: who installed the authority before goes on trusting it, who installs
 * it now trusts it for no more than it needs. */
static enum rc make_authority(const char *dir, const char *name, const char *addresses)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/ca.key", dir);
	EVP_PKEY *key = read_key(path);
	bool fresh = !key;
	if (fresh)
		key = EVP_EC_gen("P-256");
	X509 *cert = key ? begin(key, name, 3650) : NULL;
	X509_EXTENSION *only = constraints(addresses);
	int ok = cert && only && X509_set_issuer_name(cert, X509_get_subject_name(cert)) &&
		 add_extension(cert, cert, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
		 add_extension(cert, cert, NID_key_usage, "critical,keyCertSign,cRLSign") &&
		 add_extension(cert, cert, NID_subject_key_identifier, "hash") &&
		 X509_add_ext(cert, only, -1) && X509_sign(cert, key, EVP_sha256());
	enum rc rc = ok ? RC_OK
			: fault("the certificate authority could not be made for the names %s",
				  addresses);
	if (!rc && fresh)
		rc = write_pem(path, key, NULL);
	snprintf(path, sizeof path, "%s/ca.crt", dir);
	if (!rc)
		rc = write_pem(path, NULL, cert);
	X509_EXTENSION_free(only);
	X509_free(cert);
	EVP_PKEY_free(key);
	return rc;
}

static enum rc make_server(const char *dir, const char *addresses)
{
	char path[4096], names[2048];
	names_of(addresses, false, names, sizeof names);
	snprintf(path, sizeof path, "%s/ca.crt", dir);
	X509 *authority = read_certificate(path);
	snprintf(path, sizeof path, "%s/ca.key", dir);
	EVP_PKEY *authority_key = read_key(path);
	snprintf(path, sizeof path, "%s/tls.key", dir);
	EVP_PKEY *key = read_key(path); /* kept over renewals: its pin is what peers know */
	bool fresh = !key;
	if (fresh)
		key = EVP_EC_gen("P-256");
	X509 *cert = key ? begin(key, "minihall server", 397) : NULL;
	int ok = authority && authority_key && cert &&
		 X509_set_issuer_name(cert, X509_get_subject_name(authority)) &&
		 add_extension(cert, authority, NID_basic_constraints, "critical,CA:FALSE") &&
		 add_extension(cert, authority, NID_key_usage, "critical,digitalSignature") &&
		 add_extension(cert, authority, NID_ext_key_usage, "serverAuth") &&
		 add_extension(cert, authority, NID_subject_alt_name, names) &&
		 X509_sign(cert, authority_key, EVP_sha256());
	enum rc rc = ok ? RC_OK : fault("the server certificate could not be made");
	if (!rc && fresh)
		rc = write_pem(path, key, NULL);
	snprintf(path, sizeof path, "%s/tls.crt", dir);
	if (!rc)
		rc = write_pem(path, NULL, cert);
	X509_free(cert);
	X509_free(authority);
	EVP_PKEY_free(key);
	EVP_PKEY_free(authority_key);
	return rc;
}

enum rc certificate_ensure(const char *dir, const char *name, const char *addresses)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/tls.crt", dir);
	X509 *cert = read_certificate(path);
	time_t soon = clock_now() / 1000 + RENEW_DAYS * DAY;
	bool good = cert && X509_cmp_time(X509_get0_notAfter(cert), &soon) > 0;
	X509_free(cert);
	snprintf(path, sizeof path, "%s/ca.crt", dir);
	X509 *authority = read_certificate(path);
	bool keep = authority && (good || is_constrained(authority, addresses));
	X509_free(authority);
	enum rc rc = keep ? RC_OK : make_authority(dir, name, addresses);
	return rc || (keep && good) ? rc : make_server(dir, addresses);
}

enum rc certificate_pin(const char *crt_path, char out[64])
{
	unsigned char *der = NULL, digest[HASH_SIZE];
	char text[64];
	X509 *cert = read_certificate(crt_path);
	int n = cert ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(cert), &der) : -1;
	X509_free(cert);
	if (n <= 0)
		return fault("%s is not a certificate", crt_path);
	hash_bytes(der, (size_t)n, digest);
	OPENSSL_free(der);
	EVP_EncodeBlock((unsigned char *)text, digest, HASH_SIZE);
	snprintf(out, 64, "sha256//%.44s", text);
	return RC_OK;
}

struct certificate {
	X509 *cert;
	char first[256];
};

static void name_text(const GENERAL_NAME *name, char *out, size_t room)
{
	out[0] = '\0';
	if (name->type == GEN_DNS)
		snprintf(out, room, "%.*s", ASN1_STRING_length(name->d.dNSName),
			(const char *)ASN1_STRING_get0_data(name->d.dNSName));
	else if (name->type == GEN_IPADD && ASN1_STRING_length(name->d.iPAddress) == 4)
		inet_ntop(AF_INET, ASN1_STRING_get0_data(name->d.iPAddress), out, (socklen_t)room);
}

static void find_first(struct certificate *c)
{
	GENERAL_NAMES *names = X509_get_ext_d2i(c->cert, NID_subject_alt_name, NULL, NULL);
	bool reachable = false;
	snprintf(c->first, sizeof c->first, "localhost");
	for (int i = 0, found = 0; !reachable && i < sk_GENERAL_NAME_num(names); i++) {
		char text[256];
		name_text(sk_GENERAL_NAME_value(names, i), text, sizeof text);
		reachable = text[0] && strcmp(text, "localhost") && strncmp(text, "127.", 4);
		if (reachable || (text[0] && !found++))
			snprintf(c->first, sizeof c->first, "%s", text);
	}
	GENERAL_NAMES_free(names);
}

enum rc certificate_load(const char *crt_path, struct certificate **out)
{
	struct certificate *c = calloc(1, sizeof *c);
	if (!c || !(c->cert = read_certificate(crt_path))) {
		free(c);
		return fault("%s is not a certificate", crt_path);
	}
	find_first(c);
	*out = c;
	return RC_OK;
}

bool certificate_names(const struct certificate *c, const char *host)
{
	return X509_check_ip_asc(c->cert, host, 0) == 1 ||
	       X509_check_host(c->cert, host, 0, 0, NULL) == 1;
}

const char *certificate_first(const struct certificate *c)
{
	return c->first;
}

void certificate_free(struct certificate *c)
{
	if (!c)
		return;
	X509_free(c->cert);
	free(c);
}
