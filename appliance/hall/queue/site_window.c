/* What is recorded of a window's life. */
#include "hall/queue/site_window.h"
#include <string.h>
#include "base/date.h"
#include "base/json.h"
#include "words/set.h"
#include "words/windows.h"
#include "events.h"
#include "rules/place/window.h"
#include "words/zone.h"

static const char *subject_of(struct txn *t, int64_t no)
{
	return arena_printf(&t->arena, "%lld", (long long)no);
}

static enum rc facts_of(struct txn *t, const struct site_window *w, struct window_facts *out)
{
	struct row_window_open_tickets open;
	enum window_state before = w->row.before ? w->row.before : WINDOW_STATE_CLOSED;
	TRY(load_window_open_tickets(t, t->self->site, txn_today(t), w->row.no, &open));
	/* with nobody there, who waited for this window alone may be called by any */
	*out = (struct window_facts){ w->row.state, before, w->row.helps != NULL, open.count,
		w->row.clerk ? open.bound : 0 };
	return RC_OK;
}

/* RC_OK when the table allows the verb; the open ticket that stands in the way is named. */
static enum rc decide(struct txn *t, const struct site_window *w, enum window_verb verb)
{
	struct window_facts was;
	enum window_state is;
	TRY(facts_of(t, w, &was));
	enum refusal no = window_decide(&was, verb, &is);
	const char *number = no == REFUSAL_WINDOW_HAS_TICKET ? site_window_number(t, w->row.no)
							     : NULL;
	return no ? txn_refuse(t, no, number ? number : w->sign) : RC_OK;
}

/* The features as codes; a superior's feature stands alone. */
static enum rc features_of(struct txn *t, const struct site_window_wish *wish, yyjson_mut_val **out)
{
	struct row_feature_orders orders;
	TRY(load_feature_orders(t, t->self->site, &orders));
	*out = yyjson_mut_arr(t->doc);
	for (size_t i = 0; i < wish->feature_count; i++) {
		const struct feature_row *row = feature_find(wish->features[i]);
		if (!row)
			return txn_refuse(t, REFUSAL_FEATURE_UNKNOWN, wish->features[i]);
		if ((wish->feature_count > 1 || wish->issues) &&
			window_exclusive(orders.exclusive, row->code))
			return txn_refuse(t, REFUSAL_FEATURE_ALONE, row->label);
		yyjson_mut_arr_add_str(t->doc, *out, row->code);
	}
	return RC_OK;
}

/* zone: as it was said. */
static enum rc zone_fits(struct txn *t, const char *zone)
{
	struct row_site_row site;
	TRY(site_load(t, &site));
	return window_zone_allowed(site.kind, zone)
		       ? RC_OK
		       : txn_refuse(t, REFUSAL_ZONE_NOT_HERE, set_label("zone", zone));
}

static enum rc wish_fits(struct txn *t, const struct site_window_wish *wish)
{
	return zone_fits(t, wish->zone ? zone_word(wish->zone) : "");
}

enum rc site_window_set_up(struct txn *t, int64_t no, const struct site_window_wish *wish)
{
	struct site_window w;
	yyjson_mut_val *features;
	enum rc rc = site_window(t, no, &w);
	if (rc == RC_OK)
		return txn_refuse(t, REFUSAL_WINDOW_EXISTS, w.sign);
	if (rc != RC_REFUSED)
		return rc;
	TRY(wish_fits(t, wish));
	TRY(features_of(t, wish, &features));
	return record_window_opened(t, subject_of(t, no), .no = no, .zone = wish->zone,
		.place = wish->place, .issues = wish->issues || wish->zone == ZONE_ISSUE,
		.features = features, .spare = wish->spare);
}

/* A hall without a general window turns people away (S-1.2). */
static enum rc general_stays(struct txn *t, int64_t leaving)
{
	struct site_window *list;
	size_t n;
	bool general = false, was = false;
	TRY(site_windows(t, &list, &n));
	for (size_t i = 0; i < n; i++) {
		bool here = list[i].row.in_zone == ZONE_GENERAL;
		general |= here && list[i].row.no != leaving;
		was |= here && list[i].row.no == leaving;
	}
	return general || !was ? RC_OK : txn_refuse(t, REFUSAL_WINDOW_LAST_GENERAL, NULL);
}

enum rc site_window_change(struct txn *t, int64_t no, const struct site_window_wish *wish)
{
	struct site_window w;
	yyjson_mut_val *features;
	TRY(site_window(t, no, &w));
	if (w.row.in_zone != wish->zone) {
		TRY(wish_fits(t, wish));
		TRY(decide(t, &w, WINDOW_RETIRE)); /* it leaves its zone for good */
		TRY(general_stays(t, no));
	}
	TRY(features_of(t, wish, &features));
	return record_window_changed(t, subject_of(t, no), .zone = wish->zone, .place = wish->place,
		.issues = wish->issues || wish->zone == ZONE_ISSUE, .features = features,
		.spare = wish->spare);
}

enum rc site_window_retire(struct txn *t, int64_t no)
{
	struct site_window w;
	TRY(site_window(t, no, &w));
	TRY(decide(t, &w, WINDOW_RETIRE));
	TRY(general_stays(t, no));
	return record_window_closed(t, subject_of(t, no), 0);
}

static enum rc signed_off(struct txn *t, const struct site_window *w)
{
	TRY(decide(t, w, WINDOW_SIGN_OFF));
	return record_window_signed_off(t, subject_of(t, w->row.no), .clerk = w->row.clerk);
}

/* Signing on elsewhere signs off here: a clerk sits at one window. */
enum rc site_sign_on(struct txn *t, int64_t no)
{
	struct site_window *list;
	size_t n;
	const struct site_window *want = NULL;
	TRY(site_windows(t, &list, &n));
	for (size_t i = 0; i < n; i++)
		if (list[i].row.no == no)
			want = &list[i];
	if (!want)
		return txn_refuse(t, REFUSAL_WINDOW_UNKNOWN, NULL);
	bool issuing = t->actor->roles & ROLE_ISSUER, accepting = t->actor->roles & ROLE_CLERK;
	if (!(want->accepts && accepting) && !(want->row.issues && issuing))
		return txn_refuse(t, REFUSAL_ROLE, "这个窗口的职能与您的角色不符");
	if (want->row.clerk && strcmp(want->row.clerk, t->actor->id))
		return txn_refuse(t, REFUSAL_WINDOW_TAKEN, want->row.clerk_name);
	TRY(decide(t, want, WINDOW_SIGN_ON));
	for (size_t i = 0; i < n; i++)
		if (list[i].row.no != no && list[i].row.clerk &&
			!strcmp(list[i].row.clerk, t->actor->id))
			TRY(signed_off(t, &list[i]));
	if (want->row.clerk)
		return RC_OK;
	return record_window_signed_on(t, subject_of(t, no), .name = t->actor->name);
}

enum rc site_sign_off(struct txn *t, int64_t no)
{
	struct site_window w;
	TRY(site_window(t, no, &w));
	bool own = w.row.clerk && !strcmp(w.row.clerk, t->actor->id);
	if (!own && !(t->actor->roles & (ROLE_DIRECTOR | ROLE_TECHNICIAN)))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	return signed_off(t, &w);
}

enum rc site_leave(struct txn *t)
{
	const struct actor *a = t->actor;
	bool sits = a->window && (a->roles & (ROLE_CLERK | ROLE_ISSUER));
	return sits ? site_sign_off(t, a->window) : RC_OK;
}

enum rc site_pause(struct txn *t, int64_t no, bool paused, const char *reason)
{
	struct site_window w;
	TRY(site_window(t, no, &w));
	if (!w.row.clerk || strcmp(w.row.clerk, t->actor->id))
		return txn_refuse(t, REFUSAL_WINDOW_NOT_YOURS, NULL);
	TRY(decide(t, &w, paused ? WINDOW_PAUSE : WINDOW_RESUME));
	if (paused == (w.row.state == WINDOW_STATE_PAUSED))
		return RC_OK;
	return paused ? record_window_paused(t, subject_of(t, no), .reason = reason)
		      : record_window_resumed(t, subject_of(t, no), 0);
}

enum rc site_tide_open(struct txn *t, int64_t no, enum zone zone, const char *reason)
{
	struct site_window *list, *w = NULL;
	size_t n;
	bool there = false;
	TRY(site_windows(t, &list, &n));
	for (size_t i = 0; i < n; i++) {
		if (list[i].row.no == no)
			w = &list[i];
		there |= list[i].row.in_zone == zone;
	}
	if (!w)
		return txn_refuse(t, REFUSAL_WINDOW_UNKNOWN, NULL);
	if (!there || !w->accepts || zone == ZONE_ISSUE ||
		(w->row.in_zone == zone && !w->row.spare))
		return txn_refuse(t, REFUSAL_ZONE_NOT_HELPED, zone_label(zone));
	TRY(decide(t, w, WINDOW_TIDE_OPEN));
	return record_window_tide_opened(
		t, subject_of(t, no), .zone = zone, .by = t->actor->name, .reason = reason);
}

/* A spare window goes dark, one with other work goes back to it. */
static enum rc drained(struct txn *t, const struct site_window *w)
{
	TRY(record_window_drained(t, subject_of(t, w->row.no), 0));
	if (!w->row.spare || !w->row.clerk)
		return RC_OK;
	return record_window_signed_off(t, subject_of(t, w->row.no), .clerk = w->row.clerk);
}

enum rc site_tide_close(struct txn *t, int64_t no, const char *reason)
{
	struct site_window w;
	TRY(site_window(t, no, &w));
	TRY(decide(t, &w, WINDOW_TIDE_CLOSE));
	TRY(record_window_tide_closed(
		t, subject_of(t, no), .by = t->actor->name, .reason = reason));
	return site_drain(t);
}

/* A tide is a matter of hours: what nobody closed the day before is closed. */
static enum rc close_yesterdays(struct txn *t)
{
	struct site_window *list;
	size_t n;
	TRY(site_windows(t, &list, &n));
	for (size_t i = 0; i < n; i++) {
		const struct site_window *w = &list[i];
		if (w->row.helps && w->row.state != WINDOW_STATE_DRAINING &&
			date_of(clock_parse(w->row.tide_at)) < date_of(t->now))
			TRY(record_window_tide_closed(t, subject_of(t, w->row.no),
				.by = t->actor->name, .reason = "日终自动关闭"));
	}
	return RC_OK;
}

enum rc site_drain(struct txn *t)
{
	struct site_window *list;
	size_t n;
	TRY(close_yesterdays(t));
	TRY(site_windows(t, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct window_facts was;
		enum window_state is;
		if (list[i].row.state != WINDOW_STATE_DRAINING)
			continue;
		TRY(facts_of(t, &list[i], &was));
		if (window_decide(&was, WINDOW_DRAINED, &is) == REFUSAL_NONE)
			TRY(drained(t, &list[i]));
	}
	return RC_OK;
}

enum rc site_zone_sign(struct txn *t, const char *zone, enum zone_sign shown)
{
	TRY(zone_fits(t, zone));
	return record_zone_signed(t, zone, .shown = shown);
}

enum rc site_feature_order(struct txn *t, const char *feature, bool exclusive, const char *document)
{
	const struct feature_row *row = feature_find(feature);
	if (!row)
		return txn_refuse(t, REFUSAL_FEATURE_UNKNOWN, feature);
	return record_feature_ordered(
		t, row->code, .exclusive = exclusive, .document = document, .by = t->actor->name);
}
