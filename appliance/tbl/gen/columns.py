"""What SQLite itself says of a statement: whether it can be prepared on the product's tables, and
the names and types of the columns it reads."""

import re
import sqlite3

# What store/function.c adds, with one argument each.
OWN_FUNCTIONS = ("spelled_name", "spelled_number", "spelled_phone")
DECLARED = {"INTEGER": "int", "REAL": "real", "TEXT": "text", "": "text"}


class Anything(dict):
    def __missing__(self, name):
        return None


class Columns:
    def __init__(self, t, steps, views):
        self.t = t
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        for name in OWN_FUNCTIONS:
            self.db.create_function(name, 1, lambda x: x, deterministic=True)
        for sql in [sql for _, sql in steps] + [views]:
            self.db.executescript(sql)

    def check(self, place, sql):
        try:
            self.db.execute("EXPLAIN " + sql, Anything())
        except sqlite3.Error as e:
            self.t.fail(f"{place}: {e}")

    def of(self, place, sql):
        """[(name, type)]: as the tables declare, or as the alias says: x, "x:int", "x:a_set"."""
        try:
            self.db.execute(f"CREATE TEMP VIEW v AS {without_parameters(sql)}")
            rows = self.db.execute("PRAGMA temp.table_info(v)").fetchall()
        except sqlite3.Error as e:
            self.t.fail(f"{place}: {e}")
            return []
        finally:
            self.db.execute("DROP VIEW IF EXISTS temp.v")
        return [self.column(place, name, declared) for _, name, declared, *_ in rows]

    def column(self, place, name, declared):
        name, _, said = name.partition(":")
        if not re.fullmatch(r"[a-z]\w*", name):
            self.t.fail(f"{place}: column {name} needs a name")
        return name, said or DECLARED[declared]


def parameters(sql):
    """The names that a statement asks for, in their order."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", sql)
    return list(dict.fromkeys(re.findall(r":([a-z_][a-z0-9_]*)", bare)))


def without_parameters(sql):
    pattern = r"(\"[^\"]*\"|'[^']*')|:[a-z_][a-z0-9_]*"
    return re.sub(pattern, lambda m: m[1] or "NULL", sql)
