"""The wings: nine subjects under the same names on the floors that know subjects. In hall/, rules/
and tbl/ each sees itself and those below it, and nothing lies loose between the floors."""

import functools, re
from tree import name_of

WINGS = ("place", "link", "people", "queue", "casework", "booking", "care", "paper", "supervision")
WINGED = ("hall", "rules", "api")
ORDERED = ("hall", "rules")  # a handler may join what lies side by side
TABLES = ("common", *WINGS)
LOOSE = {"main.c", "run.sh", "policy.md"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include "([^"]+)"', re.M)
FIELD = re.compile(r'^FIELD\((\w+),\s*(\w+),\s*\w+,\s*"(\w*)"', re.M)
SET = re.compile(r"^SET\((\w+),", re.M)


def wing_of(path):
    """(floor, wing) of appliance/FLOOR/WING/…, or of FLOOR/WING/… as an include names it."""
    parts = path.removeprefix("appliance/").split("/")
    return (parts[0], parts[1]) if len(parts) > 2 and parts[1] in TABLES else (parts[0], None)


def above(wing, other):
    return TABLES.index(other) > TABLES.index(wing)


@functools.cache
def includes_above(path, text):
    floor, wing = wing_of(path)
    found = []
    for name in INCLUDE.findall(text) if wing and floor in ORDERED else ():
        other_floor, other = wing_of(name)
        if other and other_floor in ORDERED and above(wing, other):
            found.append(f"{name_of(path)} {name}")
    return tuple(found)


@functools.cache
def rows_in(path, text):
    """What a table makes (shapes, sets), and which names its fields use: (shape.field, name)."""
    fields = FIELD.findall(text)
    made = {shape for shape, _, _ in fields} | set(SET.findall(text))
    return made, [(f"{shape}.{field}", named) for shape, field, named in fields if named]


def upward(files):
    """Includes and fields that name what belongs to a wing above their own."""
    found, home, used = set(), {}, []
    for path, text in files.items():
        if path.startswith("appliance/") and path.endswith((".c", ".h")):
            found.update(includes_above(path, text))
        if path.startswith("appliance/tbl/") and path.endswith(".def") and wing_of(path)[1]:
            made, uses = rows_in(path, text)
            home |= dict.fromkeys(made, wing_of(path)[1])
            used += ((wing_of(path)[1], *use) for use in uses)
    return found | {
        f"{field} {named}" for wing, field, named in used if above(wing, home.get(named, wing))
    }


def check_wings(files):
    """Nothing lies loose, and a folder on a floor that has wings is one of them."""
    for path in sorted(files):
        parts = path.split("/")
        if parts[0] == "appliance" and len(parts) == 2 and parts[1] not in LOOSE:
            yield (path, 0, "loose between the floors")
        if parts[0] == "appliance" and len(parts) > 3:
            floor, wing = parts[1:3]
            if floor in WINGED and wing not in WINGS or floor == "tbl" and wing not in FOLDERS:
                yield (path, 0, f"{wing} is no wing")


FOLDERS = (*TABLES, "gen")
PLANTED_WINGS = {
    "a wing that is none": ("appliance/hall/counter/planted.c", "int x(void);\n"),
    "a wing of tables that is none": ("appliance/tbl/counter/planted.def", "\n"),
    "a file that lies loose": ("appliance/stray.sql", "\n"),
}
