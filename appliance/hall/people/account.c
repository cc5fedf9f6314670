/* Accounts and devices, and who comes in by which. */
#include "hall/people/account.h"
#include <stdio.h>
#include <string.h>
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "events.h"
#include "hall/people/commitment.h"
#include "hall/people/granted.h"
#include "hall/link/record.h"
#include "hall/people/secret.h"
#include "hall/people/session.h"
#include "hall/place/heard.h"
#include "hall/place/running.h"
#include "staff_sql.h"

#define ADDRESSES_KEPT 8

enum rc account_add_staff(struct txn *t, const char *name, const char *login, const char *password,
	const yyjson_val *roles, const char **id)
{
	struct row_credential_by_login taken;
	struct row_staff_count count;
	char secret[PASSWORD_HASH];
	yyjson_val *v;
	size_t i, max;
	yyjson_arr_foreach (json_loose(roles), i, max, v)
		if (!yyjson_is_str(v) || role_number_of(yyjson_get_str(v)) < 0)
			return txn_refuse(t, REFUSAL_ROLE_UNKNOWN, yyjson_get_str(v));
	enum rc rc = load_credential_by_login(t, login, &taken);
	if (rc != RC_NOTFOUND)
		return rc ? rc : txn_refuse(t, REFUSAL_STAFF_TAKEN, login);
	rc = load_staff_count(t, t->self->site, &count);
	if (!rc)
		rc = secret_make(t, login, password, secret);
	if (rc)
		return rc;
	const char *fresh = arena_printf(
		&t->arena, "P%s-%03lld", t->self->node, (long long)count.count + 1);
	rc = record_staff_added(t, fresh, .name = name, .login = login,
		.roles = json_copy(t->doc, roles),
		.commitment = commitment_of(t, fresh, login, secret));
	if (!rc)
		rc = commitment_keep(t, fresh, login, secret);
	if (!rc)
		*id = fresh;
	return rc;
}

static const char *device_login(struct txn *t, const char *token)
{
	return arena_printf(&t->arena, "device:%s", session_token_key(t, token));
}

enum rc account_add_device(struct txn *t, const char *kind, int64_t window, const char *name,
	const char *zones, const char **added, const char **token)
{
	char *fresh = arena_alloc(&t->arena, ID_TOKEN);
	id_token(fresh);
	const char *login = device_login(t, fresh);
	const char *id = arena_printf(&t->arena, "D%s-%.8s", t->self->node, strchr(login, ':') + 1);
	enum rc rc = record_device_added(t, id, .kind = kind, .window = window, .name = name,
		.zones = zones, .commitment = commitment_of(t, id, login, ""));
	if (!rc)
		rc = commitment_keep(t, id, login, "");
	if (!rc) {
		*token = fresh;
		*added = id;
	}
	return rc;
}

enum rc account_retire_device(struct txn *t, const char *id)
{
	struct row_device_row d;
	TRY(load_device_row(t, t->self->site, id, &d));
	TRY(record_device_retired(t, id, .by = t->actor->name));
	TRY(exec_credential_drop(t, id, NULL));
	TRY(record_mended(t, id));
	return session_end_others(t, id, NULL);
}

static enum rc actor_of(struct txn *t, const char *id, const char *kind, struct actor *actor)
{
	if (!strcmp(kind, "peer")) {
		struct row_peer_admitted p;
		enum rc rc = load_peer_admitted(t, t->self->site, id, &p);
		if (rc) /* revoked means revoked now */
			return rc;
		*actor = (struct actor){ .id = id, .name = id, .roles = ROLE_PEER };
		return RC_OK;
	}
	if (!strcmp(kind, "device")) {
		struct row_device_row d;
		enum rc rc = load_device_row(t, t->self->site, id, &d);
		if (rc)
			return rc;
		int n = role_number_of(d.kind);
		*actor = (struct actor){ .id = d.id,
			.name = d.name,
			.roles = n < 0 ? 0 : 1u << n,
			.window = d.window_no };
		return granted_check(t, id, actor->roles);
	}
	struct row_staff_row s;
	struct row_window_of_clerk w = { 0 };
	enum rc rc = load_staff_row(t, t->self->site, id, &s);
	if (rc)
		return rc;
	if (load_window_of_clerk(t, t->self->site, id, &w) == RC_FAULT)
		return RC_FAULT;
	*actor = (struct actor){
		.id = s.id, .name = s.name, .roles = granted_bits(t, s.roles), .window = w.no
	};
	return granted_check(t, id, actor->roles);
}

static enum rc begin_session(struct txn *t, const char *id, const char *kind, int64_t seconds,
	const char **token, struct actor *actor)
{
	TRY(session_begin(t, id, kind, seconds, token));
	return actor_of(t, id, kind, actor);
}

/* Who is wrong is logged by his register number; a name that nobody has may be a password in the
 * wrong field. */
enum rc account_wrong(
	struct txn *t, const struct tried *what, const char *actor, enum refusal refusal)
{
	struct node_running nobody_serves = { 0 }, *now = t->self->running;
	int64_t in_a_row = limit_wrong(t, what);
	now = now ? now : &nobody_serves;
	*(actor ? &now->wrong_passwords : &now->unknown_names) += 1;
	log_each("signin",
		"a wrong password for %s from %s, %lld in a row; since the start %llu wrong, "
		"%llu for names that nobody has",
		actor ? actor : "a name that nobody has", t->address, (long long)in_a_row,
		(unsigned long long)now->wrong_passwords, (unsigned long long)now->unknown_names);
	return txn_refuse(t, refusal, NULL);
}

static enum rc remember_address(struct txn *t, const char *actor)
{
	TRY(exec_login_address_put(t, actor, t->address, t->now, NULL));
	return exec_login_address_trim(t, actor, ADDRESSES_KEPT, NULL);
}

enum rc account_login(struct txn *t, const char *login, const char *password, const char **token,
	struct actor *actor)
{
	struct row_credential_by_login c;
	struct row_login_address before;
	bool same = false;
	enum rc rc = load_credential_by_login(t, login, &c);
	if (rc == RC_FAULT)
		return rc;
	bool exists = !rc && c.secret[0];
	bool proved = exists && load_login_address(t, c.actor, t->address, &before) == RC_OK;
	struct tried what = { TRIED_PASSWORD, login, proved };
	rc = limit_look(t, &what);
	if (!rc && exists)
		rc = commitment_check(t, c.actor, login, c.secret);
	if (!rc)
		rc = secret_matches(t, password, exists ? c.secret : NULL, &same);
	if (rc)
		return rc;
	if (!exists || !same)
		return account_wrong(t, &what, exists ? c.actor : NULL, REFUSAL_LOGIN_WRONG);
	limit_right(t, &what);
	rc = remember_address(t, c.actor);
	return rc ? rc : begin_session(t, c.actor, "staff", ACCOUNT_STAFF_SESSION_S, token, actor);
}

enum rc account_enrol(
	struct txn *t, const char *device_token, const char **token, struct actor *actor)
{
	struct row_credential_by_login c;
	const char *login = device_login(t, device_token);
	enum rc rc = load_credential_by_login(t, login, &c);
	if (rc == RC_NOTFOUND)
		return txn_refuse(t, REFUSAL_DEVICE_UNKNOWN, NULL);
	if (!rc)
		rc = commitment_check(t, c.actor, login, c.secret);
	rc = rc ? rc : begin_session(t, c.actor, "device", ACCOUNT_DEVICE_SESSION_S, token, actor);
	return rc ? rc : device_heard(t, c.actor);
}

enum rc account_begin_peer(struct txn *t, const char *node, int64_t seconds, const char **token)
{
	struct actor actor;
	return begin_session(t, node, "peer", seconds, token, &actor);
}

enum rc account_end_sessions(struct txn *t, const char *actor)
{
	return session_end_others(t, actor, NULL);
}

enum rc account_logout(struct txn *t)
{
	return t->actor->session ? session_finish(t, t->actor->session) : RC_OK;
}

enum rc account_authenticate(struct txn *t, const char *token, struct actor *actor)
{
	struct session s;
	enum rc rc = session_find(t, token, &s);
	if (rc)
		return rc;
	rc = actor_of(t, s.actor, s.kind, actor);
	if (!rc)
		actor->session = s.key;
	return rc || strcmp(s.kind, "device") ? rc : device_heard(t, s.actor);
}

/* A device has none. */
static const char *login_of(struct txn *t, const struct actor *actor)
{
	struct row_staff_row staff;
	return load_staff_row(t, t->self->site, actor->id, &staff) == RC_OK ? staff.login : NULL;
}

yyjson_mut_val *account_me(struct txn *t, const struct actor *actor, const char *hall_name)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_bool(d, v, "signed_in", actor->roles != 0);
	yyjson_mut_obj_add_str(d, v, "id", actor->roles ? actor->id : NULL);
	yyjson_mut_obj_add_str(d, v, "login", actor->roles ? login_of(t, actor) : NULL);
	yyjson_mut_obj_add_str(d, v, "name", actor->roles ? actor->name : NULL);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "roles");
	for (int i = 0; i < ROLE_COUNT; i++)
		if (actor->roles & (1u << i))
			yyjson_mut_arr_add_str(d, list, role_code((enum role_number)i));
	yyjson_mut_obj_add_int(d, v, "window", actor->window);
	yyjson_mut_obj_add_str(d, v, "node", t->self->node);
	yyjson_mut_obj_add_str(d, v, "node_role", t->self->hub ? "hub" : "hall");
	yyjson_mut_obj_add_strcpy(d, v, "hall_name", hall_name);
	return v;
}
