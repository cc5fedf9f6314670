/* minihall rehearse: many days of a hall in seconds; minihall report: a day's figures without a
 * browser. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/date.h"
#include "base/embed.h"
#include "base/json.h"
#include "hall/place/catalogue.h"
#include "hall/supervision/report.h"
#include "hall/place/setting.h"
#include "hall/queue/site_window.h"
#include "cli/command.h"
#include "rehearsal/case.h"
#include "rehearsal/day.h"
#include "store/db.h"

struct plan {
	const struct cli *c;
	struct rehearsal *r;
	struct arena *arena;
	int32_t first, last;
	bool today;
	double *busy;
};

/* Windows by zone in proportion to the work that comes there, at least one each (D'Hondt). */
static enum rc open_windows(struct txn *t, struct rehearsal *r, int wanted)
{
	int given[ARRIVAL_KINDS] = { 0 },
	    most = wanted < REHEARSAL_WINDOWS ? wanted : REHEARSAL_WINDOWS;
	enum rc rc = RC_OK;
	for (int no = 1; !rc && no <= most; no++) {
		size_t best = 0;
		double need = -1;
		for (size_t k = 0; k < r->curve.kind_count; k++) {
			double here = given[k] ? r->curve.kinds[k].share *
							 r->curve.kinds[k].mean_s / (given[k] + 1)
					       : 1e9;
			if (here > need) {
				need = here;
				best = k;
			}
		}
		given[best]++;
		rc = site_window_set_up(t, no,
			&(struct site_window_wish){
				.zone = zone_of(r->curve.kinds[best].zone), .place = "演练" });
	}
	return rc;
}

/* On days that the calendar calls rest days nobody comes; a day made up for is an ordinary one.
 * Without a calendar the curve alone decides. */
static enum rc read_days(struct txn *t, struct plan *p)
{
	struct workday_calendar calendar;
	enum rc rc = catalogue_calendar(t, &calendar);
	p->busy = arena_array(p->arena, double, (size_t)(p->last - p->first + 1));
	for (int32_t day = p->first; !rc && day <= p->last; day++) {
		double usual = p->r->curve.weekdays[date_weekday(day) - 1];
		bool known = workday_known(&calendar, day), works = workday_is(&calendar, day);
		p->busy[day - p->first] = p->first == p->last              ? 1
					  : !known || works == (usual > 0) ? usual
					  : works                          ? 1
									   : 0;
	}
	return rc;
}

/* --set NAME=VALUE, as often as wanted: what the day would be with another limit. */
static enum rc settle(struct txn *t, struct plan *p)
{
	enum rc rc = RC_OK;
	const char *pair;
	for (size_t i = 0; !rc && (pair = cli_nth(p->c, arg_rehearse_set, i)); i++) {
		const char *equals = strchr(pair, '=');
		const char *name = arena_printf(&t->arena, "%.*s", (int)strcspn(pair, "="), pair);
		rc = equals ? setting_change(t, name, equals + 1, "演练")
			    : txn_refuse(t, REFUSAL_SHAPE, "--set 写成 参数=值");
	}
	return rc;
}

static enum rc prepare(struct txn *t, void *context)
{
	struct plan *p = context;
	struct row_report_totals before;
	struct site_window *list;
	size_t n;
	char first[DATE_TEXT], last[DATE_TEXT];
	date_text(p->first, first);
	date_text(p->last, last);
	enum rc rc = load_report_totals(t, t->self->site, first, last, &before);
	if (!rc && before.tickets)
		return txn_refuse(
			t, REFUSAL_SHAPE, "这些日子已经有号票，演练不和真的混在一起；请换日子");
	if (!rc)
		rc = settle(t, p);
	if (!rc)
		rc = site_windows(t, &list, &n);
	if (!rc && !n) {
		rc = open_windows(t, p->r, (int)cli_int(p->c, arg_rehearse_windows));
		if (!rc)
			rc = site_windows(t, &list, &n);
	}
	for (size_t i = 0; !rc && i < n && i < REHEARSAL_WINDOWS; i++)
		p->r->windows[p->r->window_count++] =
			(struct rehearsal_window){ .no = list[i].row.no,
				.zone = arena_strdup(p->arena, list[i].row.zone),
				.issues = list[i].row.issues,
				.rater = { .id = arena_printf(p->arena, "D%s-R%02lld",
						   t->self->node, (long long)list[i].row.no),
					.name = "演练评价器",
					.roles = ROLE_RATER,
					.window = list[i].row.no } };
	p->r->kiosk = (struct actor){ .id = arena_printf(p->arena, "D%s-R00", t->self->node),
		.name = "演练取号机",
		.roles = ROLE_KIOSK };
	if (!rc)
		rc = read_days(t, p);
	return rc || cli_given(p->c, arg_rehearse_no_cases)
		       ? rc
		       : rehearsal_case_prepare(t, p->r, p->arena);
}

/* Days are the last ones before today, or from --from on; never later than now. */
static int read_plan(struct plan *p, int64_t now)
{
	size_t n;
	const char *text = embed_find("sample/arrivals.json", &n),
		   *from = cli_text(p->c, arg_rehearse_from);
	int days = (int)cli_int(p->c, arg_rehearse_days);
	int32_t today = date_of(now);
	p->today = cli_given(p->c, arg_rehearse_until_now);
	p->first = from[0] ? date_parse(from) : today - days + (p->today ? 1 : 0);
	p->last = p->first + days - 1;
	if (p->last > today || (p->last == today && !p->today))
		return cli_wrong(p->c, "演练的日子都要在今天以前（--until-now 可演练到此刻）");
	bool plain = !strcmp(cli_text(p->c, arg_rehearse_policy), "fcfs");
	p->r->policy = plain ? REHEARSAL_FCFS : REHEARSAL_HALL;
	const char *curve = cli_text(p->c, arg_rehearse_curve);
	enum rc rc = text ? arrival_curve(p->arena, text, n, curve, &p->r->curve) : RC_NOTFOUND;
	return command_complain(NULL, rc);
}

static int play_days(struct plan *p, int64_t now)
{
	double tickets = cli_num(p->c, arg_rehearse_tickets);
	uint64_t seed = (uint64_t)cli_int(p->c, arg_rehearse_seed);
	int status = 0;
	for (int32_t day = p->first; !status && day <= p->last; day++) {
		status = rehearsal_day(p->r, day, (size_t)(tickets * p->busy[day - p->first] + 0.5),
			seed * 1000003 + (uint64_t)day, day == date_of(now) ? now : 0);
	}
	return status;
}

int command_rehearse(const struct cli *c)
{
	struct home h;
	struct arena a;
	struct rehearsal *r = calloc(1, sizeof *r);
	int64_t began = clock_steady(), now = clock_now();
	if (!r || home_open(&h, cli_home(c), HOME_ALONE, "minihall rehearse")) {
		free(r);
		return 3;
	}
	arena_init(&a, 64u << 20);
	struct plan p = { c, r, &a, 0, 0, false, NULL };
	r->db = h.db;
	r->self = &h.self;
	r->complain = command_complain;
	r->arena = &a;
	int status =
		h.sample && !h.self.hub
			? read_plan(&p, now)
			: cli_wrong(c,
				  "只有标为样例的大厅才能演练：演练会写下号票、评价等记录。请用 minihall init --sample 另建一个");
	if (!status) {
		/* seven in the morning of the first day */
		clock_set(((int64_t)p.first * 24 + 7 - 8) * 3600000LL);
		status = home_run(&h, prepare, &p);
	}
	if (!status)
		status = play_days(&p, now);
	if (!status && r->cases)
		printf("演练办件：收件 %lld，决定 %lld，出件 %lld\n", (long long)r->sum.cases,
			(long long)r->sum.decided, (long long)r->sum.issued);
	else if (!status)
		printf("没有演练办件：%s\n",
			cli_given(c, arg_rehearse_no_cases) ? "没有要求" : "大厅还没有目录");
	if (!status)
		printf("演练完毕：取号 %lld，办毕 %lld，过号 %lld，仍在等候 %lld，评价 %lld；%zu 个窗口，用时 %lld 毫秒\n",
			(long long)r->sum.tickets, (long long)r->sum.served,
			(long long)r->sum.missed, (long long)r->sum.waiting,
			(long long)r->sum.rated, r->window_count,
			(long long)(clock_steady() - began));
	home_close(&h);
	rehearsal_case_release(r);
	arena_release(&a);
	free(r);
	return status;
}

static enum rc print_report(struct txn *t, void *context)
{
	const struct cli *c = *(const struct cli *const *)context;
	struct report_span span;
	yyjson_mut_val *report;
	const char *day = cli_text(c, arg_report_day);
	const char *hall = cli_given(c, arg_report_hall) ? cli_text(c, arg_report_hall)
							 : t->self->site;
	if (!(day[0] ? report_day(day, &span) : report_month(cli_text(c, arg_report_month), &span)))
		return txn_refuse(t, REFUSAL_SHAPE, "没有这一天或这个月");
	enum rc rc = report_view(t, hall, &span, &report);
	if (!rc)
		printf("%s\n", json_write(&t->arena, report, NULL));
	return rc;
}

int command_report(const struct cli *c)
{
	struct home h;
	if (cli_given(c, arg_report_day) == cli_given(c, arg_report_month))
		return cli_wrong(c, "请写明 --day 2026-11-24 或 --month 2026-11，其中一个");
	if (home_open(&h, cli_home(c), HOME_SHARED, "minihall report"))
		return 3;
	int status = home_run(&h, print_report, &c);
	home_close(&h);
	return status;
}
