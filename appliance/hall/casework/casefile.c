/* Cases: load, decide, record. The views over them are in casefile_view.c. */
#include "hall/casework/casefile.h"
#include <stdio.h>
#include <string.h>
#include "base/date.h"
#include "base/id.h"
#include "base/json.h"
#include "words/paper.h"
#include "base/person.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/place/setting.h"
#include "hall/queue/ticket.h"
#include "rules/casework/casefile.h"
#include "rules/place/deadline.h"
#include "store/journal.h"

static enum rc find(struct txn *t, const char *id, struct row_case_row *row)
{
	struct row_case_hall hall = { .hall = t->self->site };
	enum rc rc = t->self->hub ? load_case_hall(t, id, &hall) : RC_OK;
	return rc ? rc : load_case_row(t, hall.hall, id, row);
}

static enum rc allowed(struct txn *t, const struct row_case_row *row, enum casefile_verb verb, bool new_fact, bool reissue)
{
	struct casefile_facts f = { row->state, row->forwarded_to != NULL || !strcmp(row->decided_by, "hub"), row->accepted_by, row->corrections };
	enum refusal no = casefile_decide(&f, verb, t->self->hub, t->actor->id, new_fact, reissue);
	return no ? txn_refuse(t, no, set_label("case_state", row->state)) : RC_OK;
}

static yyjson_mut_val *copy_person(struct txn *t, const yyjson_val *person)
{
	return person && !yyjson_is_null(json_loose(person)) ? json_copy(t->doc, person) : NULL;
}

/* The number at the actor's window, or NULL for none. */
static enum rc with_ticket(struct txn *t, const char *id, const char **out)
{
	struct row_ticket_row ticket;
	*out = id && id[0] ? id : NULL;
	if (!*out)
		return RC_OK;
	enum rc rc = load_ticket_row(t, t->self->site, id, &ticket);
	if (rc)
		return rc;
	if (strcmp(ticket.state, "serving"))
		return txn_refuse(t, REFUSAL_TICKET_STATE, ticket.number);
	return ticket.window_no == t->actor->window ? RC_OK : txn_refuse(t, REFUSAL_TICKET_ELSEWHERE, ticket.number);
}

/* What may be wrong with somebody's number and need not be: it goes with the case. NULL: nothing,
 * or nobody. */
static const char *doubt_of(struct txn *t, const yyjson_val *person)
{
	const char *kind = json_text(person, "id_kind"), *number = json_text(person, "id_no");
	const struct paper *p = kind ? paper_of(kind) : NULL;
	enum paper_fault fault = p ? paper_check(p, number, date_of(t->now)) : PAPER_GOOD;
	return fault ? paper_fault_text(&t->arena, p, number, fault) : NULL;
}

static bool same_number(struct txn *t, const yyjson_val *one, const char *number)
{
	const char *own = json_text(one, "id_no");
	return own && person_same_number(&t->arena, own, number);
}

/* "361127102-1", 2026-11-24, 12 -> "36112710212611240012": node-unique, digits only, short enough to read out. */
static enum rc case_id(struct txn *t, const char **id)
{
	struct row_case_sequence seq;
	const char *day = txn_today(t);
	enum rc rc = load_case_sequence(t, t->self->site, day, &seq);
	if (rc)
		return rc;
	char *out = arena_printf(&t->arena, "%s%.2s%.2s%.2s%04lld", t->self->node, day + 2, day + 5, day + 8, (long long)seq.received + 1);
	char *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '-')
			*to++ = *p;
	*to = '\0';
	*id = out;
	return RC_OK;
}

static enum rc record_materials(struct txn *t, const char *id, const char *item_materials, const char *ticket, const yyjson_val *ticks)
{
	yyjson_val *known, *v;
	size_t i, max;
	if (json_read(&t->arena, item_materials, strlen(item_materials), &known))
		return fault("materials of the item are not JSON");
	yyjson_arr_foreach(json_loose(ticks), i, max, v) {
		int64_t no = json_int(v, "no", 0);
		if (no < 1 || (size_t)no > yyjson_arr_size(known))
			return txn_refuse(t, REFUSAL_MATERIAL_UNKNOWN, NULL);
		enum rc rc = event_case_materials(t, NULL, id, &(struct event_case_materials){ .no = no, .taken = json_text(v, "taken"), .copies = json_int(v, "copies", 1), .note = json_text(v, "note"), .ticket = ticket });
		if (rc)
			return rc;
	}
	return RC_OK;
}

static enum rc materials_of(struct txn *t, const struct row_case_row *row, const char **materials)
{
	struct row_item_facts item; /* the version the case began under */
	enum rc rc = load_item_facts(t, row->catalogue, row->item, &item);
	*materials = rc ? "[]" : item.materials;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc casefile_receive(struct txn *t, const yyjson_val *body, const char **id)
{
	struct row_item_facts item;
	struct row_catalogue_current catalogue;
	struct workday_calendar calendar;
	const yyjson_val *applicant = json_get(body, "applicant"), *agent = json_get(body, "agent");
	const char *ticket;
	enum rc rc = catalogue_load(t, &catalogue);
	if (!rc)
		rc = catalogue_item(t, json_text(body, "item_id"), &item);
	if (!rc && copy_person(t, agent) && same_number(t, applicant, json_text(agent, "id_no")))
		rc = txn_refuse(t, REFUSAL_OTHER_PERSON, "代办人");
	if (!rc)
		rc = with_ticket(t, json_text(body, "ticket_id"), &ticket);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (!rc)
		rc = case_id(t, id);
	if (rc)
		return rc;
	const char *doubt = doubt_of(t, applicant);
	if (!doubt)
		doubt = doubt_of(t, agent);
	char code[7], tell_by[DATE_TEXT];
	id_digits(code, 6);
	date_text(deadline_of(&calendar, date_of(t->now), DEADLINE_CORRECTION_DAYS, DEADLINE_WORKING).due, tell_by);
	rc = event_case_received(t, NULL, *id, &(struct event_case_received){
		.ticket = ticket, .item = item.id, .item_name = item.name, .catalogue = catalogue.id, .kind = item.kind,
		.decided_by = item.decided_by, .applicant = copy_person(t, applicant), .agent = copy_person(t, agent), .window = t->actor->window,
		.by = t->actor->name, .query_code = code, .correction_due_on = tell_by, .clock_trusted = t->clock_trusted, .note = json_text(body, "note"),
		.doubt = doubt });
	return rc ? rc : record_materials(t, *id, item.materials, ticket, json_get(body, "materials"));
}

enum rc casefile_materials(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row row;
	const char *materials, *ticket;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_MATERIALS, false, false);
	if (!rc)
		rc = with_ticket(t, json_text(body, "ticket_id"), &ticket);
	if (!rc)
		rc = materials_of(t, &row, &materials);
	return rc ? rc : record_materials(t, id, materials, ticket, json_get(body, "materials"));
}

enum rc casefile_photos(struct txn *t, const char *id, int64_t material, int64_t *count)
{
	struct row_photo_count row = { 0 };
	enum rc rc = load_photo_count(t, t->self->site, id, material, &row);
	*count = row.photos;
	return rc;
}

enum rc casefile_may_attach(struct txn *t, const char *id, int64_t material)
{
	struct row_case_row row;
	const char *materials;
	yyjson_val *known;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_MATERIALS, false, false);
	if (!rc)
		rc = materials_of(t, &row, &materials);
	if (rc)
		return rc;
	if (json_read(&t->arena, materials, strlen(materials), &known))
		return fault("materials of the item are not JSON");
	if (material < 1 || (size_t)material > yyjson_arr_size(known))
		return txn_refuse(t, REFUSAL_MATERIAL_UNKNOWN, NULL);
	int64_t photos;
	rc = casefile_photos(t, id, material, &photos);
	if (!rc && photos >= setting_int(t, SETTING_PHOTOS_MOST))
		rc = txn_refuse(t, REFUSAL_PHOTOS_MOST, arena_printf(&t->arena, "%lld 张", (long long)photos));
	return rc;
}

enum rc casefile_attach(struct txn *t, const char *id, const struct casefile_paper *p)
{
	enum rc rc = casefile_may_attach(t, id, p->material);
	struct event_material_attached e = {
		.no = p->material, .sha256 = p->sha256, .name = p->name, .mime = p->mime, .size = p->size };
	return rc ? rc : event_material_attached(t, NULL, id, &e);
}

/* Every required, unconditional material must have been taken, seen, checked or photographed. */
static enum rc complete(struct txn *t, const struct row_case_row *row)
{
	struct row_material_rows *taken;
	struct row_photo_rows *photos;
	const char *text;
	yyjson_val *known, *v;
	size_t n, p, i, max;
	enum rc rc = materials_of(t, row, &text);
	if (!rc)
		rc = list_material_rows(t, row->hall, row->id, &taken, &n);
	if (!rc)
		rc = list_photo_rows(t, row->hall, row->id, &photos, &p);
	if (rc)
		return rc;
	if (json_read(&t->arena, text, strlen(text), &known))
		return fault("materials of the item are not JSON");
	struct casefile_material *all = arena_array(&t->arena, struct casefile_material, yyjson_arr_size(known) + 1);
	const char *missing = NULL;
	yyjson_arr_foreach(known, i, max, v) {
		all[i] = (struct casefile_material){ .required = json_flag(v, "required"), .conditional = json_text(v, "only_if") != NULL };
		for (size_t k = 0; k < n; k++)
			all[i].taken |= taken[k].no == (int64_t)i + 1;
		for (size_t k = 0; k < p; k++)
			all[i].taken |= photos[k].no == (int64_t)i + 1;
		if (!casefile_complete(&all[i], 1))
			missing = missing ? arena_printf(&t->arena, "%s、%s", missing, json_text(v, "name")) : json_text(v, "name");
	}
	return casefile_complete(all, yyjson_arr_size(known)) ? RC_OK : txn_refuse(t, REFUSAL_MATERIALS_MISSING, arena_printf(&t->arena, "还缺：%s", missing));
}

/* clock_on: the first day that counts, which is not the next day when the case was taken on a rest day (domain trap 10). */
struct due { const char *on, *clock_on; bool provisional; };

static enum rc due_of(struct txn *t, const struct row_case_row *row, int32_t from, struct due *due)
{
	struct row_item_facts item;
	struct workday_calendar calendar;
	enum rc rc = load_item_facts(t, row->catalogue, row->item, &item);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	*due = (struct due){ 0 };
	if (rc == RC_NOTFOUND || (!rc && item.promised_days == DB_NULL_INT))
		return RC_OK; /* no promise is published: no date is invented */
	if (rc)
		return rc;
	bool instant = !strcmp(item.kind, "instant");
	struct deadline d = deadline_of(&calendar, from, instant ? 0 : (int)item.promised_days, strcmp(item.promised_unit, "calendar") ? DEADLINE_WORKING : DEADLINE_CALENDAR);
	*due = (struct due){ arena_date(&t->arena, d.due), arena_date(&t->arena, d.starts), d.provisional };
	return RC_OK;
}

enum rc casefile_accept(struct txn *t, const char *id, const char *ticket, const char *note)
{
	struct row_case_row row;
	struct due due;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_ACCEPT, false, false);
	if (!rc)
		rc = with_ticket(t, ticket, &ticket);
	if (!rc)
		rc = complete(t, &row);
	if (!rc)
		rc = due_of(t, &row, date_of(t->now), &due);
	if (!rc)
		rc = event_case_accepted(t, NULL, id, &(struct event_case_accepted){
		.clock_trusted = t->clock_trusted, .by = t->actor->name, .due_on = due.on, .due_provisional = due.provisional, .clock_on = due.clock_on, .note = note, .ticket = ticket });
	if (!rc && !strcmp(row.decided_by, "hub")) /* 县乡联办: the right to decide moves to the county */
		rc = event_case_forwarded(t, NULL, id, &(struct event_case_forwarded){ .to = "hub" });
	return rc;
}

enum rc casefile_correct(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row row;
	const char *new_fact = json_text(body, "new_fact"), *text = json_text(body, "text"), *materials, *ticket;
	yyjson_val *missing = json_get(body, "missing"), *known, *v;
	size_t i, max;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_CORRECT, new_fact && new_fact[0], false);
	if (!rc)
		rc = with_ticket(t, json_text(body, "ticket_id"), &ticket);
	if (!rc)
		rc = materials_of(t, &row, &materials);
	if (rc)
		return rc;
	if (json_read(&t->arena, materials, strlen(materials), &known))
		return fault("materials of the item are not JSON");
	const char *all = "";
	yyjson_arr_foreach(missing, i, max, v) {
		int64_t no = json_int(v, "no", 0);
		if (no < 1 || (size_t)no > yyjson_arr_size(known))
			return txn_refuse(t, REFUSAL_MATERIAL_UNKNOWN, NULL);
		all = arena_printf(&t->arena, "%s%zu. %s：%s\n", all, i + 1, json_text(yyjson_arr_get(known, (size_t)no - 1), "name"), json_text(v, "what"));
	}
	if (text && text[0])
		all = arena_printf(&t->arena, "%s%s", all, text);
	return event_case_correction_asked(t, NULL, id, &(struct event_case_correction_asked){
		.clock_trusted = t->clock_trusted, .missing = yyjson_val_mut_copy(t->doc, missing), .text = all, .new_fact = new_fact, .ticket = ticket, .by = t->actor->name });
}

enum rc casefile_refuse(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row row;
	const char *ticket;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_REFUSE, false, false);
	if (!rc)
		rc = with_ticket(t, json_text(body, "ticket_id"), &ticket);
	return rc ? rc : event_case_refused(t, NULL, id, &(struct event_case_refused){ .clock_trusted = t->clock_trusted,
		.reason = json_text(body, "reason"), .text = json_text(body, "text"), .ticket = ticket, .by = t->actor->name });
}

enum rc casefile_settle(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row row;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_DECIDE, false, false);
	if (rc)
		return rc;
	const char *stream = NULL;
	if (t->self->hub) {
		struct row_case_origin origin; /* the incarnation the case came from, or the one that took its place */
		rc = load_case_origin(t, row.hall, &origin);
		if (rc)
			return rc;
		stream = journal_voice(&t->arena, t->self->node, origin.node);
	}
	return event_case_decided(t, stream, id, &(struct event_case_decided){
		.clock_trusted = t->clock_trusted, .outcome = json_text(body, "outcome"), .opinion = json_text(body, "opinion"), .document_no = json_text(body, "document_no"), .by = t->actor->name });
}

enum rc casefile_result(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row row;
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_RESULT, false, false);
	return rc ? rc : event_case_result_recorded(t, NULL, id, &(struct event_case_result_recorded){ .kind = json_text(body, "kind"), .document_no = json_text(body, "document_no"), .shelf = json_text(body, "shelf"), .by = t->actor->name });
}

/* The applicant himself is known by name and number; whoever else comes is somebody else. */
static enum rc may_collect(struct txn *t, const char *held, const yyjson_val *body)
{
	const char *name = json_text(body, "collector_name");
	yyjson_val *applicant;
	if (json_read(&t->arena, held, strlen(held), &applicant))
		return fault("the applicant is not JSON");
	bool own_number = same_number(t, applicant, json_text(body, "collector_id_no"));
	if (strcmp(json_text(body, "relation"), "self"))
		return own_number ? txn_refuse(t, REFUSAL_OTHER_PERSON, "领取人") : RC_OK;
	if (!own_number)
		return txn_refuse(t, REFUSAL_SAME_NUMBER, NULL);
	if (!person_same_name(&t->arena, json_text(applicant, "name"), name))
		return txn_refuse(t, REFUSAL_SAME_NAME, NULL);
	return RC_OK;
}

enum rc casefile_issue(struct txn *t, const char *id, const yyjson_val *body)
{
	struct row_case_row row;
	const char *reissue = json_text(body, "reissue_reason");
	enum rc rc = find(t, id, &row);
	if (!rc)
		rc = allowed(t, &row, CASEFILE_ISSUE, false, reissue && reissue[0]);
	if (rc)
		return rc;
	rc = may_collect(t, row.applicant, body);
	if (rc)
		return rc;
	const struct event_case_issued issued = {
		.collector_name = json_text(body, "collector_name"),
		.collector_id_kind = json_text(body, "collector_id_kind"),
		.collector_id_no = json_text(body, "collector_id_no"),
		.relation = json_text(body, "relation"),
		.by = t->actor->name,
		.reissue_reason = reissue,
		.clock_trusted = t->clock_trusted,
	};
	return event_case_issued(t, NULL, id, &issued);
}

enum rc casefile_deem_accepted(struct txn *t)
{
	struct row_case_correction_over *rows;
	size_t n;
	enum rc rc = t->clock_trusted ? list_case_correction_over(t, t->self->site, txn_today(t), &rows, &n) : RC_NOTFOUND;
	if (rc)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	for (size_t i = 0; !rc && i < n; i++) {
		struct row_case_row row;
		struct due due = { 0 };
		rc = load_case_row(t, t->self->site, rows[i].id, &row);
		if (!rc)
			rc = due_of(t, &row, date_of(clock_parse(rows[i].received_at)), &due);
		if (!rc)
			rc = event_case_deemed_accepted(t, NULL, rows[i].id, &(struct event_case_deemed_accepted){
		.clock_trusted = t->clock_trusted, .accepted_at = rows[i].received_at, .due_on = due.on, .due_provisional = due.provisional, .clock_on = due.clock_on });
		if (!rc && !strcmp(row.decided_by, "hub"))
			rc = event_case_forwarded(t, NULL, rows[i].id, &(struct event_case_forwarded){ .to = "hub" });
	}
	return rc;
}
