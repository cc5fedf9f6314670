/* The ledger: a bare git repository for each direction of a link, one branch a lane, one signed
 * commit a batch, holding manifests only (no personal data). Sender and receiver write the
 * identical commits, so equal heads prove equal history. Derivable from the batches, never the only
 * copy. */
#ifndef SYNC_LEDGER_H
#define SYNC_LEDGER_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/result.h"
#include "base/sign.h"

#define LEDGER_BAD 200
#define LEDGER_ID 41 /* 40 digits and a NUL */

void ledger_begin(void); /* once a process: libgit2, with fsync on */
/* Makes this process the only writer of its ledgers under the working directory, waiting for one
 * that is still on its way out, and removes the lock files that a killed writer left in them:
 * nobody else can hold one. own: the ledgers of what `node` sends; otherwise of what it receives.
 * The right is kept until the process ends. */
NODISCARD enum rc ledger_take_over(const char *lock, const char *node, bool own);
/* the lock files of one repository, for its one writer */
NODISCARD enum rc ledger_unlock(const char *repository);
/* Makes the repository when absent, with what stock git needs to check signatures. signers: an
 * allowed_signers file. */
NODISCARD enum rc ledger_open_place(const char *repository, const char *signers);
/* "" when empty */
NODISCARD enum rc ledger_head(const char *repository, int64_t lane, char out[LEDGER_ID]);
/* Sender: makes the commit for a manifest and signs it; *raw is the commit object (arena). Made
 * again for the same batch it is the same; the branch moves only if it is not there yet. */
NODISCARD enum rc ledger_sign(struct arena *a, const char *repository, const char *sender,
	int64_t lane, int64_t seq, const char *id, const char *at_text, const char *parent,
	const char *manifest, size_t n, const struct sign_key *key, const char **raw,
	char commit[LEDGER_ID]);
NODISCARD enum rc ledger_advance(
	const char *repository, int64_t lane, const char *commit, const char *parent);
/* Receiver: what it computes itself must be the raw commit it was sent, signed by public_text.
 * RC_REFUSED otherwise: a fork. */
NODISCARD enum rc ledger_accept(struct arena *a, const char *repository, const char *sender,
	int64_t lane, int64_t seq, const char *id, const char *at_text, const char *manifest,
	size_t n, const char *raw, const char *public_text, char commit[LEDGER_ID]);

/* What a sender says of a batch before a byte of it came: RC_OK when the raw commit is signed by
 * public_text and speaks of this batch. Reads text only; no repository is opened. */
NODISCARD enum rc ledger_names(const char *raw, const char *public_text, int64_t lane, int64_t seq);

/* Reads every object, which checks it against its name, and every branch's commit. RC_REFUSED with
 * `bad` naming the first damaged one. */
NODISCARD enum rc ledger_verify(const char *repository, int64_t *objects, char bad[LEDGER_BAD]);

#endif
