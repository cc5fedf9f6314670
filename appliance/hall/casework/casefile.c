/* Cases from acceptance to issue: load, decide, record. How they come in is in casefile_receive.c,
 * the views over them in casefile_view.c. */
#include "hall/casework/casefile.h"
#include "hall/casework/casefile_internal.h"
#include <stdio.h>
#include <string.h>
#include "base/date.h"
#include "base/id.h"
#include "base/json.h"
#include "words/paper.h"
#include "base/person.h"
#include "words/day_unit.h"
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
	if (t->self->hub)
		TRY(load_case_hall(t, id, &hall));
	return load_case_row(t, hall.hall, id, row);
}

enum rc casefile_find_for(
	struct txn *t, const char *id, const struct casefile_wish *wanted, struct row_case_row *row)
{
	struct casefile_wish wish = *wanted;
	wish.at_hub = t->self->hub;
	wish.actor = t->actor->id;
	TRY(find(t, id, row));
	const struct casefile_facts f = {
		.state = row->state,
		.decided_at_hub = row->forwarded_to != NULL || row->decided_by == DECIDED_BY_HUB,
		.accepted_by = row->accepted_by,
		.corrections = row->corrections,
	};
	enum refusal no = casefile_decide(&f, &wish);
	return no ? txn_refuse(t, no, case_state_label(row->state)) : RC_OK;
}

static bool given(const char *text)
{
	return text && text[0];
}

enum rc casefile_with_ticket(struct txn *t, const char *id, const char **out)
{
	struct row_ticket_row ticket;
	*out = id && id[0] ? id : NULL;
	if (!*out)
		return RC_OK;
	TRY(load_ticket_row(t, t->self->site, id, &ticket));
	if (ticket.state != TICKET_STATE_SERVING)
		return txn_refuse(t, REFUSAL_TICKET_STATE, ticket.number);
	return ticket.window_no == t->actor->window
		       ? RC_OK
		       : txn_refuse(t, REFUSAL_TICKET_ELSEWHERE, ticket.number);
}

enum rc casefile_known_material(struct txn *t, const yyjson_val *known, int64_t no)
{
	bool there = no >= 1 && (size_t)no <= json_count(known);
	return there ? RC_OK : txn_refuse(t, REFUSAL_MATERIAL_UNKNOWN, NULL);
}

enum rc casefile_materials_of(struct txn *t, const struct row_case_row *row, const char **materials)
{
	struct row_item_facts item; /* the version the case began under */
	enum rc rc = load_item_facts(t, row->catalogue, row->item, &item);
	*materials = rc ? "[]" : item.materials;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

/* Material no. `no`: named by the item, and here as a tick or as a photo? */
static struct casefile_material material_at(const yyjson_val *known, size_t no,
	const struct row_material_rows *ticks, size_t tick_count,
	const struct row_photo_rows *photos, size_t photo_count)
{
	const yyjson_val *v = json_at(known, no - 1);
	struct casefile_material m = { .required = json_flag(v, "required"),
		.conditional = json_text(v, "only_if") != NULL };
	for (size_t k = 0; k < tick_count; k++)
		m.taken |= ticks[k].no == (int64_t)no;
	for (size_t k = 0; k < photo_count; k++)
		m.taken |= photos[k].no == (int64_t)no;
	return m;
}

/* Every required, unconditional material must have been taken, seen, checked or photographed. */
static enum rc complete(struct txn *t, const struct row_case_row *row)
{
	struct row_material_rows *ticks;
	struct row_photo_rows *photos;
	const char *text, *missing = NULL;
	yyjson_val *known;
	size_t n, p;
	TRY(casefile_materials_of(t, row, &text));
	TRY(list_material_rows(t, row->hall, row->id, &ticks, &n));
	TRY(list_photo_rows(t, row->hall, row->id, &photos, &p));
	TRY(catalogue_materials(t, text, &known));
	for (size_t no = 1; no <= json_count(known); no++) {
		struct casefile_material m = material_at(known, no, ticks, n, photos, p);
		const char *name = json_text(json_at(known, no - 1), "name");
		if (!casefile_complete(&m, 1))
			missing = missing ? arena_printf(&t->arena, "%s、%s", missing, name) : name;
	}
	return missing ? txn_refuse(t, REFUSAL_MATERIALS_MISSING,
				 arena_printf(&t->arena, "还缺：%s", missing))
		       : RC_OK;
}

/* clock_on: the first day that counts, which is not the next day when the case was taken on a rest
 * day (domain trap 10). */
struct due {
	const char *on, *clock_on;
	bool provisional;
};

static enum rc due_of(struct txn *t, const struct row_case_row *row, int32_t from, struct due *due)
{
	struct row_item_facts item;
	struct workday_calendar calendar;
	enum rc rc = load_item_facts(t, row->catalogue, row->item, &item);
	*due = (struct due){ 0 };
	if (rc == RC_NOTFOUND)
		return RC_OK;
	TRY(rc);
	TRY(catalogue_calendar(t, &calendar));
	if (item.promised_days == DB_NULL_INT)
		return RC_OK; /* no promise is published: no date is invented */
	int days = item.kind == CASE_KIND_INSTANT ? 0 : (int)item.promised_days;
	struct deadline d = deadline_of(&calendar, from, days, item.promised_unit);
	*due = (struct due){ arena_date(&t->arena, d.due), arena_date(&t->arena, d.starts),
		d.provisional };
	return RC_OK;
}

/* 县乡联办: the right to decide moves to the county. */
static enum rc forward(struct txn *t, const struct row_case_row *row)
{
	if (row->decided_by != DECIDED_BY_HUB)
		return RC_OK;
	return record_case_forwarded(t, row->id, .to = DECIDED_BY_HUB);
}

enum rc casefile_accept(struct txn *t, const char *id, const struct case_act_body *in)
{
	struct row_case_row row;
	struct due due;
	const char *ticket;
	TRY(casefile_find_for(t, id, &(struct casefile_wish){ .verb = CASEFILE_ACCEPT }, &row));
	TRY(casefile_with_ticket(t, in->ticket_id, &ticket));
	TRY(complete(t, &row));
	TRY(due_of(t, &row, date_of(t->now), &due));
	TRY(record_case_accepted(t, id, .clock_trusted = t->clock_trusted, .by = t->actor->name,
		.due_on = due.on, .due_provisional = due.provisional, .clock_on = due.clock_on,
		.note = in->note, .ticket = ticket));
	return forward(t, &row);
}

/* "1. 户口簿：缺首页\n2. …" and what else is to be said. */
static enum rc correction_text(struct txn *t, const yyjson_val *known,
	const struct case_correction_body *in, const char **out)
{
	const char *all = "";
	for (size_t i = 0; i < in->missing_count; i++) {
		const struct missing_material_body *m = &in->missing[i];
		TRY(casefile_known_material(t, known, m->no));
		const char *name = json_text(json_at(known, (size_t)m->no - 1), "name");
		all = arena_printf(&t->arena, "%s%zu. %s：%s\n", all, i + 1, name, m->what);
	}
	*out = given(in->text) ? arena_printf(&t->arena, "%s%s", all, in->text) : all;
	return RC_OK;
}

enum rc casefile_correct(struct txn *t, const char *id, const struct case_correction_body *in)
{
	const struct casefile_wish wish = { .verb = CASEFILE_CORRECT,
		.new_fact = given(in->new_fact) };
	struct row_case_row row;
	const char *materials, *ticket, *text;
	yyjson_val *known;
	TRY(casefile_find_for(t, id, &wish, &row));
	TRY(casefile_with_ticket(t, in->ticket_id, &ticket));
	TRY(casefile_materials_of(t, &row, &materials));
	TRY(catalogue_materials(t, materials, &known));
	TRY(correction_text(t, known, in, &text));
	yyjson_mut_val *missing = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < in->missing_count; i++)
		yyjson_mut_arr_append(
			missing, body_write(t->doc, &body_missing_material, &in->missing[i]));
	return record_case_correction_asked(t, id, .clock_trusted = t->clock_trusted,
		.missing = missing, .text = text, .new_fact = in->new_fact, .ticket = ticket,
		.by = t->actor->name);
}

enum rc casefile_refuse(struct txn *t, const char *id, const struct case_refuse_body *in)
{
	struct row_case_row row;
	const char *ticket;
	TRY(casefile_find_for(t, id, &(struct casefile_wish){ .verb = CASEFILE_REFUSE }, &row));
	TRY(casefile_with_ticket(t, in->ticket_id, &ticket));
	return record_case_refused(t, id, .clock_trusted = t->clock_trusted, .reason = in->reason,
		.text = in->text, .ticket = ticket, .by = t->actor->name);
}

enum rc casefile_voice(struct txn *t, const char *hall, const char **stream)
{
	struct row_case_origin origin;
	TRY(load_case_origin(t, hall, &origin));
	*stream = journal_voice(&t->arena, t->self->node, origin.node);
	return RC_OK;
}

enum rc casefile_settle(struct txn *t, const char *id, const struct case_decide_body *in)
{
	struct row_case_row row;
	const char *stream = NULL;
	TRY(casefile_find_for(t, id, &(struct casefile_wish){ .verb = CASEFILE_DECIDE }, &row));
	if (t->self->hub)
		TRY(casefile_voice(t, row.hall, &stream));
	const struct event_case_decided decided = {
		.clock_trusted = t->clock_trusted,
		.outcome = in->outcome,
		.opinion = in->opinion,
		.document_no = in->document_no,
		.by = t->actor->name,
	};
	return event_case_decided(t, stream, id, &decided);
}

enum rc casefile_result(struct txn *t, const char *id, const struct case_result_body *in)
{
	struct row_case_row row;
	TRY(casefile_find_for(t, id, &(struct casefile_wish){ .verb = CASEFILE_RESULT }, &row));
	return record_case_result_recorded(t, id, .kind = in->kind, .document_no = in->document_no,
		.shelf = in->shelf, .by = t->actor->name);
}

/* The applicant himself is known by name and number; whoever else comes is somebody else. */
static enum rc may_collect(struct txn *t, const char *held, const struct case_issue_body *in)
{
	yyjson_val *applicant;
	if (json_read(&t->arena, held, strlen(held), &applicant))
		return fault("the applicant is not JSON");
	const char *number = json_text(applicant, "id_no");
	bool own_number = number && person_same_number(&t->arena, number, in->collector_id_no);
	if (in->relation != RELATION_SELF)
		return own_number ? txn_refuse(t, REFUSAL_OTHER_PERSON, "领取人") : RC_OK;
	if (!own_number)
		return txn_refuse(t, REFUSAL_SAME_NUMBER, NULL);
	if (!person_same_name(&t->arena, json_text(applicant, "name"), in->collector_name))
		return txn_refuse(t, REFUSAL_SAME_NAME, NULL);
	return RC_OK;
}

enum rc casefile_issue(struct txn *t, const char *id, const struct case_issue_body *in)
{
	const struct casefile_wish wish = { .verb = CASEFILE_ISSUE,
		.reissue_reason = given(in->reissue_reason) };
	struct row_case_row row;
	TRY(casefile_find_for(t, id, &wish, &row));
	TRY(may_collect(t, row.applicant, in));
	return record_case_issued(t, id, .collector_name = in->collector_name,
		.collector_id_kind = in->collector_id_kind, .collector_id_no = in->collector_id_no,
		.relation = in->relation, .by = t->actor->name,
		.reissue_reason = in->reissue_reason, .clock_trusted = t->clock_trusted);
}

static enum rc deem_accepted(struct txn *t, const struct row_case_correction_over *over)
{
	struct row_case_row row;
	struct due due;
	TRY(load_case_row(t, t->self->site, over->id, &row));
	TRY(due_of(t, &row, date_of(clock_parse(over->received_at)), &due));
	TRY(record_case_deemed_accepted(t, over->id, .clock_trusted = t->clock_trusted,
		.accepted_at = over->received_at, .due_on = due.on,
		.due_provisional = due.provisional, .clock_on = due.clock_on));
	return forward(t, &row);
}

enum rc casefile_deem_accepted(struct txn *t)
{
	struct row_case_correction_over *rows;
	size_t n;
	if (!t->clock_trusted)
		return RC_OK;
	TRY(list_case_correction_over(t, t->self->site, txn_today(t), &rows, &n));
	for (size_t i = 0; i < n; i++)
		TRY(deem_accepted(t, &rows[i]));
	return RC_OK;
}
