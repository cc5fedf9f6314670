/* The back office of rehearsed days: what it has to do and when, decisions, results, work
 * orders. */
#include "rehearsal/chore.h"
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "rehearsal/case.h"
#include "rehearsal/order.h"
#include "rehearsal/person.h"

#define MINUTE_MS 60000
#define HOUR_MS 3600000LL
#define DAY_MS 86400000LL

double rehearsal_between(uint64_t *luck, double from, double to)
{
	return from + (to - from) * arrival_chance(luck);
}

enum rc rehearsal_chore_add(struct rehearsal *r, struct rehearsal_chore chore)
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

struct rehearsal_chore rehearsal_chore_take(struct rehearsal_cases *c, size_t i)
{
	struct rehearsal_chore found = c->chores[i];
	memmove(&c->chores[i], &c->chores[i + 1], (--c->count - i) * sizeof *c->chores);
	return found;
}

size_t rehearsal_chore_waiting(
	const struct rehearsal_cases *c, enum chore what, const char *zone, int64_t now)
{
	size_t best = c->count;
	for (size_t i = 0; i < c->count; i++)
		if (c->chores[i].what == what && c->chores[i].at <= now &&
			(!zone || !strcmp(c->chores[i].zone, zone)) &&
			(best == c->count || c->chores[i].at < c->chores[best].at))
			best = i;
	return best;
}

int64_t rehearsal_office_time(
	const struct workday_calendar *c, int64_t now, int days, uint64_t *luck)
{
	int32_t date = date_of(now);
	bool provisional;
	while (days-- > 0)
		date = workday_after(c, date, &provisional);
	double hour = arrival_chance(luck) < 0.5 ? rehearsal_between(luck, 9, 11.6)
						 : rehearsal_between(luck, 13.7, 16.6);
	int64_t at = date * DAY_MS - 8 * HOUR_MS + (int64_t)(hour * (double)HOUR_MS);
	return at > now ? at : now + (int64_t)(rehearsal_between(luck, 10, 40) * MINUTE_MS);
}

enum rc rehearsal_hand_over(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	struct row_case_row row;
	yyjson_val *applicant;
	uint64_t luck = s->chore.luck;
	TRY(load_case_row(t, t->self->site, s->chore.id, &row));
	if (json_read(&t->arena, row.applicant, strlen(row.applicant), &applicant))
		return fault("applicant of %s is not JSON", row.id);
	bool family = !s->chore.here && arrival_chance(&luck) < 0.12;
	const struct person_body *other = rehearsal_person(t, "none", &luck);
	const struct case_issue_body in = {
		.collector_name = family ? other->name : json_text(applicant, "name"),
		.collector_id_no = family ? other->id_no : json_text(applicant, "id_no"),
		.relation = family ? RELATION_FAMILY : RELATION_SELF,
	};
	return casefile_issue(t, row.id, &in);
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
		if (by_itself(c->chores[i].what) &&
			(best == c->count || c->chores[i].at < c->chores[best].at))
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
	struct rehearsal_step *s = context;
	bool here = s->chore.here;
	bool rejected = !here && arrival_chance(&s->chore.luck) < s->r->curve.cases.rejected;
	struct case_decide_body in = { .outcome = rejected ? OUTCOME_REJECTED : OUTCOME_APPROVED,
		.opinion = here ? "材料齐全，当场办结。" : "经审查，符合条件，准予。" };
	if (rejected)
		in.opinion = "经核查，家庭收入超过规定标准，不符合条件。可在六十日内申请行政复议。";
	TRY(casefile_settle(t, s->chore.id, &in));
	double minutes = here ? 1 : rehearsal_between(&s->chore.luck, 15, 90);
	s->chore.what = CHORE_RESULT;
	s->chore.at = t->now + (int64_t)(minutes * MINUTE_MS);
	return rehearsal_chore_add(s->r, s->chore);
}

static enum rc record_result(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	uint64_t *luck = &s->chore.luck;
	struct case_result_body in = {
		.kind = arrival_chance(luck) < 0.8 ? RESULT_KIND_PAPER : RESULT_KIND_ELECTRONIC
	};
	int rack = (int)rehearsal_between(luck, 0, 4);
	int place = 1 + (int)rehearsal_between(luck, 0, 20);
	if (!s->chore.here)
		in.shelf = arena_printf(&t->arena, "%c-%d", 'A' + rack, place);
	TRY(casefile_result(t, s->chore.id, &in));
	s->chore.what = s->chore.here && s->r->issuer.id ? CHORE_ISSUE : CHORE_SHELF;
	s->chore.at = t->now + (s->chore.here ? 2 * MINUTE_MS : 0);
	return rehearsal_chore_add(s->r, s->chore);
}

/* A step in a day's office hours and the next one later: the last is the close. */
static enum rc plan_order(struct txn *t, void *context)
{
	struct rehearsal_step *s = context;
	struct workday_calendar calendar;
	static const int days[ORDER_VERBS] = { [ORDER_REPLY] = 1, [ORDER_REVISIT] = 1 };
	enum rc rc = catalogue_calendar(t, &calendar);
	s->chore.at = rc ? 0
		      : s->chore.verb == ORDER_VERIFY
			      ? t->now + (int64_t)(rehearsal_between(&s->chore.luck, 20, 90) *
						   MINUTE_MS)
			      : rehearsal_office_time(
					&calendar, t->now, days[s->chore.verb], &s->chore.luck);
	return rc ? rc : rehearsal_chore_add(s->r, s->chore);
}

enum rc rehearsal_case_complaint(
	struct rehearsal *r, const struct visitor *person, const char *ticket)
{
	struct rehearsal_step s = { .r = r,
		.chore = { .what = CHORE_ORDER,
			.id = ticket,
			.verb = ORDER_VERIFY,
			.luck = person->matter } };
	return r->cases ? rehearsal_do(r, &r->supervisor, plan_order, &s) : RC_OK;
}

static enum rc see_to_order(struct rehearsal *r, struct rehearsal_step *s)
{
	enum rc rc = rehearsal_order_step(r, s->chore.id, s->chore.verb);
	return rc || s->chore.verb++ == ORDER_CLOSE
		       ? rc
		       : rehearsal_do(r, &r->supervisor, plan_order, s);
}

enum rc rehearsal_case_chore(struct rehearsal *r)
{
	struct rehearsal_step s = { .r = r,
		.chore = rehearsal_chore_take(r->cases, next_chore(r->cases)) };
	enum rc rc;
	switch (s.chore.what) {
	case CHORE_DECIDE:
		rc = rehearsal_do(r, &r->approver, decide, &s);
		r->sum.decided += !rc;
		return rc;
	case CHORE_RESULT:
		return rehearsal_do(r, &r->approver, record_result, &s);
	case CHORE_ISSUE:
		rc = rehearsal_do(r, &r->issuer, rehearsal_hand_over, &s);
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
