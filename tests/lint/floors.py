"""Which folders a folder may include from, and which libraries one folder alone knows."""

import functools, re

# `gen` is what the generator makes beside the nouns; rows of tbl are data; `bodies` are requests.
FLOORS = {
    "appliance/base": {"base"},
    "appliance/words": {"words", "base", "tbl"},
    "appliance/store": {"store", "words", "base"},
    "appliance/http": {"http", "store", "words", "base"},
    "appliance/rules": {"rules", "words", "base"},
    "appliance/print": {"print", "rules", "words", "base"},
    "appliance/hall": {"hall", "rules", "store", "bodies", "words", "base"},
    "appliance/hub": {"hub", "rules", "store", "words", "base"},
    "appliance/api": {
        *("api", "hall", "hub", "rules", "store", "http", "bodies", "words", "base", "sync"),
    },
    "appliance/jobs": {"jobs", "hall", "hub", "rules", "store", "http", "words", "base", "sync"},
    "appliance/rehearsal": {
        *("rehearsal", "jobs", "hall", "rules", "store", "bodies", "words", "base"),
    },
    "appliance/cli": {
        *("cli", "rehearsal", "api", "jobs", "print", "hub", "hall", "rules", "store", "http"),
        *("bodies", "words", "base", "sync", "tbl"),
    },
    "appliance/main.c": {"cli", "words", "base", "tbl"},
    "sync": {"sync", "words", "base"},
}
ONLY = {
    "sqlite3.h": "appliance/store/",
    "libwebsockets.h": "appliance/http/",
    "git2.h": "sync/",
    "curl/curl.h": "sync/",
    "archive.h": "sync/",
}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)
SQL = re.compile(r'"\s*(SELECT|INSERT|UPDATE|DELETE)\s')


def floor_of(path):
    return next((f for f in FLOORS if path == f or path.startswith(f + "/")), None)


@functools.cache
def check_floors(path, text):
    """The violations of one C file, as (path, line, words)."""
    bad, floor = [], floor_of(path)
    for m in INCLUDE.finditer(text):
        quoted, name = m[1] == '"', m[2]
        line = text.count("\n", 0, m.start(2)) + 1
        where = ONLY.get(name)
        if where and not path.startswith((where, "tests/")):
            bad.append((path, line, f"{name} belongs to {where}"))
        if floor and quoted and "/" in name and name.split("/")[0] not in FLOORS[floor]:
            bad.append((path, line, f"{floor} may not include {name}"))
    if path.startswith("appliance/") and not floor:
        bad.append((path, 0, "on no floor"))
    product = path.startswith("appliance/") and not path.startswith("appliance/store/")
    if product and path.endswith(".c") and SQL.search(text):
        bad.append((path, 0, "SQL text outside a .sql file"))
    if path.startswith(("appliance/", "sync/")) and path.endswith(".h"):
        if not text.lstrip().startswith("/*"):
            bad.append((path, 1, "a header without its contract"))
    return tuple(bad)
