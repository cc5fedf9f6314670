"""The database's own tables: the permanent ones by steps, the views of all wings."""

import hashlib
import re

from rows import HEAD, c_string


def read_steps(t):
    folder = t.root / "store/schema/permanent"
    return [(p.stem, p.read_text()) for p in sorted(folder.glob("*.sql"))]


def read_views(t):
    """By noun, whatever the wing: a hall's digest goes through the tables in this order."""
    files = (t.root / "tbl").glob("*/views/*.sql")
    return "".join(p.read_text() for p in sorted(files, key=lambda p: p.name))


def permanent_tables(t, steps):
    """Those that are there after the last step."""
    tables = ["schema_step"]
    change = r"^(?:CREATE TABLE (?:IF NOT EXISTS )?(\w+)|DROP TABLE (\w+))"
    for n, (name, sql) in enumerate(steps, 1):
        if not re.fullmatch(rf"{n:04}(-[a-z]+)+", name):
            t.fail(f"store/schema/permanent: {name} should begin with {n:04}-")
        for made, dropped in re.findall(change, sql, flags=re.M):
            tables = tables + [made] if made else [x for x in tables if x != dropped]
    return tables


def c_lines(sql):
    lines = (line for line in sql.splitlines() if line.strip())
    kept = (line for line in lines if not line.strip().startswith("--"))
    return "\n".join("\t" + c_string(line + "\n") for line in kept)


def view_rows(t, views):
    """A view has a hall, by which it is filled and compared, and a key: the order of its rows."""
    table = r"CREATE TABLE (\w+) \((.*?)\n\)([^;]*);[ \t]*(-- cache)?"
    for m in re.finditer(table, views, flags=re.S):
        table, columns, _, cache = m.groups()
        key = re.search(r"PRIMARY KEY \(([^)]*)\)", columns)
        digest = "NULL"
        if not cache:
            if not key or not re.match(r"\s*hall TEXT", columns):
                t.fail(f"views: {table} needs a hall column and a PRIMARY KEY (…)")
                continue
            digest = c_string(f"SELECT * FROM {table} WHERE hall = ?1 ORDER BY {key[1]}")
        yield f'\t{{ "{table}", "DROP TABLE IF EXISTS {table}", {digest} }},\n'


def write_schema(t, steps, views, effects):
    """effects: the text of all of them. Another shape of the views, or other effects, is another
    version: an older database is refilled from its journal when it is opened."""
    said = hashlib.sha256((views + effects).encode()).hexdigest()
    tables = ", ".join(c_string(x) for x in permanent_tables(t, steps))
    rows = "".join(f'\t{{ "{name}",\n{c_lines(sql)} }},\n' for name, sql in steps)
    text = f"""{HEAD}#include "store/schema.h"

const struct schema_step schema_steps[] = {{
{rows}}};
const size_t schema_step_count = sizeof schema_steps / sizeof *schema_steps;

const char *const schema_permanent[] = {{ {tables}, NULL }};

const char schema_views[] =
{c_lines(views)};

const int schema_views_version = {int(said[:7], 16) + 1};

const struct schema_view schema_view_tables[] = {{
{"".join(view_rows(t, views))}}};
const size_t schema_view_count = sizeof schema_view_tables / sizeof *schema_view_tables;
"""
    t.write("schema.c", text)
