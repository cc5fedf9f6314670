/* The county's view of its halls. */
#include "hub/fleet.h"
#include <string.h>
#include "words/disk.h"
#include "base/json.h"
#include "events.h"
#include "hub/hall_clock.h"
#include "store/blob.h"
#include "store/journal.h"
#include "store/projection.h"

const char *fleet_agreement(int64_t reported_seq, int64_t held_seq, const char *reported_digest,
	const char *digest_then)
{
	if (!reported_seq || !reported_digest || !reported_digest[0])
		return "unknown";
	if (held_seq < reported_seq || !digest_then || !digest_then[0])
		return "behind";
	return strcmp(reported_digest, digest_then) ? "different" : "equal";
}

static enum rc missing_files(struct txn *t, const char *hall, int64_t *missing)
{
	const char *after = "";
	size_t n = 1;
	enum rc rc = RC_OK;
	*missing = 0;
	/* a hall has more photos in its years than a unit of work has room for */
	while (!rc && n) {
		struct row_fleet_photos *rows;
		struct txn part;
		txn_part_begin(t, &part);
		rc = list_fleet_photos(&part, hall, after, &rows, &n);
		for (size_t i = 0; !rc && i < n; i++)
			*missing += !blob_present(t->self->home, rows[i].sha256);
		if (!rc && n)
			after = arena_strdup(&t->arena, rows[n - 1].sha256);
		rc = txn_part_end(t, &part, rc);
	}
	return rc;
}

/* As the hall said at its last contact; a hall of an older program says nothing. */
static void add_disk(yyjson_mut_doc *d, yyjson_mut_val *v, const yyjson_val *said)
{
	bool known = json_text(said, "disk") != NULL;
	enum disk_level level = disk_level_of(json_text(said, "disk"));
	yyjson_mut_obj_add_str(d, v, "disk", known ? disk_word(level) : NULL);
	if (known)
		yyjson_mut_obj_add_int(
			d, v, "disk_used_percent", json_int(said, "disk_used_percent", 0));
	yyjson_mut_obj_add_str(d, v, "disk_words", disk_words(level, false));
}

enum rc fleet_halls(struct txn *t, yyjson_mut_val **out)
{
	struct row_fleet_halls *rows;
	size_t n;
	enum rc rc = list_fleet_halls(t, t->self->site, &rows, &n);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "halls");
	for (size_t i = 0; i < n; i++) {
		const struct row_fleet_halls *r = &rows[i];
		yyjson_val *said;
		int64_t missing;
		char *digest = arena_alloc(&t->arena, HASH_HEX);
		if (json_read(&t->arena, r->reported, strlen(r->reported), &said))
			return fault("what %s reported is not JSON", r->node);
		rc = missing_files(t, journal_hall(&t->arena, r->node), &missing);
		int64_t head;
		if (!rc)
			rc = projection_digest_lately(
				t, journal_hall(&t->arena, r->node), digest, &head);
		if (rc)
			return rc;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "node", r->node);
		yyjson_mut_obj_add_str(d, v, "name", r->name);
		yyjson_mut_obj_add_bool(d, v, "revoked", r->revoked);
		yyjson_mut_obj_add_str(d, v, "last_contact", r->last_contact);
		yyjson_mut_obj_add_int(d, v, "records", r->records);
		yyjson_mut_obj_add_int(d, v, "reported", json_int(said, "seq", 0));
		yyjson_mut_obj_add_int(d, v, "open_cases", r->open_cases);
		yyjson_mut_obj_add_int(d, v, "to_decide", r->to_decide);
		yyjson_mut_obj_add_int(d, v, "batches", r->batches);
		yyjson_mut_obj_add_int(d, v, "parked", r->parked);
		yyjson_mut_obj_add_int(d, v, "missing_files", missing);
		yyjson_mut_obj_add_str(d, v, "ledger", r->ledger);
		yyjson_mut_obj_add_str(d, v, "digest", digest);
		yyjson_mut_obj_add_str(d, v, "agreed",
			fleet_agreement(json_int(said, "seq", 0), r->records,
				json_text(said, "digest"), json_text(said, "held_digest")));
		yyjson_mut_obj_add_str(d, v, "catalogue", r->catalogue);
		yyjson_mut_obj_add_strcpy(d, v, "version",
			json_text(said, "version") ? json_text(said, "version") : "");
		add_disk(d, v, said);
		hall_clock_show(t, yyjson_obj_get(said, "clock"), v);
	}
	return RC_OK;
}

enum rc fleet_batches(struct txn *t, const char *hall, yyjson_mut_val **out)
{
	yyjson_mut_val *batches, *gaps;
	TRY(query_fleet_batches(t, hall, &batches));
	TRY(query_fleet_gaps(t, hall, &gaps));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "batches", batches);
	yyjson_mut_obj_add_val(t->doc, *out, "gaps", gaps);
	return RC_OK;
}

enum rc fleet_admit(struct txn *t, const char *node, const char *name, const char *key)
{
	return record_hall_admitted(t, node, .name = name, .key = key);
}

enum rc fleet_revoke(struct txn *t, const char *node, const char *reason)
{
	struct row_fleet_hall held;
	enum rc rc = load_fleet_hall(t, t->self->site, node, &held);
	if (rc || held.revoked)
		return rc;
	return record_hall_revoked(t, node, .reason = reason, .by = t->actor->name);
}
