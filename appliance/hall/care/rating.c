/* What a rating may say, and the record of it from tablet, slip or paper. */
#include "hall/care/rating.h"
#include <string.h>
#include "base/date.h"
#include "base/embed.h"
#include "base/id.h"
#include "base/json.h"
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
#define GRACE_S 10 /* between the end of a service and the tablet's question on the screen */

/* The versioned list that the county sets, and the sample until it has; no hall adds to it or takes
 * from it (domain 3.1). */
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
		return json_read(&t->arena, set.options, strlen(set.options), list)
			       ? fault("the rating options are not JSON")
			       : RC_OK;
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
	TRY(options_load(t, &version, &list));
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
	rating_device_seen(t, window);
	const char *version;
	yyjson_val *options;
	int64_t wait = setting_int(t, SETTING_RATING_WAIT_SECONDS);
	TRY(site_window(t, window, &w));
	TRY(options_load(t, &version, &options));
	yyjson_mut_doc *d = t->doc;
	yyjson_mut_val *v = yyjson_mut_obj(d);
	yyjson_mut_obj_add_int(d, v, "window_no", window);
	yyjson_mut_obj_add_str(d, v, "window_name", w.sign);
	yyjson_mut_obj_add_str(d, v, "clerk_name", w.row.clerk_name);
	yyjson_mut_obj_add_str(d, v, "clerk_badge", w.row.clerk);
	yyjson_mut_obj_add_int(d, v, "wait_seconds", wait);
	yyjson_mut_obj_add_bool(d, v, "indicators", setting_int(t, SETTING_RATING_INDICATORS));
	enum rc rc = load_ticket_to_rate(t, t->self->site, txn_today(t), window, &last);
	if (rc == RC_FAULT)
		return rc;
	if (rc == RC_OK && last.state == TICKET_STATE_FINISHED && !last.rated &&
		t->now - clock_parse(last.ended_at) <= (wait + GRACE_S) * 1000) {
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

static bool option_fits(
	struct txn *t, const yyjson_val *options, const char *code, enum rating_level level)
{
	for (size_t i = 0; i < json_count(options); i++) {
		struct rating_option_body o = read_rating_option(&t->arena, json_at(options, i));
		if (strcmp(o.code, code))
			continue;
		for (size_t k = 0; k < o.levels_count; k++)
			if (rating_level_of(o.levels[k]) == level)
				return true;
		return false;
	}
	return false;
}

/* A rating, wherever it was given: what three shapes have in common. */
struct given {
	enum rating_channel channel;
	enum rating_level level;
	const char *const *options;
	size_t options_count;
	const struct rating_indicator_body *indicators;
	size_t indicators_count;
	const char *text;
	bool unstated, again;
	const char *paper_no, *by;
};

/* What was ticked, each known and fit for the level. */
static enum rc options_given(
	struct txn *t, const struct given *in, const char **version, yyjson_mut_val **out)
{
	yyjson_val *options;
	TRY(options_load(t, version, &options));
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < in->options_count; i++) {
		if (!option_fits(t, options, in->options[i], in->level))
			return txn_refuse(t, REFUSAL_RATING_OPTION, in->options[i]);
		yyjson_mut_arr_add_strcpy(t->doc, *out, in->options[i]);
	}
	return RC_OK;
}

static yyjson_mut_val *indicators_given(struct txn *t, const struct given *in)
{
	if (!in->indicators)
		return NULL;
	yyjson_mut_val *list = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < in->indicators_count; i++) {
		const struct rating_indicator_body *one = &in->indicators[i];
		yyjson_mut_val *v = yyjson_mut_arr_add_obj(t->doc, list);
		yyjson_mut_obj_add_str(
			t->doc, v, "indicator", rating_indicator_word(one->indicator));
		yyjson_mut_obj_add_str(t->doc, v, "level", rating_level_word(one->level));
	}
	return list;
}

static enum rc facts_of(struct txn *t, const struct row_ticket_row *ticket, struct rating_facts *f)
{
	struct row_rating_nth second;
	bool answered = false;
	*f = (struct rating_facts){ .finished = ticket->state == TICKET_STATE_FINISHED,
		.rated = ticket->rated };
	f->ended_on = ticket->ended_at ? date_of(clock_parse(ticket->ended_at)) : DATE_NONE;
	enum rc rc = load_rating_nth(t, t->self->site, ticket->id, 2, &second);
	f->rated_again = rc == RC_OK;
	if (rc == RC_FAULT)
		return rc;
	rc = order_answered(t, ticket->id, &answered);
	f->answered = answered;
	return rc;
}

static enum rc give(struct txn *t, const struct row_ticket_row *ticket, const struct given *in,
	const char **code)
{
	const char *version;
	yyjson_mut_val *options, *order = NULL;
	struct rating_facts facts;
	struct workday_calendar calendar;
	int nth = in->again ? 2 : 1;
	bool negative = rating_negative(in->level);
	TRY(facts_of(t, ticket, &facts));
	TRY(catalogue_calendar(t, &calendar));
	enum refusal no = rating_allowed(
		&facts, nth, &calendar, date_of(t->now), (int)setting_int(t, SETTING_RATING_DAYS));
	if (no)
		return txn_refuse(t, no, NULL);
	TRY(options_given(t, in, &version, &options));
	/* who pressed a bad level and walked away has rated: the reason is missing, the rating and
	 * its work order are not */
	bool reason = in->options_count || (in->text && in->text[0]) || in->unstated;
	if (negative && !reason)
		return txn_refuse(t, REFUSAL_RATING_REASON, NULL);
	*code = NULL;
	if (negative && nth == 1) {
		char *fresh = arena_alloc(&t->arena, CODE_DIGITS + 1);
		id_digits(fresh, CODE_DIGITS);
		order = order_limits(t, &calendar, fresh);
		*code = fresh;
	}
	return record_rating_given(t, arena_printf(&t->arena, "R%s", ticket->id),
		.ticket = ticket->id, .nth = nth, .level = in->level, .options = options,
		.options_version = version, .indicators = indicators_given(t, in), .text = in->text,
		.channel = in->channel,
		.window = ticket->window_no == DB_NULL_INT ? 0 : ticket->window_no,
		.clerk = ticket->clerk, .paper_no = in->paper_no, .by = in->by, .order = order);
}

enum rc rating_give(
	struct txn *t, int64_t window, const struct rating_give_body *in, const char **code)
{
	struct row_ticket_row ticket;
	TRY(load_ticket_row(t, t->self->site, in->ticket_id, &ticket));
	if (ticket.window_no != window)
		return txn_refuse(t, REFUSAL_RATING_NOT_OPEN, NULL);
	struct given given = {
		.channel = RATING_CHANNEL_HALL_TABLET,
		.level = in->level,
		.options = in->options,
		.options_count = in->options_count,
		.indicators = in->indicators,
		.indicators_count = in->indicators_count,
		.text = in->text,
		.unstated = in->unstated,
	};
	return give(t, &ticket, &given, code);
}

enum rc rating_slip_state(
	struct txn *t, const struct row_ticket_row *ticket, const char *code, yyjson_mut_val **out)
{
	struct rating_facts facts;
	struct workday_calendar calendar;
	int32_t today = date_of(t->now);
	int days = (int)setting_int(t, SETTING_RATING_DAYS);
	bool his;
	*out = yyjson_mut_obj(t->doc);
	TRY(facts_of(t, ticket, &facts));
	TRY(order_for_rater(t, ticket->id, code, *out, &his));
	TRY(catalogue_calendar(t, &calendar));
	yyjson_mut_obj_add_bool(t->doc, *out, "may_rate",
		rating_allowed(&facts, 1, &calendar, today, days) == REFUSAL_NONE);
	yyjson_mut_obj_add_bool(t->doc, *out, "rated", facts.rated);
	yyjson_mut_obj_add_bool(t->doc, *out, "may_rate_again",
		his && rating_allowed(&facts, 2, &calendar, today, days) == REFUSAL_NONE);
	return RC_OK;
}

enum rc rating_give_by_slip(struct txn *t, const struct row_ticket_row *ticket,
	const struct slip_rating_body *in, const char **code)
{
	bool his = true;
	if (in->again)
		TRY(order_code_good(t, ticket->id, in->answer_code, &his));
	if (!his) /* as before an answer: nobody learns whether there was a bad rating */
		return txn_refuse(t, REFUSAL_RATING_AGAIN, NULL);
	struct given given = {
		.channel = RATING_CHANNEL_SLIP_CODE,
		.level = in->level,
		.options = in->options,
		.options_count = in->options_count,
		.indicators = in->indicators,
		.indicators_count = in->indicators_count,
		.text = in->text,
		.again = in->again,
	};
	return give(t, ticket, &given, code);
}

enum rc rating_give_on_paper(struct txn *t, const struct paper_rating_body *in, const char **code)
{
	struct row_rating_ticket_by_number found;
	struct row_rating_paper used;
	struct row_ticket_row ticket;
	enum rc rc = load_rating_paper(t, t->self->site, in->paper_no, &used);
	if (rc == RC_OK)
		return txn_refuse(t, REFUSAL_PAPER_USED, in->paper_no);
	if (rc != RC_NOTFOUND)
		return rc;
	TRY(load_rating_ticket_by_number(t, t->self->site, in->day, in->number, &found));
	TRY(load_ticket_row(t, t->self->site, found.id, &ticket));
	if (ticket.clerk && !strcmp(ticket.clerk, t->actor->id)) /* no rating of himself */
		return txn_refuse(t, REFUSAL_ORDER_OWN, NULL);
	struct given given = {
		.channel = RATING_CHANNEL_PAPER,
		.level = in->level,
		.options = in->options,
		.options_count = in->options_count,
		.indicators = in->indicators,
		.indicators_count = in->indicators_count,
		.text = in->text,
		.again = in->again,
		.paper_no = in->paper_no,
		.by = t->actor->name,
	};
	return give(t, &ticket, &given, code);
}
