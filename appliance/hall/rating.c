/* Ratings: load, decide, record. */
#include "hall/rating.h"
#include <string.h>
#include "base/json.h"
#include "base/set.h"
#include "events.h"
#include "hall/site.h"
#include "hall/ticket.h"

/* Reasons by direction; content of the Jiangxi measure (process, materials, efficiency, trips, attitude, charges), own wording. */
static const struct { const char *code, *text; bool negative; } options[] = {
	{ "clear_guidance", "讲得清楚", false }, { "fast", "办得快", false }, { "kind", "态度好", false }, { "one_trip", "只跑一次", false },
	{ "unclear_guidance", "没有一次讲清", true }, { "slow", "办得慢、等得久", true }, { "rude", "态度不好", true }, { "extra_materials", "要了不该要的材料", true },
	{ "many_trips", "来回跑", true }, { "wrong_charge", "收费不对", true },
};

static bool negative(const char *level)
{
	return !strcmp(level, "dissatisfied") || !strcmp(level, "very_dissatisfied");
}

enum rc rating_current(struct txn *t, int64_t window, yyjson_mut_val **out)
{
	struct site_window w;
	struct row_ticket_to_rate last;
	enum rc rc = site_window(t, window, &w);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "window_no", window);
	yyjson_mut_obj_add_str(d, v, "window_name", w.sign);
	yyjson_mut_obj_add_str(d, v, "clerk_name", w.row.clerk_name);
	rc = load_ticket_to_rate(t, t->self->site, ticket_today(t), window, &last);
	if (rc == RC_FAULT)
		return rc;
	if (rc == RC_OK && !strcmp(last.state, "finished") && !last.rated) {
		yyjson_mut_val *p = yyjson_mut_obj_add_obj(d, v, "pending");
		yyjson_mut_obj_add_str(d, p, "ticket_id", last.id);
		yyjson_mut_obj_add_str(d, p, "number", last.number);
		yyjson_mut_obj_add_str(d, p, "ended_at", last.ended_at);
	} else {
		yyjson_mut_obj_add_null(d, v, "pending");
	}
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, v, "options");
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		yyjson_mut_val *o = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, o, "code", options[i].code);
		yyjson_mut_obj_add_str(d, o, "text", options[i].text);
		yyjson_mut_obj_add_bool(d, o, "negative", options[i].negative);
	}
	*out = v;
	return RC_OK;
}

static bool known_option(const char *code)
{
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (!strcmp(options[i].code, code))
			return true;
	return false;
}

enum rc rating_give(struct txn *t, int64_t window, const yyjson_val *body)
{
	struct row_ticket_row ticket;
	const char *level = json_text(body, "level"), *text = json_text(body, "text"), *id = json_text(body, "ticket_id");
	yyjson_val *given = yyjson_obj_get((yyjson_val *)(uintptr_t)body, "options"), *v;
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	size_t i, max;
	enum rc rc = load_ticket_row(t, t->self->site, id, &ticket);
	if (rc)
		return rc;
	if (ticket.rated)
		return txn_refuse(t, REFUSAL_RATED_ALREADY, NULL);
	if (strcmp(ticket.state, "finished") || ticket.window_no != window)
		return txn_refuse(t, REFUSAL_RATING_NOT_OPEN, NULL);
	yyjson_arr_foreach(given, i, max, v) {
		if (!known_option(yyjson_get_str(v)))
			return txn_refuse(t, REFUSAL_SHAPE, "没有这个评价内容");
		yyjson_mut_arr_add_strcpy(t->doc, list, yyjson_get_str(v));
	}
	if (negative(level) && yyjson_mut_arr_size(list) == 0 && !(text && text[0]))
		return txn_refuse(t, REFUSAL_RATING_REASON, NULL);
	return event_rating_given(t, NULL, arena_printf(&t->arena, "R%s", id), &(struct event_rating_given){ .ticket = id, .level = level, .options = list, .text = text, .channel = "hall_tablet", .window = window });
}

enum rc rating_summary(struct txn *t, yyjson_mut_val **out)
{
	static const char *const levels[] = { "very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied" };
	struct row_rating_counts *rows;
	struct row_rating_services s;
	yyjson_mut_val *negatives;
	size_t n;
	enum rc rc = list_rating_counts(t, t->self->site, &rows, &n);
	if (!rc)
		rc = load_rating_services(t, t->self->site, &s);
	if (!rc)
		rc = query_rating_negatives(t, t->self->site, &negatives);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	*out = yyjson_mut_obj(d);
	yyjson_mut_val *list = yyjson_mut_obj_add_arr(d, *out, "levels");
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		int64_t count = 0;
		for (size_t k = 0; k < n; k++)
			if (!strcmp(rows[k].level, levels[i]))
				count = rows[k].count;
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(d, list);
		yyjson_mut_obj_add_str(d, v, "level", levels[i]);
		yyjson_mut_obj_add_int(d, v, "count", count);
	}
	yyjson_mut_obj_add_int(d, *out, "services", s.services);
	yyjson_mut_obj_add_int(d, *out, "unrated", s.unrated);
	yyjson_mut_obj_add_val(d, *out, "negatives", negatives);
	return RC_OK;
}

enum rc rating_day(struct txn *t, yyjson_mut_val *into)
{
	struct row_ticket_day_counts c;
	enum rc rc = load_ticket_day_counts(t, t->self->site, ticket_today(t), &c);
	if (rc)
		return rc;
	yyjson_mut_obj_add_str(t->doc, into, "day", ticket_today(t));
	yyjson_mut_obj_add_int(t->doc, into, "tickets", c.tickets);
	yyjson_mut_obj_add_int(t->doc, into, "waiting", c.waiting);
	yyjson_mut_obj_add_int(t->doc, into, "missed", c.missed);
	if (c.wait == DB_NULL_INT)
		yyjson_mut_obj_add_null(t->doc, into, "average_wait_minutes");
	else
		yyjson_mut_obj_add_int(t->doc, into, "average_wait_minutes", c.wait);
	return RC_OK;
}
