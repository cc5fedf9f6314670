/* One function a rule; each adds what it finds. */
#include "rules/supervision/setup.h"
#include <assert.h>
#include <string.h>
#include "words/set.h"
#include "words/windows.h"
#include "rules/booking/facility.h"
#include "rules/place/window.h"
#include "words/zone.h"

/* no more than this many findings a window, or a zone, or a feature */
#define PER_WINDOW 8
#define FACILITIES 8
#define MARKET "市场监管"

struct findings {
	struct arena *a;
	struct setup_finding *list;
	size_t n, room;
};

/* The row's words with what they are about in place of {}. */
static const char *fill(struct arena *a, const char *words, const char *about)
{
	const char *mark = strstr(words, "{}");
	if (!mark)
		return words;
	return arena_printf(a, "%.*s%s%s", (int)(mark - words), words, about, mark + 2);
}

/* what: the code that it is about; named: the same for people. */
static struct setup_finding *add(struct findings *f, enum finding finding, int64_t window,
	const char *what, const char *named)
{
	assert(f->n < f->room && finding > FINDING_NONE && finding < FINDING_COUNT);
	const struct finding_row *row = &finding_rows[finding];
	f->list[f->n] = (struct setup_finding){
		.finding = finding,
		.window = window,
		.what = what,
		.text = fill(f->a, row->text, named),
		.advice = row->advice,
	};
	return &f->list[f->n++];
}

bool setup_is_error(const struct setup_finding *f)
{
	return finding_rows[f->finding].severity == SEVERITY_ERROR;
}

static bool has_feature(const struct setup_window *w, const struct feature_row *row)
{
	for (size_t i = 0; i < w->feature_count; i++)
		if (feature_find(w->features[i]) == row)
			return true;
	return false;
}

/* Without items nothing can be received, and a deadline has no calendar. */
static void catalogue(struct findings *f, const struct setup_facts *s)
{
	if (!s->catalogue)
		add(f, FINDING_NO_CATALOGUE, 0, "", "");
}

static void zones(struct findings *f, const struct setup_facts *s)
{
	for (size_t z = 0; z < zone_count; z++) {
		const struct zone_row *row = &zone_rows[z];
		bool there = false;
		for (size_t i = 0; i < s->count; i++)
			there |= !strcmp(s->windows[i].zone, row->code);
		if (there || !window_zone_expected(s->kind, row->code))
			continue;
		if (row->need == ZONE_NEED_GENERAL)
			add(f, FINDING_NO_GENERAL, 0, row->code, "");
		else
			add(f, FINDING_ZONE_MISSING, 0, row->code, row->label);
	}
	for (size_t i = 0; i < s->count; i++)
		if (!window_zone_allowed(s->kind, s->windows[i].zone)) {
			const struct zone_row *row = zone_find(s->windows[i].zone);
			add(f, FINDING_ZONE_NOT_HERE, s->windows[i].no, s->windows[i].zone,
				row ? row->label : s->windows[i].zone);
		}
}

/* One issuing desk serves the hall; without one, every zone needs a window that issues
 * (S-3.3.1e). */
static void issuing(struct findings *f, const struct setup_facts *s)
{
	bool any = false, desk = false;
	for (size_t i = 0; i < s->count; i++) {
		any |= s->windows[i].issues;
		enum zone zone = zone_of(s->windows[i].zone);
		desk |= s->windows[i].issues && (zone == ZONE_ISSUE || zone == ZONE_GENERAL);
	}
	if (!any)
		add(f, FINDING_NO_ISSUE, 0, "", "");
	if (!any || desk)
		return;
	for (size_t z = 0; z < zone_count; z++) {
		bool there = false, issues = false;
		for (size_t i = 0; i < s->count; i++)
			if (!strcmp(s->windows[i].zone, zone_rows[z].code)) {
				there = true;
				issues |= s->windows[i].issues;
			}
		if (there && !issues)
			add(f, FINDING_ZONE_NO_ISSUE, 0, zone_rows[z].code, zone_rows[z].label);
	}
}

static void features(struct findings *f, const struct setup_facts *s)
{
	for (size_t i = 0; i < feature_count; i++) {
		const struct feature_row *row = &feature_rows[i];
		bool attached = false, open = false;
		for (size_t w = 0; w < s->count; w++)
			if (has_feature(&s->windows[w], row)) {
				attached = true;
				open |= s->windows[w].state == WINDOW_STATE_OPEN;
				bool beside = s->windows[w].issues ||
					      s->windows[w].feature_count > 1;
				if (beside && window_exclusive(s->exclusive, row->code))
					add(f, FINDING_FEATURE_SHARED, s->windows[w].no, row->code,
						row->label);
			}
		if (!(row->must & HALL_BIT(s->kind)))
			continue;
		if (!attached)
			add(f, FINDING_FEATURE_MISSING, 0, row->code, row->label);
		else if (s->open_now && !open)
			add(f, FINDING_FEATURE_CLOSED, 0, row->code, row->label);
	}
}

/* A word that belongs to the window's own zone is only a description. */
static void department_names(struct findings *f, const struct setup_window *w)
{
	for (size_t i = 0; i < department_count; i++) {
		const struct department_row *row = &department_rows[i];
		if (!strstr(w->place, row->word) || !strcmp(row->home, w->zone))
			continue;
		if (zone_of(row->home) == ZONE_MARKET_ACCESS)
			add(f, FINDING_MARKET_WINDOW, w->no, row->word, row->word);
		else
			add(f, FINDING_DEPARTMENT_NAME, w->no, row->word, row->word);
		return;
	}
}

/* A zone whose items are all of one department, and all that this department has: a department
 * window by another name. The seven of a county and the two of a township are such by the policy's
 * own words, general never is. */
static void department_items(
	struct findings *f, const struct setup_facts *s, const struct setup_window *w)
{
	const struct zone_row *zone = zone_find(w->zone);
	const char *only = NULL;
	if (!zone || zone->need == ZONE_NEED_FIXED || zone->need == ZONE_NEED_ISSUE ||
		window_zone_expected(s->kind, w->zone))
		return;
	for (size_t i = 0; i < s->item_count; i++) {
		if (strcmp(s->items[i].zone, w->zone))
			continue;
		if (only && strcmp(only, s->items[i].department))
			return;
		only = s->items[i].department;
	}
	for (size_t i = 0; only && i < s->item_count; i++)
		if (!strcmp(s->items[i].department, only) && strcmp(s->items[i].zone, w->zone))
			return;
	if (only)
		add(f, FINDING_DEPARTMENT_ITEMS, w->no, only, only);
}

/* In a township the items of market regulation are general (S-3.3.3e). */
static void market_items(struct findings *f, const struct setup_facts *s)
{
	if (s->kind != HALL_KIND_TOWNSHIP && s->kind != HALL_KIND_VILLAGE)
		return;
	for (size_t i = 0; i < s->item_count; i++)
		if (strstr(s->items[i].department, MARKET) &&
			zone_of(s->items[i].zone) != ZONE_GENERAL) {
			add(f, FINDING_MARKET_ITEMS, 0, s->items[i].zone, "");
			return;
		}
}

static void raters(struct findings *f, const struct setup_facts *s, const struct setup_window *w)
{
	if (!w->rater)
		add(f, FINDING_RATER_MISSING, w->no, "", "");
	else if (w->rater_silent && s->open_now && w->staffed)
		add(f, FINDING_RATER_SILENT, w->no, "", "");
}

/* Only what must be there: what is asked for where conditions allow is told on the facilities' own
 * page. */
static void facilities(struct findings *f, const struct setup_facts *s)
{
	const struct facility_wanted *w;
	for (size_t i = 0; (w = facility_missing(s->kind, s->facilities, s->facility_count, i));
		i++)
		if (w->must) {
			const char *label = facility_kind_label(w->kind);
			struct setup_finding *found = add(
				f, FINDING_FACILITY_MISSING, 0, facility_kind_word(w->kind), label);
			found->advice = fill(f->a, found->advice, w->text);
		}
}

size_t setup_check(struct arena *a, const struct setup_facts *s, const struct setup_finding **out)
{
	size_t most = (s->count + 1) * PER_WINDOW + (s->count + 1) * feature_count +
		      2 * zone_count + 9 + FACILITIES;
	struct findings f = { a, arena_array(a, struct setup_finding, most), 0, most };
	catalogue(&f, s);
	zones(&f, s);
	issuing(&f, s);
	features(&f, s);
	for (size_t i = 0; i < s->count; i++) {
		department_names(&f, &s->windows[i]);
		department_items(&f, s, &s->windows[i]);
		raters(&f, s, &s->windows[i]);
	}
	market_items(&f, s);
	facilities(&f, s);
	*out = f.list;
	return f.n;
}
