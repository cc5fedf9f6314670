/* What the recipes keep of OpenSSL for the seals and certificates of government networks: CMS, SM2,
 * SM3 and SM4, by the examples of their standards (GB/T 32905, 32907) and by signing and
 * checking. */
#include "check.h"
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

static const char *hex(const unsigned char *bytes, size_t n)
{
	static char out[129];
	for (size_t i = 0; i < n && i < 64; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
	return out;
}

static void sm3(void)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	CHECK("SM3 is there", EVP_Digest("abc", 3, digest, &n, EVP_sm3(), NULL) == 1);
	CHECK_TEXT("SM3 of abc", hex(digest, n),
		"66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

static void sm4(void)
{
	static const unsigned char key[] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xfe,
		0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10 };
	unsigned char out[32];
	int n = 0;
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	CHECK("SM4 is there", EVP_EncryptInit_ex(c, EVP_sm4_ecb(), NULL, key, NULL) == 1);
	CHECK("SM4 takes a block", EVP_EncryptUpdate(c, out, &n, key, sizeof key) == 1 && n == 16);
	CHECK_TEXT("SM4 of its key by itself", hex(out, 16), "681edf34d206965e86b3e94f536e4246");
	EVP_CIPHER *gcm = EVP_CIPHER_fetch(NULL, "SM4-GCM", NULL);
	CHECK("SM4 in GCM too", gcm && EVP_EncryptInit_ex(c, gcm, NULL, NULL, NULL) == 1);
	EVP_CIPHER_free(gcm);
	EVP_CIPHER_CTX_free(c);
}

static void sm2(void)
{
	unsigned char signature[128];
	size_t n = sizeof signature;
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	CHECK("an SM2 key", key && EVP_PKEY_is_a(key, "SM2"));
	CHECK("SM2 signs",
		EVP_DigestSignInit(c, NULL, EVP_sm3(), NULL, key) == 1 &&
			EVP_DigestSign(c, signature, &n, (const unsigned char *)"abc", 3) == 1);
	EVP_MD_CTX_reset(c);
	CHECK("and it holds",
		EVP_DigestVerifyInit(c, NULL, EVP_sm3(), NULL, key) == 1 &&
			EVP_DigestVerify(c, signature, n, (const unsigned char *)"abc", 3) == 1);
	EVP_MD_CTX_reset(c);
	CHECK("for that text alone",
		EVP_DigestVerifyInit(c, NULL, EVP_sm3(), NULL, key) == 1 &&
			EVP_DigestVerify(c, signature, n, (const unsigned char *)"abd", 3) != 1);
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(key);
}

static X509 *certificate(EVP_PKEY *key)
{
	X509 *x = X509_new();
	X509_NAME *name = X509_get_subject_name(x);
	X509_set_version(x, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
	X509_gmtime_adj(X509_getm_notBefore(x), -60);
	X509_gmtime_adj(X509_getm_notAfter(x), 3600);
	X509_NAME_add_entry_by_txt(
		name, "CN", MBSTRING_ASC, (const unsigned char *)"seal", -1, -1, 0);
	X509_set_issuer_name(x, name);
	X509_set_pubkey(x, key);
	CHECK("a certificate of its own", X509_sign(x, key, EVP_sha256()) > 0);
	return x;
}

static int holds(CMS_ContentInfo *signed_, X509 *by, const char *text)
{
	BIO *b = BIO_new_mem_buf(text, -1);
	STACK_OF(X509) *certificates = sk_X509_new_null();
	sk_X509_push(certificates, by);
	int good = CMS_verify(
		signed_, certificates, NULL, b, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY);
	sk_X509_free(certificates);
	BIO_free(b);
	return good;
}

static void cms(void)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *x = certificate(key);
	BIO *text = BIO_new_mem_buf("准予许可", -1);
	CMS_ContentInfo *c = CMS_sign(x, key, NULL, text, CMS_BINARY | CMS_DETACHED);
	CHECK("CMS signs", c);
	CHECK("CMS holds", c && holds(c, x, "准予许可") == 1);
	CHECK("for that text alone", c && holds(c, x, "不予许可") != 1);
	CMS_ContentInfo_free(c);
	BIO_free(text);
	X509_free(x);
	EVP_PKEY_free(key);
}

int main(void)
{
	sm3();
	sm4();
	sm2();
	cms();
	return FINISH();
}
