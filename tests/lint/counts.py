"""What the ratchet counts. Each count is a name and a function from {path: text} to places, so that
a count that rose can be shown where it stands. Paths are matched by their beginning, at any depth."""

import functools, re
from functions import READERS, functions_in_c, quiet
from tree import language_of, name_of

WIDTH, WIDTH_OF_ROWS, TAB = 100, 160, 8
LANGUAGES = ("c", "h", "sql", "vue", "ts", "mjs", "py", "sh", "def", "css")
FUNCTION, FILE, HEADER, PARAMETERS = 60, 400, 120, 6
PRODUCT = ("appliance/", "sync/")
# The house's own floors, where a word is a word: base, http and store carry others' texts, and what
# people type comes in at the command line.
EDGES = (
    "appliance/base/",
    "appliance/http/",
    "appliance/store/",
    "appliance/cli/",
    "appliance/command_",
    "appliance/tbl/",
)
NOUNS = ("appliance/rules/", "appliance/hall/", "appliance/hub/")
KEPT = {"rules": "appliance/rules/", "store": "appliance/store/"}
REFUSED = "tests/postgres/refused"
CONTROLS = ("input", "textarea", "select", "button", "table")


def sources(files, languages, under=("",), but=()):
    for path, text in sorted(files.items()):
        if language_of(path) in languages and path.startswith(under) and not path.startswith(but):
            yield path, text


@functools.cache
def wide_lines(text, most):
    return tuple(
        n for n, line in enumerate(text.split("\n"), 1) if len(line.expandtabs(TAB)) > most
    )


def wide(files, language):
    most = WIDTH_OF_ROWS if language == "def" else WIDTH
    for path, text in sources(files, (language,)):
        yield from ((path, line) for line in wide_lines(text, most))


def long_functions(files, language):
    for path, text in sources(files, (language,)):
        for name, line, lines, _ in READERS[language](text):
            if lines > FUNCTION:
                yield path, line


def long_files(files):
    return ((path, 0) for path, text in sources(files, LANGUAGES) if text.count("\n") > FILE)


def long_headers(files):
    return ((path, 0) for path, text in sources(files, ("h",)) if text.count("\n") > HEADER)


def many_parameters(files):
    for path, text in sources(files, ("c", "h")):
        for _, line, _, parameters in functions_in_c(text):
            if parameters > PARAMETERS:
                yield path, line


@functools.cache
def matches(pattern, text, flags=0):
    return tuple(text.count("\n", 0, m.start()) + 1 for m in re.finditer(pattern, text, flags))


def lines_with(pattern, languages, under, but=(), code=False, flags=0):
    """A count of what a pattern finds; `code`: not in comments and texts."""

    def count(files):
        for path, text in sources(files, languages, under, but):
            for line in matches(pattern, quiet(text) if code else text, flags):
                yield path, line

    return count


ROW = re.compile(r"^(?:SET\(\w+,\s*(\w+)|(?:ZONE|FEATURE|PAPER)\((\w+)|DISK\(\w+,\s*(\w+))", re.M)


@functools.cache
def words_in(text):
    return frozenset(next(filter(None, m.groups())) for m in ROW.finditer(text))


COMPARED = re.compile(r"\bstrn?cmp\(|\bstrcasecmp\(")
LITERAL = re.compile(r'"(\w+)"')


@functools.cache
def compared(text):
    """(line, literal) of each text that is compared on a line with a strcmp."""
    return tuple(
        (number, word)
        for number, line in enumerate(text.split("\n"), 1)
        if COMPARED.search(line)
        for word in LITERAL.findall(line)
    )


def words_as_text(files):
    words = frozenset().union(
        *(words_in(text) for _, text in sources(files, ("def",), ("appliance/tbl/",)))
    )
    for path, text in sources(files, ("c", "h"), ("appliance/",), EDGES):
        for line, word in compared(text):
            if word in words:
                yield path, line


def raw_controls(files, control):
    """Fields and buttons that a page spells for itself. A piece of the kit that asks the server for
    something knows a subject: it is no control, wherever it lies."""
    for path, text in sources(files, ("vue",), ("webui/",)):
        if "/kit/" in path and not re.search(r"from '[^']*/(?:api|live|calls)'", text):
            continue
        yield from ((path, line) for line in matches(rf"<{control}\b", text))


COUNTS = {f"wide.{language}": functools.partial(wide, language=language) for language in LANGUAGES}
COUNTS |= {
    f"long_function.{language}": functools.partial(long_functions, language=language)
    for language in READERS
}
COUNTS |= {
    "long_file": long_files,
    "long_header": long_headers,
    "many_parameters": many_parameters,
    "rc_ladder": lines_with(
        r"\bif \(!rc\b", ("c", "h"), PRODUCT, ("appliance/base/", "appliance/http/")
    ),
    "word_as_text": words_as_text,
    "body_parameter": lines_with(r"\bconst yyjson_val \*body\b", ("c", "h"), NOUNS),
    "body_member": lines_with(r"\b\w*json_\w+\((?:\([^()]*\))*body, \"", ("c", "h"), NOUNS),
    "json_member": lines_with(r"\bjson_(?:text|int|flag)\([^;\"]*?, \"", ("c", "h"), NOUNS),
    "pointer_cast": lines_with(r"\(uintptr_t\)", ("c", "h"), PRODUCT, ("appliance/base/json.c",)),
    "json_arrow": lines_with(r"->>", ("sql",), ("appliance/",)),
    "postgres_refuses": lambda files: (
        (REFUSED, n) for n, _ in enumerate(files.get(REFUSED, "").splitlines(), 1)
    ),
}
COUNTS |= {
    f"raw_{control}": functools.partial(raw_controls, control=control) for control in CONTROLS
}

ASSERT = lines_with(r"(?<!_)\bassert\(", ("c", "h"), tuple(KEPT.values()), code=True)


def asserts(files):
    """{name: how many}: of each floor that keeps its invariants, and of each file there."""
    found = {f"assert.{floor}": 0 for floor in KEPT}
    for path, _ in ASSERT(files):
        floor = next(f for f, start in KEPT.items() if path.startswith(start))
        for name in (f"assert.{floor}", f"assert.{floor}.{name_of(path)}"):
            found[name] = found.get(name, 0) + 1
    return found
