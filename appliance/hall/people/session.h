/* Sessions. A token is kept as its hash: a stolen database opens none. A row proves that this
 * server wrote it, by a MAC under a key that lies beside the database and not in it
 * (keys/session.key), over the row and over what its account's secret was committed to when it
 * began: a row written by hand, or put back after the password was changed, the account left or the
 * device was retired, opens nothing and is said. What is not noticed: a row of the server's own,
 * put back within its time after a sign-out. */
#ifndef HALL_SESSION_H
#define HALL_SESSION_H
#include "store/txn.h"

struct session {
	const char *key, *actor, *kind; /* kind: "staff", "device", "peer" */
};

/* For the start, before anything asks: the key, made when there is none. */
NODISCARD enum rc session_start(struct txn *t);
NODISCARD enum rc session_begin(
	struct txn *t, const char *actor, const char *kind, int64_t seconds, const char **token);
/* RC_NOTFOUND for an unknown or expired token, and for a row that nobody here wrote. */
enum rc session_find(struct txn *t, const char *token, struct session *out);
NODISCARD enum rc session_finish(struct txn *t, const char *key);
NODISCARD enum rc session_expire(struct txn *t); /* those whose time is over */
/* All of the account's but `keep` (NULL: all) end; the one that stays is bound to the secret of
 * now. */
NODISCARD enum rc session_end_others(struct txn *t, const char *actor, const char *keep);
/* Those that the account has are taken to be the server's: of an earlier program. */
NODISCARD enum rc session_prove_all(struct txn *t, const char *actor);
const char *session_token_key(struct txn *t, const char *token);

#endif
