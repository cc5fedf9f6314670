/* SSHSIG both ways against stock ssh-keygen: what we sign it verifies, what it signs we verify; one flipped byte is refused by both. */
#include "check.h"
#include "base/file.h"
#include "base/sign.h"

static struct arena arena;

static int run(const char *format, ...)
{
	char command[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	return system(command);
}

static const char *place(const char *name)
{
	return arena_printf(&arena, "%s/%s", check_place(), name);
}

static struct sign_key *new_key(const char *name)
{
	struct sign_key *k = NULL;
	return sign_key_create(place(name)) == RC_OK && sign_key_load(place(name), &k) == RC_OK ? k : NULL;
}

static void put(const char *name, const char *text)
{
	if (file_write(place(name), text, strlen(text), 0600))
		abort();
}

static void test_ours(void)
{
	char public[SIGN_PUBLIC_TEXT], other[SIGN_PUBLIC_TEXT], text[SIGN_ARMOR], again[SIGN_ARMOR], mark[64];
	struct sign_key *k = new_key("node.key"), *k2 = new_key("other.key");
	NEED("keys are made and loaded", k && k2);
	CHECK("a key is never overwritten", sign_key_create(place("node.key")) == RC_FAULT);
	fault_clear();
	sign_key_public(k, public);
	sign_key_public(k2, other);
	put("message", "一号窗口\n");
	NEED("data is signed", sign_data(k, SIGN_BATCH, "一号窗口\n", 13, text) == RC_OK);
	CHECK("a signature is deterministic", sign_file(k, SIGN_BATCH, place("message"), again) == RC_OK && !strcmp(text, again));
	CHECK("and verifies", sign_verify(public, SIGN_BATCH, "一号窗口\n", 13, text) == RC_OK && sign_verify_file(public, SIGN_BATCH, place("message"), text) == RC_OK);
	CHECK("not for another namespace", sign_verify(public, SIGN_RECEIPT, "一号窗口\n", 13, text) == RC_REFUSED);
	CHECK("not for another key", sign_verify(other, SIGN_BATCH, "一号窗口\n", 13, text) == RC_REFUSED);
	CHECK("not for other data", sign_verify(public, SIGN_BATCH, "一号窗口", 12, text) == RC_REFUSED);
	int taken = 0;
	size_t n = strlen(text);
	for (size_t i = 0; i < n; i++)
		for (int bit = 0; bit < 8; bit++) {
			char bent[SIGN_ARMOR];
			memcpy(bent, text, n + 1);
			bent[i] = (char)(bent[i] ^ (1 << bit));
			taken += sign_verify(public, SIGN_BATCH, "一号窗口\n", 13, bent) == RC_OK && strlen(bent) == n;
		}
	CHECK_INT("no armour with one bit flipped is taken", taken, 0);
	taken = 0;
	for (size_t i = 0; i + 1 < n; i++) { /* the last byte is the newline after the end mark, which may be missing */
		char cut[SIGN_ARMOR];
		memcpy(cut, text, i);
		cut[i] = '\0';
		taken += sign_verify(public, SIGN_BATCH, "一号窗口\n", 13, cut) == RC_OK;
	}
	CHECK_INT("no armour cut short is taken", taken, 0);
	put("signature", text);
	put("signers", arena_printf(&arena, "hall@minihall %s\n", public));
	CHECK("stock ssh-keygen verifies ours", run("ssh-keygen -q -Y verify -f %s -I hall@minihall -n minihall-batch -s %s <%s >/dev/null 2>&1", place("signers"), place("signature"), place("message")) == 0);
	CHECK("stock ssh-keygen refuses ours in another namespace", run("ssh-keygen -q -Y verify -f %s -I hall@minihall -n minihall-receipt -s %s <%s >/dev/null 2>&1", place("signers"), place("signature"), place("message")) != 0);
	put("message.bent", "二号窗口\n");
	CHECK("stock ssh-keygen refuses one changed byte", run("ssh-keygen -q -Y verify -f %s -I hall@minihall -n minihall-batch -s %s <%s >/dev/null 2>&1", place("signers"), place("signature"), place("message.bent")) != 0);
	put("node.pub", arena_printf(&arena, "%s\n", public));
	char *told;
	CHECK("fingerprints agree", sign_fingerprint(public, mark) == RC_OK && run("ssh-keygen -l -f %s >%s", place("node.pub"), place("told")) == 0 &&
	      file_read(&arena, place("told"), 4096, &told, NULL) == RC_OK && strstr(told, mark));
	sign_key_free(k);
	sign_key_free(k2);
}

static void test_theirs(void)
{
	char *public, *text;
	NEED("stock ssh-keygen makes a key", run("ssh-keygen -q -t ed25519 -N '' -C '' -f %s", place("stock")) == 0);
	put("theirs", "发证\n");
	NEED("and signs", run("ssh-keygen -q -Y sign -f %s -n minihall-receipt %s >/dev/null 2>&1", place("stock"), place("theirs")) == 0);
	NEED("its files are there", file_read(&arena, place("stock.pub"), 4096, &public, NULL) == RC_OK && file_read(&arena, place("theirs.sig"), 4096, &text, NULL) == RC_OK);
	CHECK("we verify its signature", sign_verify(public, SIGN_RECEIPT, "发证\n", 7, text) == RC_OK);
	CHECK("we refuse it for other data", sign_verify(public, SIGN_RECEIPT, "发牌\n", 7, text) == RC_REFUSED);
	NEED("an RSA key is made", run("ssh-keygen -q -t rsa -b 2048 -N '' -C '' -f %s && ssh-keygen -q -Y sign -f %s -n minihall-receipt <%s >%s 2>/dev/null", place("rsa"), place("rsa"), place("theirs"), place("rsa.sig")) == 0);
	NEED("its files are there too", file_read(&arena, place("rsa.pub"), 4096, &public, NULL) == RC_OK && file_read(&arena, place("rsa.sig"), 4096, &text, NULL) == RC_OK);
	CHECK("only Ed25519 is taken", sign_verify(public, SIGN_RECEIPT, "发证\n", 7, text) == RC_REFUSED);
}

static void test_rubbish(void)
{
	static const char *const keys[] = { "", "ssh-ed25519", "ssh-ed25519 ", "ssh-ed25519 AAAA", "ssh-ed25519 !!!!", "ssh-rsa AAAAC3NzaC1lZDI1NTE5", "x" };
	int taken = 0;
	char mark[64];
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		taken += sign_fingerprint(keys[i], mark) == RC_OK || sign_verify(keys[i], SIGN_BATCH, "x", 1, "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n") == RC_OK;
	CHECK_INT("no rubbish is a public key", taken, 0);
}

int main(void)
{
	arena_init(&arena, 1u << 20);
	test_ours();
	test_theirs();
	test_rubbish();
	arena_release(&arena);
	return check_end();
}
