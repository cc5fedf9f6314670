/* Whom this node believes: <home>/trust.json, written at pairing by a person. Keys are pinned; no
 * date and no certificate authority decides. */
#ifndef SYNC_TRUST_H
#define SYNC_TRUST_H
#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/result.h"

struct trust_peer {
	const char *node; /* "361127000-1" */
	const char *name;
	const char *public; /* "ssh-ed25519 AAAA…" */
	const char *url; /* of a hub, "" otherwise */
	const char *tls_pin; /* "sha256//…" of the hub's TLS key, "" otherwise */
	bool hub, revoked;
};

/* Peers in the arena; an absent file is an empty list. */
NODISCARD enum rc trust_load(
	struct arena *a, const char *home, struct trust_peer **peers, size_t *count);
/* RC_NOTFOUND also when revoked */
NODISCARD enum rc trust_find(
	struct arena *a, const char *home, const char *node, struct trust_peer *out);
/* the hall's one hub */
NODISCARD enum rc trust_hub(struct arena *a, const char *home, struct trust_peer *out);
/* replaces one of the same node */
NODISCARD enum rc trust_add(const char *home, const struct trust_peer *peer);
/* allowed_signers for ssh-keygen and git: one line a peer, plus this node itself when self_public
 * is given. */
NODISCARD enum rc trust_write_allowed_signers(
	const char *home, const char *self_node, const char *self_public);

#endif
