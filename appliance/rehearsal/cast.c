/* Who plays: the roster's people where there is a roster, so that their attendance and work are the
 * sample's; else people of the rehearsal's own. */
#include "rehearsal/cast.h"
#include <string.h>
#include "hall/people/account.h"
#include "base/date.h"
#include "events.h"
#include "hall/people/attendance.h"
#include "hall/people/roster.h"

struct cast {
	struct rehearsal *r;
	int32_t date;
	struct roster_place *places;
	size_t count;
};

/* One of the rehearsal has no password: nobody can sign in as one. The register gets him when he
 * first plays. */
static enum rc hire(
	struct txn *t, struct rehearsal *r, const char *role, int64_t no, struct actor *out)
{
	struct row_staff_row known;
	char *id = arena_printf(r->arena, "P%s-R%02lld", t->self->node, (long long)no),
	     *name = arena_printf(r->arena, "演练%lld号", (long long)no);
	yyjson_mut_val *roles = yyjson_mut_arr(t->doc);
	yyjson_mut_arr_add_str(t->doc, roles, role);
	out->id = id;
	out->name = name;
	enum rc rc = load_staff_row(t, t->self->site, id, &known);
	return rc != RC_NOTFOUND
		       ? rc
		       : record_staff_added(t, id, .name = name,
				 .login = arena_printf(&t->arena, "rehearsal-%lld", (long long)no),
				 .roles = roles);
}

static bool has_part(const struct rehearsal *r, const char *staff)
{
	bool has = false;
	for (size_t i = 0; i < r->window_count; i++)
		has |= r->windows[i].clerk.id && !strcmp(r->windows[i].clerk.id, staff);
	return has;
}

/* The first of the morning's roster in this duty (and zone) who has no place yet. */
static bool from_roster(struct cast *c, enum duty duty, const char *zone, struct actor *out)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct roster_place *p = &c->places[i];
		const char *serves = roster_serves(&p->post);
		if (!serves || has_part(c->r, serves) || p->post.duty != duty ||
			p->session != OPENING_SESSION_AM || (zone && strcmp(p->row.zone, zone)))
			continue;
		out->id = arena_strdup(c->r->arena, serves);
		out->name = arena_strdup(c->r->arena, p->serving_name);
		return true;
	}
	return false;
}

static enum rc play_part(struct txn *t, struct cast *c, enum duty duty, const char *zone,
	int64_t no, struct actor *out)
{
	return from_roster(c, duty, zone, out) ? RC_OK : hire(t, c->r, duty_word(duty), no, out);
}

/* Attendance asks for everybody who is on the register: without a window one signs in where one
 * works. */
static enum rc the_others(struct txn *t, struct cast *c, const char *day)
{
	struct row_attendance_people *people;
	size_t n, k = 0;
	enum rc rc = list_attendance_people(t, t->self->site, "", &people, &n);
	c->r->others = NULL;
	if (rc || !c->count)
		return rc;
	c->r->others = arena_array(c->r->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		bool here = people[i].attends && !people[i].left_on &&
			    (!people[i].from_day || strcmp(people[i].from_day, day) <= 0);
		for (size_t p = 0; p < c->count; p++) /* an A角 whose B角 serves is away */
			here &= !(c->places[p].post.away &&
				  !strcmp(c->places[p].row.staff, people[i].id));
		if (here && !has_part(c->r, people[i].id) && !strstr(people[i].id, "-R"))
			c->r->others[k++] = arena_strdup(c->r->arena, people[i].id);
	}
	return RC_OK;
}

/* Supervisors are on no roster: the register's first, where there is a roster at all. */
static enum rc find_supervisor(struct txn *t, struct cast *c)
{
	yyjson_mut_val *staff, *one;
	size_t i, max;
	TRY(query_roster_staff(t, t->self->site, &staff));
	c->r->supervisor = (struct actor){ .roles = ROLE_SUPERVISOR };
	yyjson_mut_arr_foreach (staff, i, max, one) {
		yyjson_mut_val *first = yyjson_mut_arr_get_first(yyjson_mut_obj_get(one, "roles"));
		if (c->count && !c->r->supervisor.id && first &&
			!strcmp(yyjson_mut_get_str(first), "supervisor")) {
			c->r->supervisor.id = arena_strdup(
				c->r->arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "id")));
			c->r->supervisor.name = arena_strdup(
				c->r->arena, yyjson_mut_get_str(yyjson_mut_obj_get(one, "name")));
		}
	}
	return c->r->supervisor.id
		       ? RC_OK
		       : hire(t, c->r, "supervisor", REHEARSAL_WINDOWS + 3, &c->r->supervisor);
}

static enum rc cast(struct txn *t, void *context)
{
	struct cast *c = context;
	struct rehearsal *r = c->r;
	char day[DATE_TEXT];
	date_text(c->date, day);
	TRY(roster_load(t, day, day, &c->places, &c->count));
	r->issuer = (struct actor){ 0 };
	for (size_t i = 0; i < r->window_count; i++)
		r->windows[i].clerk.id = NULL;
	for (size_t i = 0; i < r->window_count; i++) {
		struct rehearsal_window *w = &r->windows[i];
		bool desk = !strcmp(w->zone, "issue");
		w->clerk.roles = desk ? ROLE_ISSUER : ROLE_CLERK;
		w->clerk.window = w->no;
		TRY(play_part(t, c, desk ? DUTY_ISSUER : DUTY_CLERK, desk ? NULL : w->zone, w->no,
			&w->clerk));
		if (w->issues && !r->issuer.id)
			r->issuer = w->clerk;
	}
	r->approver = (struct actor){ .roles = ROLE_APPROVER };
	r->desk = (struct actor){ .roles = ROLE_GUIDE };
	TRY(play_part(t, c, DUTY_APPROVER, NULL, REHEARSAL_WINDOWS + 1, &r->approver));
	TRY(play_part(t, c, DUTY_GUIDE, NULL, REHEARSAL_WINDOWS + 2, &r->desk));
	TRY(find_supervisor(t, c));
	return the_others(t, c, day);
}

enum rc rehearsal_cast(struct rehearsal *r, int32_t date)
{
	struct cast c = { .r = r, .date = date };
	return rehearsal_do(r,
		&(struct actor){ .id = "console", .name = "命令行", .roles = ROLE_DIRECTOR }, cast,
		&c);
}
