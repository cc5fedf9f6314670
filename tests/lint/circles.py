"""No circles: a noun is a header and the files that bear its name (ticket.h, ticket.c,
ticket_act.c; db_internal.h is the inside of db), and whoever follows includes from noun to noun
never comes back to where he began. What lies in a circle can only be read, tested and moved as
one."""

import functools, re

PRODUCT = ("appliance/", "sync/")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include "([^"]+)\.h"', re.M)


@functools.cache
def included(text):
    return tuple(INCLUDE.findall(text))


def noun_of(stem, headers):
    """The header a file without one of its own belongs to: the longest beginning of its name."""
    stem = stem.removesuffix("_internal")
    folder, _, name = stem.rpartition("/")
    parts = name.split("_")
    for n in range(len(parts), 0, -1):
        noun = f"{folder}/{'_'.join(parts[:n])}"
        if noun in headers:
            return noun
    return stem


def arrows_of(files):
    """{noun: {noun it includes: path of the file that does}}."""
    stems = {p: p[:-2] for p in files if p.startswith(PRODUCT) and p.endswith((".c", ".h"))}
    headers = {stem for path, stem in stems.items() if path.endswith(".h")}
    arrows = {}
    for path, stem in sorted(stems.items()):
        noun = noun_of(stem, headers)
        seen = arrows.setdefault(noun, {})
        for name in included(files[path]):
            other = next((o for o in (f"appliance/{name}", name) if o in headers), None)
            other = other and noun_of(other, headers)
            if other and other != noun:
                seen.setdefault(other, path)
    return arrows


def circles_of(arrows):
    """The groups of nouns that reach each other (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(noun):
        index[noun] = low[noun] = len(index)
        stack.append(noun)
        for other in sorted(arrows.get(noun, ())):
            if other not in index:
                visit(other)
                low[noun] = min(low[noun], low[other])
            elif other in stack:
                low[noun] = min(low[noun], index[other])
        if low[noun] == index[noun]:
            group = stack[stack.index(noun) :]
            del stack[stack.index(noun) :]
            if len(group) > 1:
                found.append(sorted(group))

    for noun in sorted(arrows):
        if noun not in index:
            visit(noun)
    return found


def check_circles(files):
    """{path: text} to violations as (path, line, words)."""
    arrows, bad = arrows_of(files), []
    for group in circles_of(arrows):
        ways = [
            (arrows[noun][other], f"{arrows[noun][other]} sees {other}")
            for noun in group
            for other in group
            if other in arrows[noun]
        ]
        bad.append((ways[0][0], 0, "a circle: " + "; ".join(words for _, words in ways)))
    return bad


PLANTED_CIRCLES = {
    "two headers that see each other": {
        "appliance/hall/place/planted.h": '#include "hall/place/sown.h"\n',
        "appliance/hall/place/sown.h": '#include "hall/place/planted.h"\n',
    },
    "a circle by way of the files that bear a noun's name": {
        "appliance/rules/care/planted.h": "int x(void);\n",
        "appliance/rules/care/planted_act.c": '#include "rules/care/sown.h"\n',
        "appliance/rules/care/sown.h": "int y(void);\n",
        "appliance/rules/care/sown.c": '#include "rules/care/planted.h"\n',
    },
    "a circle of three, one by its inside": {
        "sync/planted.h": "int x(void);\n",
        "sync/planted_internal.h": '#include "sync/sown.h"\n',
        "sync/sown.h": '#include "sync/grown.h"\n',
        "sync/grown.h": "int y(void);\n",
        "sync/grown.c": '#include "sync/planted.h"\n',
    },
}
