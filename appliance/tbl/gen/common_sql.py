"""What a statement may not say, because SQLite and PostgreSQL mean different things by it, or only
one of them takes it. That PostgreSQL takes the rest is shown by tests/postgres."""

import re

CAST = re.compile(r"\bCAST\(.*?\bAS (?!BIGINT\)|DOUBLE PRECISION\)|TEXT\))\w+\)")
SAYINGS = [
    (re.compile(r"\bINSERT OR\b"), "say ON CONFLICT REPLACE or ON CONFLICT DO NOTHING"),
    (CAST, "a cast names its width: BIGINT, DOUBLE PRECISION or TEXT"),
]


def check_common(t, place, sql):
    for pattern, words in SAYINGS:
        if pattern.search(sql):
            t.fail(f"{place}: {words}")
