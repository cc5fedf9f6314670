/* What becomes of a rehearsed matter. Two lists carry it from day to day: the back office's chores by time, and who comes back with a missing paper. */
#include "rehearsal_case.h"
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "hall/casefile.h"
#include "hall/catalogue.h"
#include "rehearsal_order.h"
#include "rehearsal_person.h"

#define MINUTE_MS 60000
#define HOUR_MS 3600000LL
#define DAY_MS 86400000LL

enum chore { CHORE_DECIDE, CHORE_RESULT, CHORE_ISSUE, CHORE_ORDER, CHORE_RETURN, CHORE_SHELF };
struct rehearsal_chore {
	enum chore what;
	int64_t at;              /* not before this; what comes back or is fetched waits for a person */
	const char *id, *zone;   /* of the case; CHORE_ORDER: of the ticket */
	enum order_verb verb;    /* CHORE_ORDER: the step that comes next */
	int64_t missing;         /* CHORE_RETURN: the material's number */
	bool here;               /* CHORE_SHELF: the applicant waits for it in the hall */
	uint64_t luck;
};
struct item { const char *id, *zone; double weight; bool county; };
struct rehearsal_cases {
	struct arena *arena;
	struct item *items;
	size_t item_count, count, room;
	struct rehearsal_chore *chores;
};
/* One unit of work and what it needs. */
struct step { struct rehearsal *r; struct rehearsal_window *window; const struct arrival *person; const char *ticket; struct rehearsal_chore chore; };

static double between(uint64_t *luck, double from, double to)
{
	return from + (to - from) * arrival_chance(luck);
}

static enum rc add_chore(struct rehearsal *r, struct rehearsal_chore chore)
{
	struct rehearsal_cases *c = r->cases;
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 256;
		struct rehearsal_chore *more = realloc(c->chores, room * sizeof *more);
		if (!more)
			return fault("rehearsal: no memory for %zu chores", room);
		c->chores = more;
		c->room = room;
	}
	chore.id = arena_strdup(c->arena, chore.id);
	c->chores[c->count++] = chore;
	return RC_OK;
}

static struct rehearsal_chore take_chore(struct rehearsal_cases *c, size_t i)
{
	struct rehearsal_chore found = c->chores[i];
	memmove(&c->chores[i], &c->chores[i + 1], (--c->count - i) * sizeof *c->chores);
	return found;
}

/* The oldest that waits for a person: a return in this zone, or (zone NULL) a result on the shelf. c->count: nobody's. */
static size_t waiting_for(const struct rehearsal_cases *c, enum chore what, const char *zone, int64_t now)
{
	size_t best = c->count;
	for (size_t i = 0; i < c->count; i++)
		if (c->chores[i].what == what && c->chores[i].at <= now && (!zone || !strcmp(c->chores[i].zone, zone)) && (best == c->count || c->chores[i].at < c->chores[best].at))
			best = i;
	return best;
}

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
	c->items = arena_array(arena, struct item, yyjson_mut_arr_size(items));
	yyjson_mut_arr_foreach(items, i, max, one) {
		bool county = !strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(one, "decided_by")), "hub"), frequent = yyjson_mut_get_bool(yyjson_mut_obj_get(one, "frequent"));
		if (county && !strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(one, "kind")), "instant"))
			continue; /* the county's minute cannot be rehearsed here */
		c->items[c->item_count++] = (struct item){ arena_strdup(arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "id"))), arena_strdup(arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "zone"))),
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

static enum rc as_read(struct txn *t, yyjson_mut_val *v, yyjson_val **out)
{
	size_t n;
	char *text = json_write(&t->arena, v, &n);
	return json_read(&t->arena, text, n, out) ? fault("rehearsal: what was written is not JSON") : RC_OK;
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
static enum rc bring_materials(struct txn *t, struct step *s, const char *materials, yyjson_mut_val *body, uint64_t *luck)
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
	struct step *s = context;
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
		rc = as_read(t, v, &body);
	if (!rc)
		rc = casefile_receive(t, body, &id);
	if (!rc)
		s->window->case_id = arena_strdup(s->r->cases->arena, id);
	return rc;
}

/* Back with what was missing. */
static enum rc complete(struct txn *t, void *context)
{
	struct step *s = context;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *ticks = yyjson_mut_obj_add_arr(t->doc, v, "materials");
	add_tick(t, ticks, s->chore.missing, "original");
	enum rc rc = as_read(t, v, &body);
	if (!rc)
		rc = casefile_materials(t, s->chore.id, body);
	if (!rc)
		s->window->case_id = s->chore.id;
	return rc;
}

enum rc rehearsal_case_open(struct rehearsal *r, struct rehearsal_window *w, const struct arrival *person, const char *ticket)
{
	struct step s = { .r = r, .window = w, .person = person, .ticket = ticket };
	size_t back = waiting_for(r->cases, CHORE_RETURN, w->zone, clock_now());
	w->luck = person->matter;
	(void)arrival_chance(&w->luck); /* spent on whether there is a matter at all */
	w->missing = 0;
	if (back == r->cases->count)
		return rehearsal_do(r, &w->clerk, receive, &s);
	s.chore = take_chore(r->cases, back);
	return rehearsal_do(r, &w->clerk, complete, &s);
}

/* A moment in the office's hours, `days` working days after today. */
static int64_t office_time(const struct workday_calendar *c, int64_t now, int days, uint64_t *luck)
{
	int32_t date = date_of(now);
	bool provisional;
	while (days-- > 0)
		date = workday_after(c, date, &provisional);
	double hour = arrival_chance(luck) < 0.5 ? between(luck, 9, 11.6) : between(luck, 13.7, 16.6);
	int64_t at = date * DAY_MS - 8 * HOUR_MS + (int64_t)(hour * (double)HOUR_MS);
	return at > now ? at : now + (int64_t)(between(luck, 10, 40) * MINUTE_MS);
}

/* What is promised takes a part of its promise; a few take longer than was promised. On the spot means minutes. */
static enum rc plan_decision(struct txn *t, struct step *s, const struct row_case_row *row, uint64_t *luck)
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
	int days = arrival_chance(luck) < s->r->curve.cases.late ? (int)promised + 1 : (int)(promised * between(luck, 0.1, 0.7));
	chore.at = chore.here ? t->now + (int64_t)(between(luck, 1, 5) * MINUTE_MS) : office_time(&calendar, t->now, days, luck);
	return add_chore(s->r, chore);
}

static enum rc ask_for_missing(struct txn *t, struct step *s)
{
	struct workday_calendar calendar;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *one = yyjson_mut_arr_add_obj(t->doc, yyjson_mut_obj_add_arr(t->doc, v, "missing"));
	yyjson_mut_obj_add_int(t->doc, one, "no", s->window->missing);
	yyjson_mut_obj_add_strcpy(t->doc, one, "what", arena_printf(&t->arena, "没有带%s，补来即可，不用重新取号填表", s->window->missing_name));
	enum rc rc = as_read(t, v, &body);
	if (!rc)
		rc = casefile_correct(t, s->window->case_id, body);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	int days = arrival_chance(&s->window->luck) < 0.6 ? 1 : 2;
	return rc ? rc : add_chore(s->r, (struct rehearsal_chore){ .what = CHORE_RETURN, .at = office_time(&calendar, t->now, days, &s->window->luck), .id = s->window->case_id, .zone = s->window->zone, .missing = s->window->missing });
}

static enum rc turn_away(struct txn *t, const char *id)
{
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, v, "reason", "no_standing");
	yyjson_mut_obj_add_str(t->doc, v, "text", "申请人的户籍不在本县，按规定应在户籍地申请；已告知办理地点和电话");
	enum rc rc = as_read(t, v, &body);
	return rc ? rc : casefile_refuse(t, id, body);
}

static enum rc settle_at_window(struct txn *t, void *context)
{
	struct step *s = context;
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

static enum rc hand_over(struct txn *t, void *context)
{
	struct step *s = context;
	struct row_case_row row;
	yyjson_val *applicant, *body;
	uint64_t luck = s->chore.luck;
	enum rc rc = load_case_row(t, t->self->site, s->chore.id, &row);
	if (rc)
		return rc;
	if (json_read(&t->arena, row.applicant, strlen(row.applicant), &applicant))
		return fault("applicant of %s is not JSON", row.id);
	bool family = !s->chore.here && arrival_chance(&luck) < 0.12;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *other = rehearsal_person(t, "none", &luck);
	yyjson_mut_obj_add_str(t->doc, v, "collector_name", family ? yyjson_mut_get_str(yyjson_mut_obj_get(other, "name")) : json_text(applicant, "name"));
	yyjson_mut_obj_add_str(t->doc, v, "collector_id_no", family ? yyjson_mut_get_str(yyjson_mut_obj_get(other, "id_no")) : json_text(applicant, "id_no"));
	yyjson_mut_obj_add_str(t->doc, v, "relation", family ? "family" : "self");
	rc = as_read(t, v, &body);
	return rc ? rc : casefile_issue(t, row.id, body);
}

enum rc rehearsal_case_end(struct rehearsal *r, struct rehearsal_window *w, const struct arrival *person)
{
	struct step s = { .r = r, .window = w, .person = person };
	enum rc rc = RC_OK;
	if (r->cases && w->case_id) {
		rc = rehearsal_do(r, &w->clerk, settle_at_window, &s);
		r->sum.cases += !rc;
	} else if (r->cases && w->issues && !strcmp(w->zone, "issue")) {
		size_t oldest = waiting_for(r->cases, CHORE_SHELF, NULL, clock_now());
		if (oldest < r->cases->count) {
			s.chore = take_chore(r->cases, oldest);
			rc = rehearsal_do(r, &w->clerk, hand_over, &s);
			r->sum.issued += !rc;
		}
	}
	w->case_id = NULL;
	return rc;
}

static bool by_itself(enum chore what)
{
	return what != CHORE_RETURN && what != CHORE_SHELF;
}

/* The earliest that nobody has to come for; c->count for none. */
static size_t next_chore(const struct rehearsal_cases *c)
{
	size_t best = c->count;
	for (size_t i = 0; i < c->count; i++)
		if (by_itself(c->chores[i].what) && (best == c->count || c->chores[i].at < c->chores[best].at))
			best = i;
	return best;
}

int64_t rehearsal_case_next(const struct rehearsal *r)
{
	size_t i = r->cases ? next_chore(r->cases) : 0;
	return r->cases && i < r->cases->count ? r->cases->chores[i].at : INT64_MAX;
}

static enum rc decide(struct txn *t, void *context)
{
	struct step *s = context;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	bool rejected = !s->chore.here && arrival_chance(&s->chore.luck) < s->r->curve.cases.rejected;
	yyjson_mut_obj_add_str(t->doc, v, "outcome", rejected ? "rejected" : "approved");
	yyjson_mut_obj_add_str(t->doc, v, "opinion", rejected ? "经核查，家庭收入超过规定标准，不符合条件。可在六十日内申请行政复议。" : s->chore.here ? "材料齐全，当场办结。" : "经审查，符合条件，准予。");
	enum rc rc = as_read(t, v, &body);
	if (!rc)
		rc = casefile_settle(t, s->chore.id, body);
	s->chore.what = CHORE_RESULT;
	s->chore.at = t->now + (int64_t)((s->chore.here ? 1 : between(&s->chore.luck, 15, 90)) * MINUTE_MS);
	return rc ? rc : add_chore(s->r, s->chore);
}

static enum rc record_result(struct txn *t, void *context)
{
	struct step *s = context;
	yyjson_val *body;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, v, "kind", arrival_chance(&s->chore.luck) < 0.8 ? "paper" : "electronic");
	int rack = (int)between(&s->chore.luck, 0, 4), place = 1 + (int)between(&s->chore.luck, 0, 20);
	if (!s->chore.here)
		yyjson_mut_obj_add_strcpy(t->doc, v, "shelf", arena_printf(&t->arena, "%c-%d", 'A' + rack, place));
	enum rc rc = as_read(t, v, &body);
	if (!rc)
		rc = casefile_result(t, s->chore.id, body);
	s->chore.what = s->chore.here && s->r->issuer.id ? CHORE_ISSUE : CHORE_SHELF;
	s->chore.at = t->now + (s->chore.here ? 2 * MINUTE_MS : 0);
	return rc ? rc : add_chore(s->r, s->chore);
}

/* A step in a day's office hours and the next one later: the last is the close. */
static enum rc plan_order(struct txn *t, void *context)
{
	struct step *s = context;
	struct workday_calendar calendar;
	static const int days[ORDER_VERBS] = { [ORDER_REPLY] = 1, [ORDER_REVISIT] = 1 };
	enum rc rc = catalogue_calendar(t, &calendar);
	s->chore.at = rc ? 0 : s->chore.verb == ORDER_VERIFY ? t->now + (int64_t)(between(&s->chore.luck, 20, 90) * MINUTE_MS) : office_time(&calendar, t->now, days[s->chore.verb], &s->chore.luck);
	return rc ? rc : add_chore(s->r, s->chore);
}

enum rc rehearsal_case_complaint(struct rehearsal *r, const struct arrival *person, const char *ticket)
{
	struct step s = { .r = r, .chore = { .what = CHORE_ORDER, .id = ticket, .verb = ORDER_VERIFY, .luck = person->matter } };
	return r->cases ? rehearsal_do(r, &r->supervisor, plan_order, &s) : RC_OK;
}

static enum rc see_to_order(struct rehearsal *r, struct step *s)
{
	enum rc rc = rehearsal_order_step(r, s->chore.id, s->chore.verb);
	return rc || s->chore.verb++ == ORDER_CLOSE ? rc : rehearsal_do(r, &r->supervisor, plan_order, s);
}

enum rc rehearsal_case_chore(struct rehearsal *r)
{
	struct step s = { .r = r, .chore = take_chore(r->cases, next_chore(r->cases)) };
	enum rc rc;
	switch (s.chore.what) {
	case CHORE_DECIDE:
		rc = rehearsal_do(r, &r->approver, decide, &s);
		r->sum.decided += !rc;
		return rc;
	case CHORE_RESULT:
		return rehearsal_do(r, &r->approver, record_result, &s);
	case CHORE_ISSUE:
		rc = rehearsal_do(r, &r->issuer, hand_over, &s);
		r->sum.issued += !rc;
		return rc;
	case CHORE_ORDER:
		return see_to_order(r, &s);
	case CHORE_RETURN:
	case CHORE_SHELF:
		break;
	}
	return fault("rehearsal: a chore that waits for a person was taken without one");
}
