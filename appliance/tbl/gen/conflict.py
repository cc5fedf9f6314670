"""INSERT … ON CONFLICT REPLACE is our word for a row that takes the place of the one with its key,
as if that had been deleted before: a column that is not named gets what a new row has there. It is
written out here from the table's key as SQLite and PostgreSQL both take it: ON CONFLICT (key) DO
UPDATE SET … = excluded.…. Where the first row stays, a statement says so by itself: ON CONFLICT DO
NOTHING."""

import re

REPLACE = " ON CONFLICT REPLACE"


def written_out(t, place, sql, db):
    if not sql.endswith(REPLACE):
        return sql
    table = re.match(r"INSERT INTO (\w+)|", sql)[1]
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    keys = sorted((key, name) for _, name, *_, key in columns if key)
    others = [f"{name} = excluded.{name}" for _, name, *_, key in columns if not key]
    if not keys or not others or other_keys(db, table):
        t.fail(f"{place}: REPLACE wants a table with one key and a column besides")
    key = ", ".join(name for _, name in keys)
    return sql.removesuffix(REPLACE) + f" ON CONFLICT ({key}) DO UPDATE SET {', '.join(others)}"


def other_keys(db, table):
    """Unique columns beside the key: which row would have to go is not said then."""
    indices = db.execute(f"PRAGMA index_list({table})")
    return [name for _, name, unique, origin, *_ in indices if unique and origin != "pk"]
