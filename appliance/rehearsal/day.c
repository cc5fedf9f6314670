/* One rehearsed day: whatever is next in time happens next; ten minutes of it are one commit. */
#include "rehearsal/day.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "hall/casework/casefile.h"
#include "hall/people/attendance.h"
#include "hall/care/rating.h"
#include "hall/place/setting.h"
#include "hall/queue/site_window.h"
#include "hall/queue/ticket.h"
#include "rehearsal/case.h"
#include "rehearsal/cast.h"
#include "rules/care/rating.h"
#include "store/db.h"

#define MINUTE_MS 60000
#define DAY_MS 86400000LL
#define TURN_MS (10 * MINUTE_MS)
#define TIDY_MS 10000 /* between two people at a window */
#define ASKING 0.4 /* of a service that opens a case, until the papers are on the desk */
#define EARLY_MS (10 * MINUTE_MS) /* clerks sign on before the first people come */

struct day {
	struct rehearsal *r;
	struct visitor *people;
	const char **ids; /* the ticket of each who came */
	bool *waiting; /* who has not been called yet */
	size_t count, come;
	int64_t midnight, now, turn;
	struct arena arena;
};
struct step {
	struct day *day;
	struct rehearsal_window *window;
	struct visitor *person;
	const char *id;
	int64_t least_ms; /* a call: how long nobody is passed over */
};

static enum rc take(struct txn *t, void *context)
{
	struct step *s = context;
	const char *id;
	bool kiosk = t->actor == &s->day->r->kiosk;
	struct ticket_wish wish = { .zone = s->person->zone,
		.priority = priority_of(s->person->priority),
		.channel = kiosk ? TICKET_CHANNEL_KIOSK : TICKET_CHANNEL_GUIDE };
	enum rc rc = ticket_take(t, &wish, &id);
	if (!rc)
		rc = ticket_confirm(t, id, kiosk ? ISSUED_BY_PRINTER : ISSUED_BY_DESK);
	if (!rc)
		s->id = arena_strdup(&s->day->arena, id);
	return rc;
}

static enum rc call(struct txn *t, void *context)
{
	struct step *s = context;
	s->least_ms = setting_int(t, SETTING_TICKET_MISS_SECONDS) * 1000;
	if (s->id)
		return ticket_act(t, s->id, TICKET_CALL, s->window->no, NULL);
	enum rc rc = ticket_call_next(t, s->window->no, &s->id);
	s->id = rc ? NULL : arena_strdup(&s->day->arena, s->id);
	return rc;
}

static enum rc miss(struct txn *t, void *context)
{
	struct step *s = context;
	return ticket_act(t, s->id, TICKET_MISS, s->window->no, NULL);
}

static enum rc give_back(struct txn *t, void *context)
{
	struct step *s = context;
	return ticket_act(t, s->id, TICKET_RETURN, s->window->no, NULL);
}

static enum rc serve(struct txn *t, void *context)
{
	struct step *s = context;
	return ticket_act(t, s->id, TICKET_SERVE, s->window->no, NULL);
}

static enum rc finish(struct txn *t, void *context)
{
	struct step *s = context;
	return casefile_end_ticket(t, s->id, TICKET_FINISH, s->window->no, NULL);
}

/* A long wait spoils the mood. */
static enum rating_level level_of(const struct step *s)
{
	int64_t begun = s->day->midnight + s->person->at_ms + s->person->service_ms;
	double mood = s->person->mood + (double)(s->day->now - begun) / (600.0 * MINUTE_MS);
	if (mood < 0.68)
		return RATING_LEVEL_VERY_SATISFIED;
	if (mood < 0.90)
		return RATING_LEVEL_SATISFIED;
	if (mood < 0.975)
		return RATING_LEVEL_FAIRLY_SATISFIED;
	return mood < 0.995 ? RATING_LEVEL_DISSATISFIED : RATING_LEVEL_VERY_DISSATISFIED;
}

static enum rc rate(struct txn *t, void *context)
{
	struct step *s = context;
	enum rating_level level = level_of(s);
	struct rating_give_body given = {
		.ticket_id = s->id,
		.level = level,
		.text = rating_negative(level) ? "等的时间长（演练）" : "",
	};
	return rating_give(t, s->window->no, &given, &(const char *){ NULL });
}

static enum rc sign_on(struct txn *t, void *context)
{
	struct rehearsal_window *w = context;
	return site_sign_on(t, w->no);
}

static enum rc sign_off(struct txn *t, void *context)
{
	struct rehearsal_window *w = context;
	return site_sign_off(t, w->no);
}

/* The time of everything from here on. */
static enum rc set_time(struct day *d, int64_t now)
{
	enum rc rc = RC_OK;
	if (now / TURN_MS != d->turn)
		rc = db_turn_commit(d->r->db);
	d->turn = now / TURN_MS;
	d->now = now;
	clock_set(now);
	return rc;
}

static enum rc arrive(struct day *d)
{
	struct step s = { .day = d, .person = &d->people[d->come] };
	bool kiosk = d->come % 10 != 9; /* one in ten is helped at the desk */
	enum rc rc = rehearsal_do(d->r, kiosk ? &d->r->kiosk : &d->r->desk, take, &s);
	d->waiting[d->come] = !rc;
	d->ids[d->come++] = s.id;
	d->r->sum.tickets += !rc;
	return rc;
}

static size_t first_waiting(const struct day *d, const char *zone)
{
	size_t i = 0;
	while (i < d->come && !(d->waiting[i] && !strcmp(d->people[i].zone, zone)))
		i++;
	return i;
}

static enum rc call_somebody(struct day *d, struct rehearsal_window *w)
{
	size_t first = first_waiting(d, w->zone);
	if (first == d->come)
		return RC_OK;
	struct step s = {
		.day = d, .window = w, .id = d->r->policy == REHEARSAL_FCFS ? d->ids[first] : NULL
	};
	TRY(rehearsal_do(d->r, &w->clerk, call, &s));
	for (w->person = 0; w->person < d->come; w->person++)
		if (d->waiting[w->person] && !strcmp(d->ids[w->person], s.id))
			break;
	if (w->person == d->come)
		return fault("rehearsal: %s was called and is nobody's", s.id);
	d->waiting[w->person] = false;
	const struct visitor *p = &d->people[w->person];
	int64_t gone = (int64_t)(d->r->curve.no_show_s * 1000);
	w->phase = p->shows ? REHEARSAL_COMING : REHEARSAL_ABSENT;
	w->until = d->now + (p->shows ? p->walk_ms : gone > s.least_ms ? gone : s.least_ms);
	return RC_OK;
}

static enum rc begin_service(struct day *d, struct rehearsal_window *w, struct step *s)
{
	bool brought = rehearsal_case_brought(d->r, s->person);
	w->phase = brought ? REHEARSAL_ASKING : REHEARSAL_SERVING;
	w->until = d->now + (brought ? (int64_t)((double)s->person->service_ms * ASKING)
				     : s->person->service_ms);
	return rehearsal_do(d->r, &w->clerk, serve, s);
}

static enum rc take_in(struct day *d, struct rehearsal_window *w, struct step *s)
{
	w->phase = REHEARSAL_SERVING;
	w->until = d->now + s->person->service_ms -
		   (int64_t)((double)s->person->service_ms * ASKING);
	return rehearsal_case_open(d->r, w, s->person, s->id);
}

static enum rc end_service(struct day *d, struct rehearsal_window *w, struct step *s)
{
	enum rc rc = rehearsal_case_end(d->r, w, s->person);
	if (!rc)
		rc = rehearsal_do(d->r, &w->clerk, finish, s);
	d->r->sum.served += !rc;
	if (!rc && s->person->rates) {
		rc = rehearsal_do(d->r, &w->rater, rate, s);
		d->r->sum.rated += !rc;
		if (!rc && rating_negative(level_of(s)))
			rc = rehearsal_case_complaint(d->r, s->person, s->id);
	}
	return rc;
}

/* What a window does when its time has come. */
static enum rc go_on(struct day *d, struct rehearsal_window *w)
{
	struct step s = {
		.day = d, .window = w, .person = &d->people[w->person], .id = d->ids[w->person]
	};
	enum rc rc = RC_OK;
	switch (w->phase) {
	case REHEARSAL_FREE:
		return call_somebody(d, w);
	case REHEARSAL_COMING:
		return begin_service(d, w, &s);
	case REHEARSAL_ASKING:
		return take_in(d, w, &s);
	case REHEARSAL_ABSENT:
		rc = rehearsal_do(d->r, &w->clerk, miss, &s);
		d->r->sum.missed += !rc;
		break;
	case REHEARSAL_SERVING:
		rc = end_service(d, w, &s);
		break;
	case REHEARSAL_TIDYING:
		w->phase = REHEARSAL_FREE;
		return call_somebody(d, w);
	}
	w->phase = REHEARSAL_TIDYING;
	w->until = d->now + TIDY_MS;
	return rc;
}

/* The window whose time is next; NULL when all are free. */
static struct rehearsal_window *next_window(const struct day *d)
{
	struct rehearsal_window *next = NULL;
	for (size_t i = 0; i < d->r->window_count; i++) {
		struct rehearsal_window *w = &d->r->windows[i];
		if (w->phase != REHEARSAL_FREE && (!next || w->until < next->until))
			next = w;
	}
	return next;
}

/* Somebody comes, and a free window of the zone calls. */
static enum rc somebody_comes(struct day *d)
{
	TRY(arrive(d));
	for (size_t i = 0; i < d->r->window_count; i++)
		if (d->r->windows[i].phase == REHEARSAL_FREE &&
			!strcmp(d->r->windows[i].zone, d->people[d->come - 1].zone))
			return call_somebody(d, &d->r->windows[i]);
	return RC_OK;
}

/* What is due at the same moment: people first, then windows, then the back office; what became due
 * before today is done now. */
static enum rc play(struct day *d, int64_t stop)
{
	enum rc rc = RC_OK;
	while (!rc) {
		struct rehearsal_window *w = next_window(d);
		int64_t comes = d->come < d->count ? d->midnight + d->people[d->come].at_ms
						   : INT64_MAX,
			ends = w ? w->until : INT64_MAX, chore = rehearsal_case_next(d->r);
		int64_t at = comes <= ends ? comes : ends;
		bool office = chore < at && chore < d->midnight + DAY_MS;
		at = !office ? at : chore > d->now ? chore : d->now;
		if (at == INT64_MAX || (stop && at >= stop))
			break;
		rc = set_time(d, at);
		if (!rc)
			rc = office          ? rehearsal_case_chore(d->r)
			     : comes <= ends ? somebody_comes(d)
					     : go_on(d, w);
	}
	return rc;
}

/* Whoever has no window signs in where he works, and out again. */
static enum rc come_to_work(struct txn *t, void *context)
{
	(void)context;
	return presence_set(t, true);
}

static enum rc go_home(struct txn *t, void *context)
{
	(void)context;
	return presence_set(t, false);
}

static enum rc others(struct day *d, enum rc (*work)(struct txn *t, void *context))
{
	for (const char **id = d->r->others; id && *id; id++)
		TRY(rehearsal_do(d->r, &(struct actor){ .id = *id, .name = *id }, work, NULL));
	return RC_OK;
}

/* Called so late that it is too soon to pass him over: he keeps his place. */
static enum rc not_yet(struct day *d, struct rehearsal_window *w)
{
	struct step s = { .day = d, .window = w, .id = d->ids[w->person] };
	d->waiting[w->person] = true;
	w->phase = REHEARSAL_FREE;
	return rehearsal_do(d->r, &w->clerk, give_back, &s);
}

/* Whoever is at a window is finished with; clerks sign off, unless people were still to come: then
 * the day goes on without the rehearsal. */
static enum rc close_up(struct day *d, int64_t stop)
{
	TRY(stop ? set_time(d, stop) : RC_OK);
	for (size_t i = 0; i < d->r->window_count; i++) {
		struct rehearsal_window *w = &d->r->windows[i];
		if (w->phase == REHEARSAL_ABSENT && d->now < w->until)
			TRY(not_yet(d, w));
		else if (w->phase == REHEARSAL_COMING)
			TRY(go_on(d, w));
		if (w->phase == REHEARSAL_ASKING)
			TRY(go_on(d, w));
		if (w->phase == REHEARSAL_SERVING || w->phase == REHEARSAL_ABSENT)
			TRY(go_on(d, w));
		w->phase = REHEARSAL_FREE;
		if (d->come == d->count)
			TRY(rehearsal_do(d->r, &w->clerk, sign_off, w));
	}
	if (d->come == d->count)
		TRY(others(d, go_home));
	for (size_t i = 0; i < d->come; i++)
		d->r->sum.waiting += d->waiting[i];
	return RC_OK;
}

int rehearsal_day(struct rehearsal *r, int32_t date, size_t count, uint64_t seed, int64_t stop)
{
	struct day d = { .r = r, .midnight = date * DAY_MS - 8 * 3600000LL, .count = count };
	arena_init(&d.arena, 64u << 20);
	d.people = arrival_day(&d.arena, &r->curve, count, seed);
	d.ids = arena_array(&d.arena, const char *, count + 1);
	d.waiting = arena_array(&d.arena, bool, count + 1);
	int64_t opens = count ? d.midnight + d.people[0].at_ms - EARLY_MS : 0;
	enum rc rc = RC_OK;
	if (count && (!stop || opens < stop)) {
		rc = set_time(&d, opens);
		if (!rc)
			rc = rehearsal_cast(r, date);
		if (!rc)
			rc = others(&d, come_to_work);
		for (size_t i = 0; !rc && i < r->window_count; i++)
			rc = rehearsal_do(r, &r->windows[i].clerk, sign_on, &r->windows[i]);
		if (!rc)
			rc = play(&d, stop);
		if (!rc)
			rc = close_up(&d, stop);
	}
	if (!rc)
		rc = db_turn_commit(r->db);
	arena_release(&d.arena);
	return rc == RC_FAULT ? r->complain(NULL, rc) : rc != RC_OK;
}
