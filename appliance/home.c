/* An installation on the disk: config.json, keys, database. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "command.h"
#include "hall/catalogue.h"
#include "store/db.h"
#include "store/projection.h"

const char *command_option(int argc, char **argv, const char *name, const char *otherwise)
{
	for (int i = 0; i + 1 < argc; i++)
		if (!strcmp(argv[i], name))
			return argv[i + 1];
	return otherwise;
}

bool command_flag(int argc, char **argv, const char *name)
{
	for (int i = 0; i < argc; i++)
		if (!strcmp(argv[i], name))
			return true;
	return false;
}

const char *command_home(int argc, char **argv)
{
	const char *from_environment = getenv("MINIHALL_HOME");
	return command_option(argc, argv, "--home", from_environment ? from_environment : "/var/lib/minihall");
}

enum rc home_open(struct home *h, const char *dir, bool with_database)
{
	char *text;
	size_t n;
	yyjson_val *v;
	*h = (struct home){ 0 };
	arena_init(&h->arena, 1u << 20);
	enum rc rc = file_read(&h->arena, arena_printf(&h->arena, "%s/config.json", dir), 65536, &text, &n);
	if (rc == RC_NOTFOUND)
		rc = fault("%s 里还没有节点，请先运行 minihall init", dir);
	if (!rc && (json_read(&h->arena, text, n, &v) || !json_text(v, "node") || !json_text(v, "site") || !json_text(v, "role")))
		rc = fault("%s/config.json 不完整", dir);
	if (!rc) {
		h->self = (struct node_self){ json_text(v, "node"), json_text(v, "site"), !strcmp(json_text(v, "role"), "hub"), arena_strdup(&h->arena, dir) };
		snprintf(h->address, sizeof h->address, "%s", json_text(v, "address") ? json_text(v, "address") : "127.0.0.1");
		snprintf(h->names, sizeof h->names, "%s", json_text(v, "names") ? json_text(v, "names") : "localhost,127.0.0.1");
		h->port = (int)json_int(v, "port", 8443);
		h->plain_port = (int)json_int(v, "plain_port", -1);
		h->seal_age_ms = json_int(v, "seal_age_ms", 30000);
		h->contact_ms = json_int(v, "contact_ms", 60000);
		h->sample = json_flag(v, "sample");
		catalogue_register();
		if (with_database)
			rc = db_open(arena_printf(&h->arena, "%s/minihall.db", dir), &h->db);
		if (!rc && with_database)
			rc = projection_refill(h->db, &h->self);
	}
	if (rc) {
		fprintf(stderr, "minihall: %s\n", fault_text());
		home_close(h);
	}
	return rc;
}

void home_close(struct home *h)
{
	db_close(h->db);
	arena_release(&h->arena);
	*h = (struct home){ 0 };
}

int command_complain(struct txn *t, enum rc rc)
{
	switch (rc) {
	case RC_OK:
		return 0;
	case RC_REFUSED:
		if (t && t->refusal) {
			const struct refusal_row *row = refusal_row(t->refusal);
			fprintf(stderr, "%s（%s）：%s%s%s\n", row->text, row->code, row->advice, t->detail ? "：" : "", t->detail ? t->detail : "");
		}
		return 1;
	case RC_NOTFOUND:
		fprintf(stderr, "没有找到\n");
		return 1;
	case RC_FAULT:
		break;
	}
	fprintf(stderr, "故障：%s\n", fault_text());
	return 3;
}

int home_run(struct home *h, enum rc (*work)(struct txn *t, void *context), void *context)
{
	static const struct actor console = { .id = "console", .name = "命令行" };
	struct txn t = { 0 };
	enum rc rc = txn_begin(&t, h->db, &h->self, &console);
	if (!rc)
		rc = txn_end(&t, work(&t, context));
	if (!rc)
		rc = db_turn_commit(h->db);
	int status = command_complain(&t, rc);
	if (rc)
		(void)!db_turn_commit(h->db);
	txn_release(&t);
	return status;
}
