/* How a case comes in: who asks for what, the materials he brought, their photographs. */
#include <stdio.h>
#include <string.h>
#include "base/date.h"
#include "base/id.h"
#include "base/json.h"
#include "base/person.h"
#include "events.h"
#include "hall/casework/casefile_internal.h"
#include "hall/place/catalogue.h"
#include "hall/place/setting.h"
#include "rules/place/deadline.h"
#include "words/paper.h"

static yyjson_mut_val *person_json(struct txn *t, const struct person_body *person)
{
	return person ? body_write(t->doc, &body_person, person) : NULL;
}

/* What may be wrong with somebody's number and need not be: it goes with the case. NULL: nothing,
 * or nobody. */
static const char *doubt_of(struct txn *t, const struct person_body *person)
{
	const struct paper *p = person ? paper_of(id_kind_word(person->id_kind)) : NULL;
	enum paper_fault fault = p ? paper_check(p, person->id_no, date_of(t->now)) : PAPER_GOOD;
	return fault ? paper_fault_text(&t->arena, p, person->id_no, fault) : NULL;
}

/* "361127102-1", 2026-11-24, 12 -> "36112710212611240012": node-unique, digits only, short enough
 * to read out. */
static enum rc case_id(struct txn *t, const char **id)
{
	struct row_case_sequence seq;
	const char *day = txn_today(t);
	TRY(load_case_sequence(t, t->self->site, day, &seq));
	const char *out = arena_printf(&t->arena, "%s%.2s%.2s%.2s%04lld", t->self->node, day + 2,
		day + 5, day + 8, (long long)seq.received + 1);
	*id = arena_without(&t->arena, out, '-');
	return RC_OK;
}

static enum rc record_materials(struct txn *t, const char *id, const char *item_materials,
	const char *ticket, const struct material_tick_body *ticks, size_t count)
{
	yyjson_val *known;
	TRY(catalogue_materials(t, item_materials, &known));
	for (size_t i = 0; i < count; i++) {
		const struct material_tick_body *tick = &ticks[i];
		TRY(casefile_known_material(t, known, tick->no));
		TRY(record_case_materials(t, id, .no = tick->no, .taken = tick->taken,
			.copies = tick->copies == BODY_NO_INT ? 1 : tick->copies,
			.note = tick->note, .ticket = ticket));
	}
	return RC_OK;
}

/* Who is named twice, and what may be wrong with somebody's number. */
static enum rc check_persons(struct txn *t, const struct case_receive_body *in, const char **doubt)
{
	bool same = in->agent &&
		    person_same_number(&t->arena, in->applicant->id_no, in->agent->id_no);
	*doubt = doubt_of(t, in->applicant);
	if (!*doubt)
		*doubt = doubt_of(t, in->agent);
	return same ? txn_refuse(t, REFUSAL_OTHER_PERSON, "代办人") : RC_OK;
}

/* Until when the applicant must be told what is missing. */
static enum rc tell_by(struct txn *t, const char **day)
{
	struct workday_calendar calendar;
	TRY(catalogue_calendar(t, &calendar));
	*day = arena_date(&t->arena,
		deadline_of(&calendar, date_of(t->now), DEADLINE_CORRECTION_DAYS, DAY_UNIT_WORKING)
			.due);
	return RC_OK;
}

enum rc casefile_receive(struct txn *t, const struct case_receive_body *in, const char **id)
{
	struct row_item_facts item;
	struct row_catalogue_current catalogue;
	const char *ticket, *doubt, *told_by;
	char code[7];
	TRY(catalogue_load(t, &catalogue));
	TRY(catalogue_item(t, in->item_id, &item));
	TRY(check_persons(t, in, &doubt));
	TRY(casefile_with_ticket(t, in->ticket_id, &ticket));
	TRY(tell_by(t, &told_by));
	TRY(case_id(t, id));
	id_digits(code, 6);
	const struct event_case_received received = {
		.ticket = ticket,
		.item = item.id,
		.item_name = item.name,
		.catalogue = catalogue.id,
		.kind = item.kind,
		.decided_by = item.decided_by,
		.applicant = person_json(t, in->applicant),
		.agent = person_json(t, in->agent),
		.window = t->actor->window,
		.by = t->actor->name,
		.query_code = code,
		.correction_due_on = told_by,
		.clock_trusted = t->clock_trusted,
		.note = in->note,
		.doubt = doubt,
	};
	TRY(event_case_received(t, NULL, *id, &received));
	return record_materials(t, *id, item.materials, ticket, in->materials, in->materials_count);
}

enum rc casefile_materials(struct txn *t, const char *id, const struct case_materials_body *in)
{
	struct row_case_row row;
	const char *materials, *ticket;
	TRY(casefile_find_for(t, id, &(struct casefile_wish){ .verb = CASEFILE_MATERIALS }, &row));
	TRY(casefile_with_ticket(t, in->ticket_id, &ticket));
	TRY(casefile_materials_of(t, &row, &materials));
	return record_materials(t, id, materials, ticket, in->materials, in->materials_count);
}

enum rc casefile_photos(struct txn *t, const char *id, int64_t material, int64_t *count)
{
	struct row_photo_count row = { 0 };
	TRY(load_photo_count(t, t->self->site, id, material, &row));
	*count = row.photos;
	return RC_OK;
}

enum rc casefile_may_attach(struct txn *t, const char *id, int64_t material)
{
	struct row_case_row row;
	const char *materials;
	yyjson_val *known;
	int64_t photos;
	TRY(casefile_find_for(t, id, &(struct casefile_wish){ .verb = CASEFILE_MATERIALS }, &row));
	TRY(casefile_materials_of(t, &row, &materials));
	TRY(catalogue_materials(t, materials, &known));
	TRY(casefile_known_material(t, known, material));
	TRY(casefile_photos(t, id, material, &photos));
	if (photos < setting_int(t, SETTING_PHOTOS_MOST))
		return RC_OK;
	return txn_refuse(
		t, REFUSAL_PHOTOS_MOST, arena_printf(&t->arena, "%lld 张", (long long)photos));
}

enum rc casefile_attach(struct txn *t, const char *id, const struct casefile_paper *p)
{
	TRY(casefile_may_attach(t, id, p->material));
	return record_material_attached(t, id, .no = p->material, .sha256 = p->sha256,
		.name = p->name, .mime = p->mime, .size = p->size);
}
