/* The set-up check: each rule alone, from a hall that lacks nothing. */
#include "check.h"
#include "words/windows.h"
#include "rules/supervision/setup.h"

static const char *const both[] = { "unresolved", "assistance" };
static const enum facility_kind there[] = { FACILITY_KIND_GUIDE_DESK, FACILITY_KIND_ACCESSIBLE };
static const char *const six[] = { "unresolved", "assistance", "one_thing", "policy_benefit",
	"cross_region", "express" };

/* Which window of which code, "" for nothing found; several are joined by spaces. */
static const char *found(struct arena *a, const struct setup_facts *f)
{
	const struct setup_finding *list;
	size_t n = setup_check(a, f, &list);
	const char *out = "";
	for (size_t i = 0; i < n; i++) {
		out = arena_printf(a, "%s%s%s%s%lld", out, i ? " " : "",
			setup_is_error(&list[i]) ? "!" : "", finding_rows[list[i].finding].code,
			(long long)list[i].window);
		CHECK("every finding says what to do", list[i].text[0] && list[i].advice[0]);
	}
	return out;
}

/* A township hall in order: 通用综合受理1 and 2, 公安集成, 公共服务, 出件. */
static struct setup_facts township(struct setup_window w[5])
{
	static const char *const zones[] = { "general", "general", "public_security",
		"public_utility", "issue" };
	for (int i = 0; i < 5; i++)
		w[i] = (struct setup_window){ .no = i + 1,
			.zone = zones[i],
			.sign = "x",
			.place = "大厅左侧",
			.state = WINDOW_STATE_OPEN,
			.issues = i == 4,
			.staffed = true,
			.rater = true };
	w[0].features = both;
	w[0].feature_count = 2;
	return (struct setup_facts){ .kind = HALL_KIND_TOWNSHIP,
		.windows = w,
		.count = 5,
		.catalogue = true,
		.open_now = true,
		.facilities = there,
		.facility_count = 2 };
}

static void a_township(struct arena *a)
{
	struct setup_window w[5];
	struct setup_facts f = township(w);
	CHECK_TEXT("a hall in order", found(a, &f), "");
	f.catalogue = false;
	CHECK_TEXT("a hall that never heard the county", found(a, &f), "!no_catalogue0");
	f.catalogue = true;
	f.facility_count = 1;
	CHECK_TEXT("no way without steps", found(a, &f), "facility_missing0");
	f.facility_count = 0;
	CHECK_TEXT("nothing at all", found(a, &f), "facility_missing0 facility_missing0");
	f = township(w);
	w[0].zone = w[1].zone = "public_security";
	CHECK_TEXT("no general window", found(a, &f), "!no_general0");
	f = township(w);
	f.count = 3;
	CHECK_TEXT("a missing zone is told, and no issuing at all", found(a, &f),
		"zone_missing0 !no_issue0");
	w[2].issues = true;
	CHECK_TEXT("only one zone issues: the other lacks it", found(a, &f),
		"zone_missing0 !zone_no_issue0");
	w[1].issues = true;
	CHECK_TEXT("a general window that issues serves the hall", found(a, &f), "zone_missing0");
	f = township(w);
	w[3].zone = "market_access";
	CHECK_TEXT(
		"a zone of a county in a township", found(a, &f), "zone_missing0 !zone_not_here4");
	f = township(w);
	w[0].feature_count = 1;
	CHECK_TEXT("a feature nobody has", found(a, &f), "!feature_missing0");
	f = township(w);
	w[0].state = WINDOW_STATE_PAUSED;
	CHECK_TEXT("both features behind a paused window", found(a, &f),
		"feature_closed0 feature_closed0");
	w[1].features = both;
	w[1].feature_count = 2;
	CHECK_TEXT("another open window has them", found(a, &f), "");
	f = township(w);
	w[0].state = WINDOW_STATE_CLOSED;
	w[0].staffed = false;
	f.open_now = false;
	CHECK_TEXT("after hours nobody need be there", found(a, &f), "");
	f = township(w);
	f.exclusive = "unresolved";
	CHECK_TEXT("a superior wants it alone", found(a, &f), "!feature_shared1");
	w[0].feature_count = 1;
	w[1].features = both + 1;
	w[1].feature_count = 1;
	CHECK_TEXT("alone it is", found(a, &f), "");
	w[0].issues = true;
	CHECK_TEXT("an added 出件 is not alone", found(a, &f), "!feature_shared1");
}

static void departments(struct arena *a)
{
	struct setup_window w[5];
	struct setup_facts f = township(w);
	w[1].place = "民政窗口";
	CHECK_TEXT("a department's name", found(a, &f), "department_name2");
	w[1].place = "市场监管窗口";
	CHECK_TEXT("market regulation has no window", found(a, &f), "market_window2");
	w[1].place = "派出所一侧";
	CHECK_TEXT("a police window that is not in its zone", found(a, &f), "department_name2");
	w[1].place = "大厅左侧";
	w[2].place = "派出所一侧";
	CHECK_TEXT("in its own zone the word only describes", found(a, &f), "");
	for (size_t i = 0; i < department_count; i++) {
		f = township(w);
		w[1].place = department_rows[i].word;
		CHECK("every word betrays a general window", found(a, &f)[0] != '\0');
		CHECK("a home is a zone or none", !strcmp(department_rows[i].home, "none") ||
							  zone_find(department_rows[i].home));
	}
	struct setup_items items[] = { { "general", "县民政局", 5 },
		{ "public_security", "县公安局（派出所）", 9 }, { "legal", "县司法局", 3 },
		{ "general", "县市场监管局", 4 } };
	f = township(w);
	f.items = items;
	f.item_count = 4;
	CHECK_TEXT("the township's own zones are no department windows", found(a, &f), "");
	items[3].zone = "public_utility";
	CHECK_TEXT("market items belong to general", found(a, &f), "market_items0");
	items[3].zone = "general";
	f.kind = HALL_KIND_DEVELOPED_TOWN;
	w[3].zone = "legal";
	CHECK_TEXT(
		"all items of one department, and nothing else", found(a, &f), "department_items4");
	items[0] = (struct setup_items){ "general", "县司法局", 1 };
	CHECK_TEXT("the department has others elsewhere", found(a, &f), "");
	items[0] = (struct setup_items){ "legal", "县信访局", 1 };
	CHECK_TEXT("two departments make a zone", found(a, &f), "");
}

static void raters(struct arena *a)
{
	struct setup_window w[5];
	struct setup_facts f = township(w);
	w[3].rater = false;
	CHECK_TEXT("no device", found(a, &f), "!rater_missing4");
	f = township(w);
	w[3].rater_silent = true;
	CHECK_TEXT("not heard", found(a, &f), "rater_silent4");
	w[3].staffed = false;
	CHECK_TEXT("nobody works there now", found(a, &f), "");
	w[3].staffed = true;
	f.open_now = false;
	CHECK_TEXT("after hours it may be off", found(a, &f), "");
}

static void other_kinds(struct arena *a)
{
	struct setup_window w[5];
	struct setup_facts f = township(w);
	f.kind = HALL_KIND_DEVELOPED_TOWN;
	CHECK_TEXT("a developed town may have what a township has", found(a, &f), "");
	f.kind = HALL_KIND_COUNTY;
	CHECK_TEXT("a county wants seven zones and six features", found(a, &f),
		"zone_missing0 zone_missing0 zone_missing0 zone_missing0 zone_missing0 "
		"zone_missing0 !feature_missing0 !feature_missing0 !feature_missing0 "
		"!feature_missing0");
	w[0].features = six;
	w[0].feature_count = 6;
	CHECK_TEXT("six features on one window", found(a, &f),
		"zone_missing0 zone_missing0 zone_missing0 zone_missing0 zone_missing0 "
		"zone_missing0");
	f = township(w);
	f.kind = HALL_KIND_VILLAGE;
	f.count = 1;
	w[0].issues = true;
	w[0].feature_count = 0;
	CHECK_TEXT("a village needs one general window that issues", found(a, &f), "");
	f.count = 0;
	CHECK_TEXT("an empty hall", found(a, &f), "!no_general0 !no_issue0");
}

int main(void)
{
	struct arena a;
	arena_init(&a, 8u << 20);
	a_township(&a);
	departments(&a);
	raters(&a);
	other_kinds(&a);
	arena_release(&a);
	return FINISH();
}
