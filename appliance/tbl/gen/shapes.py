"""Declared shapes of requests and replies."""

from lists import check_lists
from rows import HEAD, c_bool, c_string, unquote

# What each is: http/shape.h.
STRINGS = {"TEXT", "LINES", "SECRET", "CODE", "ID_NO", "PHONE"}
FIELD_TYPES = STRINGS | {"INT", "NUM", "FLAG", "OBJECT", "LIST", "TEXTS", "INTS", "ANY"}


def read_shapes(t, sets, papers):
    """{shape: [(field, type, ref, required, least, most, label)]}"""
    shapes = {}
    for shape, field, kind, ref, required, least, most, label in t.rows("shapes", "FIELD", 8):
        fields = shapes.setdefault(shape, [])
        if kind not in FIELD_TYPES:
            t.fail(f"shapes.def: {shape}.{field}: no type {kind}")
        if next(reversed(shapes)) != shape or any(f[0] == field for f in fields):
            t.fail(f"shapes.def: {shape}.{field}: twice, or two places speak of {shape}")
        ends = int(least), int(most)
        fields.append((field, kind, unquote(ref), required == "YES", *ends, unquote(label)))
    for shape, fields in shapes.items():
        for field in fields:
            check_ref(t, f"{shape}.{field[0]}", field, fields, (shapes, sets, papers))
    return shapes


def check_ref(t, place, field, fields, known):
    _, kind, ref, *_ = field
    shapes, sets, papers = known
    if kind in ("OBJECT", "LIST") and ref not in shapes:
        t.fail(f"shapes.def: {place} refers to unknown shape {ref}")
    if kind == "TEXT" and ref and ref not in sets:
        t.fail(f"shapes.def: {place} refers to unknown set {ref}")
    kinds = [p[0] for p in papers] + [f[0] for f in fields if f[2] == "id_kind"]
    if kind == "ID_NO" and ref and ref not in kinds:
        t.fail(f"shapes.def: {place}: {ref} is no kind of paper, no field with one")


def write_shapes(t, shapes, routes):
    check_lists(shapes, routes, [r[:2] for r in t.rows("bounded", "BOUNDED", 3)], t.fail)
    text = HEAD + '#include "http/shape.h"\n\nconst struct shape_field shape_fields[] = {\n'
    for shape, fields in sorted(shapes.items()):
        for field, kind, ref, required, least, most, label in fields:
            ends = f"{c_bool(required)}, {least}, {most}, {c_string(label)}"
            text += f'\t{{ "{shape}", "{field}", FIELD_{kind}, "{ref}", {ends} }},\n'
    text += "};\nconst size_t shape_field_count = sizeof shape_fields / sizeof *shape_fields;\n"
    t.write("shapes.c", text)
