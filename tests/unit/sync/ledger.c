/* What a sender's ledger says of a batch, read as text. Argument: a scratch directory. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/file.h"
#include "check.h"
#include "sync/key.h"
#include "sync/ledger.h"

#define EMPTY_SHA "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* What a sender's ledger says of a batch, read as text. */
static void ledger_text(void)
{
	struct arena a;
	const char *raw;
	char commit[LEDGER_ID], other[SIGN_PUBLIC_TEXT];
	struct sign_key *stranger;
	arena_init(&a, 1 << 20);
	ledger_begin();
	CHECK("place", ledger_open_place(at("ledger.git"), "signers") == RC_OK);
	CHECK("sign",
		ledger_sign(&a, at("ledger.git"), "361127102-1", 1, 7, EMPTY_SHA,
			"2026-11-24T09:00:00.000+08:00", "", "{}", 2, key, &raw, commit) == RC_OK);
	CHECK("its own number", ledger_names(raw, public, 1, 7) == RC_OK);
	CHECK("another number", ledger_names(raw, public, 1, 8) == RC_REFUSED &&
					ledger_names(raw, public, 2, 7) == RC_REFUSED);
	CHECK("a longer number", ledger_names(raw, public, 1, 70) == RC_REFUSED);
	CHECK("another key", sign_key_create(at("stranger")) == RC_OK &&
				     sign_key_load(at("stranger"), &stranger) == RC_OK);
	sign_key_public(stranger, other);
	CHECK("signed by somebody else", ledger_names(raw, other, 1, 7) == RC_REFUSED);
	size_t n = strlen(raw);
	for (size_t i = 0; i < n; i++) {
		char *bad = arena_strndup(&a, raw, n);
		bad[i] ^= 1;
		CHECK("every changed letter is seen",
			ledger_names(bad, public, 1, 7) == RC_REFUSED);
		bad[i] = '\0';
		CHECK("cut off anywhere", ledger_names(bad, public, 1, 7) == RC_REFUSED);
	}
	sign_key_free(stranger);
	arena_release(&a);
}

/* Makes one repository after the other until it is ended. */
static void make_many(int round)
{
	for (int i = 0;; i++) {
		char name[64];
		snprintf(name, sizeof name, "many/%d-%d.git", round, i);
		if (ledger_open_place(at(name), "signers"))
			_exit(1);
	}
}

/* Every place that a killed writer left is whole, or is made as if nothing had been there. */
static void killed_while_made(int round)
{
	struct arena a;
	pid_t pid = fork();
	if (!pid)
		make_many(round);
	usleep((useconds_t)(1000 + round * 137 % 4000));
	CHECK("ended", pid > 0 && !kill(pid, SIGKILL) && waitpid(pid, NULL, 0) == pid);
	arena_init(&a, 1 << 20);
	for (int i = 0, there = 1; there; i++) {
		char head[LEDGER_ID];
		const char *place = arena_strdup(
			&a, at(arena_printf(&a, "many/%d-%d.git", round, i)));
		there = file_exists(place);
		CHECK("made", ledger_open_place(place, "signers") == RC_OK);
		CHECK("and whole", ledger_head(place, 1, head) == RC_OK && !head[0] &&
					   file_exists(arena_printf(&a, "%s/config", place)));
	}
	arena_release(&a);
}

int main(int argc, char **argv)
{
	key_begin(argc > 1 ? argv[1] : NULL);
	ledger_text();
	CHECK("room", dir_make(at("many"), 0700) == RC_OK);
	for (int round = 0; round < 60; round++)
		killed_while_made(round);
	sign_key_free(key);
	return FINISH();
}
