/* Service lists: load, decide, record. */
#include "hall/booking/service_list.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/people/roster.h"
#include "hall/place/setting.h"

#define COUNTED_DAYS 365
#define ZONES 8
#define TOLD 6 /* problems told in a refusal; the page shows all */

static unsigned hours_of(struct txn *t, const char *json)
{
	yyjson_val *list, *v;
	size_t i, max;
	unsigned hours = 0;
	if (!json || json_read(&t->arena, json, strlen(json), &list))
		return 0;
	yyjson_arr_foreach (list, i, max, v) {
		enum opening_kind kind = opening_kind_of(yyjson_get_str(v));
		hours |= kind ? 1u << kind : 0;
	}
	return hours;
}

/* A row of the draft, read once for all the sessions it is held against. */
struct placed {
	const struct row_service_items *row;
	struct service_entry entry;
};

static struct service_entry entry_of(struct txn *t, const struct row_service_items *r)
{
	return (struct service_entry){ r->list, hours_of(t, r->hours), r->reason && r->reason[0],
		r->decided_by == DECIDED_BY_HALL };
}

enum rc service_list_draft(struct txn *t, const struct service_draft_body *in)
{
	struct row_item_facts facts;
	TRY(catalogue_item(t, in->item, &facts));
	struct service_entry e = { .list = in->list, .reason = in->reason };
	yyjson_mut_val *kept = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < in->hours_count; i++) {
		e.hours |= 1u << opening_kind_of(in->hours[i]); /* no such hour: wrong */
		yyjson_mut_arr_add_strcpy(t->doc, kept, in->hours[i]);
	}
	if (service_list_fault(&e) == SERVICE_FAULT_UNPLACED)
		return txn_refuse(t, REFUSAL_LIST_INCOMPLETE, facts.name);
	if (service_list_fault(&e) == SERVICE_FAULT_HOURS)
		return txn_refuse(t, REFUSAL_LIST_HOURS, facts.name);
	return record_list_drafted(t, in->item, .list = in->list, .hours = kept,
		.reason = e.list == SERVICE_LIST_NONE ? in->reason : UNLISTED_REASON_UNSET,
		.note = in->note, .by = t->actor->name);
}

static enum rc items(struct txn *t, struct row_service_items **rows, size_t *n)
{
	struct row_catalogue_current catalogue;
	char since[DATE_TEXT];
	date_text(date_of(t->now) - COUNTED_DAYS, since);
	TRY(catalogue_load(t, &catalogue));
	return list_service_items(t, t->self->site, catalogue.id, since, rows, n);
}

/* Items gathered into one sentence: "老年人优待证办理等 3 项". */
struct gathered {
	const char *first;
	int count;
};

static void gather(struct gathered *g, const char *name)
{
	if (!g->count++)
		g->first = name;
}

static const char *told(struct txn *t, const struct gathered *g)
{
	return g->count == 1 ? g->first : arena_printf(&t->arena, "%s等 %d 项", g->first, g->count);
}

static void add(struct txn *t, yyjson_mut_val *problems, const char *text)
{
	yyjson_mut_arr_add_str(t->doc, problems, text);
}

/* Where the items of one zone lie heaviest on the clerks on duty, of all sessions of one kind;
 * sessions: how many are too heavy. */
struct load {
	const char *zone;
	int items, clerks, sessions;
	const char *where;
};
struct loads {
	struct load of[OPENING_KIND_COUNT][ZONES];
	size_t zones[OPENING_KIND_COUNT];
	int64_t most;
};

/* Clerks on duty in a zone, counted once for each zone of the session. */
struct zone_clerks {
	const char *zone;
	int clerks;
};

static int clerks_in(struct txn *t, struct zone_clerks *known, size_t *n, const char *zone,
	const struct roster_place *places, size_t place_count, const struct opening_day *day,
	enum opening_session session)
{
	struct roster_post *posts;
	for (size_t i = 0; i < *n; i++)
		if (!strcmp(known[i].zone, zone))
			return known[i].clerks;
	size_t count = roster_session(t, places, place_count, day->text, session, zone, &posts);
	int clerks = roster_count(posts, count, DUTY_CLERK);
	if (*n < ZONES)
		known[(*n)++] = (struct zone_clerks){ zone, clerks };
	return clerks;
}

static void weigh(struct txn *t, struct loads *loads, const struct placed *all, size_t n,
	const struct zone_clerks *in, const struct opening_day *day,
	const struct opening_time *session)
{
	int items = 0;
	size_t *zones = &loads->zones[session->kind], i = 0;
	struct load *row = loads->of[session->kind];
	for (size_t k = 0; k < n;
		k++) /* promised then: somebody would be lacking if nobody were there */
		items += !strcmp(all[k].row->zone, in->zone) &&
			 service_list_lacks(&all[k].entry, session->kind, 0, 0);
	if (!service_list_overloads(items, in->clerks, loads->most))
		return;
	while (i < *zones && strcmp(row[i].zone, in->zone))
		i++;
	if (i == ZONES)
		return;
	if (i == *zones)
		row[(*zones)++] = (struct load){ .zone = in->zone };
	row[i].sessions++;
	if (!row[i].clerks || items * row[i].clerks > row[i].items * in->clerks)
		row[i] = (struct load){ in->zone, items, in->clerks, row[i].sessions,
			arena_printf(&t->arena, "%s %s", day->text,
				opening_session_label(session->no)) };
}

static yyjson_mut_val *loads_told(struct txn *t, const struct loads *loads)
{
	yyjson_mut_val *told = yyjson_mut_arr(t->doc);
	for (int kind = OPENING_KIND_UNSET + 1; kind < OPENING_KIND_COUNT; kind++)
		for (size_t i = 0; i < loads->zones[kind]; i++) {
			const struct load *l = &loads->of[kind][i];
			add(t, told,
				arena_printf(&t->arena,
					"%s（%s）：%s%s，%d 名综合窗口人员要承担清单上的 %d "
					"项，每人至多 %lld 项",
					opening_kind_label((enum opening_kind)kind),
					set_label("zone", l->zone), l->where,
					l->sessions > 1 ? arena_printf(&t->arena, "等 %d 个时段",
								  l->sessions)
							: "",
					l->clerks, l->items, (long long)loads->most));
		}
	return told;
}

/* One session of the coming days against every entry: who is missing for which items. */
static void check_session(struct txn *t, yyjson_mut_val *problems, const struct placed *all,
	size_t n, const struct roster_place *places, size_t place_count,
	const struct opening_day *day, const struct opening_time *session, struct loads *loads)
{
	static const char *const lacking[] = { "", "综合窗口人员", "审批人员",
		"综合窗口和审批人员" };
	struct gathered lack[4] = { 0 };
	struct zone_clerks known[ZONES];
	struct roster_post *posts;
	size_t zones = 0,
	       count = roster_session(t, places, place_count, day->text, session->no, NULL, &posts);
	int approvers = roster_count(posts, count, DUTY_APPROVER);
	for (size_t i = 0; i < n; i++) {
		int clerks = clerks_in(
			t, known, &zones, all[i].row->zone, places, place_count, day, session->no);
		gather(&lack[service_list_lacks(&all[i].entry, session->kind, clerks, approvers)],
			all[i].row->name);
	}
	for (size_t z = 0; z < zones; z++)
		weigh(t, loads, all, n, &known[z], day, session);
	for (int k = 1; k < 4; k++)
		if (lack[k].count)
			add(t, problems,
				arena_printf(&t->arena, "%s %s（%s）没有%s：%s", day->text,
					opening_session_label(session->no),
					opening_kind_label(session->kind), lacking[k],
					told(t, &lack[k])));
}

/* Hours that the hall does not keep at all. A festival need not fall into the days looked at. */
static void check_hours(struct txn *t, yyjson_mut_val *problems, const struct placed *all, size_t n,
	unsigned offered)
{
	for (int kind = OPENING_KIND_UNSET + 1; kind < OPENING_KIND_COUNT; kind++) {
		struct gathered never = { 0 };
		for (size_t i = 0; i < n && !(offered & 1u << kind); i++)
			if (service_list_lacks(&all[i].entry, (enum opening_kind)kind, 0, 0))
				gather(&never, all[i].row->name);
		if (never.count)
			add(t, problems,
				arena_printf(&t->arena, "大厅没有开放“%s”：%s",
					opening_kind_label((enum opening_kind)kind),
					told(t, &never)));
	}
}

static enum rc check_roster(struct txn *t, const struct placed *all, size_t n,
	yyjson_mut_val *problems, struct loads *loads)
{
	int days_ahead = (int)setting_int(t, SETTING_LIST_CHECK_DAYS);
	struct opening_day *days;
	struct roster_place *places;
	size_t place_count;
	unsigned offered = 1u << OPENING_KIND_FESTIVAL;
	TRY(opening_days(t, date_of(t->now) + 1, days_ahead, &days));
	TRY(roster_load(t, days[0].text, days[days_ahead - 1].text, &places, &place_count));
	for (int d = 0; d < days_ahead; d++)
		for (size_t s = 0; s < days[d].count; s++) {
			offered |= 1u << days[d].sessions[s].kind;
			check_session(t, problems, all, n, places, place_count, &days[d],
				&days[d].sessions[s], loads);
		}
	check_hours(t, problems, all, n, offered);
	return RC_OK;
}

/* What stands in the way of publishing, in words; *unplaced: items without a place yet; *warnings:
 * what may be published and is more than people carry. */
static enum rc problems_of(struct txn *t, const struct row_service_items *rows, size_t n,
	yyjson_mut_val **problems, yyjson_mut_val **warnings, int64_t *unplaced)
{
	struct gathered open = { 0 };
	struct placed *all = arena_array(&t->arena, struct placed, n + 1);
	*problems = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < n; i++) {
		all[i] = (struct placed){ &rows[i], entry_of(t, &rows[i]) };
		if (service_list_fault(&all[i].entry))
			gather(&open, rows[i].name);
	}
	*unplaced = open.count;
	if (open.count)
		add(t, *problems,
			arena_printf(&t->arena, "既没列入清单也没写理由：%s", told(t, &open)));
	struct loads loads = { .most = setting_int(t, SETTING_LIST_ITEMS_PER_CLERK) };
	TRY(check_roster(t, all, n, *problems, &loads));
	*warnings = loads_told(t, &loads);
	return RC_OK;
}

static yyjson_mut_val *published_entry(struct txn *t, const struct row_service_items *r)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_val *hours;
	yyjson_mut_obj_add_str(d, v, "item", r->id);
	yyjson_mut_obj_add_str(d, v, "name", r->name);
	yyjson_mut_obj_add_str(d, v, "list", service_list_word(r->list));
	if (!json_read(&t->arena, r->hours, strlen(r->hours), &hours))
		yyjson_mut_obj_add_val(d, v, "hours", yyjson_val_mut_copy(d, hours));
	if (r->reason)
		yyjson_mut_obj_add_str(d, v, "reason", r->reason);
	if (r->note)
		yyjson_mut_obj_add_str(d, v, "note", r->note);
	return v;
}

enum rc service_list_publish(struct txn *t, const char *note)
{
	struct row_service_items *rows;
	struct row_list_current current = { 0 };
	yyjson_mut_val *problems, *warnings, *p, *entries = yyjson_mut_arr(t->doc);
	int64_t unplaced;
	size_t n, i, max;
	TRY(items(t, &rows, &n));
	TRY(problems_of(t, rows, n, &problems, &warnings, &unplaced));
	const char *detail = "";
	yyjson_mut_arr_foreach (problems, i, max, p)
		if (i < TOLD)
			detail = arena_printf(
				&t->arena, "%s%s%s", detail, i ? "；" : "", yyjson_mut_get_str(p));
	if (yyjson_mut_arr_size(problems) > TOLD)
		detail = arena_printf(
			&t->arena, "%s；共 %zu 处", detail, yyjson_mut_arr_size(problems));
	if (yyjson_mut_arr_size(problems))
		return txn_refuse(
			t, unplaced ? REFUSAL_LIST_INCOMPLETE : REFUSAL_LIST_UNMANNED, detail);
	for (size_t k = 0; k < n; k++)
		yyjson_mut_arr_append(entries, published_entry(t, &rows[k]));
	enum rc rc = load_list_current(t, t->self->site, &current);
	if (rc == RC_FAULT)
		return rc;
	return record_list_published(t,
		arena_printf(&t->arena, "%lld", (long long)(rc ? 0 : current.version) + 1),
		.entries = entries, .note = note, .by = t->actor->name);
}

static void add_version(struct txn *t, yyjson_mut_val *v, const struct row_list_current *current)
{
	yyjson_mut_obj_add_int(t->doc, v, "version", current->version);
	yyjson_mut_obj_add_str(t->doc, v, "published_at", current->at);
	yyjson_mut_obj_add_str(t->doc, v, "published_by", current->by_name);
	yyjson_mut_obj_add_str(t->doc, v, "note", current->note);
}

static void add_entry(struct txn *t, yyjson_mut_val *list, const struct row_service_items *r,
	int64_t rank, int64_t total)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_val *hours;
	yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
	yyjson_mut_obj_add_str(d, v, "item", r->id);
	yyjson_mut_obj_add_str(d, v, "name", r->name);
	yyjson_mut_obj_add_str(d, v, "zone", r->zone);
	yyjson_mut_obj_add_str(d, v, "kind", r->kind);
	yyjson_mut_obj_add_str(d, v, "decided_by", decided_by_word(r->decided_by));
	yyjson_mut_obj_add_bool(d, v, "frequent", r->frequent);
	yyjson_mut_obj_add_int(d, v, "rank", rank);
	yyjson_mut_obj_add_int(d, v, "cases", r->cases);
	yyjson_mut_obj_add_real(d, v, "share", total ? (double)(r->cases * 1000 / total) / 10 : 0);
	yyjson_mut_obj_add_bool(
		d, v, "candidate", r->cases > 0 && rank <= setting_int(t, SETTING_LIST_CANDIDATES));
	yyjson_mut_obj_add_str(d, v, "list", service_list_word(r->list));
	if (r->hours && !json_read(&t->arena, r->hours, strlen(r->hours), &hours))
		yyjson_mut_obj_add_val(d, v, "hours", yyjson_val_mut_copy(d, hours));
	else
		yyjson_mut_obj_add_arr(d, v, "hours");
	yyjson_mut_obj_add_str(d, v, "reason", r->reason);
	yyjson_mut_obj_add_str(d, v, "note", r->note);
	yyjson_mut_obj_add_str(d, v, "published", r->published);
}

enum rc service_list_view(struct txn *t, yyjson_mut_val **out)
{
	struct row_service_items *rows;
	struct row_list_current current = { 0 };
	yyjson_mut_val *problems, *warnings;
	int64_t unplaced, total = 0;
	size_t n;
	TRY(items(t, &rows, &n));
	TRY(problems_of(t, rows, n, &problems, &warnings, &unplaced));
	if (load_list_current(t, t->self->site, &current) == RC_FAULT)
		return RC_FAULT;
	for (size_t i = 0; i < n; i++)
		total += rows[i].cases;
	*out = yyjson_mut_obj(t->doc);
	add_version(t, *out, &current);
	yyjson_mut_obj_add_int(t->doc, *out, "total_cases", total);
	yyjson_mut_obj_add_int(t->doc, *out, "unplaced", unplaced);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "entries");
	for (size_t i = 0; i < n; i++)
		add_entry(t, list, &rows[i], (int64_t)i + 1, total);
	yyjson_mut_obj_add_val(t->doc, *out, "problems", problems);
	yyjson_mut_obj_add_val(t->doc, *out, "warnings", warnings);
	return RC_OK;
}

enum rc service_list_published(struct txn *t, const char *hall, yyjson_mut_val **out)
{
	struct row_list_current current = { 0 };
	yyjson_mut_val *entries;
	if (load_list_current(t, hall, &current) == RC_FAULT)
		return RC_FAULT;
	TRY(query_list_entries(t, hall, current.version, &entries));
	*out = yyjson_mut_obj(t->doc);
	add_version(t, *out, &current);
	yyjson_mut_obj_add_val(t->doc, *out, "entries", entries);
	return RC_OK;
}

enum rc service_list_item(struct txn *t, const char *item, unsigned *hours)
{
	struct row_list_item row;
	enum rc rc = load_list_item(t, t->self->site, item, &row);
	*hours = rc ? 0 : hours_of(t, row.hours) & service_list_hours(row.list);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}
