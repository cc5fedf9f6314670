"""Where NULLs go in an order is said: to SQLite they are less than every value, to PostgreSQL more.
What may be NULL is known from the tables. A condition IS NOT NULL settles it as well, and so does a
term before that asks for it."""

import re

SAID = re.compile(r" NULLS (?:FIRST|LAST)$")
ASKED = re.compile(r"([\w.]+) IS (?:NOT )?NULL")
GIVEN = re.compile(r"(?:WHERE|AND) ([\w.]+) IS NOT NULL(?= AND | ORDER | GROUP | UNION |\)|$)")
NEVER_NULL = re.compile(r"'(?:[^']|'')*'|\bcoalesce\([^()]*(?:\([^()]*\)[^()]*)*\)|:\w+")
TABLE = re.compile(r"(LEFT JOIN|JOIN|FROM) (\w+)(?: (?:AS )?(?!ON\b|WHERE\b|ORDER\b)([a-z]\w*))?")
RENAMED = re.compile(r"([\w.]+|\b(?:max|min|sum|avg)\([^()]*\)) AS (\w+)")
NAME = re.compile(r"(?:(\w+)\.)?([a-z_]\w*)\b(?!\()")


def may_be_null(db):
    """{table: {column}}"""
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: nullable_of(db, table) for table in names}


def nullable_of(db, table):
    columns = db.execute(f"PRAGMA table_xinfo({table})").fetchall()
    return {name for _, name, _, required, _, key, _ in columns if not required and not key}


def until_closed(text):
    """(where a clause ends, where its terms part): a bracket or a keyword of the same depth."""
    depth, parts = 0, []
    for m in re.finditer(r"'(?:[^']|'')*'|[(),]| (?:LIMIT|OFFSET|ROWS|UNION) ", text):
        depth += (m[0] == "(") - (m[0] == ")")
        if depth < 0 or (not depth and m[0][0] == " "):
            return m.start(), parts
        if not depth and m[0] == ",":
            parts.append(m.start())
    return len(text), parts


def terms(sql):
    """The terms of each ORDER BY."""
    for m in re.finditer(r"\bORDER BY ", sql):
        text = sql[m.end() :]
        end, parts = until_closed(text)
        edges = [-1, *parts, end]
        yield [text[a + 1 : b].strip() for a, b in zip(edges, edges[1:])]


def unsaid(tables, sql):
    """The terms that may be NULL and do not say where NULLs go. tables: see may_be_null()."""
    found = [(m[2], m[3] or m[2], m[1]) for m in TABLE.finditer(sql) if m[2] in tables]
    renamed = {m[2]: m[1] for m in RENAMED.finditer(sql)}
    given = set(GIVEN.findall(sql))

    def nullable(alias, name):
        if (f"{alias}.{name}" if alias else name) in given:
            return False
        if not alias and name in renamed and renamed[name] != name:
            return (
                any(nullable(*one) for one in NAME.findall(renamed[name])) or "(" in renamed[name]
            )
        mine = [one for one in found if not alias or one[1] == alias]
        return any(name in tables[table] or (alias and how[0] == "L") for table, _, how in mine)

    for clause in terms(sql):
        settled = set()
        for term in clause:
            bare = NEVER_NULL.sub("", ASKED.sub("", re.sub(r" (?:ASC|DESC)$", "", term)))
            asks = any(nullable(*one) for one in NAME.findall(bare))
            if asks and bare not in settled and not SAID.search(term):
                yield term
            settled |= {m[1] for m in ASKED.finditer(term)}
