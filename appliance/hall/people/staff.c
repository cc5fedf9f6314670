/* People: load, decide, record. */
#include "hall/people/staff.h"
#include <string.h>
#include "base/date.h"
#include "words/event.h"
#include "base/json.h"
#include "events.h"
#include "hall/people/account.h"
#include "hall/people/commitment.h"
#include "hall/place/limit.h"
#include "hall/people/organisation.h"
#include "hall/people/secret.h"
#include "hall/people/session.h"

#define SEEN_WINDOW_DAYS 30

enum rc staff_date(struct txn *t, const char *text, const char *label)
{
	if (!text || !text[0] || date_parse(text) != DATE_NONE)
		return RC_OK;
	return txn_refuse(t, REFUSAL_SHAPE, arena_printf(&t->arena, "%s应写成 2026-11-24", label));
}

/* What was left empty is not there. */
static const char *given(const yyjson_val *body, const char *key)
{
	const char *text = json_text(body, key);
	return text && text[0] ? text : NULL;
}

enum rc staff_active(struct txn *t, const char *id, struct row_staff_facts *out)
{
	TRY(load_staff_facts(t, t->self->site, id, out));
	return out->left_on ? txn_refuse(t, REFUSAL_STAFF_LEFT, out->name) : RC_OK;
}

/* id: "" for everybody. */
static enum rc load_people(struct txn *t, const char *id, yyjson_mut_val **out)
{
	yyjson_mut_val *one;
	size_t i, max;
	TRY(query_staff_all(t, t->self->site, id, out));
	yyjson_mut_arr_foreach (*out, i, max, one) {
		const char *login = yyjson_mut_get_str(yyjson_mut_obj_get(one, "login"));
		bool tried = limit_tried(t, TRIED_PASSWORD, login ? login : "");
		yyjson_mut_obj_add_bool(t->doc, one, "locked", tried);
	}
	return RC_OK;
}

enum rc staff_list(struct txn *t, yyjson_mut_val **out)
{
	return load_people(t, "", out);
}

enum rc staff_one(struct txn *t, const char *id, yyjson_mut_val **out)
{
	yyjson_mut_val *list;
	TRY(load_people(t, id, &list));
	if (!id[0] || !yyjson_mut_arr_size(list))
		return RC_NOTFOUND;
	*out = yyjson_mut_arr_remove_first(list);
	return RC_OK;
}

enum rc staff_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_staff_contact_row contact;
	struct row_staff_history *steps;
	yyjson_mut_val *staff;
	size_t n;
	char since[DATE_TEXT];
	date_text(date_of(t->now) - SEEN_WINDOW_DAYS, since);
	TRY(staff_one(t, id, &staff));
	TRY(load_staff_contact_row(t, t->self->site, id, since, &contact));
	TRY(list_staff_history(t, t->self->node, id, &steps, &n));
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_obj_add_val(d, *out, "staff", staff);
	yyjson_mut_obj_add_str(d, *out, "phone", contact.phone);
	yyjson_mut_obj_add_str(d, *out, "id_no", contact.id_no);
	yyjson_mut_obj_add_int(d, *out, "seen_days", contact.seen_days);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "history");
	for (size_t i = 0; i < n; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "at", steps[i].at);
		yyjson_mut_obj_add_str(d, v, "kind", steps[i].kind);
		yyjson_mut_obj_add_str(d, v, "label", event_label(steps[i].kind));
		yyjson_mut_obj_add_str(d, v, "by", steps[i].by_name);
	}
	return RC_OK;
}

static enum rc check_profile(
	struct txn *t, const struct row_staff_facts *who, const struct event_staff_described *e)
{
	struct row_staff_facts b;
	enum rc rc = staff_date(t, e->from, "到岗日期");
	if (!rc)
		rc = staff_date(t, e->to, "到期日期");
	if (!rc)
		rc = staff_date(t, e->certificate_on, "发证日期");
	if (rc)
		return rc;
	if (e->to && strcmp(e->to, e->from) < 0)
		return txn_refuse(t, REFUSAL_SHAPE, "到期日期早于到岗日期");
	if (!e->skill_level && (e->certificate_no || e->certificate_on))
		return txn_refuse(t, REFUSAL_SHAPE, "填了证书就要选职业技能等级");
	if (!strcmp(e->employment, "purchased") && !e->supplier)
		return txn_refuse(t, REFUSAL_SUPPLIER_MISSING, NULL);
	if (e->stand_in) {
		rc = !strcmp(e->stand_in, who->id)
			     ? RC_NOTFOUND
			     : load_staff_facts(t, t->self->site, e->stand_in, &b);
		if (rc == RC_FAULT)
			return rc;
		if (rc || b.left_on)
			return txn_refuse(t, REFUSAL_STAND_IN, rc ? "不能是本人" : b.name);
	}
	return organisation_check_unit(t, e->unit, strstr(who->roles, "\"village\"") != NULL);
}

enum rc staff_describe(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_staff_facts who;
	struct event_staff_described e = {
		.employment = json_text(body, "employment"),
		.employer = json_text(body, "employer"),
		.supplier = given(body, "supplier"),
		.contract_no = given(body, "contract_no"),
		.post = json_text(body, "post"),
		.post_grade = given(body, "post_grade"),
		.unit = json_text(body, "unit"),
		.from = json_text(body, "from"),
		.to = given(body, "to"),
		.stand_in = given(body, "stand_in"),
		.skill_level = given(body, "skill_level"),
		.certificate_no = given(body, "certificate_no"),
		.certificate_on = given(body, "certificate_on"),
		.attends = json_flag(body, "attends"),
	};
	TRY(staff_active(t, id, &who));
	TRY(check_profile(t, &who, &e));
	return event_staff_described(t, NULL, id, &e);
}

enum rc staff_contact(struct txn *t, const char *id, const char *phone, const char *id_no)
{
	struct row_staff_facts who;
	TRY(load_staff_facts(t, t->self->site, id, &who));
	phone = phone && phone[0] ? phone : NULL;
	id_no = id_no && id_no[0] ? id_no : NULL;
	return record_staff_contact_changed(t, id, .phone = phone, .id_no = id_no);
}

enum rc staff_roles(struct txn *t, const char *id, const yyjson_val *roles)
{
	struct row_staff_facts who;
	yyjson_val *v;
	size_t i, max;
	bool director = false;
	TRY(staff_active(t, id, &who));
	yyjson_arr_foreach (json_loose(roles), i, max, v) {
		if (role_number_of(yyjson_get_str(v)) < 0)
			return txn_refuse(t, REFUSAL_ROLE_UNKNOWN, yyjson_get_str(v));
		director |= !strcmp(yyjson_get_str(v), "director");
	}
	if (!strcmp(id, t->actor->id) && !director)
		return txn_refuse(t, REFUSAL_STAFF_SELF, "主任不能取消自己的主任角色");
	return record_staff_roles_changed(t, id, .roles = json_copy(t->doc, roles));
}

/* Whatever he holds at the hall ends: the window, the presence mark, every session, the login. */
enum rc staff_leave_service(struct txn *t, const char *id, const char *on, const char *reason)
{
	struct row_staff_facts who;
	struct row_window_of_clerk w;
	TRY(staff_active(t, id, &who));
	TRY(staff_date(t, on, "离岗日期"));
	if (!strcmp(id, t->actor->id))
		return txn_refuse(t, REFUSAL_STAFF_SELF, NULL);
	enum rc rc = load_window_of_clerk(t, t->self->site, id, &w);
	if (rc == RC_OK)
		rc = record_window_signed_off(
			t, arena_printf(&t->arena, "%lld", (long long)w.no), .clerk = id);
	if (rc == RC_NOTFOUND)
		rc = RC_OK;
	if (!rc)
		rc = record_staff_left(t, id, .on = on, .reason = reason);
	if (!rc)
		rc = session_end_others(t, id, NULL);
	if (!rc)
		rc = exec_login_address_drop(t, id, NULL);
	return rc ? rc : exec_credential_drop(t, id, NULL);
}

enum rc staff_return(struct txn *t, const char *id, const char *password)
{
	struct row_staff_facts who;
	struct row_credential_by_login taken;
	char secret[PASSWORD_HASH];
	TRY(load_staff_facts(t, t->self->site, id, &who));
	if (!who.left_on)
		return txn_refuse(t, REFUSAL_STAFF_HERE, who.name);
	enum rc rc = load_credential_by_login(t, who.login, &taken);
	if (rc == RC_FAULT)
		return rc;
	if (!rc && strcmp(taken.actor, id))
		return txn_refuse(t, REFUSAL_STAFF_TAKEN, who.login);
	rc = secret_make(t, who.login, password, secret);
	if (!rc)
		rc = record_staff_returned(t, id, .on = txn_today(t),
			.commitment = commitment_of(t, id, who.login, secret));
	return rc ? rc : commitment_keep(t, id, who.login, secret);
}

enum rc staff_reset_password(struct txn *t, const char *id, const char *password)
{
	struct row_staff_facts who;
	char secret[PASSWORD_HASH];
	enum rc rc = staff_active(t, id, &who);
	if (!rc)
		rc = secret_make(t, who.login, password, secret);
	if (!rc)
		rc = record_staff_password_reset(
			t, id, .commitment = commitment_of(t, id, who.login, secret));
	if (!rc)
		rc = commitment_keep(t, id, who.login, secret);
	if (!rc)
		limit_forget(t, TRIED_PASSWORD, who.login);
	return rc ? rc
		  : session_end_others(t, id, !strcmp(id, t->actor->id) ? t->actor->session : NULL);
}

enum rc staff_unlock(struct txn *t, const char *id)
{
	struct row_staff_facts who;
	enum rc rc = staff_active(t, id, &who);
	if (!rc)
		rc = record_staff_unlocked(t, id, 0);
	if (!rc)
		limit_forget(t, TRIED_PASSWORD, who.login);
	return rc;
}

enum rc staff_change_password(struct txn *t, const char *old, const char *password)
{
	struct row_credential_of c;
	char secret[PASSWORD_HASH];
	bool same = false;
	enum rc rc = load_credential_of(t, t->actor->id, &c);
	struct tried what = { TRIED_PASSWORD, rc ? "" : c.login, true };
	if (!rc)
		rc = limit_look(t, &what);
	if (!rc)
		rc = commitment_check(t, t->actor->id, c.login, c.secret);
	if (!rc)
		rc = secret_matches(t, old, c.secret, &same);
	if (!rc && !same)
		return account_wrong(t, &what, t->actor->id, REFUSAL_PASSWORD_WRONG);
	if (!rc)
		rc = secret_make(t, c.login, password, secret);
	if (!rc)
		rc = record_staff_password_changed(t, t->actor->id,
			.commitment = commitment_of(t, t->actor->id, c.login, secret));
	if (!rc)
		rc = commitment_keep(t, t->actor->id, c.login, secret);
	return rc ? rc : session_end_others(t, t->actor->id, t->actor->session);
}

enum rc staff_seen(struct txn *t, const char *id)
{
	struct row_staff_seen_row row;
	const char *today = txn_today(t);
	enum rc rc = load_staff_seen_row(t, t->self->site, id, today, &row);
	return rc == RC_NOTFOUND ? record_staff_seen(t, id, .day = today) : rc;
}
