/* One function a rule; each adds what it finds. */
#include "rules/supervision/setup.h"
#include <string.h>
#include "words/set.h"
#include "words/windows.h"
#include "rules/booking/facility.h"
#include "rules/place/window.h"

/* no more than this many findings a window, or a zone, or a feature */
#define PER_WINDOW 8
#define FACILITIES 8
#define MARKET "市场监管"

struct findings {
	struct arena *a;
	struct setup_finding *list;
	size_t n;
};

static void add(struct findings *f, const char *code, bool error, int64_t window, const char *what,
	const char *text, const char *advice)
{
	f->list[f->n++] = (struct setup_finding){ code, error, window, what, text, advice };
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
		add(f, "no_catalogue", true, 0, "", "还没有收到县级发布的事项目录",
			"县级发布目录以后联系一次就有了：在“大厅状态”看与县级的联系；还没有登记县级"
			"的，请运维人员登记（minihall pair）");
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
		if (row->need == ZONE_GENERAL)
			add(f, "no_general", true, 0, row->code, "没有设立通用综合受理窗口",
				"至少设立一个通用综合窗口：所有事项都要能在那里受理");
		else
			add(f, "zone_missing", false, 0, row->code,
				arena_printf(f->a, "没有设立“%s”窗口", row->label),
				"请设立这个专区的窗口；确实没有这类业务的，向县级说明");
	}
	for (size_t i = 0; i < s->count; i++)
		if (!window_zone_allowed(s->kind, s->windows[i].zone)) {
			const struct zone_row *row = zone_find(s->windows[i].zone);
			add(f, "zone_not_here", true, s->windows[i].no, s->windows[i].zone,
				arena_printf(f->a, "这类大厅不设“%s”专区",
					row ? row->label : s->windows[i].zone),
				"乡镇、村只设公安集成、公共服务和通用综合；请把这个窗口改为通用综"
				"合");
		}
}

/* One issuing desk serves the hall; without one, every zone needs a window that issues (S-3.3.1e). */
static void issuing(struct findings *f, const struct setup_facts *s)
{
	bool any = false, desk = false;
	for (size_t i = 0; i < s->count; i++) {
		any |= s->windows[i].issues;
		desk |= s->windows[i].issues && (!strcmp(s->windows[i].zone, "issue") ||
							!strcmp(s->windows[i].zone, "general"));
	}
	if (!any)
		add(f, "no_issue", true, 0, "", "没有能出件的窗口",
			"设立一个出件窗口，或在综合窗口上加挂“出件”");
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
			add(f, "zone_no_issue", true, 0, zone_rows[z].code,
				arena_printf(f->a, "“%s”没有能出件的窗口，大厅也没有统一出件窗口",
					zone_rows[z].label),
				"设立统一出件窗口，或在这个专区的窗口上加挂“出件”");
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
				open |= !strcmp(s->windows[w].state, "open");
				bool beside = s->windows[w].issues ||
					      s->windows[w].feature_count > 1;
				if (beside && window_exclusive(s->exclusive, row->code))
					add(f, "feature_shared", true, s->windows[w].no, row->code,
						arena_printf(f->a,
							"上级要求“%"
							"s”单独开设窗口，现在与其他标识合并",
							row->label),
						"为它单设一个窗口，或把其他标识移到别的窗口");
			}
		if (!(row->must & hall_kind_of(s->kind)))
			continue;
		if (!attached)
			add(f, "feature_missing", true, 0, row->code,
				arena_printf(f->a, "“%s”没有挂在任何窗口上", row->label),
				"在一个综合窗口上加挂，或单独设立");
		else if (s->open_now && !open)
			add(f, "feature_closed", false, 0, row->code,
				arena_printf(f->a, "“%s”所在窗口现在没有开放", row->label),
				"开放时间内它应当有人：请安排人员上岗，或加挂到另一个开放的窗口");
	}
}

/* A word that belongs to the window's own zone is only a description. */
static void department_names(struct findings *f, const struct setup_window *w)
{
	for (size_t i = 0; i < department_count; i++) {
		const struct department_row *row = &department_rows[i];
		if (!strstr(w->place, row->word) || !strcmp(row->home, w->zone))
			continue;
		if (!strcmp(row->home, "market_access"))
			add(f, "market_window", false, w->no, row->word,
				arena_printf(f->a, "窗口位置写着“%s”：市场监管事项不单设窗口",
					row->word),
				"改掉位置说明，市场监管事项由通用综合窗口受理");
		else
			add(f, "department_name", false, w->no, row->word,
				arena_printf(f->a, "窗口位置写着“%s”，像是部门单设窗口", row->word),
				"原则上不保留部门单设窗口：改为综合窗口，位置只写在哪里");
		return;
	}
}

/* A zone whose items are all of one department, and all that this department has: a department window by another name. The seven of a county and the
 * two of a township are such by the policy's own words, general never is. */
static void department_items(
	struct findings *f, const struct setup_facts *s, const struct setup_window *w)
{
	const struct zone_row *zone = zone_find(w->zone);
	const char *only = NULL;
	if (!zone || zone->need == ZONE_FIXED || zone->need == ZONE_ISSUE ||
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
		add(f, "department_items", false, w->no, only,
			arena_printf(
				f->a, "这个窗口的事项就是“%s”的全部事项，等于部门单设窗口", only),
			"把这些事项归入通用综合，或与其他部门的事项合并成专区");
}

/* In a township the items of market regulation are general (S-3.3.3e). */
static void market_items(struct findings *f, const struct setup_facts *s)
{
	if (!(hall_kind_of(s->kind) & (HALL_TOWNSHIP | HALL_VILLAGE)))
		return;
	for (size_t i = 0; i < s->item_count; i++)
		if (strstr(s->items[i].department, MARKET) && strcmp(s->items[i].zone, "general")) {
			add(f, "market_items", false, 0, s->items[i].zone,
				"市场监管事项没有归入通用综合窗口",
				"请县级在目录里把这些事项的专区改为通用综合");
			return;
		}
}

static void raters(struct findings *f, const struct setup_facts *s, const struct setup_window *w)
{
	if (!w->rater)
		add(f, "rater_missing", true, w->no, "", "没有评价器",
			"在大厅设置的“设备”里登记一台评价器，放到这个窗口");
	else if (w->rater_silent && s->open_now && w->staffed)
		add(f, "rater_silent", false, w->no, "", "评价器没有应答",
			"看看评价器是否开着、连着大厅网络");
}

/* Only what must be there: what is asked for where conditions allow is told on the facilities' own page. */
static void facilities(struct findings *f, const struct setup_facts *s)
{
	const struct facility_wanted *w;
	for (size_t i = 0; (w = facility_missing(s->kind, s->facilities, s->facility_count, i));
		i++)
		if (w->must)
			add(f, "facility_missing", false, 0, w->kind,
				arena_printf(f->a, "没有登记（能用的）%s",
					set_label("facility_kind", w->kind)),
				arena_printf(f->a, "%s；已经有的，在“场所与设施”登记", w->text));
}

size_t setup_check(struct arena *a, const struct setup_facts *s, const struct setup_finding **out)
{
	size_t most = (s->count + 1) * PER_WINDOW + (s->count + 1) * feature_count +
		      2 * zone_count + 9 + FACILITIES;
	struct findings f = { a, arena_array(a, struct setup_finding, most), 0 };
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
