/* Bodies of requests, as their shapes want them. Argument: none. */
#include "check.h"
#include "base/json.h"
#include "http/shape.h"

static void shapes(void)
{
	struct arena a;
	yyjson_val *v;
	struct shape_refusal no;
	static const struct {
		const char *text;
		bool good;
	} cases[] = {
		{ "{\"zone\":\"general\",\"priority\":\"none\"}", true },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"items\":[\"a\"]}", true },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"items\":null}", true },
		{ "{\"zone\":\"general\"}", false },
		{ "{\"zone\":\"moon\",\"priority\":\"none\"}", false },
		{ "{\"zone\":1,\"priority\":\"none\"}", false },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"extra\":1}", false },
		{ "{\"zone\":\"general\",\"priority\":\"none\",\"items\":[1]}", false },
		{ "{\"zone\":\"general\\u0000\",\"priority\":\"none\"}", false },
		{ "[]", false },
	};
	arena_init(&a, 1 << 20);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool good = json_read(&a, cases[i].text, strlen(cases[i].text), &v) == RC_OK &&
			    shape_take(&a, "TicketTake", v, 20000, &no) == RC_OK;
		CHECK(cases[i].text, good == cases[i].good);
	}
	arena_release(&a);
}

int main(void)
{
	shapes();
	return FINISH();
}
