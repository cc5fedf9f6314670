/* What a county's files must look like before anybody works by them. */
#include "check.h"
#include <stdbool.h>
#include "base/arena.h"
#include "base/embed.h"
#include "rules/place/catalogue.h"

#define DAYS "{\"days\":[{\"date\":\"2026-10-01\",\"off\":true,\"name\":\"国庆\"}]}"
#define OF_KIND(kind) \
	"\"initials\":\"N\",\"type\":\"行政确认\",\"authority\":\"民政局\",\"result_name\":\"\"," \
	"\"fee\":\"\",\"basis\":\"\"," \
	"\"certainty\":\"\"," \
	"\"kind\":\"" kind "\",\"list_kind\":\"statutory\"," \
	"\"decided_by\":\"hall\"," \
	"\"statutory_unit\":\"working\",\"promised_unit\":\"working\",\"seq\":1"
#define REST OF_KIND("instant")

static const char *fault_of(struct arena *a, const char *items, const char *days)
{
	const char *name;
	int64_t count;
	const char *said = catalogue_fault(
		a, items, strlen(items), days, strlen(days), &name, &count);
	return said ? said : "";
}

/* A catalogue of one item with the given members after its id and name. */
static const char *one(struct arena *a, const char *rest)
{
	return arena_printf(
		a, "{\"name\":\"x\",\"items\":[{\"id\":\"1\",\"name\":\"甲\",%s}]}", rest);
}

static void says(
	struct arena *a, const char *name, const char *items, const char *days, const char *part)
{
	const char *said = fault_of(a, items, days);
	bool right = part[0] ? strstr(said, part) != NULL : !said[0];
	if (!right)
		printf("# %s: said \"%s\"\n", name, said);
	CHECK(name, right);
}

static void zones(struct arena *a)
{
	says(a, "an item without a zone is general", one(a, REST ",\"materials\":[]"), DAYS, "");
	says(a, "so is one whose zone is null", one(a, REST ",\"materials\":[],\"zone\":null"),
		DAYS, "");
	says(a, "a zone of a county", one(a, REST ",\"materials\":[],\"zone\":\"tax\""), DAYS, "");
	says(a, "a zone that is none",
		one(a, REST ",\"materials\":[],\"zone\":\"market_regulation\""), DAYS, "专区");
}

static void items(struct arena *a)
{
	says(a, "no JSON", "{", DAYS, "JSON");
	says(a, "no name", "{\"items\":[]}", DAYS, "name");
	says(a, "no items", "{\"name\":\"x\",\"items\":[]}", DAYS, "一项至五千项");
	says(a, "words out of their sets are named", one(a, OF_KIND("often") ",\"materials\":[]"),
		DAYS, "kind");
	says(a, "and the item with them", one(a, OF_KIND("often") ",\"materials\":[]"), DAYS,
		"第1个事项（甲）");
	says(a, "faults beyond five are counted", one(a, "\"kind\":\"often\",\"materials\":[]"),
		DAYS, "……共");
	says(a, "a day of minus one", one(a, REST ",\"promised_days\":-1,\"materials\":[]"), DAYS,
		"promised_days");
	says(a, "a day that is null", one(a, REST ",\"promised_days\":null,\"materials\":[]"), DAYS,
		"");
	const char *item = "{\"id\":\"1\",\"name\":\"甲\"," REST ",\"materials\":[]}";
	says(a, "an id twice", arena_printf(a, "{\"name\":\"x\",\"items\":[%s,%s]}", item, item),
		DAYS, "同一个 id");
	says(a, "an id with a slash",
		"{\"name\":\"x\",\"items\":[{\"id\":\"1/2\",\"name\":\"甲\"," REST
		",\"materials\":[]}]}",
		DAYS, "id");
}

static void materials(struct arena *a)
{
	says(a, "in their order",
		one(a, REST
			",\"materials\":[{\"no\":1,\"name\":\"乙\"},{\"no\":2,\"name\":\"丙\"}]"),
		DAYS, "");
	says(a, "out of order",
		one(a, REST
			",\"materials\":[{\"no\":2,\"name\":\"乙\"},{\"no\":1,\"name\":\"丙\"}]"),
		DAYS, "no 应为 1");
	says(a, "without a number", one(a, REST ",\"materials\":[{\"name\":\"乙\"}]"), DAYS,
		"no 应为 1");
	says(a, "without a name", one(a, REST ",\"materials\":[{\"no\":1,\"name\":\" \"}]"), DAYS,
		"没有名称");
	says(a, "no list", one(a, REST ",\"materials\":{}"), DAYS, "materials");
}

static void days(struct arena *a)
{
	const char *good = one(a, REST ",\"materials\":[]");
	says(a, "no days", good, "{\"days\":[]}", "days");
	says(a, "30 February", good,
		"{\"days\":[{\"date\":\"2026-02-30\",\"off\":true,\"name\":\"x\"}]}", "第1天");
	says(a, "off is a word", good,
		"{\"days\":[{\"date\":\"2026-02-03\",\"off\":\"yes\",\"name\":\"x\"}]}", "off");
	says(a, "a day twice", good,
		"{\"days\":[{\"date\":\"2026-02-03\",\"off\":true,\"name\":\"x\"},"
		"{\"date\":\"2026-02-03\",\"off\":false,\"name\":\"x\"}]}",
		"写了两次");
}

int main(void)
{
	struct arena a;
	size_t n, m;
	const char *name;
	int64_t count;
	arena_init(&a, 16u << 20);
	zones(&a);
	items(&a);
	materials(&a);
	days(&a);
	const char *sample = embed_find("sample/catalogue/items.json", &n),
		   *calendar = embed_find("sample/catalogue/calendar.json", &m);
	CHECK("the sample is a good one",
		!catalogue_fault(&a, sample, n, calendar, m, &name, &count) && count == 130);
	CHECK("its calendar knows 2026", catalogue_calendar_knows(&a, calendar, m, 2026));
	CHECK("and not 2031", !catalogue_calendar_knows(&a, calendar, m, 2031));
	arena_release(&a);
	return FINISH();
}
