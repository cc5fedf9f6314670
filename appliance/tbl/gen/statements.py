"""Statements as text: where they are, what an effect is given and may write."""

import json
import re

# What an effect is given of its event's place in the record; every other name is a member of its
# body. at_day is "2026-11-24"; at_second counts from midnight; both, and the hour, as written.
EFFECT = dict.fromkeys(("node", "hall", "at", "at_day", "actor", "id"), "text")
EFFECT |= dict.fromkeys(("seq", "at_ms", "at_second", "at_hour"), "int")


class Query:
    def __init__(self, place, name, constant, sql, params, how):
        self.place, self.name, self.constant = place, name, constant
        self.sql, self.params, self.how = sql, params, how
        self.writes = how in ("EXEC", "APPLY")


def fold(sql):
    """One line without comments."""
    sql = re.sub(r"\s*--[^\n]*", "", sql)
    return re.sub(r"\s+", " ", sql).strip().rstrip(";")


def files(root):
    """By floor and noun, whatever the wing: the effects of one event run in this order."""
    found = (p for p in root.glob("*/**/*.sql") if not {"schema", "views"} & set(p.parts))
    return sorted(found, key=lambda p: (p.relative_to(root).parts[0], p.stem))


def keeps_to_its_hall(sql):
    """An effect writes rows of the hall whose stream its event is in, whatever the body says."""
    if sql.startswith("INSERT"):
        into = r"INSERT INTO \w+ \(hall, .*?\) "
        m = re.match(into + r"(VALUES \(:hall,|SELECT (?::hall|(?:\w+\.)?hall),)", sql)
        return bool(m) and ":hall" in sql
    return bool(re.search(r" WHERE (\w+\.)?hall = :hall( AND |$)", sql))


def types(q, events):
    """[(parameter, type)]: what a database is given: "text", "int" or "real"."""
    members = {member: kind.lower() for member, kind, _ in events.get(q.name, ("", "", []))[2]}
    for name, kind in q.params:
        kind = members[name] if kind == "member" else kind
        yield name, "int" if kind == "flag" else kind if kind in ("int", "real") else "text"


def write_statements(t, queries, schema):
    """All of them as data, for another database than SQLite (tests/postgres)."""
    rows = [
        {"place": q.place, "sql": q.sql, "params": list(types(q, queries.events))}
        for q in queries.all
    ]
    said = {"schema": schema, "statements": rows}
    t.write("statements.json", json.dumps(said, ensure_ascii=False, indent=1) + "\n")
