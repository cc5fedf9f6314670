"""A row of a table that nothing uses is no row: each route has its handler and its roles, each refusal
is said, each setting asked for, each event happens."""

import functools, re

TABLE = re.compile(r"appliance/tbl/\w+/(\w+)\.def")
ROUTE = re.compile(r'^ROUTE\(\w+,\s*"([^"]+)",\s*(\w+),\s*([^,]+),', re.M)
USED = re.compile(r"\b(?:REFUSAL_\w+|SETTING_\w+|(?:event|record|api)_\w+(?=\())")
# table: (a row's name, what in the sources uses it, what is wrong when nothing does)
ROWS = {
    "refusals": (
        re.compile(r"^REFUSAL\((\w+),", re.M),
        lambda name: {f"REFUSAL_{name}"},
        "is never said",
    ),
    "settings": (
        re.compile(r"^SETTING\((\w+),", re.M),
        lambda name: {f"SETTING_{name.upper()}"},
        "is never asked for",
    ),
    "events": (
        re.compile(r'^EVENT\("([\w.]+)"', re.M),
        lambda name: {f"{verb}_{name.replace('.', '_')}" for verb in ("event", "record")},
        "never happens",
    ),
}


@functools.cache
def used_in(text):
    return frozenset(USED.findall(text))


def check_rows(files):
    sources = [t for p, t in files.items() if p.endswith(".c") and not p.startswith("tests/")]
    used = frozenset().union(*map(used_in, sources))
    for path, text in sorted(files.items()):
        table = m[1] if (m := TABLE.fullmatch(path)) else None
        for m in ROUTE.finditer(text) if table == "routes" else ():
            if f"api_{m[2]}" not in used:
                yield (path, 0, f"{m[1]} has no handler")
            if not m[3].strip():
                yield (path, 0, f"{m[1]} names no role")
        if table in ROWS:
            name, uses, words = ROWS[table]
            for m in name.finditer(text):
                if not uses(m[1]) & used:
                    yield (path, 0, f"{m[1]} {words}")
