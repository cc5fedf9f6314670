/* What a sender's ledger says of a batch, read as text. Argument: a scratch directory. */
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

int main(int argc, char **argv)
{
	key_begin(argc > 1 ? argv[1] : NULL);
	ledger_text();
	sign_key_free(key);
	return FINISH();
}
