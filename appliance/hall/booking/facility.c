/* Rooms and equipment: load, decide, record. */
#include "hall/booking/facility.h"
#include <string.h>
#include "base/date.h"
#include "events.h"
#include "hall/booking/room.h"
#include "hall/place/site.h"
#include "rules/booking/facility.h"

enum rc facility_register(struct txn *t, const struct facility_words *w)
{
	struct row_facility_count n;
	enum rc rc = load_facility_count(t, t->self->site, &n);
	if (rc)
		return rc;
	const char *id = arena_printf(&t->arena, "F%s-%03lld", t->self->node, (long long)n.count + 1);
	return event_facility_registered(t, NULL, id, &(struct event_facility_registered){ .kind = w->kind, .name = w->name, .place = w->place, .count = w->count, .seats = w->seats, .note = w->note, .by = t->actor->name });
}

static enum rc unbooked(struct txn *t, const char *id)
{
	int64_t coming;
	enum rc rc = room_coming(t, id, &coming);
	return rc || !coming ? rc : txn_refuse(t, REFUSAL_FACILITY_IN_USE, arena_printf(&t->arena, "还有 %lld 个预订", (long long)coming));
}

enum rc facility_change(struct txn *t, const char *id, const struct facility_words *w)
{
	struct row_facility_row row;
	enum rc rc = load_facility_row(t, t->self->site, id, &row);
	if (!rc && strcmp(row.kind, w->kind))
		rc = unbooked(t, id);
	return rc ? rc : event_facility_changed(t, NULL, id, &(struct event_facility_changed){ .kind = w->kind, .name = w->name, .place = w->place, .count = w->count, .seats = w->seats, .note = w->note, .by = t->actor->name });
}

enum rc facility_state(struct txn *t, const char *id, bool usable, const char *reason)
{
	struct row_facility_row row;
	enum rc rc = load_facility_row(t, t->self->site, id, &row);
	if (rc)
		return rc;
	if (usable == !row.broken)
		return txn_refuse(t, REFUSAL_FACILITY_STATE, row.broken ? row.broken : row.name);
	if (usable)
		return event_facility_mended(t, NULL, id, &(struct event_facility_mended){ .by = t->actor->name });
	if (!reason || !reason[0])
		return txn_refuse(t, REFUSAL_SHAPE, "停用要写明原因");
	return event_facility_out_of_order(t, NULL, id, &(struct event_facility_out_of_order){ .reason = reason, .by = t->actor->name });
}

enum rc facility_withdraw(struct txn *t, const char *id, const char *reason)
{
	struct row_facility_row row;
	enum rc rc = load_facility_row(t, t->self->site, id, &row);
	if (!rc)
		rc = unbooked(t, id);
	return rc ? rc : event_facility_withdrawn(t, NULL, id, &(struct event_facility_withdrawn){ .reason = reason, .by = t->actor->name });
}

enum rc facility_kinds_of(struct txn *t, const char *hall, const char *const **kinds, size_t *count)
{
	struct row_facility_usable *rows;
	enum rc rc = list_facility_usable(t, hall, &rows, count);
	if (rc)
		return rc;
	const char **list = arena_array(&t->arena, const char *, *count + 1);
	for (size_t i = 0; i < *count; i++)
		list[i] = rows[i].kind;
	*kinds = list;
	return RC_OK;
}

enum rc facility_sentences(struct txn *t, yyjson_mut_val **texts)
{
	struct row_facility_usable *rows;
	size_t n;
	enum rc rc = list_facility_usable(t, t->self->site, &rows, &n);
	*texts = yyjson_mut_arr(t->doc);
	for (size_t i = 0; !rc && i < n; i++)
		if (strcmp(rows[i].kind, "meeting_room")) /* of no use to a visitor */
			yyjson_mut_arr_add_strcpy(t->doc, *texts, arena_printf(&t->arena, "%s%s：%s%s%s", rows[i].name, rows[i].count > 1 ? arena_printf(&t->arena, "（%lld）", (long long)rows[i].count) : "", rows[i].place, rows[i].note[0] ? "，" : "", rows[i].note));
	return rc;
}

enum rc facility_list(struct txn *t, yyjson_mut_val **out)
{
	struct row_site_row site;
	const char *const *there;
	const struct facility_wanted *w;
	yyjson_mut_val *all;
	size_t n;
	enum rc rc = site_load(t, &site);
	if (!rc)
		rc = query_facility_all(t, t->self->site, "", &all);
	if (!rc)
		rc = facility_kinds_of(t, t->self->site, &there, &n);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "facilities", all);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "wanted");
	for (size_t i = 0; (w = facility_missing(site.kind, there, n, i)); i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "kind", w->kind);
		yyjson_mut_obj_add_bool(t->doc, v, "must", w->must);
		yyjson_mut_obj_add_str(t->doc, v, "text", w->text);
	}
	return RC_OK;
}
