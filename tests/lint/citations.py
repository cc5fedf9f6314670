#!/usr/bin/env python3
"""Every clause, rule and law that the tree cites has its row in appliance/policy.md, every test
that a row points to is there, and so is what the pages of appliance/why name; with planted
contradictions, on itself."""

import functools, re, sys
from reasons import PLANTED_REASONS, check_reasons
from tree import name_of, plant, read_tree

PAPER = "appliance/policy.md"
LEFT_OUT = (PAPER, "tests/lint/", "appliance/sample/", "CHANGELOG.md")
KINDS = {"": "tests/", "unit": "tests/unit/", "browser": "tests/browser/"}
ROW = re.compile(r"^\| ([^|]+?) \| (.*) \|$", re.M)
HEADING = re.compile(r"^## (policy \S+）)", re.M)
# A clause, with the letters and the end of a range that may follow it: S-3.6.2a-d, S-3.1.4b, c, f.
CLAUSE = re.compile(
    r"\bS-(?P<number>\d+(?:\.\d+)*)(?P<letter>[a-z]?)"
    r"(?:[-–](?P<to>[a-z])\b|[-–]S-(?P<end>\d[\d.]*\d[a-z]?)|(?P<more>(?:, [a-z]\b)+))?"
)
NUMBERED = [
    re.compile(r"\b(domain (?:trap \d+|part \d+|\d+\.\d+[a-z]?))"),
    re.compile(r"\b(policy [一二三四]（[一二三四五六]）)"),
    re.compile(r"(行政许可法 ?(?:art\. )?\d+)"),
    re.compile(r"\b(GB(?:/T)? \d+)"),
    re.compile(r"((?:国办发|国发|赣府厅?发|赣府厅字|饶府办字)〔\d{4}〕\d+号)"),
]
# What nobody can look up: no number, or a paper that is not in the tree.
UNNUMBERED = re.compile(r"\((?:domain|policy): |§|\b(?:design|webui|sync|house|domain)\.md\b")


def keys_of(paper):
    """What may be cited: first cells of the tables, and the sections."""
    keys = {m[1] for m in ROW.finditer(paper)} | {m[1] for m in HEADING.finditer(paper)}
    return keys | set(re.findall(r"饶府办字〔\d{4}〕\d+号", paper))


def clauses_in(m):
    """Each clause that one citation names."""
    number, letter = m["number"], m["letter"]
    yield f"S-{number}{letter}"
    if m["to"]:
        yield from (f"S-{number}{chr(c)}" for c in range(ord(letter) + 1, ord(m["to"]) + 1))
    if m["end"]:
        yield f"S-{m['end']}"
    yield from (f"S-{number}{more}" for more in re.findall(r"[a-z]", m["more"] or ""))


def citations_in(line):
    for m in CLAUSE.finditer(line):
        yield from clauses_in(m)
    for pattern in NUMBERED:
        yield from (m.replace(" art.", "") for m in pattern.findall(line))


def is_answered(cited, keys):
    """By its own row, or, where a whole group is cited, by a row of the group."""
    if cited in keys:
        return True
    cited = re.sub(r"(法)(\d)", r"\1 \2", cited)
    group = re.compile(re.escape(cited) + r"(?:\.\d|[a-z])")
    return cited in keys or cited.startswith("S-") and any(map(group.match, keys))


@functools.cache
def cited_in(text):
    """(line, citation) of a whole file; None for one that names no number."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        found += ((number, cited) for cited in citations_in(line))
        if UNNUMBERED.search(line):
            found.append((number, None))
    return tuple(found)


def check_citations(files):
    keys = keys_of(files.get(PAPER, ""))
    for path, text in sorted(files.items()):
        for number, cited in () if path.startswith(LEFT_OUT) else cited_in(text):
            if cited is None:
                yield f"{path}:{number}: a citation that nobody can look up"
            elif not is_answered(cited, keys):
                yield f"{path}:{number}: {cited} has no row in {PAPER}"


def check_rows(files):
    """The last cell: "not built", or tests by name; after a dash, what is not built of it."""
    tests = [(path, name_of(path).rsplit(".", 1)[0]) for path in files if path.startswith("tests/")]
    for m in ROW.finditer(files.get(PAPER, "")):
        key, shown = m[1], m[2].split(" | ")[-1].split(" — ")[0].strip()
        if key == "no" or set(key) <= {"-", "|"} or shown == "not built":
            continue
        for pointed in shown.split(" · "):
            kind, _, name = pointed.rpartition(" ")
            under = KINDS.get(kind)
            there = under and name and any(p.startswith(under) and n == name for p, n in tests)
            if not there:
                yield f"{PAPER}: {key}: no test is called {pointed!r}"


def check(files):
    return [*check_citations(files), *check_rows(files), *check_reasons(files)]


PLANTED = {
    "a clause of nowhere": ("appliance/hall/a/planted.c", "/* S-9.9a */\n"),
    "a letter of nowhere": ("appliance/hall/a/planted.c", "/* S-3.3.4a, z */\n"),
    "a range of nowhere": ("appliance/hall/a/planted.h", "/* S-3.6.2a-k */\n"),
    "a group of nowhere": ("appliance/tbl/a/planted.def", "/* S-3.3.1–S-3.3.9 */\n"),
    "a rule of nowhere": ("appliance/hall/a/planted.sql", "-- domain 3.99\n"),
    "a trap of nowhere": ("webui/src/a/Planted.vue", "// domain trap 19\n"),
    "a section of nowhere": ("appliance/rules/a/planted.h", "/* policy 四（六） */\n"),
    "a law of nowhere": ("appliance/rules/a/planted.h", "/* 行政许可法 999 */\n"),
    "a standard of nowhere": ("tests/unit/a/planted.c", "/* GB/T 99999 */\n"),
    "a document of nowhere": ("README.md", "赣府发〔1999〕1号\n"),
    "a citation without a number": ("appliance/rules/a/planted.h", "/* x (domain: y) */\n"),
    "a paper that is not here": ("appliance/store/a/planted.h", "/* x (design.md) */\n"),
    "a test of nowhere": (PAPER, "| S-9.9 | a | b | nowhere |\n"),
    "a test of another kind": (PAPER, "| S-9.9 | a | b | unit spine |\n"),
    "a row that says nothing": (PAPER, "| S-9.9 | a | b |  |\n"),
} | PLANTED_REASONS


def main():
    files = read_tree()
    bad = check(files)
    missed = [w for w, where in PLANTED.items() if len(check(plant(files, *where))) == len(bad)]
    for words in bad:
        print(f"not ok {words}")
    for words in missed:
        print(f"not ok planted: {words} was not caught")
    cited = sum(len(cited_in(t)) for p, t in files.items() if not p.startswith(LEFT_OUT))
    if cited < 50:
        print(f"not ok only {cited} citations were found")
    passed = (not bad) + len(PLANTED) - len(missed) + (cited >= 50)
    print(f"{passed} passed, {len(bad) + len(missed) + (cited < 50)} failed")
    return bool(bad or missed)


sys.exit(main())
