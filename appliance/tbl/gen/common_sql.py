"""What a statement may not say, because SQLite and PostgreSQL mean different things by it, or only
one of them takes it. That PostgreSQL takes the rest is shown by tests/postgres."""

import re

from order_by import unsaid

CAST = re.compile(r"\bCAST\(.*?\bAS (?!BIGINT\)|DOUBLE PRECISION\)|TEXT\))\w+\)")
SUM = re.compile(r"\bsum\([^()]*\) / \d+(?![.\d])")
SAYINGS = [
    (re.compile(r"\bINSERT OR\b"), "say ON CONFLICT REPLACE or ON CONFLICT DO NOTHING"),
    (SUM, "a sum of whole numbers has decimals elsewhere: CAST(sum(…) AS BIGINT) before /"),
    (CAST, "a cast names its width: BIGINT, DOUBLE PRECISION or TEXT"),
]


def check_common(t, place, sql, nullable):
    for term in unsaid(nullable, sql):
        t.fail(f"{place}: ORDER BY {term}: NULLS FIRST (as SQLite has it) or, behind DESC, LAST?")
    for pattern, words in SAYINGS:
        if pattern.search(sql):
            t.fail(f"{place}: {words}")
