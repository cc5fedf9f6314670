/* The tree of organisations with its accounts, and who leads. */
#include "hall/people/organisation.h"
#include <string.h>
#include "base/buf.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/embed.h"
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/site.h"

#define CSV_LIMIT (4u << 20)

enum rc organisation_check_unit(struct txn *t, const char *unit, bool village)
{
	struct row_station_row s;
	if (!strcmp(unit, t->self->site))
		return village ? txn_refuse(t, REFUSAL_UNIT_UNKNOWN, "村站账号要挂在一个村站上")
			       : RC_OK;
	enum rc rc = load_station_row(t, t->self->site, unit, &s);
	if (rc == RC_NOTFOUND || (!rc && s.closed))
		return txn_refuse(t, REFUSAL_UNIT_UNKNOWN, unit);
	return rc;
}

enum rc organisation_add_station(struct txn *t, const char *code, const char *name)
{
	struct row_station_row s;
	size_t own = strlen(t->self->site);
	if (strspn(code, "0123456789") != 12 || own > 9 || strncmp(code, t->self->site, own))
		return txn_refuse(t, REFUSAL_STATION_CODE, code);
	enum rc rc = load_station_row(t, t->self->site, code, &s);
	if (rc == RC_FAULT)
		return rc;
	if (rc == RC_OK && !s.closed)
		return txn_refuse(t, REFUSAL_STATION_TAKEN, s.name);
	return record_station_registered(t, code, .name = name);
}

enum rc organisation_close_station(struct txn *t, const char *code)
{
	struct row_station_row s;
	TRY(load_station_row(t, t->self->site, code, &s));
	if (s.closed)
		return RC_NOTFOUND;
	if (s.accounts)
		return txn_refuse(t, REFUSAL_STATION_IN_USE,
			arena_printf(&t->arena, "还有%lld个账号", (long long)s.accounts));
	return record_station_closed(t, code, 0);
}

struct tree {
	yyjson_mut_val *nodes;
	struct row_organisation_accounts *accounts;
	size_t account_count;
	struct row_organisation_sites *sites;
	size_t site_count;
};

static const char *site_name(const struct tree *tree, const char *code)
{
	for (size_t i = 0; i < tree->site_count; i++)
		if (!strcmp(tree->sites[i].hall, code))
			return tree->sites[i].name;
	return NULL;
}

static enum rc add_node(struct txn *t, struct tree *tree, const char *code, const char *parent,
	const char *kind, const char *name, bool here)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, tree->nodes);
	yyjson_mut_obj_add_strcpy(d, v, "code", code);
	yyjson_mut_obj_add_strcpy(d, v, "parent", parent);
	yyjson_mut_obj_add_str(d, v, "kind", kind);
	yyjson_mut_obj_add_strcpy(d, v, "name", name);
	yyjson_mut_obj_add_bool(d, v, "here", here);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "accounts");
	for (size_t i = 0; i < tree->account_count; i++) {
		const struct row_organisation_accounts *a = &tree->accounts[i];
		yyjson_val *roles;
		if (strcmp(a->unit, code))
			continue;
		if (json_read(&t->arena, a->roles, strlen(a->roles), &roles))
			return fault("roles of %s are not JSON", a->login);
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "name", a->name);
		yyjson_mut_obj_add_str(d, one, "login", a->login);
		yyjson_mut_obj_add_val(d, one, "roles", yyjson_val_mut_copy(d, roles));
		yyjson_mut_obj_add_str(d, one, "post", a->post);
		yyjson_mut_obj_add_str(d, one, "last_seen", a->last_seen);
	}
	return RC_OK;
}

static enum rc add_stations(struct txn *t, struct tree *tree, const char *township)
{
	struct row_station_rows *rows;
	size_t n;
	TRY(list_station_rows(t, township, &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(add_node(t, tree, rows[i].code, township, "village", rows[i].name, true));
	return RC_OK;
}

/* The county with its townships: all of them at the hub, its own at a hall. */
static enum rc add_county(struct txn *t, struct tree *tree, yyjson_val *county)
{
	size_t i, max;
	yyjson_val *town;
	const char *code = arena_printf(&t->arena, "%s000", json_text(county, "code")),
		   *office = site_name(tree, code);
	enum rc rc = add_node(t, tree, code, "3611", "county",
		office ? office : json_text(county, "name"), office != NULL);
	yyjson_arr_foreach (yyjson_obj_get(county, "townships"), i, max, town) {
		const char *township = json_text(town, "code"), *hall = site_name(tree, township);
		if (rc || (!t->self->hub && strcmp(township, t->self->site)))
			continue;
		rc = add_node(t, tree, township, code, "township",
			hall ? hall : json_text(town, "name"), hall != NULL);
		if (!rc)
			rc = add_stations(t, tree, township);
	}
	return rc;
}

enum rc organisation_tree(struct txn *t, yyjson_mut_val **out)
{
	struct tree tree = { .nodes = yyjson_mut_arr(t->doc) };
	size_t n, i, max;
	yyjson_val *root, *county;
	const char *text = embed_find("sample/divisions.json", &n);
	if (!text || json_read(&t->arena, text, n, &root))
		return fault("the table of divisions cannot be read");
	enum rc rc = list_organisation_accounts(
		t, t->self->hub ? "" : t->self->site, &tree.accounts, &tree.account_count);
	if (!rc)
		rc = list_organisation_sites(t, &tree.sites, &tree.site_count);
	if (!rc)
		rc = add_node(t, &tree, "3611", "", "city", "上饶市", false);
	bool found = false;
	yyjson_arr_foreach (yyjson_obj_get(root, "counties"), i, max, county)
		if (!rc && !strncmp(json_text(county, "code"), t->self->site, 6)) {
			rc = add_county(t, &tree, county);
			found = true;
		}
	if (!rc && !found) { /* a place outside the table still has its own branch */
		rc = add_node(t, &tree, t->self->site, "3611", t->self->hub ? "county" : "township",
			site_name(&tree, t->self->site) ? site_name(&tree, t->self->site)
							: t->self->site,
			true);
		if (!rc)
			rc = add_stations(t, &tree, t->self->site);
	}
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "nodes", tree.nodes);
	return RC_OK;
}

static void account_line(struct buf *b, yyjson_mut_val *node, yyjson_mut_val *account)
{
	static const char *const of_node[] = { "code", "parent" };
	for (size_t i = 0; i < 2; i++)
		csv_text(b, yyjson_mut_get_str(yyjson_mut_obj_get(node, of_node[i])));
	csv_text(b, set_label("organisation_kind",
			    yyjson_mut_get_str(yyjson_mut_obj_get(node, "kind"))));
	csv_text(b, yyjson_mut_get_str(yyjson_mut_obj_get(node, "name")));
	csv_text(b, yyjson_mut_get_bool(yyjson_mut_obj_get(node, "here")) ? "是" : "否");
	csv_text(b, yyjson_mut_get_str(yyjson_mut_obj_get(account, "name")));
	csv_text(b, yyjson_mut_get_str(yyjson_mut_obj_get(account, "login")));
	const char *post = yyjson_mut_get_str(yyjson_mut_obj_get(account, "post"));
	csv_text(b, post ? set_label("post", post) : "");
	csv_text(b, yyjson_mut_get_str(yyjson_mut_obj_get(account, "last_seen")));
	csv_line(b);
}

enum rc organisation_csv(struct txn *t, const char **out)
{
	yyjson_mut_val *tree, *node, *account;
	size_t i, k, max, most;
	TRY(organisation_tree(t, &tree));
	struct buf b CLEANUP(buf_release);
	buf_init(&b, CSV_LIMIT);
	csv_begin(&b);
	buf_puts(&b, "机构代码,上级代码,层级,名称,已接入,姓名,账号,岗位,上次登录\r\n");
	yyjson_mut_arr_foreach (yyjson_mut_obj_get(tree, "nodes"), i, max, node) {
		yyjson_mut_val *accounts = yyjson_mut_obj_get(node, "accounts");
		if (!yyjson_mut_arr_size(accounts))
			account_line(&b, node, NULL);
		yyjson_mut_arr_foreach (accounts, k, most, account)
			account_line(&b, node, account);
	}
	*out = arena_strndup(&t->arena, b.data, b.len);
	return b.full ? fault("the tree is larger than its export may be") : RC_OK;
}

enum rc leader_current(struct txn *t, const char *kind, struct row_leader_now *out)
{
	return load_leader_now(t, t->self->site, kind, txn_today(t), out);
}

const char *leader_named(struct txn *t, bool head_first)
{
	struct row_leader_now leader;
	if (leader_current(t, head_first ? "head" : "in_charge", &leader) == RC_OK ||
		leader_current(t, head_first ? "in_charge" : "head", &leader) == RC_OK)
		return arena_printf(&t->arena, "%s（%s）", leader.name, leader.title);
	return NULL;
}

const char *leader_hears(struct txn *t, bool head_first)
{
	const char *name = leader_named(t, head_first);
	return name ? name : "主任";
}

enum rc leader_list(struct txn *t, yyjson_mut_val **out)
{
	yyjson_mut_val *all;
	TRY(query_leader_all(t, t->self->site, txn_today(t), &all));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "leaders", all);
	return RC_OK;
}

enum rc leader_appoint(struct txn *t, const yyjson_val *body)
{
	struct row_leader_open before;
	struct row_leader_count count;
	const char *kind = json_text(body, "kind"), *from = json_text(body, "from"),
		   *phone = json_text(body, "phone");
	if (date_parse(from) == DATE_NONE)
		return txn_refuse(t, REFUSAL_LEADER_DATES, "日期应写成 2026-11-24");
	enum rc rc = load_leader_open(t, t->self->site, kind, &before);
	if (rc == RC_OK) {
		if (strcmp(from, before.from_day) <= 0)
			return txn_refuse(t, REFUSAL_LEADER_DATES, NULL);
		rc = record_leader_ended(
			t, before.id, .to = arena_date(&t->arena, date_parse(from) - 1));
	} else if (rc == RC_NOTFOUND) {
		rc = RC_OK;
	}
	if (!rc)
		rc = load_leader_count(t, t->self->site, &count);
	if (rc)
		return rc;
	const char *id = arena_printf(
		&t->arena, "G%s-%03lld", t->self->node, (long long)count.count + 1);
	return record_leader_appointed(t, id, .kind = kind, .name = json_text(body, "name"),
		.title = json_text(body, "title"), .phone = phone, .from = from);
}

enum rc leader_end(struct txn *t, const char *id, const char *to)
{
	struct row_leader_row l;
	TRY(load_leader_row(t, t->self->site, id, &l));
	if (date_parse(to) == DATE_NONE || strcmp(to, l.from_day) < 0 || l.to_day)
		return txn_refuse(t, REFUSAL_LEADER_DATES, l.to_day ? "任职已经结束" : NULL);
	return record_leader_ended(t, id, .to = to);
}
