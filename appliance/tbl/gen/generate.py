#!/usr/bin/env python3
"""Turns the product's tables into C and OpenAPI: generate.py APPLIANCE_DIR OUT_DIR.

tbl/WING/NAME.def        -> routes.c shapes.c bodies.c sets.c papers.c settings.c refusals.c
                            events.c and their headers, words/SET.h, bodies/WING.h
NOUN.sql                 -> NOUN_sql.h (typed calls), query_ids.h, queries.c, statements.json
store/schema, WING/views -> schema.c (permanent tables, views, digest queries)
sample/                  -> embed.c
all of them              -> openapi.json
A row that does not parse, an unknown name, a wrong count of columns or a statement that SQLite does
not prepare stops the build."""

import sys

import bodies
import embed
import events
import openapi
import queries
import routes
import schema
import settings
import shapes
import statements
import words
from columns import Columns
from rows import Tables


def generate(t):
    sets = words.read_sets(t)
    papers, areas, faults = words.read_papers(t)
    fields = shapes.read_shapes(t, sets, papers)
    roles = routes.read_roles(t)
    table = routes.read_routes(t, roles, fields)
    kinds = events.read_events(t, sets)
    said = {"sets": sets, "papers": papers, "areas": areas, "faults": faults, "roles": roles}
    said["arguments"] = routes.read_arguments(t, table)

    words.write_sets(t, sets)
    words.write_papers(t, papers, areas, faults)
    words.write_findings(t, sets)
    settings.write_settings(t)
    refusals = settings.write_refusals(t)
    shapes.write_shapes(t, fields, table)
    bodies.write_bodies(t, fields, table, sets)
    routes.write_routes(t, table)
    openapi.write_openapi(t, said, fields, table, kinds, refusals)
    events.write_events(t, kinds)

    steps, views = schema.read_steps(t), schema.read_views(t)
    named = queries.Queries(t, kinds, Columns(t, steps, views), words.spans(sets))
    named.write()
    statements.write_statements(t, named, [sql for _, sql in steps] + [views])
    effects = "".join(f"{q.name} {q.sql}\n" for q in named.all if q.how == "APPLY")
    schema.write_schema(t, steps, views, effects)
    embed.write_sbom(t)
    embed.write_embeds(t)


def main():
    t = Tables(*sys.argv[1:3])
    generate(t)
    print("\n".join(t.errors), file=sys.stderr, end="\n" if t.errors else "")
    return bool(t.errors)


if __name__ == "__main__":
    sys.exit(main())
