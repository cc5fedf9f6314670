/* Whom a node trusts, and whom no more. Argument: a scratch directory. */
#include "check.h"
#include "sync/key.h"
#include "sync/trust.h"

static void trust(void)
{
	struct arena a;
	struct trust_peer found;
	arena_init(&a, 1 << 20);
	struct trust_peer hub = { "361127000-1", "余干县", public, "https://127.0.0.1:1",
		"sha256//x", true, false };
	CHECK("nobody", trust_hub(&a, base, &found) == RC_NOTFOUND);
	CHECK("added", trust_add(base, &hub) == RC_OK && trust_hub(&a, base, &found) == RC_OK &&
			       !strcmp(found.url, hub.url));
	hub.revoked = true;
	CHECK("revoked", trust_add(base, &hub) == RC_OK &&
				 trust_find(&a, base, hub.node, &found) == RC_NOTFOUND);
	arena_release(&a);
}

int main(int argc, char **argv)
{
	key_begin(argc > 1 ? argv[1] : NULL);
	trust();
	sign_key_free(key);
	return FINISH();
}
