/* Keys and signatures, against stock ssh-keygen. Argument: a scratch directory. */
#include "check.h"
#include <stdlib.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/sign.h"

static int run(const char *format, const char *dir)
{
	char command[4096];
	snprintf(command, sizeof command, format, dir, dir, dir, dir, dir);
	return system(command);
}

static void signatures(const char *dir)
{
	struct sign_key *key;
	char path[4096], public[SIGN_PUBLIC_TEXT], armor[SIGN_ARMOR], again[SIGN_ARMOR], text[4096],
		fingerprint[64];
	const char *message = "收件一件\n";
	snprintf(path, sizeof path, "%s/node.key", dir);
	CHECK("a key is made once",
		sign_key_create(path) == RC_OK && sign_key_create(path) == RC_FAULT);
	fault_clear();
	CHECK("and read", sign_key_load(path, &key) == RC_OK);
	sign_key_public(key, public);
	CHECK("signing",
		sign_data(key, SIGN_BATCH, message, strlen(message), armor) == RC_OK &&
			sign_data(key, SIGN_BATCH, message, strlen(message), again) == RC_OK);
	CHECK("is deterministic", !strcmp(armor, again));
	CHECK("we accept ours",
		sign_verify(public, SIGN_BATCH, message, strlen(message), armor) == RC_OK);
	CHECK("not for another purpose",
		sign_verify(public, SIGN_GIT, message, strlen(message), armor) == RC_REFUSED);
	CHECK("not another message",
		sign_verify(public, SIGN_BATCH, message, strlen(message) - 1, armor) == RC_REFUSED);
	CHECK("fingerprint", sign_fingerprint(public, fingerprint) == RC_OK &&
				     !strncmp(fingerprint, "SHA256:", 7) &&
				     strlen(fingerprint) == 50);
	size_t length = strlen(armor);
	for (size_t i = 0; i < length; i++) { /* every byte of the armour, flipped */
		char broken[SIGN_ARMOR];
		memcpy(broken, armor, length + 1);
		broken[i] ^= 1;
		if (i == length - 1)
			continue; /* the last line end is not part of it */
		CHECK("a flipped byte is refused", sign_verify(public, SIGN_BATCH, message,
							   strlen(message), broken) == RC_REFUSED);
		memcpy(broken, armor, length + 1);
		broken[i] = '\0';
		CHECK("a truncated armour is refused",
			sign_verify(public, SIGN_BATCH, message, strlen(message), broken) ==
					RC_REFUSED ||
				i == length - 1);
	}
	snprintf(path, sizeof path, "%s/message", dir);
	CHECK("message", file_write(path, message, strlen(message), 0600) == RC_OK);
	snprintf(path, sizeof path, "%s/message.sig", dir);
	CHECK("signature", file_write(path, armor, strlen(armor), 0600) == RC_OK);
	snprintf(text, sizeof text, "tester %s\n", public);
	snprintf(path, sizeof path, "%s/signers", dir);
	CHECK("signers", file_write(path, text, strlen(text), 0600) == RC_OK);
	CHECK("ssh-keygen accepts ours",
		run("ssh-keygen -Y verify -f %s/signers -I tester -n minihall-batch -s "
		    "%s/message.sig < %s/message >/dev/null 2>&1",
			dir) == 0);
	CHECK("and refuses another message",
		run("echo x | ssh-keygen -Y verify -f %s/signers -I tester -n minihall-batch -s "
		    "%s/message.sig >/dev/null 2>&1",
			dir) != 0);
	/* the other way round: a key and signature made by ssh-keygen */
	CHECK("ssh-keygen makes a key",
		run("ssh-keygen -q -t ed25519 -N '' -f %s/theirs", dir) == 0);
	struct arena a;
	char *theirs, *their_signature;
	arena_init(&a, 65536);
	snprintf(path, sizeof path, "%s/theirs.pub", dir);
	CHECK("their key", file_read(&a, path, 4096, &theirs, NULL) == RC_OK);
	snprintf(path, sizeof path, "%s/message.sig", dir);
	(void)!unlink(path);
	CHECK("ssh-keygen signs again",
		run("ssh-keygen -q -Y sign -f %s/theirs -n minihall-batch %s/message 2>/dev/null",
			dir) == 0);
	CHECK("their signature", file_read(&a, path, 4096, &their_signature, NULL) == RC_OK &&
					 sign_verify(theirs, SIGN_BATCH, message, strlen(message),
						 their_signature) == RC_OK);
	arena_release(&a);
	sign_key_free(key);
}

/* A key file that a power cut or a careless copy left: none of it is taken for a key. */
static void broken_keys(const char *dir)
{
	struct arena a;
	struct sign_key *key = NULL;
	char path[4096], *text;
	size_t n;
	arena_init(&a, 65536);
	snprintf(path, sizeof path, "%s/node.key", dir);
	CHECK("the whole key", file_read(&a, path, 4096, &text, &n) == RC_OK && n > 100);
	snprintf(path, sizeof path, "%s/broken.key", dir);
	for (size_t i = 0; i + 1 < n; i++) { /* the last line end is not needed */
		CHECK("a part", file_write(path, text, i, 0600) == RC_OK);
		CHECK("a part of a key is none", sign_key_load(path, &key) == RC_FAULT && !key);
		CHECK("and the fault names the file", strstr(fault_text(), "broken.key") != NULL);
		fault_clear();
	}
	char *noise = arena_alloc(&a, n);
	memset(noise, 0, n);
	CHECK("zeros, as a cut leaves them", file_write(path, noise, n, 0600) == RC_OK);
	CHECK("are none", sign_key_load(path, &key) == RC_FAULT && !key);
	fault_clear();
	CHECK("ssh-keygen's own form is not this one",
		run("ssh-keygen -q -t ed25519 -N '' -f %s/other", dir) == 0);
	snprintf(path, sizeof path, "%s/other", dir);
	CHECK("and refused", sign_key_load(path, &key) == RC_FAULT && !key);
	fault_clear();
	snprintf(path, sizeof path, "%s/nowhere.key", dir);
	CHECK("nor is one that is not there", sign_key_load(path, &key) == RC_FAULT && !key);
	fault_clear();
	CHECK("a folder is none", sign_key_load(dir, &key) == RC_FAULT && !key);
	fault_clear();
	arena_release(&a);
}

int main(int argc, char **argv)
{
	const char *dir = argc > 1 ? argv[1] : ".";
	signatures(dir);
	broken_keys(dir);
	return FINISH();
}
