/* The county desk: halls, batches, catalogue. */
#include <stdlib.h>
#include <string.h>
#include "api/handlers.h"
#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "hall/catalogue.h"
#include "hub/fleet.h"
#include "hub/publish.h"
#include "rules/catalogue.h"

enum rc api_hub_hall_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return fleet_halls(t, reply);
}

enum rc api_hub_batch_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return fleet_batches(t, request_query(r, "hall"), reply);
}

/* part: "file", "sig", "commit". Names from the address are checked against the list of halls and as numbers before they become a path. */
enum rc api_hub_batch_file(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	struct row_fleet_admitted hall;
	const char *part = request_part(r, "part");
	const char *tail = !strcmp(part, "file") ? "" : !strcmp(part, "sig") ? ".sig" : !strcmp(part, "commit") ? ".commit" : NULL;
	enum rc rc = load_fleet_admitted(t, t->self->site, request_part(r, "hall"), &hall);
	if (rc)
		return rc;
	if (!tail)
		return RC_NOTFOUND;
	long lane = strtol(request_part(r, "lane"), NULL, 10);
	long long seq = strtoll(request_part(r, "seq"), NULL, 10);
	const char *name = arena_printf(&t->arena, "%08lld.tar.zst%s", seq, tail);
	request_send_file(r, arena_printf(&t->arena, "%s/spool/in/%s/%ld/%s", t->self->home, hall.node, lane, name), *tail ? "text/plain" : "application/zstd",
	                  arena_printf(&t->arena, "%s-%ld-%s", hall.node, lane, name));
	return RC_OK;
}

enum rc api_hub_catalogue_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	struct row_catalogue_current current = { .id = "", .name = "", .count = 0 };
	yyjson_mut_val *halls;
	if (load_catalogue_current(t, t->self->site, t->self->hub, &current) == RC_FAULT)
		return RC_FAULT;
	enum rc rc = query_fleet_catalogues(t, t->self->site, &halls);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	*reply = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, *reply, "commit", current.id);
	yyjson_mut_obj_add_strcpy(d, *reply, "name", current.name);
	yyjson_mut_obj_add_int(d, *reply, "items", current.count);
	yyjson_mut_obj_add_str(d, *reply, "published_at", current.at);
	yyjson_mut_obj_add_val(d, *reply, "halls", halls);
	return RC_OK;
}

/* What the body brings, or the file in force. */
static enum rc document(struct txn *t, const yyjson_val *body, const char *key, const char *sha256, char **text, size_t *n)
{
	yyjson_val *given = yyjson_obj_get((yyjson_val *)(uintptr_t)body, key);
	if (!given || yyjson_is_null(given))
		return publish_file_in_force(t, sha256, text, n);
	*text = json_write(&t->arena, yyjson_val_mut_copy(t->doc, given), n);
	return RC_OK;
}

/* Body items: the whole catalogue document {"name", "items"}; calendar: {"days"}, which must know the year that runs. What is left out stays as it is in force. */
enum rc api_hub_catalogue_publish(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_catalogue_current current;
	char *items, *calendar;
	size_t n, m;
	const yyjson_val *body = request_body(r);
	enum rc rc = catalogue_load(t, &current);
	if (!rc)
		rc = document(t, body, "items", current.items, &items, &n);
	if (!rc)
		rc = document(t, body, "calendar", current.calendar, &calendar, &m);
	if (!rc && !catalogue_calendar_knows(&t->arena, calendar, m, date_year(date_of(t->now))))
		rc = txn_refuse(t, REFUSAL_SHAPE, "日历里没有今年");
	if (!rc)
		rc = publish_catalogue(t, items, n, calendar, m, json_text(body, "message"));
	return rc ? rc : api_hub_catalogue_get(t, r, reply);
}
