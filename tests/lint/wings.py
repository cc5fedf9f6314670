"""The wings: nine subjects under the same names on the floors that know subjects. In hall/ and rules/
each sees itself and those below it; nothing lies loose between the floors; every row of a
route has its handler and its roles, in whichever table it stands."""

import functools, re

WINGS = ("place", "link", "people", "queue", "casework", "booking", "care", "paper", "supervision")
WINGED = ("hall", "rules", "api")
ORDERED = ("hall", "rules")  # a handler may join what lies side by side
# Where the order does not hold yet: this may only shrink.
UPWARD = {
    "account.c hall/supervision/setup.h",
    "account.c hall/queue/site_window.h",
    "opening.c hall/queue/next_day.h",
}
LOOSE = re.compile(r"appliance/(?:main\.c|run\.sh|policy\.md|(?:command|rehearsal|home)\w*\.[ch])")
MAIN = {"cli", "words", "base", "tbl", "command.h"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include "([^"]+)"', re.M)
ROUTE = re.compile(r'^ROUTE\(\w+,\s*"([^"]+)",\s*(\w+),\s*([^,]+),', re.M)


def wing_of(path):
    """(floor, wing) of appliance/FLOOR/WING/…, or of FLOOR/WING/… as an include names it."""
    parts = path.removeprefix("appliance/").split("/")
    return (parts[0], parts[1]) if len(parts) > 2 and parts[1] in WINGS else (parts[0], None)


def above(wing, other):
    return WINGS.index(other) > WINGS.index(wing)


def line_of(text, m):
    return text.count("\n", 0, m.start()) + 1


@functools.cache
def check_includes(path, text):
    floor, wing = wing_of(path)
    bad = []
    for m in INCLUDE.finditer(text):
        other_floor, other = wing_of(m[1])
        known = f"{path.rsplit('/', 1)[-1]} {m[1]}" in UPWARD
        if floor in ORDERED and other_floor in ORDERED and wing and other:
            if above(wing, other) and not known:
                bad.append((path, line_of(text, m), f"{wing} may not see {other}: {m[1]}"))
        if path == "appliance/main.c" and m[1].split("/")[0] not in MAIN:
            bad.append((path, line_of(text, m), f"the table of commands may not include {m[1]}"))
    return tuple(bad)


def check_places(path):
    """Nothing lies loose, and a folder on a floor that has wings is one of them."""
    parts = path.split("/")
    if parts[0] != "appliance":
        return
    if len(parts) == 2 and not LOOSE.fullmatch(path):
        yield (path, 0, "loose between the floors")
    if len(parts) > 3 and parts[1] in WINGED and parts[2] not in WINGS:
        yield (path, 0, f"{parts[2]} is no wing")


def check_routes(tables, handlers):
    for path, text in tables.items():
        for m in ROUTE.finditer(text):
            if m[2] not in handlers:
                yield (path, line_of(text, m), f"{m[1]} has no handler")
            if not m[3].strip():
                yield (path, line_of(text, m), f"{m[1]} names no role")


@functools.cache
def handlers_in(text):
    return frozenset(re.findall(r"\bapi_(\w+)\(", text))


def check_wings(files):
    """{path: text} to violations as (path, line, words)."""
    bad, handlers, tables = [], set(), {}
    for path, text in sorted(files.items()):
        bad += check_places(path)
        if path.startswith("appliance/") and path.endswith((".c", ".h")):
            bad += check_includes(path, text)
        if path.startswith("appliance/api/"):
            handlers |= handlers_in(text)
        if path.startswith("appliance/tbl/") and path.endswith(".def"):
            tables[path] = text
    return bad + list(check_routes(tables, handlers))


A_ROUTE = 'ROUTE(GET, "/api/x", %s, %s, HALL, None, Done, "x")\n'
PLANTED_WINGS = {
    "a wing sees one above": (
        "appliance/hall/people/planted.c",
        '#include "hall/queue/ticket.h"\n',
    ),
    "a wing's rules see one above": (
        "appliance/rules/place/planted.h",
        '/* x */\n#include "rules/queue/ticket.h"\n',
    ),
    "a wing sees the rules of one above": (
        "appliance/hall/casework/planted.c",
        '#include "rules/care/order.h"\n',
    ),
    "a wing that is none": ("appliance/hall/counter/planted.c", "int x(void);\n"),
    "a file that lies loose": ("appliance/stray.c", "int x(void);\n"),
    "the table of commands works": ("appliance/main.c", '#include "hall/place/site.h"\n'),
    "a wing's route without a handler": (
        "appliance/tbl/people/planted.routes.def",
        A_ROUTE % ("nobody_home", "CLERK"),
    ),
    "a noun's route without a handler": (
        "appliance/tbl/routes/people.def",
        A_ROUTE % ("nobody_home", "CLERK"),
    ),
    "a route for nobody": ("appliance/tbl/people/routes.def", A_ROUTE % ("login", " ")),
}
