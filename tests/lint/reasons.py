"""The pages of appliance/why: none is longer than a page, each is in the list, and every file that
one names is in the tree, wherever it lies."""

import re
from tree import name_of

PLACE = "appliance/why/"
LINES = 60
NAMED = re.compile(r"`([\w./-]+\.(?:c|h|sql|def|py|sh|ts|vue|mjs|css|txt))`")
LINKED = re.compile(r"\]\((\w[\w-]*\.md)\)")


def check_reasons(files):
    paths = "\n".join(["", *files, ""])
    pages = {path: text for path, text in files.items() if path.startswith(PLACE)}
    listed = set(LINKED.findall(pages.get(f"{PLACE}README.md", "")))
    for path, text in sorted(pages.items()):
        if text.count("\n") > LINES:
            yield f"{path}: longer than {LINES} lines"
        if name_of(path) not in {*listed, "README.md"}:
            yield f"{path}: not in the list"
        for name in NAMED.findall(text):
            if f"/{name}\n" not in paths and f"\n{name}\n" not in paths:
                yield f"{path}: no file is called {name}"
        for name in LINKED.findall(text):
            if PLACE + name not in files:
                yield f"{path}: no page is called {name}"


PLANTED_REASONS = {
    "a page of many lines": (f"{PLACE}kit.md", "x\n" * 61),
    "a page that no list names": (f"{PLACE}planted.md", "x\n"),
    "a file of nowhere": (f"{PLACE}kit.md", "`nowhere.c`\n"),
    "a page of nowhere": (f"{PLACE}kit.md", "[x](nowhere.md)\n"),
}
