/* Ratings: load, decide, record. */
#include "hall/care/rating.h"
#include <string.h>
#include "base/date.h"
#include "base/embed.h"
#include "base/id.h"
#include "base/json.h"
#include "words/set.h"
#include "events.h"
#include "hall/place/catalogue.h"
#include "hall/care/order.h"
#include "hall/care/rating_device.h"
#include "hall/place/setting.h"
#include "hall/place/site.h"
#include "hall/queue/ticket.h"
#include "rules/place/deadline.h"
#include "rules/care/rating.h"

#define CODE_DIGITS 8
#define GRACE_S 10   /* between the end of a service and the tablet's question on the screen */

/* The versioned list that the county sets, and the sample until it has; no hall adds to it or takes from it (domain 3.1). */
static enum rc options_load(struct txn *t, const char **version, yyjson_val **list)
{
	size_t n;
	yyjson_val *root;
	struct row_rating_options_now set;
	enum rc rc = load_rating_options_now(t, t->self->site, &set);
	if (rc == RC_FAULT)
		return rc;
	if (!rc) {
		*version = set.version;
		return json_read(&t->arena, set.options, strlen(set.options), list) ? fault("the rating options are not JSON") : RC_OK;
	}
	const char *text = embed_find("sample/rating_options.json", &n);
	if (!text || json_read(&t->arena, text, n, &root))
		return fault("the list of rating options is damaged");
	*version = json_text(root, "version");
	*list = yyjson_obj_get(root, "options");
	return RC_OK;
}

enum rc rating_options(struct txn *t, yyjson_mut_val **out)
{
	const char *version;
	yyjson_val *list;
	enum rc rc = options_load(t, &version, &list);
	if (rc)
		return rc;
	*out = yyjson_mut_obj(t->doc);
	yyjson_mut_obj_add_strcpy(t->doc, *out, "version", version);
	yyjson_mut_obj_add_int(t->doc, *out, "days", setting_int(t, SETTING_RATING_DAYS));
	yyjson_mut_obj_add_val(t->doc, *out, "options", yyjson_val_mut_copy(t->doc, list));
	return RC_OK;
}

enum rc rating_current(struct txn *t, int64_t window, yyjson_mut_val **out)
{
	struct site_window w;
	struct row_ticket_to_rate last;
	rating_device_seen(window);
	const char *version;
	yyjson_val *options;
	int64_t wait = setting_int(t, SETTING_RATING_WAIT_SECONDS);
	enum rc rc = site_window(t, window, &w);
	if (!rc)
		rc = options_load(t, &version, &options);
	if (rc)
		return rc;
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "window_no", window);
	yyjson_mut_obj_add_str(d, v, "window_name", w.sign);
	yyjson_mut_obj_add_str(d, v, "clerk_name", w.row.clerk_name);
	yyjson_mut_obj_add_str(d, v, "clerk_badge", w.row.clerk);
	yyjson_mut_obj_add_int(d, v, "wait_seconds", wait);
	yyjson_mut_obj_add_bool(d, v, "indicators", setting_int(t, SETTING_RATING_INDICATORS));
	rc = load_ticket_to_rate(t, t->self->site, txn_today(t), window, &last);
	if (rc == RC_FAULT)
		return rc;
	if (rc == RC_OK && !strcmp(last.state, "finished") && !last.rated && t->now - clock_parse(last.ended_at) <= (wait + GRACE_S) * 1000) {
		yyjson_mut_val *p = yyjson_mut_obj_add_obj(d, v, "pending");
		yyjson_mut_obj_add_str(d, p, "ticket_id", last.id);
		yyjson_mut_obj_add_str(d, p, "number", last.number);
		yyjson_mut_obj_add_str(d, p, "ended_at", last.ended_at);
	} else {
		yyjson_mut_obj_add_null(d, v, "pending");
	}
	yyjson_mut_obj_add_strcpy(d, v, "options_version", version);
	yyjson_mut_obj_add_val(d, v, "options", yyjson_val_mut_copy(d, options));
	*out = v;
	return RC_OK;
}

static bool has_text(const yyjson_val *list, const char *text)
{
	size_t i, max;
	yyjson_val *v;
	yyjson_arr_foreach(json_loose(list), i, max, v)
		if (text && !strcmp(yyjson_get_str(v), text))
			return true;
	return false;
}

static bool option_fits(const yyjson_val *options, const char *code, const char *level)
{
	size_t i, max;
	yyjson_val *v;
	yyjson_arr_foreach(json_loose(options), i, max, v)
		if (!strcmp(json_text(v, "code"), code))
			return has_text(yyjson_obj_get(v, "levels"), level);
	return false;
}

/* What was ticked, each known and fit for the level. */
static enum rc options_given(struct txn *t, const yyjson_val *body, const char *level, const char **version, yyjson_mut_val **out)
{
	yyjson_val *options, *v;
	size_t i, max;
	enum rc rc = options_load(t, version, &options);
	if (rc)
		return rc;
	*out = yyjson_mut_arr(t->doc);
	yyjson_arr_foreach(json_get(body, "options"), i, max, v) {
		if (!option_fits(options, yyjson_get_str(v), level))
			return txn_refuse(t, REFUSAL_RATING_OPTION, yyjson_get_str(v));
		yyjson_mut_arr_add_strcpy(t->doc, *out, yyjson_get_str(v));
	}
	return RC_OK;
}

static enum rc facts_of(struct txn *t, const struct row_ticket_row *ticket, struct rating_facts *f)
{
	struct row_rating_nth second;
	bool answered = false;
	*f = (struct rating_facts){ .finished = !strcmp(ticket->state, "finished"), .rated = ticket->rated };
	f->ended_on = ticket->ended_at ? date_of(clock_parse(ticket->ended_at)) : DATE_NONE;
	enum rc rc = load_rating_nth(t, t->self->site, ticket->id, 2, &second);
	f->rated_again = rc == RC_OK;
	if (rc == RC_FAULT)
		return rc;
	rc = order_answered(t, ticket->id, &answered);
	f->answered = answered;
	return rc;
}

struct source { const char *channel, *paper_no, *by; bool again; };

static enum rc give(struct txn *t, const struct row_ticket_row *ticket, const yyjson_val *body, const struct source *from, const char **code)
{
	const char *level = json_text(body, "level"), *text = json_text(body, "text"), *version;
	yyjson_val *indicators = json_get(body, "indicators");
	yyjson_mut_val *options, *order = NULL;
	struct rating_facts facts;
	struct workday_calendar calendar;
	int nth = from->again ? 2 : 1;
	bool negative = rating_negative((enum rating_level)rating_level_of(level));
	enum rc rc = facts_of(t, ticket, &facts);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (rc)
		return rc;
	enum refusal no = rating_allowed(&facts, nth, &calendar, date_of(t->now), (int)setting_int(t, SETTING_RATING_DAYS));
	if (no)
		return txn_refuse(t, no, NULL);
	rc = options_given(t, body, level, &version, &options);
	if (rc)
		return rc;
	/* who pressed a bad level and walked away has rated: the reason is missing, the rating and its work order are not */
	bool reason = yyjson_mut_arr_size(options) > 0 || (text && text[0]) || json_flag(body, "unstated");
	if (negative && !reason)
		return txn_refuse(t, REFUSAL_RATING_REASON, NULL);
	*code = NULL;
	if (negative && nth == 1) {
		char *fresh = arena_alloc(&t->arena, CODE_DIGITS + 1);
		id_digits(fresh, CODE_DIGITS);
		order = order_limits(t, &calendar, fresh);
		*code = fresh;
	}
	return event_rating_given(t, NULL, arena_printf(&t->arena, "R%s", ticket->id),
	                          &(struct event_rating_given){ .ticket = ticket->id, .nth = nth, .level = level, .options = options, .options_version = version,
	                              .indicators = indicators ? yyjson_val_mut_copy(t->doc, indicators) : NULL, .text = text, .channel = from->channel,
	                              .window = ticket->window_no == DB_NULL_INT ? 0 : ticket->window_no, .clerk = ticket->clerk, .paper_no = from->paper_no, .by = from->by, .order = order });
}

enum rc rating_give(struct txn *t, int64_t window, const yyjson_val *body, const char **code)
{
	struct row_ticket_row ticket;
	enum rc rc = load_ticket_row(t, t->self->site, json_text(body, "ticket_id"), &ticket);
	if (rc)
		return rc;
	if (ticket.window_no != window)
		return txn_refuse(t, REFUSAL_RATING_NOT_OPEN, NULL);
	return give(t, &ticket, body, &(struct source){ .channel = "hall_tablet" }, code);
}

enum rc rating_slip_state(struct txn *t, const struct row_ticket_row *ticket, const char *code, yyjson_mut_val **out)
{
	struct rating_facts facts;
	struct workday_calendar calendar;
	int32_t today = date_of(t->now);
	int days = (int)setting_int(t, SETTING_RATING_DAYS);
	bool his;
	*out = yyjson_mut_obj(t->doc);
	enum rc rc = facts_of(t, ticket, &facts);
	if (!rc)
		rc = order_for_rater(t, ticket->id, code, *out, &his);
	if (!rc)
		rc = catalogue_calendar(t, &calendar);
	if (rc)
		return rc;
	yyjson_mut_obj_add_bool(t->doc, *out, "may_rate", rating_allowed(&facts, 1, &calendar, today, days) == REFUSAL_NONE);
	yyjson_mut_obj_add_bool(t->doc, *out, "rated", facts.rated);
	yyjson_mut_obj_add_bool(t->doc, *out, "may_rate_again", his && rating_allowed(&facts, 2, &calendar, today, days) == REFUSAL_NONE);
	return RC_OK;
}

enum rc rating_give_by_slip(struct txn *t, const struct row_ticket_row *ticket, const yyjson_val *body, const char **code)
{
	bool again = json_flag(body, "again"), his = true;
	enum rc rc = again ? order_code_good(t, ticket->id, json_text(body, "answer_code"), &his) : RC_OK;
	if (!rc && !his) /* the same words as before an answer: nobody learns whether there was a bad rating */
		rc = txn_refuse(t, REFUSAL_RATING_AGAIN, NULL);
	return rc ? rc : give(t, ticket, body, &(struct source){ .channel = "slip_code", .again = again }, code);
}

enum rc rating_give_on_paper(struct txn *t, const yyjson_val *body, const char **code)
{
	struct row_rating_ticket_by_number found;
	struct row_rating_paper used;
	struct row_ticket_row ticket;
	const char *paper = json_text(body, "paper_no");
	enum rc rc = load_rating_paper(t, t->self->site, paper, &used);
	if (rc == RC_OK)
		return txn_refuse(t, REFUSAL_PAPER_USED, paper);
	if (rc != RC_NOTFOUND)
		return rc;
	rc = load_rating_ticket_by_number(t, t->self->site, json_text(body, "day"), json_text(body, "number"), &found);
	if (!rc)
		rc = load_ticket_row(t, t->self->site, found.id, &ticket);
	if (rc)
		return rc;
	if (ticket.clerk && !strcmp(ticket.clerk, t->actor->id)) /* nobody enters a rating of himself */
		return txn_refuse(t, REFUSAL_ORDER_OWN, NULL);
	return give(t, &ticket, body, &(struct source){ .channel = "paper", .paper_no = paper, .by = t->actor->name, .again = json_flag(body, "again") }, code);
}
