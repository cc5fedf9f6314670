/* init: everything that was said is looked at before anything is written, and what is written is
 * whole or absent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/certificate.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "base/sign.h"
#include "cli/command.h"
#include "events.h"
#include "rules/place/window.h"
#include "sync/trust.h"

struct site_words {
	const char *code, *place, *kind, *county;
	bool sample;
};

/* What an init was asked for, checked. */
struct wish {
	const char *node, *role, *address, *names;
	struct site_words site;
	int64_t port, plain_port, seal_age_ms, contact_ms;
};

static enum rc write_config(struct arena *a, const char *dir, const struct wish *w)
{
	yyjson_mut_doc *d = json_doc(a);
	yyjson_mut_val *v = yyjson_mut_obj(d);
	size_t n;
	yyjson_mut_obj_add_str(d, v, "node", w->node);
	yyjson_mut_obj_add_str(d, v, "site", w->site.code);
	yyjson_mut_obj_add_str(d, v, "role", w->role);
	yyjson_mut_obj_add_str(d, v, "address", w->address);
	yyjson_mut_obj_add_str(d, v, "names", w->names);
	yyjson_mut_obj_add_int(d, v, "port", w->port);
	yyjson_mut_obj_add_int(d, v, "plain_port", w->plain_port);
	yyjson_mut_obj_add_int(d, v, "seal_age_ms", w->seal_age_ms);
	yyjson_mut_obj_add_int(d, v, "contact_ms", w->contact_ms);
	yyjson_mut_obj_add_bool(d, v, "sample", w->site.sample);
	char *text = json_write(a, v, &n);
	return file_write(arena_printf(a, "%s/config.json", dir), text, n, 0600);
}

static enum rc make_keys(struct arena *a, const char *dir, const struct wish *w)
{
	struct sign_key *key;
	char public[SIGN_PUBLIC_TEXT];
	const char *keys = arena_printf(a, "%s/keys", dir);
	TRY(dir_make(keys, 0700));
	TRY(sign_key_create(arena_printf(a, "%s/node.key", keys)));
	TRY(sign_key_load(arena_printf(a, "%s/node.key", keys), &key));
	sign_key_public(key, public);
	sign_key_free(key);
	const char *line = arena_printf(a, "%s %s\n", public, w->node);
	TRY(file_write(arena_printf(a, "%s/node.pub", keys), line, strlen(line), 0644));
	TRY(certificate_ensure(keys, arena_printf(a, "minihall %s", w->node), w->names));
	return trust_write_allowed_signers(dir, w->node, public);
}

static enum rc configure_site(struct txn *t, void *context)
{
	const struct site_words *w = context;
	return event_site_configured(t, NULL, w->code,
		&(struct event_site_configured){ .code = w->code,
			.place = w->place,
			.kind = hall_kind_of(w->kind),
			.name = window_hall_name(&t->arena, w->place, hall_kind_of(w->kind)),
			.county = w->county,
			.sample = w->sample });
}

/* From the division table: a township's name, kind and county by its nine digits; a county's by its
 * six. */
static void look_up(struct arena *a, const char *site, struct site_words *w)
{
	size_t n, i, k, max, most;
	yyjson_val *root, *county, *town;
	const char *text = embed_find("sample/divisions.json", &n);
	if (!text || json_read(a, text, n, &root))
		return;
	yyjson_arr_foreach (yyjson_obj_get(root, "counties"), i, max, county) {
		const char *name = json_text(county, "name");
		if (strncmp(site, json_text(county, "code"), 6))
			continue;
		w->county = name;
		if (!strcmp(site + 6, "000"))
			*w = (struct site_words){ w->code, name, "county", "", w->sample };
		yyjson_arr_foreach (yyjson_obj_get(county, "townships"), k, most, town)
			if (!strcmp(site, json_text(town, "code")))
				*w = (struct site_words){ w->code, json_text(town, "name"),
					json_text(town, "kind"), name, w->sample };
	}
}

static const char *typed_or(const struct cli *c, enum cli_arg arg, const char *usual)
{
	return cli_given(c, arg) ? cli_text(c, arg) : usual;
}

static int read_site(struct arena *a, const struct cli *c, struct wish *w)
{
	const char *code = cli_text(c, arg_init_site);
	bool hub = !strcmp(w->role, "hub");
	size_t n = strlen(code);
	if ((n != 9 && n != 12) || strspn(code, "0123456789") != n)
		return cli_wrong(
			c, "--site 应为九位或十二位区划代码，例如 361127102，写的是“%s”", code);
	const char *usual = hub ? "county" : n == 12 ? "village" : "township";
	w->site = (struct site_words){ code, "", usual, "", cli_given(c, arg_init_sample) };
	look_up(a, code, &w->site);
	w->site.place = typed_or(c, arg_init_place, w->site.place);
	w->site.kind = typed_or(c, arg_init_kind, w->site.kind);
	w->site.county = typed_or(c, arg_init_county, w->site.county);
	if (!w->site.place[0])
		return cli_wrong(c, "区划表里没有 %s，请用 --place 写明地名；什么也没有写下", code);
	if (hub && strcmp(w->site.kind, "county"))
		return cli_wrong(c,
			"县级（--role hub）的 --kind 只能是 county，写的是“%s”；乡镇、村用 --role hall",
			w->site.kind);
	return 0;
}

static int read_wish(struct arena *a, const struct cli *c, struct wish *w)
{
	w->role = cli_text(c, arg_init_role);
	w->address = cli_text(c, arg_init_address);
	w->names = cli_text(c, arg_init_names);
	w->port = cli_int(c, arg_init_port);
	w->plain_port = cli_int(c, arg_init_plain_port);
	w->seal_age_ms = cli_int(c, arg_init_seal_age_ms);
	w->contact_ms = cli_int(c, arg_init_contact_ms);
	w->node = arena_printf(
		a, "%s-%s", cli_text(c, arg_init_site), cli_text(c, arg_init_incarnation));
	return read_site(a, c, w);
}

static int build(struct arena *a, const char *part, struct wish *w)
{
	struct home h;
	enum rc rc = make_keys(a, part, w);
	if (!rc)
		rc = write_config(a, part, w);
	if (rc)
		return command_complain(NULL, rc);
	if (home_open(&h, part, HOME_NEW, "minihall init"))
		return 3;
	int status = home_run(&h, configure_site, &w->site);
	home_close(&h);
	return status;
}

int command_init(const struct cli *c)
{
	struct arena a;
	struct home_making m;
	struct wish w = { 0 };
	const char *dir = cli_home(c);
	arena_init(&a, 16u << 20);
	int status = read_wish(&a, c, &w);
	if (!status) {
		status = home_make_begin(&m, dir, "minihall init");
		if (!status)
			status = build(&a, m.part, &w);
		status = home_make_end(&m, status);
	}
	if (!status)
		printf("已建立节点 %s：%s（%s）\n", w.node, dir, w.site.place);
	arena_release(&a);
	return status;
}
