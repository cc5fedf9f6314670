/* Commands for people who set a node up or look after it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "base/password.h"
#include "words/set.h"
#include "base/version.h"
#include "cli/command.h"
#include "hall/people/account.h"
#include "hall/queue/board.h"
#include "hall/booking/facility.h"
#include "hall/people/organisation.h"
#include "hall/link/outbox.h"
#include "hall/link/record.h"
#include "hall/place/site.h"
#include "hall/queue/site_window.h"
#include "hall/people/staff.h"
#include "hub/fleet.h"
#include "sbom.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/projection.h"

static int with_home(const struct cli *c, enum rc (*work)(struct txn *t, void *context))
{
	struct home h;
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall"))
		return 3;
	int status = home_run(&h, work, &c);
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

/* --employment, --employer, --post, --supplier, and for a village --unit CODE --unit-name NAME,
 * which registers the station when it is new. */
static enum rc describe_staff(struct txn *t, const struct cli *c, const char *id)
{
	const char *employment = cli_text(c, arg_staff_employment);
	const char *unit = cli_given(c, arg_staff_unit) ? cli_text(c, arg_staff_unit)
							: t->self->site;
	struct row_station_row station;
	enum rc rc = RC_OK;
	if (!employment[0])
		return RC_OK;
	if (strcmp(unit, t->self->site) &&
		load_station_row(t, t->self->site, unit, &station) == RC_NOTFOUND)
		rc = organisation_add_station(t, unit,
			cli_given(c, arg_staff_unit_name) ? cli_text(c, arg_staff_unit_name)
							  : unit);
	yyjson_mut_val *body = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, body, "employment", employment);
	yyjson_mut_obj_add_str(t->doc, body, "employer", cli_text(c, arg_staff_employer));
	yyjson_mut_obj_add_str(t->doc, body, "supplier", cli_text(c, arg_staff_supplier));
	yyjson_mut_obj_add_str(t->doc, body, "post", cli_text(c, arg_staff_post));
	yyjson_mut_obj_add_str(t->doc, body, "unit", unit);
	yyjson_mut_obj_add_str(t->doc, body, "from", txn_today(t));
	yyjson_mut_obj_add_bool(t->doc, body, "attends", !strcmp(unit, t->self->site));
	size_t n;
	yyjson_val *read;
	const char *text = json_write(&t->arena, body, &n);
	if (rc || json_read(&t->arena, text, n, &read))
		return rc ? rc : RC_FAULT;
	return staff_describe(t, id, read);
}

static enum rc add_staff(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	const char *id, *login = cli_text(c, arg_staff_login), *name = cli_text(c, arg_staff_name);
	char password[PASSWORD_TYPED];
	if (!password_typed(password))
		return txn_refuse(t, REFUSAL_SHAPE, "密码请从标准输入给出");
	enum rc rc = account_add_staff(
		t, name, login, password, roles_of(t, cli_text(c, arg_staff_roles)), &id);
	password_wipe(password);
	if (!rc)
		rc = describe_staff(t, c, id);
	if (!rc)
		printf("%s %s %s\n", id, login, name);
	return rc;
}

int command_staff(const struct cli *c)
{
	return with_home(c, add_staff);
}

static enum rc reset_password(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	struct row_staff_by_login who;
	char password[PASSWORD_TYPED];
	TRY(load_staff_by_login(t, t->self->site, cli_text(c, arg_password_login), &who));
	if (!password_typed(password))
		return txn_refuse(t, REFUSAL_SHAPE, "密码请从标准输入给出");
	enum rc rc = staff_reset_password(t, who.id, password);
	password_wipe(password);
	return rc;
}

int command_password(const struct cli *c)
{
	return with_home(c, reset_password);
}

static enum rc add_device(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	const char *token, *id, *kind = cli_text(c, arg_device_kind);
	const char *zones = cli_text(c, arg_device_zones);
	const char *name = cli_given(c, arg_device_name) ? cli_text(c, arg_device_name) : kind;
	if (!board_zones_known(zones))
		return txn_refuse(t, REFUSAL_ZONE_UNKNOWN, zones);
	enum rc rc = account_add_device(t, kind, (int)cli_int(c, arg_device_window), name,
		zones[0] ? zones : NULL, &id, &token);
	if (!rc)
		printf("%s\n", token);
	return rc;
}

int command_device(const struct cli *c)
{
	return with_home(c, add_device);
}

static enum rc open_window(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	const char *features[CLI_MANY_MOST];
	size_t n = 0;
	while (n < CLI_MANY_MOST && (features[n] = cli_nth(c, arg_window_feature, n)))
		n++;
	if (!zone_of(cli_text(c, arg_window_zone)))
		return txn_refuse(t, REFUSAL_ZONE_NOT_HERE, cli_text(c, arg_window_zone));
	struct site_window_wish wish = {
		.zone = zone_of(cli_text(c, arg_window_zone)),
		.place = cli_text(c, arg_window_place),
		.issues = cli_given(c, arg_window_issues),
		.spare = cli_given(c, arg_window_spare),
		.features = features,
		.feature_count = n,
	};
	return site_window_set_up(t, (int)cli_int(c, arg_window_no), &wish);
}

int command_window(const struct cli *c)
{
	return with_home(c, open_window);
}

static enum rc add_facility(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	const char *name = cli_text(c, arg_facility_name);
	struct facility_put_body f = {
		.kind = facility_kind_of(cli_text(c, arg_facility_kind)),
		.name = name,
		.place = cli_text(c, arg_facility_place),
		.count = 1,
	};
	if (!name[0])
		f.name = facility_kind_label(f.kind);
	return facility_register(t, &f);
}

int command_facility(const struct cli *c)
{
	return with_home(c, add_facility);
}

static enum rc set_link(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	return outbox_set_cut(t, !strcmp(cli_text(c, arg_link_act), "cut"), "命令行");
}

int command_link(const struct cli *c)
{
	return with_home(c, set_link);
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

int command_digest(const struct cli *c)
{
	return with_home(c, digests);
}

static enum rc views_proven(struct txn *t, void *context)
{
	(void)context;
	return record_proven(t);
}

int command_rebuild(const struct cli *c)
{
	struct home h;
	if (home_open(&h, cli_home(c), HOME_ALONE, "minihall rebuild"))
		return 3;
	enum rc rc = cli_given(c, arg_rebuild_mend) ? projection_mend(h.db, &h.self)
						    : projection_rebuild(h.db, &h.self, false);
	if (rc == RC_REFUSED)
		fprintf(stderr, "重建后的摘要与原来不同，已放弃重建。请保留现场并联系运维；"
				"查明是视图被改动过的，用 minihall rebuild --mend 以记录为准。\n");
	int status = rc ? command_complain(NULL, rc) : home_run(&h, views_proven, NULL);
	home_close(&h);
	return status;
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
		const char *source = arena_printf(a, "%s/%s", from, names[i]),
			   *target = arena_printf(a, "%s/%s", to, names[i]);
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

/* Works on a running node: SQLite's backup interface takes a consistent copy. Blobs never change,
 * so copying them is safe. */
int command_backup(const struct cli *c)
{
	struct home h;
	struct arena a;
	const char *to = cli_text(c, arg_backup_to);
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall backup"))
		return 3;
	arena_init(&a, 256u << 20);
	enum rc rc = dir_make(to, 0700);
	if (!rc)
		rc = copy_tree(&a, arena_printf(&a, "%s/blobs", h.self.home),
			arena_printf(&a, "%s/blobs", to));
	if (!rc)
		rc = backup_database(h.db, arena_printf(&a, "%s/minihall.db", to));
	if (!rc)
		rc = copy_tree(&a, arena_printf(&a, "%s/keys", h.self.home),
			arena_printf(&a, "%s/keys", to));
	if (!rc && file_exists(arena_printf(&a, "%s/trust.json", h.self.home)))
		rc = file_copy(arena_printf(&a, "%s/trust.json", h.self.home),
			arena_printf(&a, "%s/trust.json", to), 0600);
	if (!rc)
		rc = file_copy(arena_printf(&a, "%s/config.json", h.self.home),
			arena_printf(&a, "%s/config.json", to), 0600);
	if (!rc)
		printf("已备份到 %s（含密钥，请妥善保管）\n", to);
	int status = command_complain(NULL, rc);
	arena_release(&a);
	home_close(&h);
	return status;
}

int command_openapi(const struct cli *c)
{
	size_t n;
	(void)c;
	const char *text = embed_find("openapi.json", &n);
	return text && fwrite(text, 1, n, stdout) == n ? 0 : 3;
}

int command_version(const struct cli *c)
{
	(void)c;
	printf("minihall %s\n", MINIHALL_VERSION);
	for (size_t i = 0; i < sbom_count; i++) {
		printf("  %-14s %-8s sha256:%s\n", sbom[i].name, sbom[i].version, sbom[i].sha256);
		for (const char *const *patch = sbom[i].patches; *patch; patch++)
			printf("    + %s\n", *patch);
	}
	return 0;
}
