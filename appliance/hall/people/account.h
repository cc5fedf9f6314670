/* Who may come in: staff with passwords, devices with tokens, sessions (hall/people/session.h).
 * Secrets stay in this node's own tables: they are in no event, no batch and no digest; what is in
 * events is hall/people/commitment.h. */
#ifndef HALL_ACCOUNT_H
#define HALL_ACCOUNT_H
#include "account_sql.h"
#include "hall/place/limit.h"
#include "store/txn.h"

/* roles: JSON list of role codes. REFUSAL_STAFF_TAKEN, REFUSAL_ROLE_UNKNOWN, and
 * hall/people/secret.h. */
NODISCARD enum rc account_add_staff(struct txn *t, const char *name, const char *login,
	const char *password, const yyjson_val *roles, const char **id);
/* kind: "kiosk", "board", "rater"; window 0 for none; zones: what a board shows, with commas
 * between, NULL for all. *token is shown once. */
NODISCARD enum rc account_add_device(struct txn *t, const char *kind, int64_t window,
	const char *name, const char *zones, const char **added, const char **token);
/* Its token and its sessions end at once; what it recorded stays. RC_NOTFOUND. */
NODISCARD enum rc account_retire_device(struct txn *t, const char *id);
/* A new session; *token goes into the cookie. REFUSAL_LOGIN_WRONG, alike in words and time for
 * names that nobody has; REFUSAL_LOGIN_WAIT. */
NODISCARD enum rc account_login(struct txn *t, const char *login, const char *password,
	const char **token, struct actor *actor);
/* A wrong password of `actor` (NULL: nobody's) is counted, logged and refused with `refusal`. */
enum rc account_wrong(
	struct txn *t, const struct tried *what, const char *actor, enum refusal refusal);
NODISCARD enum rc account_enrol(
	struct txn *t, const char *device_token, const char **token, struct actor *actor);
/* A session for another node, after its signature was checked. */
NODISCARD enum rc account_end_sessions(struct txn *t, const char *actor); /* all of them, now */
NODISCARD enum rc account_begin_peer(
	struct txn *t, const char *node, int64_t seconds, const char **token);
NODISCARD enum rc account_logout(struct txn *t); /* after site_leave(): hall/queue/site_window.h */
/* For the server: RC_NOTFOUND for an unknown or expired token. */
enum rc account_authenticate(struct txn *t, const char *token, struct actor *actor);
yyjson_mut_val *account_me(
	struct txn *t, const struct actor *actor, const char *hall_name); /* shape Me */

#define ACCOUNT_STAFF_SESSION_S (12 * 3600)
#define ACCOUNT_DEVICE_SESSION_S (366 * 24 * 3600)

#endif
