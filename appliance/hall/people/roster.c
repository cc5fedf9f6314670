/* The roster: load, decide, record. */
#include "hall/people/roster.h"
#include <string.h>
#include "hall/people/account.h"
#include "base/date.h"
#include "bodies/people.h"
#include "events.h"
#include "hall/people/granted.h"
#include "hall/people/leave.h"
#include "hall/people/staff.h"
#include "words/role.h"

/* Who is on leave or has left, over the days of a look. */
struct absence {
	struct leave_of *leaves;
	struct row_staff_departures *left;
	size_t leave_count, left_count;
};

static enum rc load_absence(struct txn *t, const char *from, const char *to, struct absence *out)
{
	TRY(leave_spans(t, "", from, to, false, &out->leaves, &out->leave_count));
	return list_staff_departures(t, t->self->site, &out->left, &out->left_count);
}

static bool away(const struct absence *a, const char *staff, const struct row_roster_rows *row,
	enum opening_session session)
{
	for (size_t i = 0; staff && i < a->left_count; i++)
		if (!strcmp(a->left[i].id, staff) && strcmp(a->left[i].day, row->date) <= 0)
			return true;
	int32_t date = date_parse(row->date);
	bool morning = leave_away(a->leaves, a->leave_count, staff, date, DAY_HALF_AM),
	     afternoon = leave_away(a->leaves, a->leave_count, staff, date, DAY_HALF_PM);
	switch (session) {
	case OPENING_SESSION_AM:
		return morning;
	case OPENING_SESSION_PM:
	case OPENING_SESSION_AFTER:
		return afternoon;
	case OPENING_SESSION_NOON:
	case OPENING_SESSION_EXTRA:
	case OPENING_SESSION_UNSET:
	case OPENING_SESSION_COUNT:
		break;
	}
	return morning || afternoon;
}

enum rc roster_load(struct txn *t, const char *from, const char *to, struct roster_place **places,
	size_t *count)
{
	struct row_roster_rows *rows;
	struct absence absent;
	size_t n;
	TRY(list_roster_rows(t, t->self->site, from, to, &rows, &n));
	TRY(load_absence(t, from, to, &absent));
	struct roster_place *list = arena_array(&t->arena, struct roster_place, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct roster_place *p = &list[i];
		p->row = rows[i];
		p->session = opening_session_of(rows[i].session);
		p->post = (struct roster_post){ .duty = duty_of(rows[i].duty),
			.staff = rows[i].staff,
			.stand_in = rows[i].stand_in,
			.away = away(&absent, rows[i].staff, &rows[i], p->session),
			.stand_in_away = away(&absent, rows[i].stand_in, &rows[i], p->session) };
		const char *serves = roster_serves(&p->post);
		p->serving_name = !serves                   ? NULL
				  : serves == rows[i].staff ? rows[i].name
							    : rows[i].stand_in_name;
	}
	*places = list;
	*count = n;
	return RC_OK;
}

size_t roster_session(struct txn *t, const struct roster_place *places, size_t count,
	const char *date, enum opening_session session, const char *zone,
	struct roster_post **posts)
{
	size_t n = 0, first = 0, last;
	while (first < count && strcmp(places[first].row.date, date) < 0)
		first++;
	for (last = first; last < count && !strcmp(places[last].row.date, date); last++)
		;
	*posts = arena_array(&t->arena, struct roster_post, last - first + 1);
	for (size_t i = first; i < last; i++)
		if (places[i].session == session && (!zone || places[i].post.duty != DUTY_CLERK ||
							    !strcmp(places[i].row.zone, zone)))
			(*posts)[n++] = places[i].post;
	return n;
}

/* The role that a duty asks for. */
static const uint32_t role_of[DUTY_COUNT] = {
	[DUTY_CLERK] = ROLE_CLERK,
	[DUTY_APPROVER] = ROLE_APPROVER,
	[DUTY_ISSUER] = ROLE_ISSUER,
	[DUTY_GUIDE] = ROLE_GUIDE,
};

static enum rc person(struct txn *t, const char *id, enum duty duty, struct row_staff_row *out)
{
	TRY(load_staff_row(t, t->self->site, id, out));
	return granted_bits(t, out->roles) & role_of[duty]
		       ? RC_OK
		       : txn_refuse(t, REFUSAL_ROSTER_ROLE,
				 arena_printf(&t->arena, "%s：%s", out->name, duty_label(duty)));
}

static const char *subject(struct txn *t, const char *date, enum opening_session session,
	enum duty duty, const char *staff)
{
	return arena_printf(&t->arena, "%s.%s.%s.%s", date, opening_session_word(session),
		duty_word(duty), staff);
}

/* The day is still to come and the hall is open in that session. */
static enum rc open_then(struct txn *t, const char *date, enum opening_session session)
{
	int32_t day;
	struct opening_day *days;
	TRY(opening_coming_day(t, date, &day));
	TRY(opening_days(t, day, 1, &days));
	for (size_t i = 0; i < days[0].count; i++)
		if (session == days[0].sessions[i].no)
			return RC_OK;
	return txn_refuse(t, REFUSAL_ROSTER_CLOSED,
		arena_printf(&t->arena, "%s %s", date, opening_session_label(session)));
}

static enum rc free_of(struct txn *t, const char *date, enum opening_session session,
	enum duty duty, const struct row_staff_row *who)
{
	struct row_roster_row there;
	enum rc rc = load_roster_row(t, t->self->site, date, session, duty, who->id, &there);
	return rc == RC_NOTFOUND ? RC_OK : rc ? rc : txn_refuse(t, REFUSAL_ROSTER_TAKEN, who->name);
}

enum rc roster_assign(struct txn *t, const struct roster_assign_body *in)
{
	struct row_staff_row a, b = { 0 };
	TRY(open_then(t, in->date, in->session));
	TRY(person(t, in->staff, in->duty, &a));
	if (in->stand_in && in->stand_in[0])
		TRY(person(t, in->stand_in, in->duty, &b));
	if (b.id && !strcmp(a.id, b.id))
		return txn_refuse(t, REFUSAL_SHAPE, "A角和B角要是两个人");
	TRY(free_of(t, in->date, in->session, in->duty, &a));
	return record_roster_assigned(t, subject(t, in->date, in->session, in->duty, a.id),
		.date = in->date, .session = in->session, .duty = in->duty, .staff = a.id,
		.name = a.name, .zone = in->zone ? in->zone : ZONE_GENERAL, .stand_in = b.id,
		.stand_in_name = b.name, .by = t->actor->name);
}

enum rc roster_remove(struct txn *t, const struct roster_remove_body *in)
{
	struct row_roster_row row;
	int32_t day;
	TRY(opening_coming_day(t, in->date, &day));
	TRY(load_roster_row(t, t->self->site, in->date, in->session, in->duty, in->staff, &row));
	return record_roster_removed(t, subject(t, in->date, in->session, in->duty, in->staff),
		.date = in->date, .session = in->session, .duty = in->duty, .staff = in->staff,
		.by = t->actor->name);
}

enum rc roster_swap(struct txn *t, const struct roster_swap_body *in)
{
	struct row_roster_row row;
	struct row_staff_row with;
	int32_t day;
	TRY(opening_coming_day(t, in->date, &day));
	TRY(load_roster_row(t, t->self->site, in->date, in->session, in->duty, in->staff, &row));
	TRY(person(t, in->with, in->duty, &with));
	TRY(free_of(t, in->date, in->session, in->duty, &with));
	return record_roster_swapped(t, subject(t, in->date, in->session, in->duty, in->staff),
		.date = in->date, .session = in->session, .duty = in->duty, .staff = in->staff,
		.with = with.id, .with_name = with.name, .reason = in->reason,
		.by = t->actor->name);
}

/* RC_REFUSED: the day is over, the hall is shut then, the post is taken or its words are none that
 * this program knows. */
static enum rc may_copy(struct txn *t, const struct roster_place *p, const struct opening_day *day)
{
	struct row_staff_row who = { .id = p->row.staff, .name = p->row.name };
	if (day->date < date_of(t->now) || !p->post.duty || !zone_of(p->row.zone))
		return RC_REFUSED;
	for (size_t i = 0; i < day->count; i++)
		if (day->sessions[i].no == p->session)
			return free_of(t, day->text, p->session, p->post.duty, &who);
	return RC_REFUSED;
}

static enum rc copy_one(struct txn *t, const struct roster_place *p, const struct opening_day *day,
	int64_t *copied, int64_t *skipped)
{
	enum rc rc = may_copy(t, p, day);
	if (rc == RC_REFUSED) {
		++*skipped;
		return RC_OK;
	}
	TRY(rc);
	++*copied;
	return record_roster_assigned(t,
		subject(t, day->text, p->session, p->post.duty, p->row.staff), .date = day->text,
		.session = p->session, .duty = p->post.duty, .staff = p->row.staff,
		.name = p->row.name, .zone = zone_of(p->row.zone), .stand_in = p->row.stand_in,
		.stand_in_name = p->row.stand_in_name, .by = t->actor->name);
}

static int32_t monday(struct txn *t, const char *date)
{
	int32_t day = date_parse(date);
	if (day == DATE_NONE)
		day = date_of(t->now);
	return day - (date_weekday(day) - 1);
}

enum rc roster_copy(
	struct txn *t, const char *from, const char *to, int64_t *copied, int64_t *skipped)
{
	int32_t first = monday(t, from), target = monday(t, to);
	struct opening_day *days, *was;
	struct roster_place *places;
	size_t n;
	*copied = *skipped = 0;
	TRY(opening_days(t, first, 7, &was));
	TRY(opening_days(t, target, 7, &days));
	TRY(roster_load(t, was[0].text, was[6].text, &places, &n));
	for (size_t i = 0; i < n; i++)
		TRY(copy_one(t, &places[i], &days[date_parse(places[i].row.date) - first], copied,
			skipped));
	return RC_OK;
}

static void add_posts(struct txn *t, yyjson_mut_val *v, const struct roster_place *places, size_t n,
	const char *date, const struct opening_time *session)
{
	yyjson_mut_doc *d = t->doc;
	struct roster_post *posts;
	size_t count = roster_session(t, places, n, date, session->no, NULL, &posts), at = 0;
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "posts");
	for (size_t i = 0; i < n; i++) {
		if (strcmp(places[i].row.date, date) || places[i].session != session->no)
			continue;
		yyjson_mut_val *one = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, one, "duty", places[i].row.duty);
		yyjson_mut_obj_add_str(d, one, "staff", places[i].row.staff);
		yyjson_mut_obj_add_str(d, one, "name", places[i].row.name);
		yyjson_mut_obj_add_str(d, one, "zone", places[i].row.zone);
		yyjson_mut_obj_add_str(d, one, "stand_in", places[i].row.stand_in);
		yyjson_mut_obj_add_str(d, one, "stand_in_name", places[i].row.stand_in_name);
		yyjson_mut_obj_add_str(d, one, "serving_name", places[i].serving_name);
		yyjson_mut_obj_add_bool(d, one, "away", places[i].post.away);
		yyjson_mut_obj_add_bool(d, one, "clash", roster_clash(posts, count, at++));
	}
	yyjson_mut_val *gaps = yyjson_mut_obj_add_arr(d, v, "gaps");
	for (enum duty duty = DUTY_UNSET + 1; duty < DUTY_COUNT; duty++)
		if (roster_needs(session->kind, duty) && !roster_count(posts, count, duty))
			yyjson_mut_arr_add_str(d, gaps, duty_word(duty));
}

enum rc roster_week(struct txn *t, const char *date, yyjson_mut_val **out)
{
	struct opening_day *days;
	struct roster_place *places;
	yyjson_mut_val *staff;
	size_t n;
	TRY(opening_days(t, monday(t, date), 7, &days));
	TRY(roster_load(t, days[0].text, days[6].text, &places, &n));
	TRY(query_roster_staff(t, t->self->site, &staff));
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_str(t->doc, *out, "from", days[0].text);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, *out, "days");
	for (int i = 0; i < 7; i++) {
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		opening_day_head(t, v, &days[i]);
		yyjson_mut_val *sessions = yyjson_mut_obj_add_arr(t->doc, v, "sessions");
		for (size_t k = 0; k < days[i].count; k++) {
			yyjson_mut_val *one = yyjson_mut_arr_add_obj(t->doc, sessions);
			opening_session_head(t, one, &days[i].sessions[k]);
			add_posts(t, one, places, n, days[i].text, &days[i].sessions[k]);
		}
	}
	yyjson_mut_obj_add_val(t->doc, *out, "staff", staff);
	return RC_OK;
}
