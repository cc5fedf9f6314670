#!/usr/bin/env python3
"""The rules of the house, checked on the tree and, with planted violations, on themselves."""
import functools, re, sys
from tree import plant, read_tree
from wings import PLANTED_WINGS, check_wings

# Which folders a folder may include from. `gen` is what the generator makes beside the nouns; tbl rows are data.
FLOORS = {
    "appliance/base": {"base"},
    "appliance/words": {"words", "base", "tbl"},
    "appliance/store": {"store", "words", "base"},
    "appliance/http": {"http", "store", "words", "base"},
    "appliance/rules": {"rules", "words", "base"},
    "appliance/print": {"print", "rules", "words", "base"},
    "appliance/hall": {"hall", "rules", "store", "words", "base"},
    "appliance/hub": {"hub", "rules", "store", "words", "base"},
    "appliance/api": {"api", "hall", "hub", "rules", "store", "http", "words", "base", "sync"},
    "appliance/jobs": {"jobs", "hall", "hub", "rules", "store", "http", "words", "base", "sync"},
    "appliance/rehearsal": {"rehearsal", "cli", "jobs", "hall", "rules", "store", "words", "base"},
    "appliance/cli": {"cli", "rehearsal", "api", "jobs", "print", "hub", "hall", "rules", "store",
                      "http", "words", "base", "sync", "tbl"},
    "sync": {"sync", "words", "base"},
}
ONLY = {"sqlite3.h": "appliance/store/", "libwebsockets.h": "appliance/http/", "git2.h": "sync/", "curl/curl.h": "sync/", "archive.h": "sync/"}
FORBIDDEN = [
    (re.compile(r"/work/(main|shared|coord)"), "a path of one machine"),
    (re.compile(r"deb\.debian\.org|registry\.npmjs|snapshot\.debian|nodesource"), "the host of a registry"),
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "a promise of later work"),
    (re.compile(r"\|\s*(?:grep\s+(?:-\w+\s+)*-\w*q|head\b)"), "a reader that may leave before its writer ends"),
    (re.compile(r"\bsprintf\s*\(|\bstrcpy\s*\(|\bstrcat\s*\(|\bgets\s*\("), "an unbounded string function"),
]
TOP = {"Makefile", "appliance", "rootfs", "sync", "webui", "tests", "image", "LICENSE",
       "README.md", "README.zh-CN.md", "CHANGELOG.md"}
# What a page may do in one place only: everywhere else it forgets whom it acts for, or outlives whom it is of.
PAGES = "webui/src/"
ONE_PLACE = [
    (re.compile(r"\b(?:local|session)Storage\b|\bindexedDB\b"), {"lib/keep.ts"}, "kept in the browser outside the keeper"),
    (re.compile(r"(?<![\w.])fetch\(|\bXMLHttpRequest\b|\bsendBeacon\b"), {"lib/api.ts", "lib/link.ts", "lib/voice.ts"}, "a request outside the one client"),
    (re.compile(r"\.value = \(?await (?:take\(client\.GET\(.*\bparams\b|itemsLike\()"), set(), "an answer that may come late, shown without a view"),
]
WRITES = re.compile(r"\bmethod:|\bbody:|\bPOST\b|\bPUT\b|\bPATCH\b|\bDELETE\b")
READERS = {"lib/link.ts", "lib/voice.ts"}

def check_page(path, text):
    """A write leaves by the one client, and an upload names whom it is for as every write does."""
    at = path[len(PAGES):]
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, where, words in ONE_PLACE:
            if at not in where and pattern.search(line):
                yield (path, number, words)
    if at in READERS and WRITES.search(text):
        yield (path, 0, "a write outside the one client")
    if "tus-js-client'" in text and "actingFor()" not in text:
        yield (path, 0, "an upload that does not name whom it is for")
    if at == "lib/api.ts" and "request.headers.set(name, value)" not in text:
        yield (path, 0, "a write that does not name whom it is for")

# These stand in the way only where they mean something.
WHERE = {"an unbounded string function": (".c", ".h"), "a reader that may leave before its writer ends": (".sh", ".ci/run")}

@functools.cache
def words_of(text):
    """What a source says of the tables' rows; the same text is read once, however many violations are planted elsewhere."""
    return frozenset(re.findall(r"\b(?:REFUSAL_\w+|SETTING_\w+|(?:event|record)_\w+(?=\())", text))

def check(files):
    """files: {path: text}; returns the violations as (path, line, words)."""
    bad = []
    for path, text in sorted(files.items()):
        folder = next((f for f in FLOORS if path.startswith(f + "/")), None)
        lines = text.splitlines()
        for number, line in enumerate(lines, 1):
            m = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', line) if path.endswith((".c", ".h")) else None
            if m:
                name = m[1]
                for header, where in ONLY.items():
                    if name == header and not path.startswith(where) and not path.startswith("tests/"):
                        bad.append((path, number, f"{name} belongs to {where}"))
                if folder and "/" in name and line.strip().startswith("#include \""):
                    target = name.split("/")[0]
                    if target not in FLOORS[folder]:
                        bad.append((path, number, f"{folder} may not include {name}"))
            if not path.startswith("tests/lint/"):
                for pattern, words in FORBIDDEN:
                    if pattern.search(line) and path.endswith(WHERE.get(words, "")):
                        bad.append((path, number, words))
        if path.startswith(PAGES) and path.endswith((".ts", ".vue")) and not path.endswith(".d.ts"):
            bad += check_page(path, text)
        if path.endswith((".c", ".h", ".ts", ".vue", ".mjs", ".sh", ".py")) and len(lines) > 500:
            bad.append((path, len(lines), "longer than a reader can hold"))
        if path.endswith(".h") and path.startswith(("appliance/", "sync/")) and not text.lstrip().startswith("/*"):
            bad.append((path, 1, "a header without its contract"))
    def table(name):
        return [(p, t) for p, t in files.items() if re.match(rf"appliance/tbl/\w+/{name}\.def$", p)]
    sources = "\n".join(t for p, t in files.items() if p.startswith("appliance/api/"))
    for p, text in table("routes"):
        for m in re.finditer(r"^ROUTE\(\w+,\s*\"([^\"]+)\",\s*(\w+),\s*([^,]+),", text, flags=re.M):
            if f"api_{m[2]}(" not in sources:
                bad.append((p, 0, f"{m[1]} has no handler"))
            if not m[3].strip():
                bad.append((p, 0, f"{m[1]} names no role"))
    said = set()
    for p, t in files.items():
        if p.endswith(".c") and p.startswith(("appliance/", "sync/")):
            said |= words_of(t)
    for p, text in table("refusals"):
        for m in re.finditer(r"^REFUSAL\((\w+),", text, flags=re.M):
            if f"REFUSAL_{m[1]}" not in said:
                bad.append((p, 0, f"{m[1]} is never said"))
    for p, text in table("settings"):
        for m in re.finditer(r"^SETTING\((\w+),", text, flags=re.M):
            if f"SETTING_{m[1].upper()}" not in said:
                bad.append((p, 0, f"{m[1]} is never asked for"))
    for p, text in table("events"):
        for m in re.finditer(r'^EVENT\("([\w.]+)"', text, flags=re.M):
            if not {f"event_{m[1].replace('.', '_')}", f"record_{m[1].replace('.', '_')}"} & said:
                bad.append((p, 0, f"{m[1]} never happens"))
    for p, t in files.items():
        if p.startswith("appliance/") and p.endswith(".c") and not p.startswith("appliance/store/") and re.search(r'"\s*(SELECT|INSERT|UPDATE|DELETE)\s', t):
            bad.append((p, 0, "SQL text outside a .sql file"))
    top = {p.split("/")[0] for p in files}
    for name in top - TOP:
        if not name.startswith("."):
            bad.append((name, 0, "not one of the top-level names"))
    return bad + check_wings(files)

PLANTED = {
    "rules reach up": ("appliance/rules/place/window.c", '#include "store/db.h"\n'),
    "hall sees hub": ("appliance/hall/place/site.c", '#include "hub/fleet.h"\n'),
    "hub sees hall": ("appliance/hub/fleet.c", '#include "hall/place/site.h"\n'),
    "sync sees the hall": ("sync/batch.c", '#include "hall/place/site.h"\n'),
    "base reaches up": ("appliance/base/file.c", '#include "rules/place/window.h"\n'),
    "print sees the hall": ("appliance/print/escpos.c", '#include "hall/place/site.h"\n'),
    "http sees rules": ("appliance/http/server.c", '#include "rules/place/window.h"\n'),
    "SQLite outside the store": ("appliance/hall/place/site.c", "#include <sqlite3.h>\n"),
    "websockets outside http": ("appliance/api/queue/queue.c", "#include <libwebsockets.h>\n"),
    "a registry host": ("image/deps/fetch.sh", "curl http://deb.debian.org/x\n"),
    "later work": ("appliance/hall/place/site.c", "/* TODO: later */\n"),
    "a path of one machine": ("Makefile", "X := /work/main\n"),
    "SQL in C": ("appliance/hall/place/site.c", 'static const char *q = "SELECT 1";\n'),
    "an unbounded copy": ("appliance/hall/place/site.c", "void f(char *a, char *b) { strcpy(a, b); }\n"),
    "a reader that leaves early": ("tests/repeat.sh", "seq 9 | grep -q 1\n"),
    "a route without a handler": ("appliance/tbl/place/routes.def", 'ROUTE(GET, "/api/x", nobody_home, CLERK, HALL, None, Done, "x")\n'),
    "a refusal never said": ("appliance/tbl/common/refusals.def", 'REFUSAL(NEVER_SAID, 409, "x", "y")\n'),
    "a setting never asked for": ("appliance/tbl/place/settings.def", 'SETTING(never_asked, INT, "1", 0, 2, "", "x", "y", "z")\n'),
    "an event that never happens": ("appliance/tbl/place/events.def", 'EVENT("site.dreamt", HALL, "x")\n'),
    "a new top-level name": ("stray.txt", "x\n"),
    "a page keeps by itself": (
        "webui/src/parts/queue/draft.ts",
        "localStorage.setItem('x', 'y')\n",
    ),
    "a page keeps for the session": (
        "webui/src/screens/citizen/kiosk/App.vue",
        "sessionStorage.x = 1\n",
    ),
    "a page writes by itself": (
        "webui/src/parts/queue/queue.ts",
        "void fetch('/api/x', { method: 'POST' })\n",
    ),
    "a reader writes": ("webui/src/lib/link.ts", "const more = { method: 'POST' }\n"),
    "a beacon": ("webui/src/lib/live.ts", "navigator.sendBeacon('/api/x')\n"),
    "a write for nobody": ("webui/src/lib/api.ts", "", "request.headers.set(name, value)"),
    "an upload for nobody": (
        "webui/src/screens/staff/desk/send.ts",
        "const { Upload } = await import('tus-js-client')\n",
    ),
    "an answer without a view": (
        "webui/src/screens/lead/cases/App.vue",
        "list.value = await take(client.GET('/api/cases', { params: { query: {} } }))\n",
    ),
    "a search without a view": (
        "webui/src/screens/staff/help/Ask.vue",
        "found.value = await itemsLike(q, 8)\n",
    ),
    "a header without a contract": ("appliance/hall/place/planted.h", "int x;\n"),
}

def main():
    passed = failed = 0
    files = read_tree()
    found = check(files)
    for path, line, words in found:
        print(f"not ok {path}:{line}: {words}")
    passed, failed = (1, 0) if not found else (0, len(found))
    for name, (path, text, *gone) in PLANTED.items():
        spoiled = plant(files, path, text)
        for words in gone:
            assert words in spoiled[path]
            spoiled[path] = spoiled[path].replace(words, "")
        if len(check(spoiled)) > len(found):
            passed += 1
        else:
            failed += 1
            print(f"not ok planted: {name} was not caught")
    at_rest = len(check_wings(files))
    for name, (path, text) in PLANTED_WINGS.items():
        if len(check_wings(plant(files, path, text))) == at_rest + 1:
            passed += 1
        else:
            failed += 1
            print(f"not ok planted: {name} was not caught")
    print(f"{passed} passed, {failed} failed")
    return failed != 0

sys.exit(main())
