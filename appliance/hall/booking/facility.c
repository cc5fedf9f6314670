/* What is recorded of rooms and equipment, and what the policy still misses. */
#include "hall/booking/facility.h"
#include "base/date.h"
#include "events.h"
#include "hall/booking/room.h"
#include "hall/place/site.h"
#include "rules/booking/facility.h"

enum rc facility_register(struct txn *t, const struct facility_put_body *in)
{
	struct row_facility_count n;
	TRY(load_facility_count(t, t->self->site, &n));
	const char *id = arena_printf(
		&t->arena, "F%s-%03lld", t->self->node, (long long)n.count + 1);
	return record_facility_registered(t, id, .kind = in->kind, .name = in->name,
		.place = in->place, .count = in->count == BODY_NO_INT ? 1 : in->count,
		.seats = in->seats == BODY_NO_INT ? 0 : in->seats, .note = in->note ? in->note : "",
		.by = t->actor->name);
}

static enum rc unbooked(struct txn *t, const char *id)
{
	int64_t coming;
	TRY(room_coming(t, id, &coming));
	if (!coming)
		return RC_OK;
	return txn_refuse(t, REFUSAL_FACILITY_IN_USE,
		arena_printf(&t->arena, "还有 %lld 个预订", (long long)coming));
}

enum rc facility_change(struct txn *t, const char *id, const struct facility_put_body *in)
{
	struct row_facility_row row;
	TRY(load_facility_row(t, t->self->site, id, &row));
	if (row.kind != in->kind)
		TRY(unbooked(t, id));
	return record_facility_changed(t, id, .kind = in->kind, .name = in->name,
		.place = in->place, .count = in->count == BODY_NO_INT ? 1 : in->count,
		.seats = in->seats == BODY_NO_INT ? 0 : in->seats, .note = in->note ? in->note : "",
		.by = t->actor->name);
}

enum rc facility_state(struct txn *t, const char *id, const struct facility_state_body *in)
{
	struct row_facility_row row;
	TRY(load_facility_row(t, t->self->site, id, &row));
	if (in->usable == !row.broken)
		return txn_refuse(t, REFUSAL_FACILITY_STATE, row.broken ? row.broken : row.name);
	if (in->usable)
		return record_facility_mended(t, id, .by = t->actor->name);
	if (!in->reason || !in->reason[0])
		return txn_refuse(t, REFUSAL_SHAPE, "停用要写明原因");
	return record_facility_out_of_order(t, id, .reason = in->reason, .by = t->actor->name);
}

enum rc facility_withdraw(struct txn *t, const char *id, const struct facility_withdraw_body *in)
{
	struct row_facility_row row;
	TRY(load_facility_row(t, t->self->site, id, &row));
	TRY(unbooked(t, id));
	return record_facility_withdrawn(t, id, .reason = in->reason, .by = t->actor->name);
}

enum rc facility_kinds_of(
	struct txn *t, const char *hall, const enum facility_kind **kinds, size_t *count)
{
	struct row_facility_usable *rows;
	TRY(list_facility_usable(t, hall, &rows, count));
	enum facility_kind *list = arena_array(&t->arena, enum facility_kind, *count + 1);
	for (size_t i = 0; i < *count; i++)
		list[i] = rows[i].kind;
	*kinds = list;
	return RC_OK;
}

static const char *sentence(struct txn *t, const struct row_facility_usable *row)
{
	const char *count = row->count > 1
				    ? arena_printf(&t->arena, "（%lld）", (long long)row->count)
				    : "";
	return arena_printf(&t->arena, "%s%s：%s%s%s", row->name, count, row->place,
		row->note[0] ? "，" : "", row->note);
}

enum rc facility_sentences(struct txn *t, yyjson_mut_val **texts)
{
	struct row_facility_usable *rows;
	size_t n;
	*texts = yyjson_mut_arr(t->doc);
	TRY(list_facility_usable(t, t->self->site, &rows, &n));
	for (size_t i = 0; i < n; i++)
		if (rows[i].kind != FACILITY_KIND_MEETING_ROOM) /* of no use to a visitor */
			yyjson_mut_arr_add_strcpy(t->doc, *texts, sentence(t, &rows[i]));
	return RC_OK;
}

enum rc facility_list(struct txn *t, yyjson_mut_val **out)
{
	struct row_site_row site;
	const enum facility_kind *there;
	const struct facility_wanted *w;
	yyjson_mut_val *all;
	size_t n;
	TRY(site_load(t, &site));
	TRY(query_facility_all(t, t->self->site, "", &all));
	TRY(facility_kinds_of(t, t->self->site, &there, &n));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_val(t->doc, *out, "facilities", all);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "wanted");
	for (size_t i = 0; (w = facility_missing(site.kind, there, n, i)); i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "kind", facility_kind_word(w->kind));
		yyjson_mut_obj_add_bool(t->doc, v, "must", w->must);
		yyjson_mut_obj_add_str(t->doc, v, "text", w->text);
	}
	return RC_OK;
}
