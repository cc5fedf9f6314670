/* The catalogue as git: the hub commits, signs and packs; a hall indexes a pack that came inside a
 * batch, checks the signature with the pinned key and fast-forwards. Nothing else ever moves a
 * hall's catalogue. */
#ifndef SYNC_CATALOGUE_H
#define SYNC_CATALOGUE_H
#include "base/arena.h"
#include "base/result.h"
#include "base/sign.h"
#include "sync/ledger.h"

/* name in the tree, where its bytes are */
struct catalogue_file {
	const char *name;
	const char *path;
};

NODISCARD enum rc catalogue_place(const char *repository, const char *signers);
/* Hub. */
NODISCARD enum rc catalogue_commit(const char *repository, const char *sender,
	const struct catalogue_file *files, size_t count, const char *message, const char *at_text,
	const struct sign_key *key, char commit[LEDGER_ID]);
/* Objects reachable from `to` and not from `from` ("" for all) as a pack file. */
NODISCARD enum rc catalogue_pack(
	const char *repository, const char *from, const char *to, const char *out);
/* Hall: RC_REFUSED with *why when the signature is not the hub's or the head is not a descendant of
 * what is here. */
NODISCARD enum rc catalogue_adopt(const char *repository, const char *pack, const char *head,
	const char *public_text, const char **why);
NODISCARD enum rc catalogue_read(struct arena *a, const char *repository, const char *commit,
	const char *name, const char **data, size_t *n);

#endif
