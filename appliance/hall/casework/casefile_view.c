/* How cases look: to staff, to the county, to the citizen. */
#include <string.h>
#include "base/date.h"
#include "words/event.h"
#include "base/json.h"
#include "hall/place/guess.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "hall/queue/closing.h"
#include "hall/place/person.h"
#include "hall/place/site.h"
#include "hall/queue/ticket.h"
#include "rules/casework/picture.h"
#include "rules/place/idnumber.h"
#include "store/blob.h"

static enum rc hall_of(struct txn *t, const char *id, const char **hall)
{
	struct row_case_hall row;
	*hall = t->self->site;
	if (!t->self->hub)
		return RC_OK;
	TRY(load_case_hall(t, id, &row));
	*hall = row.hall;
	return RC_OK;
}

static yyjson_mut_val *photos_of(
	struct txn *t, const struct row_photo_rows *photos, size_t n, int64_t no)
{
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *list = yyjson_mut_arr(d);
	for (size_t i = 0; i < n; i++) {
		if (photos[i].no != no)
			continue;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "sha256", photos[i].sha256);
		yyjson_mut_obj_add_str(d, v, "name", photos[i].name);
		yyjson_mut_obj_add_str(d, v, "mime", photos[i].mime);
		yyjson_mut_obj_add_int(d, v, "size", photos[i].size);
		yyjson_mut_obj_add_str(d, v, "at", photos[i].at);
		yyjson_mut_obj_add_bool(
			d, v, "here", blob_present(t->self->home, photos[i].sha256));
	}
	return list;
}

static enum rc materials_json(struct txn *t, const struct row_case_row *r,
	const char *item_materials, yyjson_mut_val **out)
{
	struct row_material_rows *taken;
	struct row_photo_rows *photos;
	yyjson_val *known, *v;
	size_t n, p, i, max;
	TRY(list_material_rows(t, r->hall, r->id, &taken, &n));
	TRY(list_photo_rows(t, r->hall, r->id, &photos, &p));
	TRY(catalogue_materials(t, item_materials, &known));
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_arr(d);
	yyjson_arr_foreach (known, i, max, v) {
		yyjson_mut_val *m = yyjson_val_mut_copy(d, v);
		const struct row_material_rows *row = NULL;
		for (size_t k = 0; k < n; k++)
			if (taken[k].no == (int64_t)i + 1)
				row = &taken[k];
		yyjson_mut_obj_add_str(d, m, "taken", row ? material_taken_word(row->taken) : NULL);
		if (row)
			yyjson_mut_obj_add_int(d, m, "copies", row->copies);
		yyjson_mut_obj_add_str(d, m, "note", row ? row->note : NULL);
		yyjson_mut_obj_add_val(d, m, "photos", photos_of(t, photos, p, (int64_t)i + 1));
		yyjson_mut_arr_append(*out, m);
	}
	return RC_OK;
}

static void add_person(struct txn *t, yyjson_mut_val *v, const char *key, const char *json)
{
	yyjson_val *person;
	if (!json || json_read(&t->arena, json, strlen(json), &person)) {
		yyjson_mut_obj_add_null(t->doc, v, key);
		return;
	}
	yyjson_mut_val *shown = yyjson_val_mut_copy(t->doc, person);
	/* who only looks */
	if (!(t->actor->roles & (t->self->hub ? ROLE_COUNTY_APPROVER
					      : ROLE_CLERK | ROLE_APPROVER | ROLE_ISSUER))) {
		person_mask(t, shown, "id_no");
		person_mask(t, shown, "phone");
	}
	yyjson_mut_obj_add(v, yyjson_mut_str(t->doc, key), shown);
}

static enum rc add_head(struct txn *t, yyjson_mut_val *v, const struct row_case_row *r,
	const struct row_item_facts *item)
{
	struct row_site_row site = { .name = "" };
	struct row_ticket_row ticket = { 0 }, last = { 0 };
	enum rc rc = load_site_row(t, r->hall, &site);
	if (rc == RC_OK || rc == RC_NOTFOUND)
		rc = r->ticket ? load_ticket_row(t, r->hall, r->ticket, &ticket) : RC_OK;
	if (rc == RC_OK || rc == RC_NOTFOUND)
		rc = r->last_ticket ? load_ticket_row(t, r->hall, r->last_ticket, &last) : RC_OK;
	if (rc == RC_FAULT)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_obj_add_str(d, v, "id", r->id);
	yyjson_mut_obj_add_str(d, v, "hall", r->hall);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_obj_add_str(d, v, "ticket_id", r->ticket);
	yyjson_mut_obj_add_str(d, v, "ticket_number", ticket.number);
	yyjson_mut_obj_add_str(d, v, "last_ticket_number", last.number);
	yyjson_mut_obj_add_str(d, v, "item_id", r->item);
	yyjson_mut_obj_add_str(d, v, "item_name", r->item_name);
	yyjson_mut_obj_add_str(d, v, "authority", item->authority);
	yyjson_mut_obj_add_str(d, v, "kind", case_kind_word(r->kind));
	yyjson_mut_obj_add_str(d, v, "decided_by", decided_by_word(r->decided_by));
	yyjson_mut_obj_add_str(d, v, "catalogue", r->catalogue);
	yyjson_mut_obj_add_str(d, v, "state", case_state_word(r->state));
	add_person(t, v, "applicant", r->applicant);
	add_person(t, v, "agent", r->agent);
	yyjson_mut_obj_add_str(d, v, "note", r->note);
	yyjson_mut_obj_add_str(d, v, "query_code", t->self->hub ? NULL : r->query_code);
	yyjson_mut_obj_add_str(d, v, "slip_code", r->id);
	yyjson_mut_obj_add_int(d, v, "window_no", r->window_no);
	return RC_OK;
}

static void add_course(struct txn *t, yyjson_mut_val *v, const struct row_case_row *r)
{
	yyjson_mut_doc *d = t->doc;
	const struct {
		const char *key, *value;
	} texts[] = {
		{ "doubt", r->doubt },
		{ "received_at", r->received_at },
		{ "received_by", r->received_name },
		{ "accepted_at", r->accepted_at },
		{ "accepted_by", r->accepted_name },
		{ "correction_due_on", r->correction_due_on },
		{ "correction_text", r->correction_text },
		{ "told_at", r->told_at },
		{ "put_off", r->put_off },
		{ "refuse_reason", refuse_reason_word(r->refuse_reason) },
		{ "refuse_text", r->refuse_text },
		{ "due_on", r->due_on },
		{ "clock_on", r->clock_on },
		{ "decided_at", r->decided_at },
		{ "decided_name", r->decided_name },
		{ "outcome", outcome_word(r->outcome) },
		{ "opinion", r->opinion },
		{ "document_no", r->result_no ? r->result_no : r->decision_no },
		{ "result_kind", result_kind_word(r->result_kind) },
		{ "result_at", r->result_at },
		{ "shelf", r->shelf },
		{ "issued_at", r->issued_at },
		{ "issued_by", r->issued_name },
		{ "collector_name", r->collector_name },
		{ "relation", relation_word(r->relation) },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		yyjson_mut_obj_add_str(d, v, texts[i].key, texts[i].value);
	yyjson_mut_obj_add_int(d, v, "corrections", r->corrections);
	yyjson_mut_obj_add_bool(d, v, "due_provisional", r->due_provisional);
	yyjson_mut_obj_add_bool(
		d, v, "decided_at_hub", r->decided_stream && strchr(r->decided_stream, '>'));
	yyjson_mut_obj_add_bool(d, v, "clock_uncertain", !r->clock_trusted);
}

struct voucher casefile_voucher(const struct row_case_row *r)
{
	return voucher_of(&(struct voucher_facts){
		.state = r->state,
		.by_law = r->accepted_by && !strcmp(r->accepted_by, "law"),
		.received = { r->received_at, r->received_name },
		.accepted = { r->accepted_at, r->accepted_name },
		.told = { r->told_at, r->told_name },
		.refused = { r->refused_at, r->refused_name },
		.result = { r->result_at, r->result_name },
		.issued = { r->issued_at, r->issued_name },
	});
}

static void add_voucher(struct txn *t, yyjson_mut_val *v, const struct row_case_row *r)
{
	struct voucher made = casefile_voucher(r);
	yyjson_mut_obj_add_str(t->doc, v, "voucher", case_voucher_word(made.paper));
	yyjson_mut_obj_add_str(t->doc, v, "voucher_at", made.at);
	yyjson_mut_obj_add_str(t->doc, v, "voucher_by", made.by);
}

enum rc casefile_view(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_case_row *r = arena_new(&t->arena, struct row_case_row);
	struct row_item_facts item = { .authority = "", .result_name = "", .materials = "[]" };
	struct workday_calendar calendar;
	yyjson_mut_val *materials, *v = yyjson_mut_obj(t->doc);
	const char *hall;
	TRY(hall_of(t, id, &hall));
	TRY(load_case_row(t, hall, id, r));
	enum rc rc = load_item_facts(t, r->catalogue, r->item, &item);
	TRY(rc == RC_NOTFOUND ? RC_OK : rc);
	TRY(catalogue_calendar(t, &calendar));
	TRY(materials_json(t, r, item.materials, &materials));
	TRY(add_head(t, v, r, &item));
	add_course(t, v, r);
	add_voucher(t, v, r);
	casefile_card(t, v, &calendar, r->due_on, r->state);
	yyjson_mut_obj_add_str(t->doc, v, "result_name", item.result_name);
	yyjson_mut_obj_add_val(t->doc, v, "materials", materials);
	*out = v;
	return RC_OK;
}

/* What a step says beyond its label, without personal numbers. */
static const char *step_text(struct txn *t, const struct row_case_events *e)
{
	yyjson_val *body;
	if (json_read(&t->arena, e->body, strlen(e->body), &body))
		return NULL;
	const char *outcome = json_text(body, "outcome");
	if (outcome)
		return arena_printf(&t->arena, "%s：%s", outcome_label(outcome_of(outcome)),
			json_text(body, "opinion"));
	const char *text = json_text(body, strcmp(e->kind, "case.put_off") ? "text" : "reason");
	if (text)
		return arena_strdup(&t->arena, text);
	const char *was = json_text(body, "was"), *limit = json_text(body, "limit_on");
	if (was && limit)
		return arena_printf(&t->arena, "原按未公布的日历暂定 %s，现为 %s%s", was, limit,
			json_flag(body, "provisional") ? "（仍暂定）" : "");
	const char *due = json_text(body, "due_on");
	if (due)
		return arena_printf(&t->arena, "承诺办结日 %s%s", due,
			json_flag(body, "due_provisional") ? "（暂定）" : "");
	return NULL;
}

enum rc casefile_timeline(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_case_hall found;
	/* other records have subjects too, and not everybody may read those */
	TRY(load_case_hall(t, id, &found));
	return casefile_steps(t, id, out);
}

/* The number with which the citizen was there, where the step names it. */
static enum rc step_number(
	struct txn *t, const char *kind, const yyjson_val *body, const char **number)
{
	struct row_ticket_row ticket;
	const char *id = strncmp(kind, "case.", 5) ? NULL : json_text(body, "ticket");
	*number = NULL;
	enum rc rc = id ? load_ticket_row(t, t->self->site, id, &ticket) : RC_NOTFOUND;
	if (!rc)
		*number = ticket.number;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

enum rc casefile_steps(struct txn *t, const char *id, yyjson_mut_val **out)
{
	struct row_case_events *rows;
	size_t n;
	TRY(list_case_events(t, id, &rows, &n));
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "steps");
	for (size_t i = 0; i < n; i++) {
		yyjson_val *body = NULL;
		const char *by = json_read(&t->arena, rows[i].body, strlen(rows[i].body), &body)
					 ? NULL
					 : json_text(body, "by"),
			   *number;
		TRY(step_number(t, rows[i].kind, body, &number));
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "at", rows[i].at);
		yyjson_mut_obj_add_str(d, v, "kind", rows[i].kind);
		yyjson_mut_obj_add_str(d, v, "label", event_label(rows[i].kind));
		yyjson_mut_obj_add_strcpy(d, v, "actor", by ? by : rows[i].actor);
		yyjson_mut_obj_add_str(d, v, "node", rows[i].node);
		yyjson_mut_obj_add_str(d, v, "text", step_text(t, &rows[i]));
		yyjson_mut_obj_add_str(d, v, "number", number);
	}
	return RC_OK;
}

enum rc casefile_progress(struct txn *t, const char *id, const char *code, yyjson_mut_val **out)
{
	struct row_case_row r;
	yyjson_val *applicant;
	enum rc rc = load_case_row(t, t->self->site, id, &r);
	/* a wrong number is answered and counted alike: nobody learns which cases exist */
	if (rc != RC_FAULT)
		rc = guess_code(
			t, arena_printf(&t->arena, "case:%s", id), rc ? NULL : r.query_code, code);
	if (rc)
		return rc;
	struct closing hall;
	rc = closing_now(t, &hall);
	if (rc)
		return rc;
	const char *name = json_read(&t->arena, r.applicant, strlen(r.applicant), &applicant)
				   ? ""
				   : json_text(applicant, "name");
	char *masked = arena_alloc(&t->arena, strlen(name) + 8);
	idnumber_mask_name(name, masked, strlen(name) + 8);
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_str(d, v, "id", r.id);
	yyjson_mut_obj_add_str(d, v, "item_name", r.item_name);
	yyjson_mut_obj_add_str(d, v, "applicant", masked);
	yyjson_mut_obj_add_str(d, v, "state", case_state_word(r.state));
	yyjson_mut_obj_add_str(d, v, "received_at", r.received_at);
	yyjson_mut_obj_add_str(d, v, "due_on", r.due_on);
	yyjson_mut_obj_add_bool(d, v, "due_provisional", r.due_provisional);
	yyjson_mut_obj_add_str(d, v, "notice", closing_words(t, &hall));
	yyjson_mut_obj_add_str(d, v, "next", r.state ? case_state_hint(r.state) : "请到窗口询问");
	*out = v;
	return RC_OK;
}

enum rc casefile_photo(
	struct txn *t, const char *id, const char *sha256, const char **path, const char **mime)
{
	struct row_photo_row row;
	const char *hall;
	TRY(hall_of(t, id, &hall));
	TRY(load_photo_row(t, hall, id, sha256, &row));
	if (!blob_present(t->self->home, sha256))
		return RC_NOTFOUND;
	*path = blob_path(&t->arena, t->self->home, sha256);
	*mime = picture_mime_of(row.mime);
	return RC_OK;
}
