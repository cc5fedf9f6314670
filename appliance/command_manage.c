/* Commands for people who set a node up or look after it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "base/set.h"
#include "base/version.h"
#include "command.h"
#include "hall/account.h"
#include "hall/board.h"
#include "hall/facility.h"
#include "hall/organisation.h"
#include "hall/outbox.h"
#include "hall/site.h"
#include "hall/site_window.h"
#include "hall/staff.h"
#include "hub/fleet.h"
#include "sbom.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/projection.h"

struct words { int argc; char **argv; const char *password; };

static int with_home(int argc, char **argv, enum rc (*work)(struct txn *t, void *context))
{
	struct home h;
	struct words w = { argc, argv, NULL };
	if (home_open(&h, command_home(argc, argv), HOME_SHARED, "minihall"))
		return 3;
	int status = home_run(&h, work, &w);
	home_close(&h);
	return status;
}

/* "a,b" -> ["a","b"] */
static yyjson_val *roles_of(struct txn *t, const char *text)
{
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	char *copy = arena_strdup(&t->arena, text), *rest = copy;
	size_t n;
	yyjson_val *out;
	for (char *one; (one = strsep(&rest, ","));)
		yyjson_mut_arr_add_str(t->doc, list, one);
	char *json = json_write(&t->arena, list, &n);
	return json_read(&t->arena, json, n, &out) ? NULL : out;
}

/* --employment, --employer, --post, --supplier, and for a village --unit CODE --unit-name NAME, which registers the station when it is new. */
static enum rc describe_staff(struct txn *t, const struct words *w, const char *id)
{
	const char *employment = command_option(w->argc, w->argv, "--employment", ""), *unit = command_option(w->argc, w->argv, "--unit", t->self->site);
	struct row_station_row station;
	enum rc rc = RC_OK;
	if (!employment[0])
		return RC_OK;
	if (strcmp(unit, t->self->site) && load_station_row(t, t->self->site, unit, &station) == RC_NOTFOUND)
		rc = organisation_add_station(t, unit, command_option(w->argc, w->argv, "--unit-name", unit));
	yyjson_mut_val *body = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, body, "employment", employment);
	yyjson_mut_obj_add_str(t->doc, body, "employer", command_option(w->argc, w->argv, "--employer", "本中心"));
	yyjson_mut_obj_add_str(t->doc, body, "supplier", command_option(w->argc, w->argv, "--supplier", ""));
	yyjson_mut_obj_add_str(t->doc, body, "post", command_option(w->argc, w->argv, "--post", "other"));
	yyjson_mut_obj_add_str(t->doc, body, "unit", unit);
	yyjson_mut_obj_add_str(t->doc, body, "from", staff_today(t));
	yyjson_mut_obj_add_bool(t->doc, body, "attends", !strcmp(unit, t->self->site));
	size_t n;
	yyjson_val *read;
	const char *text = json_write(&t->arena, body, &n);
	if (rc || json_read(&t->arena, text, n, &read))
		return rc ? rc : RC_FAULT;
	if (!set_has("employment", employment) || !set_has("post", json_text(read, "post")))
		return txn_refuse(t, REFUSAL_SHAPE, "--employment 或 --post 不在可选范围内");
	return staff_describe(t, id, read);
}

static enum rc add_staff(struct txn *t, void *context)
{
	struct words *w = context;
	const char *id, *login = command_option(w->argc, w->argv, "--login", ""), *name = command_option(w->argc, w->argv, "--name", "");
	char password[256] = "";
	if (!fgets(password, sizeof password, stdin))
		return txn_refuse(t, REFUSAL_SHAPE, "密码请从标准输入给出");
	password[strcspn(password, "\r\n")] = '\0';
	if (strlen(password) < 8 || !name[0] || strlen(login) < 2)
		return txn_refuse(t, REFUSAL_SHAPE, "需要 --name、--login，密码至少8位");
	enum rc rc = account_add_staff(t, name, login, password, roles_of(t, command_option(w->argc, w->argv, "--roles", "")), &id);
	if (!rc)
		rc = describe_staff(t, w, id);
	if (!rc)
		printf("%s %s %s\n", id, login, name);
	return rc;
}

int command_staff(int argc, char **argv)
{
	return with_home(argc, argv, add_staff);
}

static enum rc add_device(struct txn *t, void *context)
{
	struct words *w = context;
	const char *token, *id, *kind = command_option(w->argc, w->argv, "--kind", ""), *zones = command_option(w->argc, w->argv, "--zones", "");
	if (strcmp(kind, "kiosk") && strcmp(kind, "board") && strcmp(kind, "rater"))
		return txn_refuse(t, REFUSAL_SHAPE, "--kind 应为 kiosk、board 或 rater");
	if (!board_zones_known(zones))
		return txn_refuse(t, REFUSAL_ZONE_UNKNOWN, zones);
	enum rc rc = account_add_device(t, kind, atoi(command_option(w->argc, w->argv, "--window", "0")), command_option(w->argc, w->argv, "--name", kind), zones[0] ? zones : NULL, &id, &token);
	if (!rc)
		printf("%s\n", token);
	return rc;
}

int command_device(int argc, char **argv)
{
	return with_home(argc, argv, add_device);
}

static enum rc open_window(struct txn *t, void *context)
{
	struct words *w = context;
	size_t n;
	yyjson_val *features;
	int no = atoi(command_option(w->argc, w->argv, "--no", "0"));
	if (no < 1 || no > SITE_WINDOWS)
		return txn_refuse(t, REFUSAL_SHAPE, "需要 --no 1…200");
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	for (int i = 0; i + 1 < w->argc; i++)
		if (!strcmp(w->argv[i], "--feature"))
			yyjson_mut_arr_add_str(t->doc, list, w->argv[i + 1]);
	char *json = json_write(&t->arena, list, &n);
	enum rc rc = json_read(&t->arena, json, n, &features);
	struct site_window_wish wish = { command_option(w->argc, w->argv, "--zone", "general"), command_option(w->argc, w->argv, "--place", ""),
		command_flag(w->argc, w->argv, "--issues"), command_flag(w->argc, w->argv, "--spare"), features };
	return rc ? rc : site_window_set_up(t, no, &wish);
}

int command_window(int argc, char **argv)
{
	return with_home(argc, argv, open_window);
}

static enum rc add_facility(struct txn *t, void *context)
{
	struct words *w = context;
	struct facility_words f = { command_option(w->argc, w->argv, "--kind", ""), command_option(w->argc, w->argv, "--name", ""), command_option(w->argc, w->argv, "--place", ""), "", 1, 0 };
	if (!set_has("facility_kind", f.kind) || !f.place[0])
		return txn_refuse(t, REFUSAL_SHAPE, "需要 --kind（如 guide_desk、accessible）和 --place");
	if (!f.name[0])
		f.name = set_label("facility_kind", f.kind);
	return facility_register(t, &f);
}

int command_facility(int argc, char **argv)
{
	return with_home(argc, argv, add_facility);
}

static enum rc set_link(struct txn *t, void *context)
{
	struct words *w = context;
	bool cut = w->argc > 0 && !strcmp(w->argv[0], "cut");
	if (!cut && (w->argc < 1 || strcmp(w->argv[0], "restore")))
		return txn_refuse(t, REFUSAL_SHAPE, "minihall link cut 或 minihall link restore");
	return outbox_set_cut(t, cut, "命令行");
}

int command_link(int argc, char **argv)
{
	return with_home(argc, argv, set_link);
}

/* A hall's digest and how many records of its node are behind it. */
static enum rc print_digest(struct txn *t, const char *node)
{
	const char *hall = journal_hall(&t->arena, node);
	char digest[HASH_HEX];
	struct journal_head head;
	enum rc rc = projection_digest(t, hall, digest);
	if (!rc)
		rc = journal_head(t, node, &head);
	if (!rc)
		printf("%s %lld %s\n", hall, (long long)head.seq, digest);
	return rc;
}

static enum rc digests(struct txn *t, void *context)
{
	struct row_fleet_nodes *halls;
	size_t n;
	(void)context;
	enum rc rc = print_digest(t, t->self->node);
	if (!rc)
		rc = list_fleet_nodes(t, t->self->site, &halls, &n);
	for (size_t i = 0; !rc && i < n; i++)
		rc = print_digest(t, halls[i].node);
	return rc;
}

int command_digest(int argc, char **argv)
{
	return with_home(argc, argv, digests);
}

int command_rebuild(int argc, char **argv)
{
	struct home h;
	if (home_open(&h, command_home(argc, argv), HOME_ALONE, "minihall rebuild"))
		return 3;
	enum rc rc = projection_rebuild(h.db, &h.self, false);
	if (rc == RC_REFUSED)
		fprintf(stderr, "重建后的摘要与原来不同，已放弃重建。请保留现场并联系运维。\n");
	int status = command_complain(NULL, rc);
	home_close(&h);
	return status;
}

static enum rc verify_all(struct txn *t, void *context)
{
	int64_t checked;
	(void)context;
	enum rc rc = journal_verify(t, NULL, &checked);
	if (!rc)
		printf("记录链完好：%lld 条\n", (long long)checked);
	return rc;
}

int command_verify(int argc, char **argv)
{
	return with_home(argc, argv, verify_all);
}

static enum rc copy_tree(struct arena *a, const char *from, const char *to)
{
	char **names;
	enum rc rc = dir_list(a, from, &names);
	if (rc == RC_NOTFOUND)
		return RC_OK;
	if (!rc)
		rc = dir_make(to, 0700);
	for (size_t i = 0; !rc && names[i]; i++) {
		const char *source = arena_printf(a, "%s/%s", from, names[i]), *target = arena_printf(a, "%s/%s", to, names[i]);
		char **inside;
		if (dir_list(a, source, &inside) == RC_OK) {
			rc = copy_tree(a, source, target);
		} else {
			fault_clear();
			rc = file_exists(target) ? RC_OK : file_copy(source, target, 0600);
		}
	}
	return rc;
}

/* Works on a running node: SQLite's backup interface takes a consistent copy. Blobs never change, so copying them is safe. */
int command_backup(int argc, char **argv)
{
	struct home h;
	struct arena a;
	const char *to = command_option(argc, argv, "--to", "");
	if (!to[0]) {
		fprintf(stderr, "请用 --to 写明备份目录\n");
		return 2;
	}
	if (home_open(&h, command_home(argc, argv), HOME_SHARED, "minihall backup"))
		return 3;
	arena_init(&a, 256u << 20);
	enum rc rc = dir_make(to, 0700);
	if (!rc)
		rc = copy_tree(&a, arena_printf(&a, "%s/blobs", h.self.home), arena_printf(&a, "%s/blobs", to));
	if (!rc)
		rc = backup_database(h.db, arena_printf(&a, "%s/minihall.db", to));
	if (!rc)
		rc = copy_tree(&a, arena_printf(&a, "%s/keys", h.self.home), arena_printf(&a, "%s/keys", to));
	if (!rc && file_exists(arena_printf(&a, "%s/trust.json", h.self.home)))
		rc = file_copy(arena_printf(&a, "%s/trust.json", h.self.home), arena_printf(&a, "%s/trust.json", to), 0600);
	if (!rc)
		rc = file_copy(arena_printf(&a, "%s/config.json", h.self.home), arena_printf(&a, "%s/config.json", to), 0600);
	if (!rc)
		printf("已备份到 %s（含密钥，请妥善保管）\n", to);
	int status = command_complain(NULL, rc);
	arena_release(&a);
	home_close(&h);
	return status;
}

int command_openapi(int argc, char **argv)
{
	size_t n;
	(void)argc;
	(void)argv;
	const char *text = embed_find("openapi.json", &n);
	return text && fwrite(text, 1, n, stdout) == n ? 0 : 3;
}

int command_version(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("minihall %s\n", MINIHALL_VERSION);
	for (size_t i = 0; i < sbom_count; i++)
		printf("  %-14s %-8s sha256:%s\n", sbom[i].name, sbom[i].version, sbom[i].sha256);
	return 0;
}
