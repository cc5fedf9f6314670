"""Routes: who may call what, with which shapes."""

from rows import HEAD, bars, c_string, unquote


def read_roles(t):
    return {r[0]: (unquote(r[1]), unquote(r[2])) for r in t.rows("roles", "ROLE", 4)}


def read_routes(t, roles, shapes):
    """[(method, path, name, roles, where, request, reply, summary)]"""
    routes = []
    for method, path, name, role, where, request, reply, summary in t.rows("routes", "ROUTE", 8):
        for r in bars(role):
            if r != "ANYONE" and r not in roles:
                t.fail(f"routes.def: {path}: no role {r}")
        for s in (request, reply):
            if s not in shapes and s not in ("None", "File"):
                t.fail(f"routes.def: {path}: no shape {s}")
        text = unquote(summary)
        routes.append((method, unquote(path), name, bars(role), where, request, reply, text))
    return routes


def read_arguments(t, routes):
    """{path of a GET route: [(argument, label)]}"""
    arguments = {}
    for path, argument, label in t.rows("routes", "ARGUMENT", 3):
        arguments.setdefault(unquote(path), []).append((argument, unquote(label)))
    for path in arguments:
        if path not in {r[1] for r in routes if r[0] == "GET"}:
            t.fail(f"routes.def: ARGUMENT of {path}: no such GET route")
    return arguments


def write_routes(t, routes):
    text = HEAD + '#include "http/server.h"\n#include "api/handlers.h"\n\n'
    text += "const struct route routes[] = {\n"
    for method, path, name, names, where, request, reply, summary in routes:
        mask = " | ".join(f"ROLE_{r}" for r in names)
        text += f'\t{{ HTTP_{method}, "{path}", "{name}", api_{name}, {mask}, NODE_{where},\n'
        text += f'\t\t"{request}", "{reply}", {c_string(summary)} }},\n'
    text += "};\nconst size_t route_count = sizeof routes / sizeof *routes;\n"
    t.write("routes.c", text)
    handlers = "".join(f"handler api_{route[2]};\n" for route in routes)
    t.header("handlers_gen.h", f"\n{handlers}\n", ['"http/server.h"'])
