/* Commands that make and run a node: init, serve, card, pair, admit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/certificate.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/sign.h"
#include "command.h"
#include "events.h"
#include "hall/account.h"
#include "hall/catalogue.h"
#include "hall/outbox.h"
#include "hall/site.h"
#include "hub/fleet.h"
#include "hub/options.h"
#include "hub/publish.h"
#include "jobs/print.h"
#include "jobs/sync.h"
#include "rules/window.h"
#include "store/db.h"
#include "sync/trust.h"

struct site_words { const char *code, *place, *kind, *county; bool sample; };

static enum rc write_config(struct arena *a, const char *dir, const char *node, const char *site, const char *role, int argc, char **argv)
{
	yyjson_mut_doc *d = json_doc(a);
	yyjson_mut_val *v = yyjson_mut_obj(d);
	size_t n;
	yyjson_mut_obj_add_str(d, v, "node", node);
	yyjson_mut_obj_add_str(d, v, "site", site);
	yyjson_mut_obj_add_str(d, v, "role", role);
	yyjson_mut_obj_add_str(d, v, "address", command_option(argc, argv, "--address", "127.0.0.1"));
	yyjson_mut_obj_add_str(d, v, "names", command_option(argc, argv, "--names", "localhost,127.0.0.1"));
	yyjson_mut_obj_add_int(d, v, "port", atoi(command_option(argc, argv, "--port", "8443")));
	yyjson_mut_obj_add_int(d, v, "plain_port", atoi(command_option(argc, argv, "--plain-port", "-1")));
	yyjson_mut_obj_add_int(d, v, "seal_age_ms", atoi(command_option(argc, argv, "--seal-age-ms", "30000")));
	yyjson_mut_obj_add_int(d, v, "contact_ms", atoi(command_option(argc, argv, "--contact-ms", "60000")));
	yyjson_mut_obj_add_bool(d, v, "sample", command_flag(argc, argv, "--sample"));
	char *text = json_write(a, v, &n);
	return file_write(arena_printf(a, "%s/config.json", dir), text, n, 0600);
}

static enum rc make_keys(struct arena *a, const char *dir, const char *node, const char *names)
{
	struct sign_key *key;
	char public[SIGN_PUBLIC_TEXT];
	const char *keys = arena_printf(a, "%s/keys", dir);
	enum rc rc = dir_make(keys, 0700);
	if (!rc)
		rc = sign_key_create(arena_printf(a, "%s/node.key", keys));
	if (!rc)
		rc = sign_key_load(arena_printf(a, "%s/node.key", keys), &key);
	if (rc)
		return rc;
	sign_key_public(key, public);
	sign_key_free(key);
	const char *line = arena_printf(a, "%s %s\n", public, node);
	rc = file_write(arena_printf(a, "%s/node.pub", keys), line, strlen(line), 0644);
	if (!rc)
		rc = certificate_ensure(keys, arena_printf(a, "minihall %s", node), names);
	return rc ? rc : trust_write_allowed_signers(dir, node, public);
}

static enum rc configure_site(struct txn *t, void *context)
{
	const struct site_words *w = context;
	return event_site_configured(t, NULL, w->code, &(struct event_site_configured){ .code = w->code, .place = w->place, .kind = w->kind, .name = window_hall_name(&t->arena, w->place, w->kind), .county = w->county, .sample = w->sample });
}

/* From the division table: a township's name, kind and county by its nine digits; a county's by its six. */
static void look_up(struct arena *a, const char *site, struct site_words *w)
{
	size_t n, i, k, max, most;
	yyjson_val *root, *county, *town;
	const char *text = embed_find("sample/divisions.json", &n);
	if (!text || json_read(a, text, n, &root))
		return;
	yyjson_arr_foreach(yyjson_obj_get(root, "counties"), i, max, county) {
		if (strncmp(site, json_text(county, "code"), 6))
			continue;
		w->county = json_text(county, "name");
		if (!strcmp(site + 6, "000"))
			*w = (struct site_words){ w->code, json_text(county, "name"), "county", "", w->sample };
		yyjson_arr_foreach(yyjson_obj_get(county, "townships"), k, most, town)
			if (!strcmp(site, json_text(town, "code")))
				*w = (struct site_words){ w->code, json_text(town, "name"), json_text(town, "kind"), json_text(county, "name"), w->sample };
	}
}

int command_init(int argc, char **argv)
{
	struct arena a;
	struct home h;
	const char *dir = command_home(argc, argv), *role = command_option(argc, argv, "--role", "hall"), *site = command_option(argc, argv, "--site", "");
	const char *incarnation = command_option(argc, argv, "--incarnation", "1"), *names = command_option(argc, argv, "--names", "localhost,127.0.0.1");
	if ((strlen(site) != 9 && strlen(site) != 12) || strspn(site, "0123456789") != strlen(site) || (strcmp(role, "hall") && strcmp(role, "hub"))) {
		fprintf(stderr, "请写明 --role hall 或 hub，以及 --site 九位或十二位区划代码，例如 --site 361127102\n");
		return 2;
	}
	arena_init(&a, 16u << 20);
	if (file_exists(arena_printf(&a, "%s/config.json", dir))) {
		fprintf(stderr, "%s 里已经有一个节点；要重新建立请换一个目录\n", dir);
		arena_release(&a);
		return 2;
	}
	const char *node = arena_printf(&a, "%s-%s", site, incarnation);
	struct site_words words = { site, "", strlen(site) == 12 ? "village" : "township", "", command_flag(argc, argv, "--sample") };
	look_up(&a, site, &words);
	words.place = command_option(argc, argv, "--place", words.place);
	words.kind = command_option(argc, argv, "--kind", words.kind);
	words.county = command_option(argc, argv, "--county", words.county);
	enum rc rc = dir_make(dir, 0700);
	if (!rc)
		rc = make_keys(&a, dir, node, names);
	if (!rc)
		rc = write_config(&a, dir, node, site, role, argc, argv);
	int status = words.place[0] ? command_complain(NULL, rc) : (fprintf(stderr, "区划表里没有 %s，请用 --place 写明地名\n", site), 2);
	if (!status && !home_open(&h, dir, true)) {
		status = home_run(&h, configure_site, &words);
		home_close(&h);
	}
	if (!status)
		printf("已建立节点 %s：%s（%s）\n", node, dir, words.place);
	arena_release(&a);
	return status;
}

static enum rc publish_sample(struct txn *t, void *context)
{
	size_t n, m;
	struct row_catalogue_current held;
	(void)context;
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &held);
	if (rc != RC_NOTFOUND || publish_waiting(t->self->home))
		return rc == RC_FAULT ? rc : RC_OK;
	const char *items = embed_find("sample/catalogue/items.json", &n), *calendar = embed_find("sample/catalogue/calendar.json", &m);
	return publish_catalogue(t, items, n, calendar, m, "样例目录");
}

int command_serve(int argc, char **argv)
{
	struct home h;
	struct server *server;
	const char *dir = command_home(argc, argv);
	if (home_open(&h, dir, true))
		return 3;
	if (command_flag(argc, argv, "--debug"))
		log_level_set(LOG_LEVEL_DEBUG);
	const char *keys = arena_printf(&h.arena, "%s/keys", dir);
	struct server_config config = { .address = command_option(argc, argv, "--address", h.address), .port = atoi(command_option(argc, argv, "--port", arena_printf(&h.arena, "%d", h.port))),
		.plain_port = atoi(command_option(argc, argv, "--plain-port", arena_printf(&h.arena, "%d", h.plain_port))), .cert = arena_printf(&h.arena, "%s/tls.crt", keys), .key = arena_printf(&h.arena, "%s/tls.key", keys), .home = dir };
	struct sync_settings settings = { atoll(command_option(argc, argv, "--seal-age-ms", arena_printf(&h.arena, "%lld", (long long)h.seal_age_ms))), atoll(command_option(argc, argv, "--contact-ms", arena_printf(&h.arena, "%lld", (long long)h.contact_ms))) };
	int status = 0;
	if (h.self.hub && h.sample)
		status = home_run(&h, publish_sample, NULL);
	enum rc rc = status ? RC_FAULT : certificate_ensure(keys, arena_printf(&h.arena, "minihall %s", h.self.node), h.names);
	if (!rc)
		rc = sign_key_load(arena_printf(&h.arena, "%s/node.key", keys), &outbox_link.key);
	if (!rc)
		rc = server_start(&config, h.db, &h.self, account_authenticate, &server);
	if (!rc && ((rc = sync_start(server, h.db, &h.self, &settings)) || (rc = print_start(server, h.db, &h.self))))
		server_free(server);
	if (!rc) {
		printf("ready %s https://%s:%d plain %d\n", h.self.node, config.address, server_port(server), server_plain_port(server));
		fflush(stdout);
		status = server_run(server);
		sync_stop();
		print_stop();
		server_free(server);
	} else {
		status = command_complain(NULL, rc);
	}
	sign_key_free(outbox_link.key);
	home_close(&h);
	return status;
}

/* A card is what the other side must know to trust this node: it carries no secret. */
int command_card(int argc, char **argv)
{
	struct home h;
	struct row_site_row site;
	struct txn t = { 0 };
	char pin[64], *public;
	size_t n;
	static const struct actor console = { .id = "console", .name = "命令行" };
	if (home_open(&h, command_home(argc, argv), true))
		return 3;
	enum rc rc = txn_begin(&t, h.db, &h.self, &console);
	if (!rc)
		rc = txn_end(&t, load_site_row(&t, h.self.site, &site));
	if (!rc)
		rc = certificate_pin(arena_printf(&h.arena, "%s/keys/tls.crt", h.self.home), pin);
	if (!rc)
		rc = file_read(&h.arena, arena_printf(&h.arena, "%s/keys/node.pub", h.self.home), 4096, &public, NULL);
	if (!rc) {
		*strrchr(public, ' ') = '\0';
		yyjson_mut_doc *d = json_doc(&h.arena);
		yyjson_mut_val *v = yyjson_mut_obj(d);
		yyjson_mut_obj_add_str(d, v, "node", h.self.node);
		yyjson_mut_obj_add_str(d, v, "name", site.name);
		yyjson_mut_obj_add_str(d, v, "public", public);
		yyjson_mut_obj_add_bool(d, v, "hub", h.self.hub);
		yyjson_mut_obj_add_str(d, v, "url", h.self.hub ? command_option(argc, argv, "--url", arena_printf(&h.arena, "https://%s:%d", h.address, h.port)) : "");
		yyjson_mut_obj_add_str(d, v, "tls_pin", h.self.hub ? pin : "");
		printf("%s\n", json_write(&h.arena, v, &n));
	}
	int status = command_complain(&t, rc);
	txn_release(&t);
	home_close(&h);
	return status;
}

static enum rc read_card(struct arena *a, const char *path, struct trust_peer *out)
{
	char *text;
	size_t n;
	yyjson_val *v;
	enum rc rc = file_read(a, path, 65536, &text, &n);
	if (rc == RC_NOTFOUND)
		return fault("没有名片文件 %s", path);
	if (rc)
		return rc;
	if (json_read(a, text, n, &v) || !json_text(v, "node") || !json_text(v, "public") || !json_text(v, "name"))
		return fault("%s 不是节点名片", path);
	*out = (struct trust_peer){ json_text(v, "node"), json_text(v, "name"), json_text(v, "public"), json_text(v, "url") ? json_text(v, "url") : "", json_text(v, "tls_pin") ? json_text(v, "tls_pin") : "", json_flag(v, "hub"), false };
	return RC_OK;
}

static enum rc trust_card(struct home *h, const struct trust_peer *peer)
{
	char *public;
	enum rc rc = trust_add(h->self.home, peer);
	if (!rc)
		rc = file_read(&h->arena, arena_printf(&h->arena, "%s/keys/node.pub", h->self.home), 4096, &public, NULL);
	if (rc)
		return rc;
	*strrchr(public, ' ') = '\0';
	return trust_write_allowed_signers(h->self.home, h->self.node, public);
}

int command_pair(int argc, char **argv)
{
	struct home h;
	struct trust_peer hub;
	if (home_open(&h, command_home(argc, argv), false))
		return 3;
	enum rc rc = read_card(&h.arena, command_option(argc, argv, "--hub-card", ""), &hub);
	if (!rc && !hub.hub)
		rc = fault("这是大厅的名片，不是县级的");
	if (!rc)
		rc = trust_card(&h, &hub);
	if (!rc)
		printf("已登记县级节点 %s（%s）\n", hub.node, hub.url);
	int status = command_complain(NULL, rc);
	home_close(&h);
	return status;
}

static enum rc admit(struct txn *t, void *context)
{
	const struct trust_peer *hall = context;
	struct row_fleet_admitted held;
	enum rc rc = load_fleet_admitted(t, t->self->site, hall->node, &held);
	if (rc != RC_NOTFOUND)
		return rc;
	rc = fleet_admit(t, hall->node, hall->name, hall->public);
	if (!rc)
		rc = publish_to(t, hall->node);
	return rc ? rc : options_to(t, hall->node);
}

int command_admit(int argc, char **argv)
{
	struct home h;
	struct trust_peer hall;
	if (home_open(&h, command_home(argc, argv), true))
		return 3;
	enum rc rc = read_card(&h.arena, command_option(argc, argv, "--hall-card", ""), &hall);
	if (!rc)
		rc = trust_card(&h, &hall);
	int status = rc ? command_complain(NULL, rc) : home_run(&h, admit, &hall);
	if (!status)
		printf("已接入 %s（%s）\n", hall.name, hall.node);
	home_close(&h);
	return status;
}
