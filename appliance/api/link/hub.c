/* The county desk: halls, batches, catalogue. */
#include <stdlib.h>
#include <string.h>
#include "api/link/admission.h"
#include "api/handlers.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/json.h"
#include "hall/place/catalogue.h"
#include "hall/link/outbox.h"
#include "hall/link/record.h"
#include "hall/link/vouch.h"
#include "hub/fleet.h"
#include "hub/hall_clock_vouch.h"
#include "hub/publish.h"
#include "store/blob.h"

enum rc api_hub_hall_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	return fleet_halls(t, reply);
}

enum rc api_hub_status_get(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)r;
	*reply = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *reply, "node", t->self->node);
	TRY(vouch_add(t, *reply));
	return record_status(t, *reply);
}

enum rc api_hub_hall_revoke(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const char *node = request_part(r, "node");
	enum rc rc = admission_revoke(t, node, json_text(request_body(r), "reason"));
	if (!rc)
		request_end_uploads(r, node);
	return rc ? rc : fleet_halls(t, reply);
}

enum rc api_hub_hall_clock(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(hall_clock_vouch(t, request_part(r, "node")));
	return fleet_halls(t, reply);
}

enum rc api_hub_hall_readmit(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	TRY(admission_again(t, request_part(r, "node")));
	return fleet_halls(t, reply);
}

enum rc api_hub_hall_retry(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_fleet_hall hall;
	int64_t count;
	TRY(load_fleet_hall(t, t->self->site, request_part(r, "node"), &hall));
	TRY(outbox_try_again(t, hall.node, &count));
	return fleet_batches(t, hall.node, reply);
}

enum rc api_hub_batch_list(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	return fleet_batches(t, request_query(r, "hall"), reply);
}

/* part: "file", "sig", "commit". Names from the address are checked against the list of halls and
 * as numbers before they become a path. */
enum rc api_hub_batch_file(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	(void)reply;
	struct row_fleet_hall hall;
	const char *part = request_part(r, "part");
	const char *tail = !strcmp(part, "file")     ? ""
			   : !strcmp(part, "sig")    ? ".sig"
			   : !strcmp(part, "commit") ? ".commit"
						     : NULL;
	TRY(load_fleet_hall(t, t->self->site, request_part(r, "hall"), &hall));
	if (!tail)
		return RC_NOTFOUND;
	long lane = strtol(request_part(r, "lane"), NULL, 10);
	long long seq = strtoll(request_part(r, "seq"), NULL, 10);
	const char *name = arena_printf(&t->arena, "%08lld.tar.zst%s", seq, tail);
	request_send_file(r,
		arena_printf(
			&t->arena, "%s/spool/in/%s/%ld/%s", t->self->home, hall.node, lane, name),
		*tail ? "text/plain" : "application/zstd",
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
	TRY(query_fleet_catalogues(t, t->self->site, &halls));
	yyjson_mut_doc *d = t->doc;
	*reply = yyjson_mut_obj(d);
	yyjson_mut_obj_add_strcpy(d, *reply, "commit", current.id);
	yyjson_mut_obj_add_strcpy(d, *reply, "name", current.name);
	yyjson_mut_obj_add_int(d, *reply, "items", current.count);
	yyjson_mut_obj_add_bool(d, *reply, "waiting", publish_waiting(t->self->home));
	yyjson_mut_obj_add_str(d, *reply, "published_at", current.at);
	yyjson_mut_obj_add_val(d, *reply, "halls", halls);
	return RC_OK;
}

static struct publish_file document(struct txn *t, const yyjson_val *body, const char *key)
{
	struct publish_file file = { 0 };
	yyjson_val *given = json_get(body, key);
	if (given && !yyjson_is_null(given))
		file.text = json_write(&t->arena, yyjson_val_mut_copy(t->doc, given), &file.n);
	return file;
}

/* Body items: the whole catalogue document {"name", "items"}; calendar: {"days"}. What is left out
 * stays as it is in force. */
enum rc api_hub_catalogue_publish(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	const yyjson_val *body = request_body(r);
	TRY(publish_next(t, document(t, body, "items"), document(t, body, "calendar"),
		json_text(body, "message")));
	return api_hub_catalogue_get(t, r, reply);
}

/* The files to begin from: what is in force, or where there is nothing yet, the sample, which says
 * of itself that it is one. */
enum rc api_hub_catalogue_file(struct txn *t, struct request *r, yyjson_mut_val **reply)
{
	struct row_catalogue_current current;
	const char *part = request_part(r, "part");
	bool items = !strcmp(part, "items");
	(void)reply;
	if (!items && strcmp(part, "calendar"))
		return RC_NOTFOUND;
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &current);
	if (rc == RC_OK) {
		const char *path = blob_path(
			&t->arena, t->self->home, items ? current.items : current.calendar);
		request_send_file(
			r, path, "application/json", arena_printf(&t->arena, "%s.json", part));
		return RC_OK;
	}
	if (rc == RC_NOTFOUND) {
		size_t n;
		const char *text = embed_find(
			items ? "sample/catalogue/items.json" : "sample/catalogue/calendar.json",
			&n);
		request_reply_text(r, "application/json", arena_strndup(&t->arena, text, n));
		return RC_OK;
	}
	return rc;
}
