"""What a page may do in one place only: everywhere else it forgets whom it acts for, or outlives whom
it is of."""

import functools, re

PAGES = "webui/src/"
ONE_PLACE = [
    (
        re.compile(r"\b(?:local|session)Storage\b|\bindexedDB\b"),
        {"lib/keep.ts"},
        "kept in the browser outside the keeper",
    ),
    (
        re.compile(r"(?<![\w.])fetch\(|\bXMLHttpRequest\b|\bsendBeacon\b"),
        {"lib/api.ts", "lib/link.ts", "lib/voice.ts"},
        "a request outside the one client",
    ),
    (re.compile(r"\bas never\b"), set(), "a type that is none"),
]
READ = re.compile(r'^ROUTE\(GET, *"[^"]+", *(\w+)', re.M)
SHOWN = re.compile(r"\.value = \(?await (?:api\.(\w+)\((?!\))|itemsLike\()")
WRITES = re.compile(r"\bmethod:|\bbody:|\bPOST\b|\bPUT\b|\bPATCH\b|\bDELETE\b")
READERS = {"lib/link.ts", "lib/voice.ts"}


def reads_of(files):
    """The calls that read something, as lib/calls.ts names them."""
    names = {
        name
        for path, text in files.items()
        if path.endswith("/routes.def")
        for name in READ.findall(text)
    }
    return frozenset(re.sub(r"_(\w)", lambda m: m[1].upper(), name) for name in names)


@functools.cache
def check_page(path, text, reads):
    """A write leaves by the one client, and an upload names whom it is for as every write does.
    What was asked about one thing is not shown as if it were about another."""
    bad, at = [], path[len(PAGES) :]
    for number, line in enumerate(text.split("\n"), 1):
        for pattern, where, words in ONE_PLACE:
            if at not in where and pattern.search(line):
                bad.append((path, number, words))
        shown = SHOWN.search(line)
        if shown and (not shown[1] or shown[1] in reads):
            bad.append((path, number, "an answer that may come late, shown without a view"))
    if at in READERS and WRITES.search(text):
        bad.append((path, 0, "a write outside the one client"))
    if "tus-js-client'" in text and "actingFor()" not in text:
        bad.append((path, 0, "an upload that does not name whom it is for"))
    if at == "lib/api.ts" and "request.headers.set(name, value)" not in text:
        bad.append((path, 0, "a write that does not name whom it is for"))
    return tuple(bad)
