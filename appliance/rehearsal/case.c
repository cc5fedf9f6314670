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
	yyjson_mut_arr_foreach(items, i, max, one) {
		bool county = !strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(one, "decided_by")), "hub"), frequent = yyjson_mut_get_bool(yyjson_mut_obj_get(one, "frequent"));
		if (county && !strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(one, "kind")), "instant"))
			continue; /* the county's minute cannot be rehearsed here */
		c->items[c->item_count++] = (struct rehearsal_item){ arena_strdup(arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "id"))), arena_strdup(arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "zone"))),
			(frequent ? r->curve.cases.frequent : 1) * (county ? r->curve.cases.county : 1), county };
	}
	return RC_OK;
}

void rehearsal_case_release(struct rehearsal *r)
{
	if (r->cases)
		free(r->cases->chores);
	r->cases = NULL;
}

bool rehearsal_case_brought(const struct rehearsal *r, const struct arrival *person)
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

static void add_tick(struct txn *t, yyjson_mut_val *list, int64_t no, const char *taken)
{
	yyjson_mut_val *tick = yyjson_mut_arr_add_obj(t->doc, list);
	yyjson_mut_obj_add_int(t->doc, tick, "no", no);
	yyjson_mut_obj_add_str(t->doc, tick, "taken", taken);
	yyjson_mut_obj_add_int(t->doc, tick, "copies", 1);
}

/* Original to look at, a copy to keep, or the electronic licence: by the form that the catalogue names. */
static const char *taken_as(const char *form, uint64_t *luck)
{
	bool may_be_electronic = form && strstr(form, "electronic");
	if (may_be_electronic && arrival_chance(luck) < 0.4)
		return "electronic";
	return form && !strcmp(form, "copy") ? "copy" : arrival_chance(luck) < 0.6 ? "original_seen" : "original";
}

/* Ticks what is there; remembers in the window what is not. */
static enum rc bring_materials(struct txn *t, struct rehearsal_step *s, const char *materials, yyjson_mut_val *body, uint64_t *luck)
{
	yyjson_val *known, *m;
	size_t i, max;
	if (json_read(&t->arena, materials, strlen(materials), &known))
		return fault("materials of the item are not JSON");
	yyjson_mut_val *ticks = yyjson_mut_obj_add_arr(t->doc, body, "materials");
	bool lacks = arrival_chance(luck) < s->r->curve.cases.correction;
	yyjson_arr_foreach(known, i, max, m) {
		bool needed = json_flag(m, "required") && !json_text(m, "only_if");
		if (needed && lacks && !s->window->missing) {
			s->window->missing = (int64_t)i + 1;
			s->window->missing_name = arena_strdup(s->r->cases->arena, json_text(m, "name"));
		} else if (needed || arrival_chance(luck) < 0.3) {
			add_tick(t, ticks, (int64_t)i + 1, taken_as(json_text(m, "form"), luck));
		}
	}
	return RC_OK;
}

static enum rc receive(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	struct row_item_facts item;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	const char *item_id = pick_item(s->r->cases, s->window->zone, &s->window->luck), *id;
	enum rc rc = catalogue_item(t, item_id, &item);
	if (rc)
		return rc;
	yyjson_mut_obj_add_str(t->doc, v, "ticket_id", s->ticket);
	yyjson_mut_obj_add_str(t->doc, v, "item_id", item_id);
	yyjson_mut_obj_add_val(t->doc, v, "applicant", rehearsal_person(t, s->person->priority, &s->window->luck));
	if (arrival_chance(&s->window->luck) < s->r->curve.cases.agent)
		yyjson_mut_obj_add_val(t->doc, v, "agent", rehearsal_person(t, "none", &s->window->luck));
	yyjson_mut_obj_add_str(t->doc, v, "note", "演练");
	rc = bring_materials(t, s, item.materials, v, &s->window->luck);
	if (!rc)
		rc = rehearsal_as_read(t, v, &body);
	if (!rc)
		rc = casefile_receive(t, body, &id);
	if (!rc)
		s->window->case_id = arena_strdup(s->r->cases->arena, id);
	return rc;
}

/* Back with what was missing. */
static enum rc complete(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *ticks = yyjson_mut_obj_add_arr(t->doc, v, "materials");
	add_tick(t, ticks, s->chore.missing, "original");
	enum rc rc = rehearsal_as_read(t, v, &body);
	if (!rc)
		rc = casefile_materials(t, s->chore.id, body);
	if (!rc)
		s->window->case_id = s->chore.id;
	return rc;
}

enum rc rehearsal_case_open(struct rehearsal *r, struct rehearsal_window *w, const struct arrival *person, const char *ticket)
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

/* What is promised takes a part of its promise; a few take longer than was promised. On the spot means minutes. */
static enum rc plan_decision(struct txn *t, struct rehearsal_step *s, const struct row_case_row *row, uint64_t *luck)
{
	struct workday_calendar calendar;
	struct row_item_facts item;
	struct rehearsal_chore chore = { .what = CHORE_DECIDE, .id = row->id, .zone = s->window->zone, .luck = s->window->luck };
	enum rc rc = catalogue_calendar(t, &calendar);
	if (!rc)
		rc = load_item_facts(t, row->catalogue, row->item, &item);
	if (rc || !strcmp(row->decided_by, "hub"))
		return rc; /* the county's chore, not ours */
	chore.here = !strcmp(row->kind, "instant");
	double promised = item.promised_days == DB_NULL_INT ? 5 : (double)item.promised_days * (strcmp(item.promised_unit, "calendar") ? 1 : 5.0 / 7);
	int days = arrival_chance(luck) < s->r->curve.cases.late ? (int)promised + 1 : (int)(promised * rehearsal_between(luck, 0.1, 0.7));
	chore.at = chore.here ? t->now + (int64_t)(rehearsal_between(luck, 1, 5) * MINUTE_MS) : rehearsal_office_time(&calendar, t->now, days, luck);
	return rehearsal_chore_add(s->r, chore);
}

static enum rc ask_for_missing(struct txn *t, struct rehearsal_step *s)
{
	struct workday_calendar calendar;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *one = yyjson_mut_arr_add_obj(t->doc, yyjson_mut_obj_add_arr(t->doc, v, "missing"));
	yyjson_mut_obj_add_int(t->doc, one, "no", s->window->missing);
	yyjson_mut_obj_add_strcpy(t->doc, one, "what", arena_printf(&t->arena, "没有带%s，补来即可，不用重新取号填表", s->window->missing_name));
	enum rc rc = rehearsal_as_read(t, v, &body);
	if (!rc)
		rc = casefile_correct(t, s->window->case_id, body);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	int days = arrival_chance(&s->window->luck) < 0.6 ? 1 : 2;
	return rc ? rc : rehearsal_chore_add(s->r, (struct rehearsal_chore){ .what = CHORE_RETURN, .at = rehearsal_office_time(&calendar, t->now, days, &s->window->luck), .id = s->window->case_id, .zone = s->window->zone, .missing = s->window->missing });
}

static enum rc turn_away(struct txn *t, const char *id)
{
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, v, "reason", "no_standing");
	yyjson_mut_obj_add_str(t->doc, v, "text", "申请人的户籍不在本县，按规定应在户籍地申请；已告知办理地点和电话");
	enum rc rc = rehearsal_as_read(t, v, &body);
	return rc ? rc : casefile_refuse(t, id, body);
}

static enum rc settle_at_window(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	struct row_case_row row;
	if (s->window->missing)
		return ask_for_missing(t, s);
	enum rc rc = load_case_row(t, t->self->site, s->window->case_id, &row);
	if (rc)
		return rc;
	if (!row.corrections && arrival_chance(&s->window->luck) < s->r->curve.cases.refusal)
		return turn_away(t, row.id);
	rc = casefile_accept(t, row.id, NULL, NULL);
	return rc ? rc : plan_decision(t, s, &row, &s->window->luck);
}

enum rc rehearsal_case_end(struct rehearsal *r, struct rehearsal_window *w, const struct arrival *person)
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
