"""Shapes of requests as C structs, and the tables by which http/shape.c fills them."""

import re

from rows import HEAD
from shapes import STRINGS
from words import spans


def snake(shape):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", shape).lower()


def members_of(field):
    """C members of a field; the first is the one that its own name stands for."""
    name, kind, ref, *_ = field
    if kind in STRINGS:
        return [f"enum {ref} {name}" if kind == "TEXT" and ref else f"const char *{name}"]
    if kind == "OBJECT":
        return [f"const struct {snake(ref)}_body *{name}"]
    count = f"size_t {name}_count"
    return {
        "INT": [f"int64_t {name}"],
        "NUM": [f"double {name}"],
        "FLAG": [f"bool {name}"],
        "ANY": [f"const yyjson_val *{name}"],
        "LIST": [f"const struct {snake(ref)}_body *{name}", count],
        "TEXTS": [f"const char *const *{name}", count],
        "INTS": [f"const int64_t *{name}", count],
    }[kind]


def closure(shapes, routes):
    """The shapes of requests, and what is in them, inner ones first."""
    found = []

    def take(shape):
        for _, kind, ref, *_ in shapes[shape]:
            if kind in ("OBJECT", "LIST"):
                take(ref)
        if shape not in found:
            found.append(shape)

    for request in sorted({r[5] for r in routes} - {"None", "File"}):
        take(request)
    return found


def struct_of(shape, fields):
    """The struct, and the call that reads it from a body that fits the shape."""
    name = snake(shape)
    lines = "".join(f"\t{member};\n" for f in fields for member in members_of(f))
    read = f"\tstruct {name}_body in;\n\tbody_read(a, &body_{name}, body, &in);\n\treturn in;\n"
    return (
        f"struct {name}_body {{\n{lines or '	char nothing;' + chr(10)}}};\n"
        f"extern const struct body body_{name};\n"
        f"static inline struct {name}_body read_{name}(struct arena *a, const yyjson_val *body)\n"
        f"{{\n{read}}}\n\n"
    )


def row_of(shape, field, sets):
    name, kind, ref, *_ = field
    struct = f"struct {snake(shape)}_body"
    count = f"offsetof({struct}, {name}_count)" if kind in ("LIST", "TEXTS", "INTS") else "0"
    what, span, inner = kind, "{ 0, 0 }", "NULL"
    if kind in STRINGS:
        what = "WORD" if kind == "TEXT" and ref else "TEXT"
        span = f"{{ {sets[ref][0]}, {sets[ref][1]} }}" if what == "WORD" else span
    if kind in ("OBJECT", "LIST"):
        inner = f"&body_{snake(ref)}"
    place = f"offsetof({struct}, {name}), {count}"
    return f'\t{{ "{name}", BODY_{what}, {place}, {span}, {inner} }},\n'


def wings(t):
    """{shape: the wing whose table has it}"""
    return {
        row[0]: path.parent.name for path in t.files("shapes") for row in t.read(path, "FIELD", 8)
    }


def includes_of(wing, mine, shapes, home):
    """The headers that a wing's structs need: sets of words, and wings whose shapes are inside."""
    fields = [f for shape in mine for f in shapes[shape]]
    inner = {home[f[2]] for f in fields if f[1] in ("OBJECT", "LIST")} - {wing}
    sets = {f[2] for f in fields if f[1] == "TEXT" and f[2]}
    names = [f"bodies/{w}.h" for w in sorted(inner)] + [f"words/{s}.h" for s in sorted(sets)]
    return ['"words/body.h"'] + [f'"{name}"' for name in names]


def write_bodies(t, shapes, routes, sets):
    order, home, at = closure(shapes, routes), wings(t), spans(sets)
    text = HEAD + "#include <stddef.h>\n"
    for wing in sorted({home[shape] for shape in order}):
        mine = [shape for shape in order if home[shape] == wing]
        structs = "".join(struct_of(shape, shapes[shape]) for shape in mine)
        t.header(f"bodies/{wing}.h", "\n" + structs, includes_of(wing, mine, shapes, home))
        text += f'#include "bodies/{wing}.h"\n'
    text += "\n"
    for shape in order:
        name, rows = snake(shape), "".join(row_of(shape, f, at) for f in shapes[shape])
        if rows:
            text += f"static const struct body_member members_{name}[] = {{\n{rows}}};\n"
        text += f'const struct body body_{name} = {{ "{shape}", sizeof(struct {name}_body),\n'
        text += f"\t{f'members_{name}' if rows else 'NULL'}, {len(shapes[shape])} }};\n\n"
    t.write("bodies.c", text)
