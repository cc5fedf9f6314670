"""One violation of each kind for the ratchet: what is planted where, and the count that must move."""

WIDE = "x" * 101 + "\n"
LONG = "\tx();\n" * 60
BODY = "static enum rc planted(const yyjson_val *body)\n{\n\t%s\n}\n"

PLANTED = {
    "a wide line of C": ("wide.c", "appliance/hall/a/b/planted.c", "int x; /* " + WIDE),
    "a wide line by tabs": ("wide.c", "appliance/hall/site.c", "\t" * 12 + "int x;\n"),
    "a wide line of a header": ("wide.h", "appliance/hall/a/planted.h", "/* " + WIDE),
    "a wide query": ("wide.sql", "appliance/hall/a/planted.sql", "-- " + WIDE),
    "a wide page": ("wide.vue", "webui/src/a/Planted.vue", WIDE),
    "a wide module": ("wide.ts", "webui/src/a/planted.ts", WIDE),
    "a wide story": ("wide.mjs", "tests/stories/a/planted.mjs", WIDE),
    "a wide line of Python": ("wide.py", "tests/lint/planted.py", WIDE),
    "a wide line of shell": ("wide.sh", "tests/run.sh", WIDE),
    "a wide style": ("wide.css", "webui/src/kit/kit.css", WIDE),
    "a wide row": ("wide.def", "appliance/tbl/sets/a.def", "x" * 161 + "\n"),
    "a long function of C": (
        "long_function.c",
        "appliance/hall/a/planted.c",
        "static void planted(int a,\n\tint b)\n{\n" + LONG + "}\n",
    ),
    "a long function in a header": (
        "long_function.h",
        "appliance/hall/a/planted.h",
        "static inline void planted(void)\n{\n" + LONG + "}\n",
    ),
    "a long function of Python": (
        "long_function.py",
        "tests/lint/planted.py",
        "def planted():\n" + "    x()\n" * 60,
    ),
    "a long function of a page": (
        "long_function.vue",
        "webui/src/a/Planted.vue",
        "async function planted(): void {\n" + LONG + "}\n",
    ),
    "a long arrow": (
        "long_function.ts",
        "webui/src/a/planted.ts",
        "export const planted = (a: number) => {\n" + LONG + "}\n",
    ),
    "a long function of a story": (
        "long_function.mjs",
        "tests/stories/a/planted.mjs",
        "export async function planted() {\n" + LONG + "}\n",
    ),
    "a long file": ("long_file", "webui/src/a/planted.ts", "x()\n" * 401),
    "a long header": ("long_header", "appliance/hall/a/planted.h", "int x(void);\n" * 121),
    "seven parameters": (
        "many_parameters",
        "appliance/hall/a/planted.c",
        "int f(int a, void (*b)(int, int), int c, int d,\n\tint e, int g, int h)\n{\n}\n",
    ),
    "a ladder": ("rc_ladder", "appliance/hall/a/planted.c", "\tif (!rc)\n\t\trc = again();\n"),
    "a ladder in sync": ("rc_ladder", "sync/planted.c", "\tif (!rc && a)\n\t\trc = again();\n"),
    "a word compared as text": (
        "word_as_text",
        "appliance/rules/a/planted.c",
        '\treturn !strcmp(state, "no_show");\n',
    ),
    "a word of the tables' own": (
        "word_as_text",
        "appliance/hub/a/planted.c",
        '\treturn !strcmp(kind, "identity_card");\n',
    ),
    "a body without a type": ("body_parameter", "appliance/hall/a/planted.c", BODY % ""),
    "a body's member": (
        "body_member",
        "appliance/hub/a/planted.c",
        BODY % 'say(json_text(body, "name"));',
    ),
    "a body's member by the library": (
        "body_member",
        "appliance/hall/a/planted.c",
        BODY % 'say(yyjson_obj_get((yyjson_val *)body, "name"));',
    ),
    "a member by name": (
        "json_member",
        "appliance/rules/a/planted.c",
        '\tsay(json_int(one, "no", 1));\n',
    ),
    "a pointer cast away": (
        "pointer_cast",
        "appliance/http/planted.c",
        "\tyyjson_val *v = (yyjson_val *)(uintptr_t)w;\n",
    ),
    "an arrow in a query": (
        "json_arrow",
        "appliance/hall/a/planted.sql",
        "SELECT :body ->> 'x' AS x;\n",
    ),
    "a statement that PostgreSQL refuses": (
        "postgres_refuses",
        "tests/postgres/refused",
        "hall/a/planted.sql: load planted\n",
    ),
    "an input of its own": ("raw_input", "webui/src/a/Planted.vue", "<input v-model='x' />\n"),
    "an area of its own": ("raw_textarea", "webui/src/a/Planted.vue", "<textarea />\n"),
    "a choice of its own": ("raw_select", "webui/src/a/Planted.vue", "<select\n v-model='x' />\n"),
    "a button of its own": ("raw_button", "webui/src/a/Planted.vue", "<button>x</button>\n"),
    "a table of its own": ("raw_table", "webui/src/a/Planted.vue", "<table><tr/></table>\n"),
    "a subject in the kit": (
        "raw_button",
        "webui/src/kit/Planted.vue",
        "import { client } from '../shared/api'\n<button>x</button>\n",
    ),
    "an assert counted": ("assert.store", "appliance/store/a/planted.c", "\tassert(a < b);\n"),
}
PLANTED_NAMED = {
    "a global": ("globals", "appliance/hall/a/planted.c", "struct outbox_link planted_link;\n"),
    "a static list": ("globals", "sync/planted.c", "static struct a *first, *last;\n"),
    "a static of a function": (
        "globals",
        "appliance/jobs/planted.c",
        "void f(void)\n{\n\tstatic int64_t done = 1;\n}\n",
    ),
    "a noun's queries elsewhere": (
        "back_windows",
        "appliance/hall/a/planted.c",
        '#include "ticket_sql.h"\n',
    ),
    "a noun's queries in a folder": (
        "back_windows",
        "appliance/api/planted.c",
        '#include "queue/ticket_sql.h"\n',
    ),
    "a wing sees one above": (
        "upward",
        "appliance/hall/people/planted.c",
        '#include "hall/queue/ticket.h"\n',
    ),
    "a wing's rules see one above": (
        "upward",
        "appliance/rules/place/planted.h",
        '#include "rules/queue/ticket.h"\n',
    ),
    "a wing sees the rules of one above": (
        "upward",
        "appliance/hall/casework/planted.c",
        '#include "rules/care/order.h"\n',
    ),
    "a shape refers upwards": (
        "upward",
        "appliance/tbl/place/planted.def",
        'FIELD(PlantedLow, a, LIST, "Ticket", YES, 0, 1, "x")\n',
    ),
    "a field of a set from above": (
        "upward",
        "appliance/tbl/common/planted.def",
        'FIELD(PlantedLow, a, TEXT, "order_state", YES, 0, 1, "x")\n',
    ),
}
