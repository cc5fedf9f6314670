/* A rehearsed matter at the window: what is brought, what is missing, how it ends there. */
#include "rehearsal/case.h"
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "rehearsal/chore.h"
#include "rehearsal/person.h"

#define MINUTE_MS 60000

enum rc rehearsal_case_prepare(struct txn *t, struct rehearsal *r, struct arena *arena)
{
	yyjson_mut_val *found, *one;
	size_t i, max;
	enum rc rc = catalogue_search(t, "", "", 10000, &found);
	yyjson_mut_val *items = rc ? NULL : yyjson_mut_obj_get(found, "items");
	if (rc || !yyjson_mut_arr_size(items))
		return rc;
	struct rehearsal_cases *c = r->cases = arena_new(arena, struct rehearsal_cases);
	c->arena = arena;
	c->items = arena_array(arena, struct rehearsal_item, yyjson_mut_arr_size(items));
	yyjson_mut_arr_foreach (items, i, max, one) {
		bool county = !strcmp(
			     yyjson_mut_get_str(yyjson_mut_obj_get(one, "decided_by")), "hub"),
		     frequent = yyjson_mut_get_bool(yyjson_mut_obj_get(one, "frequent"));
		if (county &&
			!strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(one, "kind")), "instant"))
			continue; /* the county's minute cannot be rehearsed here */
		c->items[c->item_count++] = (struct rehearsal_item){
			arena_strdup(arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "id"))),
			arena_strdup(arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "zone"))),
			(frequent ? r->curve.cases.frequent : 1) *
				(county ? r->curve.cases.county : 1),
			county
		};
	}
	return RC_OK;
}

void rehearsal_case_release(struct rehearsal *r)
{
	if (r->cases)
		free(r->cases->chores);
	r->cases = NULL;
}

bool rehearsal_case_brought(const struct rehearsal *r, const struct visitor *person)
{
	uint64_t luck = person->matter;
	for (size_t k = 0; r->cases && k < r->curve.kind_count; k++)
		if (!strcmp(r->curve.kinds[k].zone, person->zone))
			return arrival_chance(&luck) < r->curve.kinds[k].cases;
	return false;
}

static const char *pick_item(const struct rehearsal_cases *c, const char *zone, uint64_t *luck)
{
	double total = 0;
	const char *last = NULL;
	for (size_t i = 0; i < c->item_count; i++)
		total += strcmp(c->items[i].zone, zone) ? 0 : c->items[i].weight;
	double left = arrival_chance(luck) * total;
	for (size_t i = 0; i < c->item_count && left >= 0; i++)
		if (!strcmp(c->items[i].zone, zone)) {
			left -= c->items[i].weight;
			last = c->items[i].id;
		}
	return last;
}

/* Original to look at, a copy to keep, or the electronic licence: by the form that the catalogue
 * names. */
static enum material_taken taken_as(const char *form, uint64_t *luck)
{
	bool may_be_electronic = form && strstr(form, "electronic");
	if (may_be_electronic && arrival_chance(luck) < 0.4)
		return MATERIAL_TAKEN_ELECTRONIC;
	if (material_taken_of(form) == MATERIAL_TAKEN_COPY)
		return MATERIAL_TAKEN_COPY;
	return arrival_chance(luck) < 0.6 ? MATERIAL_TAKEN_ORIGINAL_SEEN : MATERIAL_TAKEN_ORIGINAL;
}

/* Ticks what is there; remembers in the window what is not. */
static enum rc bring_materials(struct txn *t, struct rehearsal_step *s, const char *materials,
	struct case_receive_body *in)
{
	yyjson_val *known;
	uint64_t *luck = &s->window->luck;
	if (json_read(&t->arena, materials, strlen(materials), &known))
		return fault("materials of the item are not JSON");
	size_t count = json_count(known);
	struct material_tick_body *ticks = arena_array(
		&t->arena, struct material_tick_body, count + 1);
	bool lacks = arrival_chance(luck) < s->r->curve.cases.correction;
	in->materials = ticks;
	for (size_t i = 0; i < count; i++) {
		const yyjson_val *m = json_at(known, i);
		bool needed = json_flag(m, "required") && !json_text(m, "only_if");
		if (needed && lacks && !s->window->missing) {
			s->window->missing = (int64_t)i + 1;
			s->window->missing_name = arena_strdup(
				s->r->cases->arena, json_text(m, "name"));
		} else if (needed || arrival_chance(luck) < 0.3) {
			ticks[in->materials_count++] =
				(struct material_tick_body){ .no = (int64_t)i + 1,
					.taken = taken_as(json_text(m, "form"), luck),
					.copies = 1 };
		}
	}
	return RC_OK;
}

static enum rc receive(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	struct row_item_facts item;
	uint64_t *luck = &s->window->luck;
	const char *id;
	struct case_receive_body in = { .ticket_id = s->ticket,
		.note = "演练",
		.item_id = pick_item(s->r->cases, s->window->zone, luck) };
	TRY(catalogue_item(t, in.item_id, &item));
	in.applicant = rehearsal_person(t, s->person->priority, luck);
	if (arrival_chance(luck) < s->r->curve.cases.agent)
		in.agent = rehearsal_person(t, "none", luck);
	TRY(bring_materials(t, s, item.materials, &in));
	TRY(casefile_receive(t, &in, &id));
	s->window->case_id = arena_strdup(s->r->cases->arena, id);
	return RC_OK;
}

/* Back with what was missing. */
static enum rc complete(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	const struct material_tick_body tick = {
		.no = s->chore.missing, .taken = MATERIAL_TAKEN_ORIGINAL, .copies = 1
	};
	const struct case_materials_body in = { .materials = &tick, .materials_count = 1 };
	TRY(casefile_materials(t, s->chore.id, &in));
	s->window->case_id = s->chore.id;
	return RC_OK;
}

enum rc rehearsal_case_open(struct rehearsal *r, struct rehearsal_window *w,
	const struct visitor *person, const char *ticket)
{
	struct rehearsal_step s = { .r = r, .window = w, .person = person, .ticket = ticket };
	size_t back = rehearsal_chore_waiting(r->cases, CHORE_RETURN, w->zone, clock_now());
	w->luck = person->matter;
	(void)arrival_chance(&w->luck); /* spent on whether there is a matter at all */
	w->missing = 0;
	if (back == r->cases->count)
		return rehearsal_do(r, &w->clerk, receive, &s);
	s.chore = rehearsal_chore_take(r->cases, back);
	return rehearsal_do(r, &w->clerk, complete, &s);
}

/* What is promised takes a part of its promise; a few take longer than was promised. On the spot
 * means minutes. */
static enum rc plan_decision(
	struct txn *t, struct rehearsal_step *s, const struct row_case_row *row, uint64_t *luck)
{
	struct workday_calendar calendar;
	struct row_item_facts item;
	struct rehearsal_chore chore = { .what = CHORE_DECIDE,
		.id = row->id,
		.zone = s->window->zone,
		.luck = s->window->luck };
	TRY(catalogue_calendar(t, &calendar));
	TRY(load_item_facts(t, row->catalogue, row->item, &item));
	if (row->decided_by == DECIDED_BY_HUB)
		return RC_OK; /* the county's chore, not ours */
	chore.here = row->kind == CASE_KIND_INSTANT;
	double share = item.promised_unit == DAY_UNIT_CALENDAR ? 5.0 / 7 : 1;
	double promised = item.promised_days == DB_NULL_INT ? 5
							    : (double)item.promised_days * share;
	int days = arrival_chance(luck) < s->r->curve.cases.late
			   ? (int)promised + 1
			   : (int)(promised * rehearsal_between(luck, 0.1, 0.7));
	chore.at = chore.here ? t->now + (int64_t)(rehearsal_between(luck, 1, 5) * MINUTE_MS)
			      : rehearsal_office_time(&calendar, t->now, days, luck);
	return rehearsal_chore_add(s->r, chore);
}

static enum rc ask_for_missing(struct txn *t, struct rehearsal_step *s)
{
	struct workday_calendar calendar;
	const struct missing_material_body one = { .no = s->window->missing,
		.what = arena_printf(&t->arena, "没有带%s，补来即可，不用重新取号填表",
			s->window->missing_name) };
	const struct case_correction_body in = { .missing = &one, .missing_count = 1 };
	TRY(casefile_correct(t, s->window->case_id, &in));
	TRY(catalogue_calendar(t, &calendar));
	int days = arrival_chance(&s->window->luck) < 0.6 ? 1 : 2;
	return rehearsal_chore_add(s->r,
		(struct rehearsal_chore){ .what = CHORE_RETURN,
			.at = rehearsal_office_time(&calendar, t->now, days, &s->window->luck),
			.id = s->window->case_id,
			.zone = s->window->zone,
			.missing = s->window->missing });
}

static enum rc turn_away(struct txn *t, const char *id)
{
	const struct case_refuse_body in = { .reason = REFUSE_REASON_NO_STANDING,
		.text = "申请人的户籍不在本县，按规定应在户籍地申请；已告知办理地点和电话" };
	return casefile_refuse(t, id, &in);
}

static enum rc settle_at_window(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	struct row_case_row row;
	if (s->window->missing)
		return ask_for_missing(t, s);
	TRY(load_case_row(t, t->self->site, s->window->case_id, &row));
	if (!row.corrections && arrival_chance(&s->window->luck) < s->r->curve.cases.refusal)
		return turn_away(t, row.id);
	TRY(casefile_accept(t, row.id, &(struct case_act_body){ 0 }));
	return plan_decision(t, s, &row, &s->window->luck);
}

enum rc rehearsal_case_end(
	struct rehearsal *r, struct rehearsal_window *w, const struct visitor *person)
{
	struct rehearsal_step s = { .r = r, .window = w, .person = person };
	enum rc rc = RC_OK;
	if (r->cases && w->case_id) {
		rc = rehearsal_do(r, &w->clerk, settle_at_window, &s);
		r->sum.cases += !rc;
	} else if (r->cases && w->issues && !strcmp(w->zone, "issue")) {
		size_t oldest = rehearsal_chore_waiting(r->cases, CHORE_SHELF, NULL, clock_now());
		if (oldest < r->cases->count) {
			s.chore = rehearsal_chore_take(r->cases, oldest);
			rc = rehearsal_do(r, &w->clerk, rehearsal_hand_over, &s);
			r->sum.issued += !rc;
		}
	}
	w->case_id = NULL;
	return rc;
}
