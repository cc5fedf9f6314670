/* A key of its own and names in the scratch directory, for programs that sign. */
#ifndef TESTS_KEY_H
#define TESTS_KEY_H
#include "base/sign.h"

static char base[4096], public[SIGN_PUBLIC_TEXT];
static struct sign_key *key;

static const char *at(const char *name)
{
	static char path[4][4200];
	static int turn;
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof path[turn], "%s/%s", base, name);
	return path[turn];
}

static void key_begin(const char *dir)
{
	snprintf(base, sizeof base, "%s", dir ? dir : ".");
	CHECK("key", sign_key_create(at("key")) == RC_OK);
	CHECK("loaded", sign_key_load(at("key"), &key) == RC_OK);
	sign_key_public(key, public);
}

#endif
