/* Commands that run a node and make it known to its peers: serve, card, pair, admit. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "api/link/admission.h"
#include "base/certificate.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/sign.h"
#include "cli/command.h"
#include "hall/people/account.h"
#include "hall/place/catalogue.h"
#include "hall/place/running.h"
#include "hall/people/commitment.h"
#include "hall/link/outbox.h"
#include "hall/link/record.h"
#include "hall/people/session.h"
#include "hall/place/site.h"
#include "hub/fleet.h"
#include "hub/options.h"
#include "hub/publish.h"
#include "jobs/print.h"
#include "jobs/record.h"
#include "jobs/sync.h"
#include "store/db.h"
#include "store/refill.h"
#include "sync/trust.h"

static enum rc publish_sample(struct txn *t, void *context)
{
	size_t n, m;
	struct row_catalogue_current held;
	(void)context;
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &held);
	if (rc != RC_NOTFOUND || publish_waiting(t->self->home))
		return rc == RC_FAULT ? rc : RC_OK;
	const char *items = embed_find("sample/catalogue/items.json", &n),
		   *calendar = embed_find("sample/catalogue/calendar.json", &m);
	return publish_catalogue(t, items, n, calendar, m, "样例目录");
}

/* A journal that lost its end is not written on: the words name what was lost and restore. */
static enum rc uncut(struct txn *t, void *context)
{
	(void)context;
	return record_uncut(t);
}

/* Whoever came in by an earlier program still does. */
static enum rc proofs(struct txn *t, void *context)
{
	(void)context;
	TRY(session_start(t));
	return commitment_adopt(t);
}

/* What config.json says holds unless this start says otherwise. */
static int64_t typed_or(const struct cli *c, enum cli_arg arg, int64_t kept)
{
	return cli_given(c, arg) ? cli_int(c, arg) : kept;
}

struct jobs {
	struct sync_job *sync;
	struct print_job *print;
};

static enum rc start_jobs(struct server *server, struct home *h,
	const struct sync_settings *settings, struct jobs *jobs)
{
	TRY(sync_start(&h->arena, server, h->db, &h->self, settings, &jobs->sync));
	TRY(print_start(&h->arena, server, h->db, &h->self, &jobs->print));
	return record_start(&h->arena, server, h->db, &h->self);
}

static int run_server(
	struct server *server, struct home *h, const struct jobs *jobs, const char *address)
{
	printf("ready %s https://%s:%d plain %d\n", h->self.node, address, server_port(server),
		server_plain_port(server));
	fflush(stdout);
	int status = server_run(server);
	sync_stop(jobs->sync);
	print_stop(jobs->print);
	return status;
}

static const char *address_of(struct home *h, const struct cli *c)
{
	return cli_given(c, arg_serve_address) ? cli_text(c, arg_serve_address) : h->address;
}

static enum rc start_server(struct home *h, const struct cli *c, struct server **server)
{
	const char *keys = arena_printf(&h->arena, "%s/keys", h->self.home);
	struct server_config config = {
		.address = address_of(h, c),
		.port = (int)typed_or(c, arg_serve_port, h->port),
		.plain_port = (int)typed_or(c, arg_serve_plain_port, h->plain_port),
		.cert = arena_printf(&h->arena, "%s/tls.crt", keys),
		.key = arena_printf(&h->arena, "%s/tls.key", keys),
		.home = h->self.home,
	};
	TRY(certificate_ensure(
		keys, arena_printf(&h->arena, "minihall %s", h->self.node), h->names));
	return server_start(&config, h->db, &h->self, account_authenticate, server);
}

static enum rc fill_step(void *context, char words[SERVER_WORDS], bool *done)
{
	static_assert(
		HOME_VIEWS_WORDS <= SERVER_WORDS, "the words of the views are said to who asks");
	struct refill_progress p;
	TRY(refill_step(context, &p));
	home_views_words(&p, words);
	home_views_say(&p);
	*done = p.state == REFILL_DONE;
	return RC_OK;
}

/* The hall is not mute while its views are made anew: whoever asks is told how far it is.
 * RC_NOTFOUND: it was stopped meanwhile. */
static enum rc fill_views(struct home *h, const struct cli *c, struct server **server)
{
	struct refill *r = NULL;
	enum rc rc = home_views_room(h, false);
	if (!rc)
		rc = start_server(h, c, server);
	if (!rc)
		rc = refill_begin(home_journal(h), &h->self, "minihall serve", &r);
	if (!rc) {
		printf("filling %s https://%s:%d plain %d\n", h->self.node, address_of(h, c),
			server_port(*server), server_plain_port(*server));
		fflush(stdout);
		rc = server_until(*server, fill_step, r);
	}
	refill_end(r);
	if (!rc)
		rc = home_go_on(h);
	return rc;
}

static int serve(struct home *h, const struct cli *c, struct server **server)
{
	struct sync_settings settings = { typed_or(c, arg_serve_seal_age_ms, h->seal_age_ms),
		typed_or(c, arg_serve_contact_ms, h->contact_ms) };
	struct jobs jobs;
	enum rc rc = *server ? RC_OK : start_server(h, c, server);
	if (!rc)
		rc = sign_key_load(arena_printf(&h->arena, "%s/keys/node.key", h->self.home),
			&h->self.running->link->key);
	if (!rc) {
		server_open(*server, h->db);
		rc = start_jobs(*server, h, &settings, &jobs);
	}
	if (rc)
		return command_complain(NULL, rc);
	return run_server(*server, h, &jobs, address_of(h, c));
}

/* What the record must be before anybody is served, and the serving. */
static int open_and_serve(struct home *h, const struct cli *c, struct server **server)
{
	int status = home_run(h, uncut, NULL);
	if (!status)
		status = home_run(h, proofs, NULL);
	if (!status && h->self.hub && h->sample)
		status = home_run(h, publish_sample, NULL);
	return status ? status : serve(h, c, server);
}

int command_serve(const struct cli *c)
{
	struct home h;
	struct server *server = NULL;
	struct outbox_link link = OUTBOX_LINK_NEW;
	struct node_running running = { .link = &link };
	if (home_open(&h, cli_home(c), HOME_SERVES, "minihall serve"))
		return 3;
	h.self.running = &running;
	if (cli_given(c, arg_serve_debug))
		log_level_set(LOG_LEVEL_DEBUG);
	enum rc filled = h.db ? RC_OK : fill_views(&h, c, &server);
	int status = 0; /* stopped while it filled */
	if (filled == RC_FAULT)
		status = command_complain(NULL, filled);
	else if (!filled)
		status = open_and_serve(&h, c, &server);
	server_free(server);
	sign_key_free(link.key);
	home_close(&h);
	return status;
}

/* A card is what the other side must know to trust this node: it carries no secret. */
int command_card(const struct cli *c)
{
	struct home h;
	struct row_site_row site;
	struct txn t = { 0 };
	char pin[64], *public;
	size_t n;
	static const struct actor console = { .id = "console", .name = "命令行" };
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall card"))
		return 3;
	enum rc rc = txn_begin(&t, h.db, &h.self, &console);
	if (!rc)
		rc = txn_end(&t, load_site_row(&t, h.self.site, &site));
	if (!rc)
		rc = certificate_pin(arena_printf(&h.arena, "%s/keys/tls.crt", h.self.home), pin);
	if (!rc)
		rc = file_read(&h.arena, arena_printf(&h.arena, "%s/keys/node.pub", h.self.home),
			4096, &public, NULL);
	if (!rc) {
		*strrchr(public, ' ') = '\0';
		yyjson_mut_doc *d = json_doc(&h.arena);
		yyjson_mut_val *v = yyjson_mut_obj(d);
		yyjson_mut_obj_add_str(d, v, "node", h.self.node);
		yyjson_mut_obj_add_str(d, v, "name", site.name);
		yyjson_mut_obj_add_str(d, v, "public", public);
		yyjson_mut_obj_add_bool(d, v, "hub", h.self.hub);
		const char *own = arena_printf(&h.arena, "https://%s:%d", h.address, h.port);
		const char *url = cli_given(c, arg_card_url) ? cli_text(c, arg_card_url) : own;
		yyjson_mut_obj_add_str(d, v, "url", h.self.hub ? url : "");
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
	if (json_read(a, text, n, &v) || !json_text(v, "node") || !json_text(v, "public") ||
		!json_text(v, "name"))
		return fault("%s 不是节点名片", path);
	*out = (struct trust_peer){ json_text(v, "node"), json_text(v, "name"),
		json_text(v, "public"), json_text(v, "url") ? json_text(v, "url") : "",
		json_text(v, "tls_pin") ? json_text(v, "tls_pin") : "", json_flag(v, "hub"),
		false };
	return RC_OK;
}

static enum rc trust_card(struct home *h, const struct trust_peer *peer)
{
	char *public;
	TRY(trust_add(h->self.home, peer));
	TRY(file_read(&h->arena, arena_printf(&h->arena, "%s/keys/node.pub", h->self.home), 4096,
		&public, NULL));
	*strrchr(public, ' ') = '\0';
	return trust_write_allowed_signers(h->self.home, h->self.node, public);
}

int command_pair(const struct cli *c)
{
	struct home h;
	struct trust_peer hub;
	if (home_open(&h, cli_home(c), HOME_FILES, "minihall pair"))
		return 3;
	enum rc rc = read_card(&h.arena, cli_text(c, arg_pair_hub_card), &hub);
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
	return admission_admit(t, context);
}

int command_admit(const struct cli *c)
{
	struct home h;
	struct trust_peer hall;
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall admit"))
		return 3;
	enum rc rc = read_card(&h.arena, cli_text(c, arg_admit_hall_card), &hall);
	int status = rc ? command_complain(NULL, rc) : home_run(&h, admit, &hall);
	if (!status)
		printf("已接入 %s（%s）\n", hall.name, hall.node);
	home_close(&h);
	return status;
}

struct revocation {
	const char *node, *reason;
};

static enum rc revoke(struct txn *t, void *context)
{
	const struct revocation *what = context;
	return admission_revoke(t, what->node, what->reason);
}

int command_revoke(const struct cli *c)
{
	struct home h;
	struct revocation what = { cli_text(c, arg_revoke_hall), cli_text(c, arg_revoke_reason) };
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall revoke"))
		return 3;
	int status = home_run(&h, revoke, &what);
	if (!status)
		printf("已停止接入 %s，立即生效；恢复请再次 minihall admit\n", what.node);
	home_close(&h);
	return status;
}

static enum rc retry(struct txn *t, void *context)
{
	int64_t count = 0;
	enum rc rc = outbox_try_again(t, context, &count);
	if (!rc)
		printf("%lld 个搁置的批次再试\n", (long long)count);
	return rc;
}

int command_retry(const struct cli *c)
{
	struct home h;
	char sender[64];
	snprintf(sender, sizeof sender, "%s",
		cli_given(c, arg_retry_from) ? cli_text(c, arg_retry_from) : "");
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall retry"))
		return 3;
	int status = home_run(&h, retry, sender);
	home_close(&h);
	return status;
}
