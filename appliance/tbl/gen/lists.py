"""A list of a reply says when it was cut: the reply by `cut` (tbl/common/cut.def), a list by
`total` or `more_…` beside it; or it cannot grow (tbl/common/bounded.def)."""


def check_lists(shapes, routes, bounded, fail):
    """shapes: name -> fields (name, type, ref, …); routes: rows whose seventh is the reply;
    bounded: pairs of shape and list."""
    used = set()
    seen = set()

    def look(shape, top):
        if (shape, top) in seen:
            return
        seen.add((shape, top))
        names = {f[0] for f in shapes[shape]}
        for field, kind, ref, *_ in shapes[shape]:
            if kind == "LIST":
                says = (top and "cut" in names) or "total" in names or f"more_{field}" in names
                if (shape, field) in map(tuple, bounded):
                    used.add((shape, field))
                elif not says:
                    fail(
                        f"shapes: {shape}.{field}: a list that neither says when it was cut "
                        "nor is in bounded.def"
                    )
            if kind in ("LIST", "OBJECT"):
                look(ref, False)

    for route in routes:
        if route[6] != "File":
            look(route[6], True)
    for shape, field in bounded:
        if (shape, field) not in used:
            fail(f"bounded.def: {shape}.{field} is no list of a reply")
