/* Reports: what the queries count, put together. */
#include "hall/supervision/report.h"
#include <string.h>
#include "hall/casework/casefile.h"
#include "hall/place/catalogue.h"
#include "hall/place/setting.h"
#include "hall/supervision/setup.h"
#include "hall/place/site.h"
#include "rules/queue/staffing.h"

#define WINDOWS_MOST 200

typedef enum rc list_query(struct txn *t, const char *hall, const char *first, const char *last,
	yyjson_mut_val **reply);

static enum rc add_lists(
	struct txn *t, const char *hall, const struct report_span *s, yyjson_mut_val *into)
{
	static const struct {
		const char *name;
		list_query *query;
	} lists[] = {
		{ "states", query_report_states },
		{ "channels", query_report_channels },
		{ "waits", query_report_waits },
		{ "services", query_report_services },
		{ "load", query_report_load },
		{ "days", query_report_days },
		{ "windows", query_report_windows },
	};
	enum rc rc = RC_OK;
	for (size_t i = 0; !rc && i < sizeof lists / sizeof *lists; i++) {
		yyjson_mut_val *list;
		rc = lists[i].query(t, hall, s->first, s->last, &list);
		if (!rc)
			yyjson_mut_obj_add_val(t->doc, into, lists[i].name, list);
	}
	return rc;
}

static enum rc add_staffing(
	struct txn *t, const char *hall, const struct report_span *s, yyjson_mut_val *into)
{
	struct row_report_hours *rows;
	size_t n;
	int64_t minutes = setting_int(t, SETTING_REPORT_WAIT_MINUTES),
		share = setting_int(t, SETTING_REPORT_WAIT_SHARE);
	TRY(list_report_hours(t, hall, s->first, s->last, &rows, &n));
	yyjson_mut_obj_add_int(t->doc, into, "staffing_minutes", minutes);
	yyjson_mut_obj_add_int(t->doc, into, "staffing_share", share);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, into, "staffing");
	for (size_t i = 0; i < n; i++) {
		struct staffing_load load = { rows[i].per_hour, rows[i].occupied_s };
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "zone", rows[i].zone);
		yyjson_mut_obj_add_int(t->doc, v, "hour", rows[i].hour);
		yyjson_mut_obj_add_real(t->doc, v, "per_hour", rows[i].per_hour);
		yyjson_mut_obj_add_real(t->doc, v, "occupied_s", rows[i].occupied_s);
		yyjson_mut_obj_add_real(t->doc, v, "staffed", rows[i].staffed);
		yyjson_mut_obj_add_int(t->doc, v, "suggested",
			staffing_windows(
				load, (double)share / 100, (double)minutes * 60, WINDOWS_MOST));
	}
	return RC_OK;
}

/* 未评价 is no level and no satisfaction: it stands beside the levels (domain trap 12). */
static enum rc add_ratings(struct txn *t, const char *hall, const struct report_span *s,
	int64_t served, int64_t unrated, yyjson_mut_val *into)
{
	static const char *const levels[] = { "very_satisfied", "satisfied", "fairly_satisfied",
		"dissatisfied", "very_dissatisfied" };
	yyjson_mut_val *counts, *ratings = yyjson_mut_obj(t->doc), *list = yyjson_mut_arr(t->doc),
				*row;
	int64_t rated = 0, satisfied = 0, excluded = 0;
	size_t i, max;
	TRY(query_report_ratings(t, hall, s->first, s->last, &counts));
	for (size_t level = 0; level < sizeof levels / sizeof *levels; level++) {
		int64_t count = 0;
		yyjson_mut_arr_foreach (counts, i, max, row)
			if (!strcmp(yyjson_mut_get_str(yyjson_mut_obj_get(row, "level")),
				    levels[level])) {
				count = yyjson_mut_get_sint(yyjson_mut_obj_get(row, "count"));
				excluded += yyjson_mut_get_sint(
					yyjson_mut_obj_get(row, "excluded"));
			}
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "level", levels[level]);
		yyjson_mut_obj_add_int(t->doc, v, "count", count);
		rated += count;
		satisfied += level < 3 ? count : 0;
	}
	yyjson_mut_obj_add_int(t->doc, ratings, "services", served);
	yyjson_mut_obj_add_int(t->doc, ratings, "unrated", unrated);
	yyjson_mut_obj_add_int(t->doc, ratings, "rated", rated);
	yyjson_mut_obj_add_int(t->doc, ratings, "excluded", excluded);
	yyjson_mut_obj_add_int(t->doc, ratings, "satisfied", satisfied);
	yyjson_mut_obj_add_val(t->doc, ratings, "levels", list);
	yyjson_mut_obj_add_val(t->doc, into, "ratings", ratings);
	return RC_OK;
}

static enum rc add_totals(
	struct txn *t, const char *hall, const struct report_span *s, yyjson_mut_val *into)
{
	struct row_report_totals n;
	TRY(load_report_totals(t, hall, s->first, s->last, &n));
	yyjson_mut_val *v = yyjson_mut_obj_add_obj(t->doc, into, "totals");
	yyjson_mut_obj_add_int(t->doc, v, "tickets", n.tickets);
	yyjson_mut_obj_add_int(t->doc, v, "called", n.called);
	yyjson_mut_obj_add_int(t->doc, v, "served", n.served);
	yyjson_mut_obj_add_int(t->doc, v, "no_shows", n.no_shows);
	yyjson_mut_obj_add_int(t->doc, v, "closed", n.closed);
	yyjson_mut_obj_add_int(t->doc, v, "days", n.days);
	yyjson_mut_obj_add_int(t->doc, v, "received", n.received);
	yyjson_mut_obj_add_int(t->doc, v, "accepted", n.accepted);
	yyjson_mut_obj_add_int(t->doc, v, "decided", n.decided);
	yyjson_mut_obj_add_int(t->doc, v, "doubtful", n.doubtful);
	return add_ratings(t, hall, s, n.served, n.unrated, into);
}

static void add_known(struct txn *t, yyjson_mut_val *v, const char *name, int64_t n)
{
	if (n == DB_NULL_INT)
		yyjson_mut_obj_add_null(t->doc, v, name);
	else
		yyjson_mut_obj_add_int(t->doc, v, name, n);
}

static enum rc add_estimates(
	struct txn *t, const char *hall, const struct report_span *s, yyjson_mut_val *into)
{
	struct row_report_estimates e;
	TRY(load_report_estimates(t, hall, s->first, s->last, &e));
	yyjson_mut_val *v = yyjson_mut_obj_add_obj(t->doc, into, "estimates");
	yyjson_mut_obj_add_int(t->doc, v, "count", e.count);
	add_known(t, v, "mean_s", e.mean_s);
	add_known(t, v, "p90_s", e.p90_s);
	add_known(t, v, "bias_s", e.bias_s);
	return RC_OK;
}

/* S-4.2c, by the catalogue in force at this node. */
static enum rc add_coverage(
	struct txn *t, const char *hall, const struct report_span *s, yyjson_mut_val *into)
{
	struct row_catalogue_current current;
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	enum rc rc = load_catalogue_current(t, t->self->site, t->self->hub, &current);
	if (rc == RC_OK)
		rc = query_report_coverage(t, hall, current.id, s->first, s->last, &list);
	if (rc == RC_FAULT)
		return rc;
	yyjson_mut_obj_add_val(t->doc, into, "coverage", list);
	return RC_OK;
}

enum rc report_view(
	struct txn *t, const char *hall, const struct report_span *s, yyjson_mut_val **out)
{
	struct row_report_hall site = { .name = "" };
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	if (load_report_hall(t, hall, &site) == RC_FAULT)
		return RC_FAULT;
	yyjson_mut_obj_add_strcpy(d, v, "hall", hall);
	yyjson_mut_obj_add_str(d, v, "hall_name", site.name);
	yyjson_mut_obj_add_strcpy(d, v, "first", s->first);
	yyjson_mut_obj_add_strcpy(d, v, "last", s->last);
	yyjson_mut_obj_add_strcpy(d, v, "generated_at", t->at);
	yyjson_mut_obj_add_bool(d, v, "clock_trusted", t->clock_trusted);
	TRY(add_totals(t, hall, s, v));
	TRY(add_lists(t, hall, s, v));
	TRY(add_staffing(t, hall, s, v));
	TRY(add_estimates(t, hall, s, v));
	TRY(add_coverage(t, hall, s, v));
	*out = v;
	return RC_OK;
}

static enum rc add_waiting(struct txn *t, yyjson_mut_val *into)
{
	struct row_report_waiting *rows;
	size_t n;
	int64_t longest = DB_NULL_INT;
	TRY(list_report_waiting(t, t->self->site, txn_today(t), &rows, &n));
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(t->doc, into, "waiting");
	for (size_t i = 0; i < n; i++) {
		int64_t waited = (t->now - clock_parse(rows[i].oldest)) / 1000;
		waited = waited < 0 ? 0 : waited;
		longest = waited > longest ? waited : longest;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(t->doc, v, "zone", rows[i].zone);
		yyjson_mut_obj_add_int(t->doc, v, "waiting", rows[i].waiting);
		yyjson_mut_obj_add_int(t->doc, v, "longest_s", waited);
	}
	add_known(t, into, "longest_s", longest);
	return RC_OK;
}

enum rc report_now(struct txn *t, yyjson_mut_val **out)
{
	struct report_span today;
	yyjson_mut_val *v = yyjson_mut_obj(t->doc), *windows, *warnings, *report;
	if (!report_day(txn_today(t), &today))
		return fault("today is no day");
	yyjson_mut_obj_add_strcpy(t->doc, v, "at", t->at);
	TRY(add_waiting(t, v));
	TRY(site_windows_json(t, &windows));
	TRY(setup_sentences(t, &warnings));
	TRY(casefile_summary(t, yyjson_mut_obj_add_obj(t->doc, v, "cases")));
	TRY(report_view(t, t->self->site, &today, &report));
	yyjson_mut_obj_add_val(t->doc, v, "windows", windows);
	yyjson_mut_obj_add_val(t->doc, v, "warnings", warnings);
	yyjson_mut_obj_add_val(t->doc, v, "today", report);
	*out = v;
	return RC_OK;
}
