/* JSON of strangers and of our own: what is refused, what is bounded, how it is written. Argument:
 * none. */
#include "check.h"
#include <time.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

/* An object of so many members, the last named like the first when twice is set. */
static void members(struct buf *b, int count, bool twice)
{
	buf_init(b, 4 << 20);
	buf_puts(b, "{\"login\":1");
	for (int i = 0; i < count; i++)
		buf_printf(b, ",\"k%07d\":%d", i, i);
	buf_puts(b, twice ? ",\"login\":2}" : "}");
}

/* What a stranger may send and what becomes of it: bounded before memory is asked for, and never an
 * end of the process. */
static void json_limits(void)
{
	struct arena a;
	yyjson_val *v;
	size_t n;
	struct buf many, twice;
	members(&many, 90000, false);
	members(&twice, 90000, true);
	arena_init(&a, 8 << 20);
	CHECK("too many values",
		json_read_most(&a, many.data, many.len, 20000, &v) == RC_REFUSED && a.used == 0);
	arena_init(&a, 64 << 20);
	clock_t began = clock(); /* of this process: others on the machine do not count */
	CHECK("many members",
		json_read(&a, many.data, many.len, &v) == RC_OK && yyjson_obj_size(v) == 90001);
	CHECK("one of them twice", json_read(&a, twice.data, twice.len, &v) == RC_REFUSED);
	CHECK("are compared in no time", clock() - began < CLOCKS_PER_SEC);
	const char *inside = "[\",,,[[[{{{:::\\\",,\"]";
	CHECK("values are counted outside texts",
		json_read_most(&a, inside, strlen(inside), 2, &v) == RC_OK);
	CHECK("nesting inside texts is none",
		json_read(&a, "\"[[[[[[[[[[[[[[[[[[[[\"", 22, &v) == RC_OK);
	CHECK("no NUL in a text", json_read(&a, "[\"a\\u0000b\"]", 12, &v) == RC_REFUSED &&
					  json_read(&a, "{\"\\u0000\":1}", 12, &v) == RC_REFUSED);
	CHECK("nor after it", json_read(&a, "{}\0{}", 5, &v) == RC_REFUSED);
	arena_release(&a);
	arena_init(&a, 4096);
	CHECK("reading stops at the arena's limit",
		json_read(&a, many.data, many.len, &v) == RC_REFUSED && a.full);
	arena_release(&a);
	CHECK("released, it is as new", !a.full);
	yyjson_mut_doc *d = json_doc(&a);
	yyjson_mut_val *list = yyjson_mut_arr(d);
	for (int i = 0; i < 5000; i++)
		yyjson_mut_arr_add_strcpy(d, list, "0123456789");
	json_write(&a, list, &n);
	CHECK("a document drops nothing past the limit, and the arena says so",
		yyjson_mut_arr_size(list) == 5000 && n == 65001 && a.full && !a.unwritable);
	CHECK_TEXT("a text that is not UTF-8 is not written",
		json_write(&a, yyjson_mut_str(d, "\xff"), &n), "null");
	CHECK("and said", a.unwritable && n == 4);
	fault_clear();
	arena_release(&a);
	buf_release(&many);
	buf_release(&twice);
}

static void json(void)
{
	struct arena a;
	yyjson_val *v;
	arena_init(&a, 1 << 20);
	static const char *const bad[] = { "", "{", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "[1] 2",
		"nul", "{'a':1}", "\"\xff\"", "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(bad[i], json_read(&a, bad[i], strlen(bad[i]), &v) == RC_REFUSED);
	const char *text = "{\"b\":[1,2,{\"z\":null,\"a\":\"\\u5f20\"}],\"a\":true}";
	CHECK("good JSON", json_read(&a, text, strlen(text), &v) == RC_OK && json_flag(v, "a"));
	yyjson_mut_doc *d = json_doc(&a);
	size_t n;
	CHECK_TEXT("canonical form", json_canonical(&a, yyjson_val_mut_copy(d, v), &n),
		"{\"a\":true,\"b\":[1,2,{\"a\":\"张\",\"z\":null}]}");
	arena_release(&a);
}

int main(void)
{
	json();
	json_limits();
	return FINISH();
}
